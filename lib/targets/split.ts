import type { Fen } from '@/db/columns';
import { parseCell, type TargetGrid, type TargetRow } from './grid';

/** Even parts of an amount in fen; what is left over by dividing goes into the last part (R29). */
export function splitEvenly(total: number, parts: number): Fen[] {
  if (parts <= 0) return [];
  const each = (total - (total % parts)) / parts;
  return Array.from({ length: parts }, (_, part) => (part < parts - 1 ? each : total - each * (parts - 1)) as Fen);
}

/** A cell a figure is split over; a closed one keeps what it holds. */
export type SplitCell = { name: string; isOpen: boolean; fen: number | null };
export type SplitProblem =
  | 'notAmount'
  | 'negative'
  | 'tooLarge'
  | 'noAmount'
  | 'noRow'
  | 'noParts'
  | 'noWhole'
  | 'closed'
  | 'keptMore';
export type Split = { cells: Record<string, Fen> } | { problem: SplitProblem };

/** Closed cells keep theirs, the open ones share the rest evenly, so that all of them sum to the whole. */
export function spread(whole: number, cells: readonly SplitCell[]): Split {
  const open = cells.filter((cell) => cell.isOpen);
  if (open.length === 0) return { problem: cells.length === 0 ? 'noParts' : 'closed' };
  const kept = cells.reduce((sum, cell) => sum + (cell.isOpen ? 0 : (cell.fen ?? 0)), 0);
  if (kept > whole) return { problem: 'keptMore' };
  const shares = splitEvenly(whole - kept, open.length);
  return { cells: Object.fromEntries(open.map(({ name }, position) => [name, shares[position] as Fen])) };
}

export const splitSpans = ['year', 'q1', 'q2', 'q3', 'q4'] as const;
export type SplitSpan = (typeof splitSpans)[number];
/** `months`: the typed amount over the row's months. `parts`: each month of the row over the layer below it. */
export type SplitAsked = { row: string; span: SplitSpan; by: 'months' | 'parts'; amount: string };

/** Positions of a span's months; a quarter is three months of the (fiscal) year. */
export const positionsOf = (span: SplitSpan): number[] => {
  const quarter = splitSpans.indexOf(span);
  return quarter === 0 ? Array.from({ length: 12 }, (_, month) => month) : [0, 1, 2].map((m) => (quarter - 1) * 3 + m);
};

type AmountOf = (row: TargetRow, position: number) => number | null;

/** What a split puts into which cells of the sheet: all of it, or nothing and why. */
export function splitIn(grid: TargetGrid, amountOf: AmountOf, { row: id, span, by, amount }: SplitAsked): Split {
  const row = rowsOf(grid).find((one) => one.id === id);
  if (!row) return { problem: 'noRow' };
  const cellOf = (one: TargetRow, position: number): SplitCell => ({
    name: `${one.id}.${grid.months[position]}`,
    isOpen: one.open[position] ?? false,
    fen: amountOf(one, position),
  });
  const positions = positionsOf(span);
  if (by === 'months') {
    const typed = parseCell(amount);
    if ('problem' in typed) return typed;
    if (typed.fen === null) return { problem: 'noAmount' };
    return spread(
      typed.fen,
      positions.map((position) => cellOf(row, position)),
    );
  }
  const set = positions.filter((position) => amountOf(row, position) !== null);
  if (set.length === 0) return { problem: 'noWhole' };
  const cells: Record<string, Fen> = {};
  for (const position of set) {
    const parts = partsOf(grid, row).map((part) => cellOf(part, position));
    const split = spread(amountOf(row, position) ?? 0, parts);
    if ('problem' in split) return split;
    Object.assign(cells, split.cells);
  }
  return { cells };
}

/** All rows of the sheet from the top down. */
export const rowsOf = (grid: TargetGrid): TargetRow[] => [
  ...(grid.department ? [grid.department] : []),
  ...grid.groups.flatMap(({ team, people }) => (team ? [team, ...people] : people)),
];

/** The layer below: the department's teams, a team's people; nobody stands below a person. */
export const partsOf = (grid: TargetGrid, row: TargetRow): TargetRow[] =>
  row.layer === 'department'
    ? grid.groups.flatMap(({ team }) => (team ? [team] : []))
    : row.layer === 'team'
      ? (grid.groups.find((group) => group.teamId === row.teamId)?.people ?? [])
      : [];
