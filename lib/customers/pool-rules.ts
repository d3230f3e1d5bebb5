import type { Day } from '@/db/columns';
import { addDays } from '../days';

/**
 * R8: whoever lost a customer may not claim it for so many days; the day from which they may, or null when that is now.
 * Lost on the 1st with 30 days: free on the 31st.
 */
export function coolOffUntil(lostOn: Day | null, days: number, today: Day): Day | null {
  if (lostOn === null) return null;
  const free = addDays(lostOn, days);
  return today < free ? free : null;
}

/** So many days before it goes to the pool an owner is warned; less where the rule itself is shorter. */
export const warnDays = 7;
export const leadOf = (returnDays: number) => Math.min(warnDays, returnDays - 1);

/** A warning nothing followed for so long, the rule off or money owed meanwhile, is given again. */
const staleAfter = 30;

/**
 * What happens today to a customer nobody was in contact with since `since` (R8): its owner is warned, it goes, or nothing.
 * It never goes unwarned: when a stop or a new rule let the warning slip, that comes first and the days count from it.
 */
export function fateOf(
  { since, warnedOn }: { since: Day; warnedOn: Day | null },
  returnDays: number,
  today: Day,
): 'warn' | 'return' | null {
  const lead = leadOf(returnDays);
  const due = addDays(since, returnDays);
  const warnFrom = addDays(due, -lead);
  if (today < warnFrom) return null;
  const isWarned = warnedOn !== null && warnedOn >= warnFrom && today <= addDays(warnedOn, lead + staleAfter);
  if (!isWarned && lead > 0) return 'warn';
  return today >= due && (warnedOn === null || today >= addDays(warnedOn, lead)) ? 'return' : null;
}
