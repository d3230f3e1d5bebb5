import { database, type Reader } from '@/db/client';
import type { Fen } from '@/db/columns';
import { today } from '@/lib/clock';
import { elapsed, type Period } from '@/lib/period';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import type { Dimension, FigureFilter, FigureRow, Report } from '../types';
import { labelsOf } from './labels';
import { sumsOf } from './sums';

/** What a share is drawn from: the amounts of `figures()` alone, at a fraction of its cost. */
export type Amounts = Pick<Report, 'by' | 'filter' | 'range'> & {
  rows: Pick<FigureRow, 'key' | 'label' | 'amountFen'>[];
};

export function amounts(
  viewer: Viewer,
  period: Period,
  by: Dimension,
  filter: FigureFilter = {},
  reader: Reader = database(),
): Amounts {
  const range = elapsed(period, today(readSettings(reader).timeZone));
  const sums = sumsOf({ viewer, by, filter, reader }, range);
  const labels = labelsOf(viewer, by, [...sums.keys()], reader);
  const order = (key: string) => labels.get(key)?.sortKey ?? key;
  const rows = [...sums]
    .map(([key, { amountFen }]) => ({ key, label: labels.get(key)?.label ?? key, amountFen: amountFen as Fen }))
    .sort((a, b) => b.amountFen - a.amountFen || (order(a.key) < order(b.key) ? -1 : 1));
  return { by, filter, range, rows };
}
