import type { Day, Moment } from '@/db/columns';
import type { ReviewStatus } from '@/db/schema/sales';
import { overdueDays, type PaymentStatus, paymentStatus, type SaleMoney } from './status';

/** The one word that stands for a sale in a list: its review first, then what became of it, then its money. */
export type SaleMark =
  | { word: 'void' | 'rejected' | 'pending' | 'reversal' | 'reversed' | 'credit' }
  | { word: Exclude<PaymentStatus, 'overdue'> }
  | { word: 'overdue'; days: number };

type MarkedSale = SaleMoney & { review: ReviewStatus; voidedAt: Moment | null; reversesId: number | null };

export function saleMark(sale: MarkedSale, today: Day): SaleMark {
  if (sale.voidedAt !== null) return { word: 'void' };
  if (sale.review !== 'approved') return { word: sale.review };
  // A reversal without an original is a credit to the customer until it is paid back (R19).
  if (sale.kind === 'reversal')
    return { word: sale.reversesId === null && sale.balanceFen < 0 ? 'credit' : 'reversal' };
  if (sale.amountFen > 0 && sale.amountFen + sale.reversedFen === 0) return { word: 'reversed' };
  const status = paymentStatus(sale, today);
  return status === 'overdue' ? { word: 'overdue', days: overdueDays(sale, today) } : { word: status };
}
