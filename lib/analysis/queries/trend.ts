import { database, type Reader } from '@/db/client';
import type { Fen } from '@/db/columns';
import { today as todayIn } from '@/lib/clock';
import { addMonths, firstOfMonth, lastOfMonth, monthOf } from '@/lib/days';
import { elapsed, monthsOf, type Period } from '@/lib/period';
import { readSettings } from '@/lib/settings/queries';
import { listTargets } from '@/lib/targets/queries';
import type { Viewer } from '@/lib/viewer';
import { targetsBy } from '../targets';
import type { FigureFilter, TrendPoint } from '../types';
import { firstDealOf, sumsOf } from './sums';

/**
 * The twelve months up to the period's end (up to this month while it runs), each beside the same month a year before.
 * A month before the first sale on record has no last year: null, a gap in the line.
 */
export function trend(
  viewer: Viewer,
  period: Period,
  filter: FigureFilter = {},
  reader: Reader = database(),
): TrendPoint[] {
  const today = todayIn(readSettings(reader).timeZone);
  const last = lastOfMonth(monthOf(period.to < today || period.from > today ? period.to : today));
  const range = { from: firstOfMonth(monthOf(addMonths(last, -11))), to: last };
  const question = { viewer, by: 'month', filter, reader } as const;

  const sums = sumsOf(question, { from: addMonths(range.from, -12), to: elapsed(range, today).to });
  const first = firstDealOf(question);
  const months = { from: monthOf(range.from), to: monthOf(last) };
  const targets = targetsBy('month', filter, listTargets(viewer, months, reader)).of;
  const amount = (month: string) => (sums.get(month)?.amountFen ?? 0) as Fen;
  return monthsOf(range).map((month) => {
    const yearAgo = monthOf(addMonths(firstOfMonth(month), -12));
    return {
      month,
      amountFen: amount(month),
      lastYearFen: first !== null && yearAgo >= monthOf(first) ? amount(yearAgo) : null,
      targetFen: targets.get(month) ?? null,
      isRunning: month === monthOf(today) && today < lastOfMonth(month),
    };
  });
}
