import type { Tx } from '@/db/client';
import type { Moment } from '@/db/columns';
import { payments } from '@/db/schema/sales';
import { realNow } from '../clock';

export type NewPayment = Pick<
  typeof payments.$inferInsert,
  'saleId' | 'amountFen' | 'paidOn' | 'method' | 'reason' | 'recordedBy' | 'importId'
>;

/** Inserts a payment (negative: a refund, with its reason); triggers keep the sale's sum. Records no audit row. */
export const insertPayment = (tx: Tx, payment: NewPayment, at: Moment = realNow()): number =>
  tx
    .insert(payments)
    .values({ ...payment, recordedAt: at })
    .returning({ id: payments.id })
    .get().id;
