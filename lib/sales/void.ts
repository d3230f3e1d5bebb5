import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { sales } from '@/db/schema/sales';
import type { Message } from '../action-core';
import { realNow } from '../clock';
import { yuan } from '../format';

type Sale = Pick<typeof sales.$inferSelect, 'id' | 'paidFen'>;

/** Why a sale can't be voided (R19): money stands on it, or reversals of it, waiting ones too. */
export function voidProblem(reader: Reader, sale: Sale): Message | null {
  if (sale.paidFen !== 0) return { key: 'review.problem.voidPaid', params: { amount: yuan(sale.paidFen) } };
  const reversal = reader
    .select({ orderNumber: sales.orderNumber })
    .from(sales)
    .where(and(eq(sales.reversesId, sale.id), isNull(sales.voidedAt), ne(sales.review, 'rejected')))
    .limit(1)
    .get();
  return reversal ? { key: 'review.problem.voidReversed', params: { number: reversal.orderNumber } } : null;
}

/** Marks the sale void; the number stays taken (R16). A message when it changed since it was seen. */
export function markVoid(
  tx: Tx,
  { id, version }: { id: number; version: number },
  by: number,
  reason: string | null,
): Message | null {
  const { changes } = tx
    .update(sales)
    .set({ voidedAt: realNow(), voidedBy: by, voidReason: reason, version: sql`version + 1` })
    .where(and(eq(sales.id, id), eq(sales.version, version), isNull(sales.voidedAt)))
    .run();
  return changes === 1 ? null : { key: 'review.problem.changed' };
}
