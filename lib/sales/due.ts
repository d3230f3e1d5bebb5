import type { Day } from '@/db/columns';
import { addDays, addMonths, lastOfMonth, monthOf } from '../days';

export type Terms = { termsKind: 'days' | 'month_end' | null; termsDays: number | null };

/** R18: the customer's terms, else the company's default; 月结 = the end of the following month. */
export function dueDay(dealOn: Day, terms: Terms, defaultDays: number): Day {
  if (terms.termsKind === 'month_end') return lastOfMonth(monthOf(addMonths(dealOn, 1)));
  return addDays(dealOn, terms.termsKind === 'days' ? (terms.termsDays ?? defaultDays) : defaultDays);
}
