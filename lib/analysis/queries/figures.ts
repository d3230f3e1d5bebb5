import { database, type Reader } from '@/db/client';
import { today as todayIn } from '@/lib/clock';
import { firstOfMonth, lastOfMonth } from '@/lib/days';
import { elapsed, lastYear, type Period, previousPeriod } from '@/lib/period';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { addUp, figureOf, hasNothing, type Parts } from '../combine';
import { isBehind, type Pace, paceOf } from '../pace';
import type { Dimension, FigureFilter, FigureRow, Report } from '../types';
import { labelsOf } from './labels';
import { readParts } from './parts';

/**
 * The figures of a period by a dimension (R22 to R28), over the viewer's sales in the attributed meaning (R5).
 * Amounts, cash and receivables add up to the total over every dimension; distinct counts and rates don't (R27).
 * By month the rows are the months of the period in order; what is owed on sales of other months stands in the rows
 * `earlier` and `later`, so that receivables add up there too.
 */
export function figures(
  viewer: Viewer,
  period: Period,
  by: Dimension,
  filter: FigureFilter = {},
  reader: Reader = database(),
): Report {
  const { timeZone, alertAttainment, alertOverdueDays } = readSettings(reader);
  const today = todayIn(timeZone);
  const range = elapsed(period, today);
  const ranges = { range, lastYear: lastYear(range), previous: previousPeriod(range, period.kind) };
  const question = { viewer, by, filter, reader };
  const { of, own } = readParts(question, period, { ...ranges, today, alertDays: alertOverdueDays });

  const pace = paceOf(period, today);
  const labels = labelsOf(viewer, by, [...of.keys()], reader);
  const row = (key: string, parts: Parts, label: string, teamName: string | null, ownPace: Pace): FigureRow => ({
    key,
    label,
    teamName,
    ...figureOf(parts, alertAttainment),
    isBehind: isBehind(parts, alertAttainment, ownPace),
    hasLongOverdue: parts.longOverdueFen > 0,
  });
  const paceOfRow = (key: string) =>
    by === 'month' && /^\d/.test(key) ? paceOf({ from: firstOfMonth(key), to: lastOfMonth(key) }, today) : pace;

  const rows = [...of]
    .filter(([key, parts]) => (by === 'month' && /^\d/.test(key)) || !hasNothing(parts))
    .map(([key, parts]) => {
      const { label, sortKey, teamName } = labels.get(key) ?? { label: key, sortKey: key, teamName: null };
      return { sortKey, row: row(key, parts, label, teamName, paceOfRow(key)) };
    })
    .sort((a, b) => (by === 'month' ? 0 : b.row.amountFen - a.row.amountFen) || compare(a.sortKey, b.sortKey));

  return {
    period,
    by,
    filter,
    ...ranges,
    isRunning: today >= period.from && today < period.to,
    asOf: today,
    pace,
    total: row('total', addUp(of.values(), own), labels.get('total')?.label ?? '', null, pace),
    rows: rows.map((entry) => entry.row),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
