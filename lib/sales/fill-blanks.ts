import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sales } from '@/db/schema/sales';
import { type DictionaryKind, dictionaryEntries } from '@/db/schema/settings';

type Blanks = { regionId: number | null; productLineId: number | null };
export type Filled = Partial<Record<keyof Blanks, number>>;
const kinds: Record<keyof Blanks, DictionaryKind> = { regionId: 'region', productLineId: 'product_line' };

/** R16: a blank that was frozen may be filled later; what was frozen with a word stays, whatever the form data says. */
export function blanksToFill(tx: Tx, sale: Blanks, typed: Blanks): Filled {
  const filled: Filled = {};
  for (const name of ['regionId', 'productLineId'] as const) {
    const id = typed[name];
    if (sale[name] === null && id !== null && isWord(tx, kinds[name], id)) filled[name] = id;
  }
  return filled;
}

const isWord = (tx: Tx, kind: DictionaryKind, id: number): boolean =>
  tx
    .select({ id: dictionaryEntries.id })
    .from(dictionaryEntries)
    .where(and(eq(dictionaryEntries.id, id), eq(dictionaryEntries.kind, kind), isNull(dictionaryEntries.retiredAt)))
    .get() !== undefined;

/** A reversal has its original's dimensions (R19). Records no audit row. */
export function fillReversals(tx: Tx, saleId: number, filled: Filled): void {
  for (const [name, id] of Object.entries(filled) as [keyof Blanks, number][])
    tx.update(sales)
      .set({ [name]: id })
      .where(and(eq(sales.reversesId, saleId), isNull(sales[name])))
      .run();
}
