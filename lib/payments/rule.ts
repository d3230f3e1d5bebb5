import type { Fen, Moment } from '@/db/columns';
import type { ReviewStatus } from '@/db/schema/sales';
import type { Message } from '../action-core';
import { yuan } from '../format';
import { fen } from '../money';

/** What the rule of R18 needs to know of a sale. */
export type PaidSale = {
  kind: 'sale' | 'reversal';
  reversesId: number | null;
  amountFen: number;
  reversedFen: number;
  paidFen: number;
  review: ReviewStatus;
  voidedAt: Moment | null;
};

/** Money moves on sales that count or wait for review; never on void or rejected ones, nor on a linked reversal (R19). */
export const takesPayments = (sale: PaidSale): boolean =>
  sale.voidedAt === null && sale.review !== 'rejected' && sale.reversesId === null;

/** What is to be paid: the amount less its reversals; negative on a return, whose money goes back. */
const toPay = (sale: PaidSale) => sale.amountFen + sale.reversedFen;

/** Still to come in, or on a return still to go back; never below 0. Waiting sales too: they owe nothing in figures yet. */
export const openFen = (sale: PaidSale): Fen =>
  fen(Math.max(0, sale.kind === 'sale' ? toPay(sale) - sale.paidFen : sale.paidFen - toPay(sale)));

/** 多收: paid beyond what is to be paid. A return has none: more than its amount isn't paid back. */
export const creditOf = (sale: PaidSale, paidFen: number = sale.paidFen): Fen =>
  fen(sale.kind === 'sale' ? Math.max(0, paidFen - toPay(sale)) : 0);

export type Verdict = { problem: Message } | { creditFen: Fen };

/**
 * R18: paid lies between 0 and the amount, on the amount's own side of 0. Money beyond it is a credit, which asks first
 * (`creditFen` > 0: the credit there would then be); more paid back than came in is refused.
 * `changeFen` is a payment, or one taken back; moving towards the bounds is always right.
 */
export function judge(sale: PaidSale, changeFen: number): Verdict {
  const after = sale.paidFen + changeFen;
  if (sale.kind === 'reversal') {
    if (changeFen < 0 && after < sale.amountFen)
      return { problem: { key: 'payments.problem.returnTooMuch', params: { left: yuan(openFen(sale)) } } };
    if (changeFen > 0 && after > 0)
      return { problem: { key: 'payments.problem.returnedTooMuch', params: { paid: yuan(-sale.paidFen) } } };
    return { creditFen: 0 as Fen };
  }
  if (changeFen < 0 && after < 0)
    return { problem: { key: 'payments.problem.refundTooMuch', params: { paid: yuan(Math.max(0, sale.paidFen)) } } };
  const creditFen = creditOf(sale, after);
  return { creditFen: creditFen > creditOf(sale) ? creditFen : (0 as Fen) };
}
