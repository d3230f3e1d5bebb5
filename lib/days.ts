import type { Day, Moment } from '@/db/columns';

// Bare dates never pass through `Date` parsing (R2): a day is year, month and day as integers, or its text.

const pad = (value: number, width = 2) => String(value).padStart(width, '0');
export const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const daysInMonth = (year: number, month: number) =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The day, or null when there is no such day (2024-02-30 is refused, not rolled over). */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (!Number.isInteger(year) || year < 1900 || year > 9999 || month < 1 || month > 12) return null;
  return day < 1 || day > daysInMonth(year, month) ? null : `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

export function parts(day: Day): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = parts(text);
  return dayOf(year, month, day) !== null;
}

/** Days since 1970-01-01 (proleptic Gregorian), and back. */
export function dayNumber(day: Day): number {
  const { year, month, day: date } = parts(day);
  return Date.UTC(year, month - 1, date) / 86_400_000;
}
export const dayFromNumber = (number: number): Day => new Date(number * 86_400_000).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => dayFromNumber(dayNumber(day) + count);
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** The same date `count` months on, clamped to the month's end (01-31 + 1 = 02-28). */
export function addMonths(day: Day, count: number): Day {
  const { year, month, day: date } = parts(day);
  const index = year * 12 + month - 1 + count;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return `${pad(y, 4)}-${pad(m)}-${pad(Math.min(date, daysInMonth(y, m)))}`;
}

/** The Sunday of the day's week (R2: weeks start on Monday). 1970-01-01 was a Thursday. */
export const endOfWeek = (day: Day): Day => addDays(day, 6 - ((dayNumber(day) + 3) % 7));

export const monthOf = (day: Day): string => day.slice(0, 7);
export const firstOfMonth = (month: string): Day => `${month}-01`;
export const lastOfMonth = (month: string): Day =>
  `${month}-${pad(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))))}`;

/** The day a moment belongs to in a time zone (2026-01-31T16:30Z is 2026-02-01 in Shanghai). */
export function dayIn(moment: Moment | Date, timeZone: string): Day {
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  const fields = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  );
  return `${fields.year}-${fields.month}-${fields.day}`;
}

/** "2026-03-18 14:20" in a time zone. */
export function momentIn(moment: Moment | Date, timeZone: string): string {
  const date = typeof moment === 'string' ? new Date(moment) : moment;
  const fields = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(date)
      .map((part) => [part.type, part.value]),
  );
  return `${fields.year}-${fields.month}-${fields.day} ${fields.hour}:${fields.minute}`;
}

/** The moment that a clock in a time zone shows as `time` ("14:20") on a day; null when it is no time of day. */
export function momentAt(day: Day, time: string, timeZone: string): Moment | null {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const wall = dayNumber(day) * 86_400_000 + (hour * 60 + minute) * 60_000;
  let utc = wall;
  // Twice: the offset at the first guess may be the one before a change of the clock.
  for (let pass = 0; pass < 2; pass++) {
    const shown = momentIn(new Date(utc), timeZone);
    const [h = 0, m = 0] = shown.slice(11).split(':').map(Number);
    utc += wall - (dayNumber(shown.slice(0, 10)) * 86_400_000 + (h * 60 + m) * 60_000);
  }
  return new Date(utc).toISOString();
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(timeZone: string) {
  const made =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formatters.set(timeZone, made);
  return made;
}
