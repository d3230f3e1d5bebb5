import type { Fen } from '@/db/columns';
import type { TargetOfMonth } from '../targets/queries';
import type { Dimension, FigureFilter } from './types';

/** Nothing set is null, not 0 (R23). */
const sum = (values: readonly (number | null)[]): Fen | null => {
  const set = values.filter((value) => value !== null);
  return set.length === 0 ? null : (set.reduce((total, value) => total + value, 0) as Fen);
};
const groups = <K>(rows: readonly TargetOfMonth[], key: (row: TargetOfMonth) => K): Map<K, TargetOfMonth[]> => {
  const map = new Map<K, TargetOfMonth[]>();
  for (const row of rows) map.set(key(row), [...(map.get(key(row)) ?? []), row]);
  return map;
};
const amounts = (rows: readonly TargetOfMonth[]) => sum(rows.map((row) => row.amountFen));

// R29: a group's target is its own if set, else the sum of its parts; decided month by month, since targets are monthly.
const teamOfMonth = (rows: readonly TargetOfMonth[]) =>
  amounts(rows.filter((row) => row.layer === 'team')) ?? amounts(rows.filter((row) => row.layer === 'person'));
const wholeOfMonth = (rows: readonly TargetOfMonth[]) =>
  amounts(rows.filter((row) => row.layer === 'department')) ??
  sum([...groups(rows, (row) => row.teamId).values()].map(teamOfMonth));
const overMonths = (rows: readonly TargetOfMonth[], ofMonth: (rows: readonly TargetOfMonth[]) => Fen | null) =>
  sum([...groups(rows, (row) => row.month).values()].map(ofMonth));

/**
 * The targets of a report's rows and of its total, from the rows the viewer may read: a manager's total is the
 * department's, a supervisor's the team's, a rep's the own. Targets are set for people, teams and product lines only:
 * by or under another dimension there is none.
 */
export function targetsBy(
  by: Dimension,
  filter: FigureFilter,
  all: readonly TargetOfMonth[],
): { total: Fen | null; of: Map<string, Fen | null> } {
  const { rep, team, line, ...others } = filter;
  if (Object.values(others).some(Boolean)) return { total: null, of: new Map() };

  const matches = (value: string | undefined, id: number | null) =>
    !value || value === (id === null ? 'none' : String(id));
  const people = all.filter(
    (row) =>
      matches(team, row.layer === 'department' ? -1 : row.teamId) &&
      (!rep || (row.layer === 'person' && matches(rep, row.userId))),
  );
  const general = people.filter((row) => (line ? matches(line, row.productLineId ?? -1) : row.productLineId === null));

  const of = new Map<string, Fen | null>();
  const fill = (
    rows: readonly TargetOfMonth[],
    key: (row: TargetOfMonth) => string | number | null,
    value: (rows: readonly TargetOfMonth[]) => Fen | null,
  ) => {
    for (const [k, group] of groups(rows, key)) of.set(k === null ? 'none' : String(k), overMonths(group, value));
  };
  if (by === 'rep')
    fill(
      general.filter((row) => row.layer === 'person'),
      (row) => row.userId,
      amounts,
    );
  if (by === 'team')
    fill(
      general.filter((row) => row.layer !== 'department'),
      (row) => row.teamId,
      teamOfMonth,
    );
  if (by === 'month') fill(general, (row) => row.month, wholeOfMonth);
  if (by === 'line')
    fill(
      people.filter((row) => row.productLineId !== null && matches(line, row.productLineId)),
      (row) => row.productLineId,
      wholeOfMonth,
    );
  return { total: overMonths(general, wholeOfMonth), of };
}
