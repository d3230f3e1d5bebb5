import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { products } from '@/db/schema/settings';
import type { Message } from '../action-core';
import { winOnFirstSale } from '../customers/writes';
import { yuan } from '../format';
import type { Viewer } from '../viewer';
import { contentOf, type SaleChange, type SaleContent } from './changes';
import { isFirstSale } from './first-sale';
import { partsFit, setInstalments } from './instalments';

type Sale = typeof sales.$inferSelect;

/**
 * Puts an approved new version in place of a sale's content (R17). Salesperson and team stay as frozen. What the sale
 * froze of its customer (region, level, industry, source) and of its product (the line) belongs to that customer and
 * that product: it stays while they stay, and is frozen anew from the new one where they change. Payments stay with the
 * sale. Its reversals go along, since they copy their original (R19).
 * Answers before and after for the audit trail, or why it can't be: nothing is written then.
 */
export function applyEdit(
  tx: Tx,
  viewer: Viewer,
  sale: Sale,
  change: SaleChange,
): { before: SaleContent; after: SaleContent } | { problem: Message } {
  const before = contentOf(tx, sale.id);
  const after = proposed(before, change);
  const problem = editProblem(tx, sale, after);
  if (problem) return { problem };
  // Set directly while the new version waited.
  if (!partsFit(after.instalments, after.amountFen)) return { problem: { key: 'review.problem.parts' } };

  const { instalments, ...content } = after;
  const frozen = frozenAnew(tx, before, after);
  const { changes } = tx
    .update(sales)
    .set({ ...content, ...frozen, version: sql`version + 1` })
    .where(and(eq(sales.id, sale.id), eq(sales.version, sale.version), eq(sales.counts, 1)))
    .run();
  if (changes !== 1) return { problem: { key: 'review.problem.changed' } };
  if (JSON.stringify(instalments) !== JSON.stringify(before.instalments))
    setInstalments(tx, sale.id, instalments, after.dueOn);
  const { customerId, productId, productName } = content;
  if (Object.keys(frozen).length > 0 || productName !== before.productName)
    tx.update(sales)
      .set({ customerId, productId, productName, ...frozen, version: sql`version + 1` })
      .where(eq(sales.reversesId, sale.id))
      .run();
  if (customerId !== before.customerId && isFirstSale(tx, { id: sale.id, ...content }))
    winOnFirstSale(tx, customerId, { on: after.dealOn, by: viewer.id });
  return { before, after };
}

/** What the change says otherwise than the sale did when it was filed; anything else stays as it is by now. */
function proposed({ customerName: _, ...present }: ReturnType<typeof contentOf>, change: SaleChange): SaleContent {
  const content: Record<string, unknown> = { ...present };
  for (const name of [
    'customerId',
    'productId',
    'productName',
    'quantity',
    'unitPrice',
    'amountFen',
    'dealOn',
    'dueOn',
  ] as const)
    if (change[name] !== change.before[name]) content[name] = change[name];
  const parts = change.instalments ?? [];
  if (JSON.stringify(parts) !== (change.before.instalments ?? '[]')) content.instalments = parts;
  return content as SaleContent;
}

/** What has come in and was taken back meanwhile must still fit (R18, R19). */
export function editProblem(reader: Reader, sale: Sale, after: SaleContent): Message | null {
  const left = after.amountFen + sale.reversedFen;
  if (sale.kind === 'sale' && left < 0)
    return { key: 'review.problem.belowReversed', params: { amount: yuan(-sale.reversedFen) } };
  const isLess = Math.abs(after.amountFen) < Math.abs(sale.amountFen);
  if (isLess && Math.abs(sale.paidFen) > Math.abs(left))
    return { key: 'review.problem.belowPaid', params: { amount: yuan(sale.paidFen) } };
  if (sale.reversesId !== null) return originalProblem(reader, sale, sale.reversesId, after);
  const first = reader
    .select({ orderNumber: sales.orderNumber, dealOn: sales.dealOn })
    .from(sales)
    .where(and(eq(sales.reversesId, sale.id), isNull(sales.voidedAt), ne(sales.review, 'rejected')))
    .orderBy(sales.dealOn)
    .limit(1)
    .get();
  return first && first.dealOn < after.dealOn
    ? { key: 'review.problem.afterReversal', params: { number: first.orderNumber, day: first.dealOn } }
    : null;
}

/** The changed reversal of an original: within what is left of it, not before it, and still its customer's. */
function originalProblem(reader: Reader, sale: Sale, originalId: number, after: SaleContent): Message | null {
  const original = reader.select().from(sales).where(eq(sales.id, originalId)).get();
  if (original?.counts !== 1) return { key: 'review.problem.originalGone' };
  const left = original.amountFen + original.reversedFen - sale.amountFen;
  if (after.amountFen + left < 0)
    return { key: 'review.problem.reversedTooMuch', params: { number: original.orderNumber, left: yuan(left) } };
  if (after.dealOn < original.dealOn)
    return { key: 'review.problem.beforeOriginal', params: { number: original.orderNumber, day: original.dealOn } };
  return after.customerId !== original.customerId
    ? { key: 'review.problem.otherCustomer', params: { number: original.orderNumber } }
    : null;
}

/** What a sale freezes of its customer and product, where an edit changes them (R16). */
export const frozenAnew = (tx: Tx, before: SaleContent, after: SaleContent) => ({
  ...dimensionsOfCustomer(tx, before, after),
  ...lineOfProduct(tx, before, after),
});

function dimensionsOfCustomer(tx: Tx, before: SaleContent, after: SaleContent) {
  if (after.customerId === before.customerId) return {};
  const { regionId, industryId, sourceId, level } = customers;
  const customer = tx
    .select({ regionId, industryId, sourceId, level })
    .from(customers)
    .where(eq(customers.id, after.customerId))
    .get();
  if (!customer) throw new Error('a new version needs its customer');
  return customer;
}

function lineOfProduct(tx: Tx, before: SaleContent, after: SaleContent) {
  if (after.productId === before.productId) return {};
  const product =
    after.productId === null
      ? undefined
      : tx.select({ line: products.productLineId }).from(products).where(eq(products.id, after.productId)).get();
  return { productLineId: product?.line ?? null };
}
