import type { Day } from '@/db/columns';
import type { Level } from '@/db/schema/customers';
import { addDays, dayNumber, daysBetween, parts } from '../days';

type Calendar = { today: Day; moved: Record<Day, Day>; byCadence: Record<Level, Day[]> };

/** The day the next follow-up will be on, as the form is filled in; null: none, or only the server can tell. */
export function plannedDay(
  calendar: Calendar,
  { next, nextOn, contactedOn, level }: { next: string; nextOn: string; contactedOn: Day; level: Level | null },
): Day | null {
  const working = (day: Day) => calendar.moved[day] ?? day;
  if (nextOn !== '') return nextOn > calendar.today ? working(nextOn) : null;
  if (next === 'none') return null;
  if (next !== 'cadence') return working(addDays(calendar.today, Number(next)));
  return level === null ? null : (calendar.byCadence[level][daysBetween(contactedOn, calendar.today)] ?? null);
}

type DayTexts = { day: string; weekdays: readonly string[] };

/** "4 月 1 日 周三"; weeks begin on Monday. */
export function dayInWords(day: Day, { day: pattern, weekdays }: DayTexts): string {
  const { month, day: date } = parts(day);
  // 1970-01-01 was a Thursday.
  const weekday = weekdays[(dayNumber(day) + 3) % 7] ?? '';
  return pattern.replace('{{month}}', `${month}`).replace('{{day}}', `${date}`).replace('{{weekday}}', weekday);
}
