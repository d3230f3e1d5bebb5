import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Moment } from '@/db/columns';
import { insertRow, prepareOnce } from '@/db/prepared';
import { payments, sales } from '@/db/schema/sales';
import { realNow } from '../clock';

export type NewPayment = Pick<
  typeof payments.$inferInsert,
  'saleId' | 'amountFen' | 'paidOn' | 'method' | 'reason' | 'recordedBy' | 'importId'
>;

/**
 * Inserts a payment (negative: a refund, with its reason); triggers keep the sale's sum. Records no audit row.
 * A refund on a linked reversal is a payment of its original, whose balance holds the reversal (R19).
 */
export function insertPayment(tx: Tx, payment: NewPayment, at: Moment = realNow()): number {
  const sale = prepareOnce(tx, 'reversal of sale', () =>
    tx
      .select({ reversesId: sales.reversesId })
      .from(sales)
      .where(eq(sales.id, sql.placeholder('id')))
      .prepare(),
  ).get({ id: payment.saleId });
  return insertRow(tx, payments, { ...payment, saleId: sale?.reversesId ?? payment.saleId, recordedAt: at });
}

/** Marks a payment void; triggers take it out of the sale's sum. False when it is void already. Records no audit row. */
export function markPaymentVoid(tx: Tx, id: number, by: number, reason: string): boolean {
  const { changes } = tx
    .update(payments)
    .set({ voidedAt: realNow(), voidedBy: by, voidReason: reason })
    .where(and(eq(payments.id, id), isNull(payments.voidedAt)))
    .run();
  return changes === 1;
}
