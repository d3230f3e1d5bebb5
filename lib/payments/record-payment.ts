import { and, eq, isNull } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { payments } from '@/db/schema/sales';
import { done, type Message, type Outcome, refuse } from '../action-core';
import { ownPath } from '../address';
import { record } from '../audit/record';
import { today } from '../clock';
import { yuan } from '../format';
import { fen } from '../money';
import { canRecordPayment } from '../permissions';
import { findSale, type Sale } from '../sales/queries/sale';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { askFirst, type Question } from './questions';
import { creditOf, judge, openFen, takesPayments } from './rule';
import type { PaymentInput } from './validation';
import { insertPayment } from './writes';

/**
 * Books money on a sale (R18): whoever owns its customer now, or leads. What is unusual asks first, as it stands in this
 * very transaction: of two people who book the same rest at once, the second is asked about the credit.
 */
export function recordPayment(tx: Tx, viewer: Viewer, input: PaymentInput): Outcome {
  const found = saleOfMoney(viewer, input.saleId, tx);
  if (!found) return refuse('form.gone');
  const { sale } = found;
  if (!mayRecord(viewer, found)) return refuse('payments.problem.notYours');
  if (!takesPayments(sale)) return refuse(`payments.problem.${sale.voidedAt === null ? 'rejected' : 'void'}`);
  const late = dayProblem(tx, found, input);
  if (late) return refuse(late.key, { field: 'paidOn', params: late.params });
  const verdict = judge(sale, input.signedFen);
  if ('problem' in verdict) return refuse(verdict.problem.key, { field: 'amount', params: verdict.problem.params });
  const asked = askFirst(questionsOf(tx, found, input, verdict.creditFen), input);
  if (asked) return asked;

  const id = insertPayment(tx, {
    saleId: sale.id,
    amountFen: input.signedFen,
    paidOn: input.paidOn,
    method: input.method,
    reason: input.reason || null,
    recordedBy: viewer.id,
  });
  const paidFen = fen(sale.paidFen + input.signedFen);
  record(tx, viewer, {
    action: input.signedFen > 0 ? 'payment.recorded' : 'payment.refunded',
    object: { kind: 'payment', id },
    details: {
      saleId: sale.id,
      orderNumber: sale.orderNumber,
      amountFen: input.signedFen,
      paidOn: input.paidOn,
      method: input.method,
      reason: input.reason || null,
      paidBefore: sale.paidFen,
      paidAfter: paidFen,
      ...(verdict.creditFen > 0 ? { creditFen: verdict.creditFen } : {}),
    },
  });
  return done({ to: ownPath(input.back) ?? `/sales/${sale.id}`, message: outcomeOf({ ...sale, paidFen }, input) });
}

/** Money of a linked reversal is its original's (R19). Another's sale looks like a missing one. */
export function saleOfMoney(viewer: Viewer, id: number, reader?: Reader): Sale | undefined {
  const found = findSale(viewer, id, reader);
  return found && found.sale.reversesId !== null ? findSale(viewer, found.sale.reversesId, reader) : found;
}

/** After a handover the former salesperson still sees the sale; its money is the new owner's to book (R7). */
export const mayRecord = (viewer: Viewer, { sale, customer }: Sale): boolean =>
  canRecordPayment(viewer, { ...sale, customerOwnerId: customer.ownerId });

/** Not in the future; money doesn't go back before any came in. */
function dayProblem(tx: Tx, { sale }: Sale, { paidOn, kind }: PaymentInput): Message | null {
  if (paidOn > today(readSettings(tx).timeZone)) return { key: 'payments.problem.future' };
  if (kind !== 'refund' || sale.kind !== 'sale') return null;
  const first = payedOf(tx, sale.id).find((payment) => payment.amountFen > 0);
  return first && paidOn < first.paidOn ? { key: 'payments.problem.refundEarly', params: { day: first.paidOn } } : null;
}

/** The payments of a sale that stand, oldest first. */
const payedOf = (tx: Tx, saleId: number) =>
  tx
    .select({ id: payments.id, paidOn: payments.paidOn, amountFen: payments.amountFen })
    .from(payments)
    .where(and(eq(payments.saleId, saleId), isNull(payments.voidedAt)))
    .orderBy(payments.paidOn, payments.id)
    .all();

type Sold = { kind: 'sale' | 'reversal'; dealOn: Day };

/** What is allowed but worth a second look. */
function questionsOf(tx: Tx, { sale }: Sale, input: PaymentInput, creditFen: number): Question[] {
  const questions: Question[] = [];
  const ask = (key: string, about: string | number, params: Message['params']) =>
    questions.push({ name: `${key}:${about}`, message: { key: `payments.ask.${key}`, params } });
  if (creditFen > 0) ask('credit', creditFen, { credit: yuan(creditFen) });
  const twin = payedOf(tx, sale.id).find(
    (payment) => payment.amountFen === input.signedFen && payment.paidOn === input.paidOn,
  );
  if (twin) ask('double', twin.id, { day: twin.paidOn, amount: yuan(Math.abs(twin.amountFen)) });
  else if (input.opened !== sale.paidFen) ask('changed', sale.paidFen, { paid: yuan(sale.paidFen) });
  if (isBefore(sale, input)) ask('early', input.paidOn, { day: sale.dealOn });
  return questions;
}

/** Paid before the deal: a prepayment, or a slip in the year. */
const isBefore = (sale: Sold, { kind, paidOn }: PaymentInput) =>
  paidOn < sale.dealOn && (sale.kind === 'sale') === (kind === 'receipt');

/** What the sale has come to, in one line. */
function outcomeOf(sale: Sale['sale'], { amount, kind }: PaymentInput): Message {
  const rest = openFen(sale);
  const credit = creditOf(sale);
  const state =
    sale.kind === 'reversal'
      ? rest > 0
        ? 'refundable'
        : 'settled'
      : credit > 0
        ? 'credit'
        : rest > 0
          ? 'owed'
          : 'paid';
  return {
    key: `payments.saved.${kind}.${state}`,
    params: { amount: yuan(amount), number: sale.orderNumber, rest: yuan(credit > 0 ? credit : rest) },
  };
}
