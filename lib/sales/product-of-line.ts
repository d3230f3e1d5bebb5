import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { dictionaryEntries, products } from '@/db/schema/settings';
import type { FieldErrors } from '../action-core';
import { ensureProduct } from '../settings/writes';
import { nameKey } from '../text';

type Line = { row: number; productName: string; newLine: string };

/**
 * The product a line names. A name that isn't in the list yet becomes a product of the line asked for (R16), in the same
 * transaction; `none` leaves its line to be said later. Errors stand beside the row's fields.
 */
export function productOfLine(tx: Tx, line: Line): { id: number; name: string } | { errors: FieldErrors } {
  const key = nameKey(line.productName);
  const { id, name, retiredAt } = products;
  const known = tx.select({ id, name, retiredAt }).from(products).where(eq(products.nameKey, key)).get();
  if (known?.retiredAt) return refused(line, 'productName', 'sales.form.problem.retired', { name: known.name });
  if (known) return known;

  if (line.newLine === 'none') return { ...ensureProduct(tx, line.productName), name: line.productName };
  const productLine = findProductLine(tx, line.newLine);
  if (!productLine) return refused(line, 'newLine', 'sales.form.problem.newProduct', { name: line.productName });
  return { ...ensureProduct(tx, line.productName, productLine.id), name: line.productName };
}

const findProductLine = (tx: Tx, typed: string) =>
  /^\d{1,15}$/.test(typed)
    ? tx
        .select({ id: dictionaryEntries.id })
        .from(dictionaryEntries)
        .where(
          and(
            eq(dictionaryEntries.id, Number(typed)),
            eq(dictionaryEntries.kind, 'product_line'),
            isNull(dictionaryEntries.retiredAt),
          ),
        )
        .get()
    : undefined;

const refused = (line: Line, field: string, key: string, params: Record<string, string>) => ({
  errors: { [`lines.${line.row}.${field}`]: [{ key, params }] },
});
