import type { Day } from '@/db/columns';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  daysInMonth,
  firstOfMonth,
  isDay,
  lastOfMonth,
  monthOf,
  parts,
} from './days';

/** Both ends included. */
export type Range = { from: Day; to: Day };
export type PeriodKind = 'month' | 'quarter' | 'year' | 'range';
/** A named stretch of time: "2026-03", "2026-Q1", "2026", or a free range "2026-01-05..2026-02-10". */
export type Period = Range & { kind: PeriodKind; key: string };

const month = (year: number, index: number) => {
  const total = year * 12 + index - 1;
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}`;
};

/**
 * Reads a period's key; null when it is none. `fiscalStart` is the fiscal year's first month (R2):
 * with 4, "2026" is 2026-04 to 2027-03 and "2026-Q1" is April to June 2026.
 */
export function parsePeriod(key: string, fiscalStart = 1): Period | null {
  const text = key.trim().toUpperCase();
  const asMonth = /^(\d{4})-(\d{2})$/.exec(text);
  if (asMonth) {
    if (dayOf(Number(asMonth[1]), Number(asMonth[2]), 1) === null) return null;
    return { kind: 'month', key: text, from: firstOfMonth(text), to: lastOfMonth(text) };
  }
  const asQuarter = /^(\d{4})-?Q([1-4])$/.exec(text);
  if (asQuarter) {
    const [year, quarter] = [Number(asQuarter[1]), Number(asQuarter[2])];
    if (year < 1900) return null;
    const first = month(year, fiscalStart + (quarter - 1) * 3);
    return {
      kind: 'quarter',
      key: `${asQuarter[1]}-Q${quarter}`,
      from: firstOfMonth(first),
      to: lastOfMonth(monthOf(addMonths(firstOfMonth(first), 2))),
    };
  }
  if (/^\d{4}$/.test(text) && Number(text) >= 1900) {
    const first = month(Number(text), fiscalStart);
    return {
      kind: 'year',
      key: text,
      from: firstOfMonth(first),
      to: lastOfMonth(monthOf(addMonths(firstOfMonth(first), 11))),
    };
  }
  const asRange = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (asRange?.[1] && asRange[2] && isDay(asRange[1]) && isDay(asRange[2]) && asRange[1] <= asRange[2])
    return { kind: 'range', key: text, from: asRange[1], to: asRange[2] };
  return null;
}

/** The period of a kind that holds the day. */
export function periodOf(kind: Exclude<PeriodKind, 'range'>, day: Day, fiscalStart = 1): Period {
  const { year, month: m } = parts(day);
  if (kind === 'month') return parsePeriod(monthOf(day)) as Period;
  const fiscalYear = m >= fiscalStart ? year : year - 1;
  if (kind === 'year') return parsePeriod(String(fiscalYear).padStart(4, '0'), fiscalStart) as Period;
  const quarter = Math.floor(((m - fiscalStart + 12) % 12) / 3) + 1;
  return parsePeriod(`${String(fiscalYear).padStart(4, '0')}-Q${quarter}`, fiscalStart) as Period;
}

/** The period of the same kind before or after; a free range moves by its own length. */
export function stepPeriod(period: Period, step: 1 | -1, fiscalStart = 1): Period {
  if (period.kind === 'range') {
    const length = step * (1 + daysBetween(period.from, period.to));
    const [from, to] = [addDays(period.from, length), addDays(period.to, length)];
    return { kind: 'range', key: `${from}..${to}`, from, to };
  }
  return periodOf(period.kind, step === 1 ? addDays(period.to, 1) : addDays(period.from, -1), fiscalStart);
}

/** The part of a period that has passed: cut at today while it runs, whole on its last day (R24). */
export const elapsed = (period: Range, today: Day): Range =>
  today < period.to && today >= period.from ? { from: period.from, to: today } : { from: period.from, to: period.to };

/** Calendar dates kept and clamped (02-29 → 02-28); a range that ends with a month ends with one there too (R24). */
function shift(range: Range, months: number): Range {
  const { year, month: m, day } = parts(range.to);
  const endsMonth = day === daysInMonth(year, m) && range.from.endsWith('-01');
  const to = addMonths(range.to, months);
  return { from: addMonths(range.from, months), to: endsMonth ? lastOfMonth(monthOf(to)) : to };
}

/** The range 同比 compares with. */
export const lastYear = (range: Range): Range => shift(range, -12);

/** The range 环比 compares with: the period before, up to the same calendar position. */
export const previousPeriod = (range: Range, kind: PeriodKind): Range => {
  const months = { month: -1, quarter: -3, year: -12 };
  if (kind !== 'range') return shift(range, months[kind]);
  const length = 1 + daysBetween(range.from, range.to);
  return { from: addDays(range.from, -length), to: addDays(range.to, -length) };
};

/** The months a range touches, in order. */
export function monthsOf({ from, to }: Range): string[] {
  const months: string[] = [];
  for (let day = firstOfMonth(monthOf(from)); day <= to; day = addMonths(day, 1)) months.push(monthOf(day));
  return months;
}
