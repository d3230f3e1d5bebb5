import table from 'chinese-days/dist/chinese-days.json';
import type { Day } from '@/db/columns';
import { dayFromNumber, dayNumber } from './days';
import type { Range } from './period';

// Only the package's table is used: its functions read days through the machine's time zone.
const restDays = new Set(Object.keys(table.holidays));
const makeUpDays = new Set(Object.keys(table.workdays));

/** Monday to Friday without the State Council's rest days, and its make-up days; in unknown years weekends only (R33). */
export const isWorkingDay = (day: Day): boolean => isWorking(dayNumber(day), day);

/** The day itself, or the first working day after it. */
export function onWorkingDay(day: Day): Day {
  let number = dayNumber(day);
  while (!isWorking(number, dayFromNumber(number))) number += 1;
  return dayFromNumber(number);
}

const knownYears = new Set([...restDays].map((day) => day.slice(0, 4)));
/** Whether the State Council's table of that year is known: in other years only weekends rest. */
export const isKnownYear = (day: Day): boolean => knownYears.has(day.slice(0, 4));

// 1970-01-01 was a Thursday.
const isWorking = (number: number, day: Day) =>
  makeUpDays.has(day) || (!restDays.has(day) && ![0, 6].includes((((number + 4) % 7) + 7) % 7));

/** Working days of a range, both ends included. */
export function workingDays({ from, to }: Range): number {
  let count = 0;
  for (let number = dayNumber(from); number <= dayNumber(to); number += 1)
    if (isWorking(number, dayFromNumber(number))) count += 1;
  return count;
}
