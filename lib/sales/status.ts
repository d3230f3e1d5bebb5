import type { Day } from '@/db/columns';
import { daysBetween } from '../days';

export type SaleMoney = {
  amountFen: number;
  reversedFen: number;
  paidFen: number;
  balanceFen: number;
  dueOn: Day;
  kind: 'sale' | 'reversal';
};
export type PaymentStatus = 'paid' | 'overdue' | 'partial' | 'unpaid';

/** Days past the due date while money is owed; the due day itself is not overdue (R18). */
export const overdueDays = (sale: Pick<SaleMoney, 'balanceFen' | 'dueOn'>, today: Day): number =>
  sale.balanceFen > 0 ? Math.max(0, daysBetween(sale.dueOn, today)) : 0;

/**
 * R18, derived so that it can't contradict the money: 已全额回款 > 逾期 > 部分回款 > 未回款.
 * A gift of 0 yuan was never to be paid: 未回款, as the sheets have it.
 */
export function paymentStatus(sale: SaleMoney, today: Day): PaymentStatus {
  const toPay = sale.amountFen + sale.reversedFen;
  if (toPay !== 0 ? Math.abs(sale.paidFen) >= Math.abs(toPay) && sale.paidFen !== 0 : sale.reversedFen !== 0)
    return 'paid';
  if (overdueDays(sale, today) > 0) return 'overdue';
  return sale.paidFen !== 0 ? 'partial' : 'unpaid';
}
