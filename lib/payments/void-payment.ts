import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { payments } from '@/db/schema/sales';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { yuan } from '../format';
import { fen } from '../money';
import type { Sale } from '../sales/queries/sale';
import type { Viewer } from '../viewer';
import { askFirst } from './questions';
import { mayRecord, saleOfMoney } from './record-payment';
import { judge, takesPayments } from './rule';
import type { VoidInput } from './validation';
import { markPaymentVoid } from './writes';

type Payment = typeof payments.$inferSelect;

/**
 * Voids a payment booked by mistake (R18): it stays in sight with who, when and why, and the sale's sum forgets it.
 * What is left must keep the rule: money that has gone back already holds the payment it came from.
 */
export function voidPayment(tx: Tx, viewer: Viewer, input: VoidInput): Outcome {
  const found = findPayment(viewer, input.paymentId, tx);
  if (!found) return refuse('form.gone');
  const { payment, sale: of } = found;
  if (!mayVoid(viewer, of, payment.recordedBy)) return refuse('payments.problem.notYoursToVoid');
  if (payment.voidedAt !== null) return refuse('payments.problem.voided');
  if (!takesPayments(of.sale)) return refuse('payments.problem.closed');
  const verdict = judge(of.sale, -payment.amountFen);
  if ('problem' in verdict) return refuse('payments.problem.voidRefundFirst');
  const asked = askFirst(
    verdict.creditFen > 0
      ? [
          {
            name: `credit:${verdict.creditFen}`,
            message: { key: 'payments.ask.voidCredit', params: { credit: yuan(verdict.creditFen) } },
          },
        ]
      : [],
    input,
  );
  if (asked) return asked;

  if (!markPaymentVoid(tx, payment.id, viewer.id, input.reason)) return refuse('payments.problem.voided');
  record(tx, viewer, {
    action: 'payment.voided',
    object: { kind: 'payment', id: payment.id },
    details: {
      saleId: of.sale.id,
      orderNumber: of.sale.orderNumber,
      amountFen: payment.amountFen,
      paidOn: payment.paidOn,
      reason: input.reason,
      paidBefore: of.sale.paidFen,
      paidAfter: fen(of.sale.paidFen - payment.amountFen),
    },
  });
  return done({
    to: `/sales/${of.sale.id}`,
    message: { key: 'payments.saved.voided', params: { amount: yuan(Math.abs(payment.amountFen)) } },
  });
}

/** A payment on a sale the viewer sees; undefined outside, exactly as if there were none. */
export function findPayment(viewer: Viewer, id: number, reader: Reader): { payment: Payment; sale: Sale } | undefined {
  const payment = reader.select().from(payments).where(eq(payments.id, id)).get();
  const sale = payment && saleOfMoney(viewer, payment.saleId, reader);
  return payment && sale && { payment, sale };
}

/** Whoever recorded it, while the customer is theirs; or whoever leads. */
export const mayVoid = (viewer: Viewer, sale: Sale, recordedBy: number | null): boolean =>
  mayRecord(viewer, sale) && (viewer.role !== 'rep' || recordedBy === viewer.id);
