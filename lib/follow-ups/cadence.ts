import type { Day } from '@/db/columns';
import { addDays, addMonths, dayNumber } from '../days';
import type { Cadence } from '../settings/settings';
import { onWorkingDay } from '../working-days';

/** One cadence on from a day (R33), month ends clamped: 01-31 + 1 month = 02-28. Rest days don't count yet. */
const oneOn = (from: Day, { every, unit }: Cadence): Day =>
  unit === 'days' ? addDays(from, every) : addMonths(from, every);

/** When the next follow-up is due after a contact (or the filing) on `from`: a rest day moves to the next working day. */
export const nextDue = (from: Day, cadence: Cadence): Day => onWorkingDay(oneOn(from, cadence));

/**
 * After an import the first dates are spread over one cadence (R33): the `index`-th of `count` customers of one owner
 * and cadence, evenly from the day after `today` on.
 */
export function spreadDue(today: Day, cadence: Cadence, { index, count }: { index: number; count: number }): Day {
  const days = dayNumber(oneOn(today, cadence)) - dayNumber(today);
  return onWorkingDay(addDays(today, 1 + Math.floor((index * days) / count)));
}
