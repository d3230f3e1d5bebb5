import type { Fen } from '@/db/columns';
import { sumSet, type TargetGrid, type TargetGroup, type TargetRow } from './grid';

/** The whole against its parts, for words: 差 …, 已分完, 多分 … */
export type Gap = { key: 'missing' | 'even' | 'over'; fen: Fen };
type Amounts = readonly (number | null)[];

/** Over the months in which the whole is set (R29): a month without one asks nothing of its parts. Null: no such month. */
export function gapOver(whole: Amounts, parts: Amounts): Gap | null {
  let isSet = false;
  let difference = 0;
  for (const [position, amount] of whole.entries()) {
    if (amount === null) continue;
    isSet = true;
    difference += amount - (parts[position] ?? 0);
  }
  if (!isSet) return null;
  const key = difference > 0 ? 'missing' : difference < 0 ? 'over' : 'even';
  return { key, fen: Math.abs(difference) as Fen };
}

/** The gap of the year and those of its quarters, first to fourth. */
export const gapsOf = (whole: Amounts, parts: Amounts) => ({
  year: gapOver(whole, parts),
  quarters: [0, 3, 6, 9].map((from) => gapOver(whole.slice(from, from + 3), parts.slice(from, from + 3))),
});

type AmountOf = (row: TargetRow, position: number) => number | null;

/** Month by month what a group's people sum to, and what the group counts with: its own target if set, else that sum. */
export function groupMonths(group: TargetGroup, amountOf: AmountOf, months: number) {
  const at = (rows: TargetRow[], position: number) => sumSet(rows.map((row) => amountOf(row, position)));
  const people = Array.from({ length: months }, (_, position) => at(group.people, position));
  const own = Array.from({ length: months }, (_, position) => (group.team ? amountOf(group.team, position) : null));
  return { own, people, counted: own.map((amount, position) => amount ?? people[position] ?? null) };
}

/** Month by month what the department's teams count with, and what all people sum to. */
export function departmentMonths(grid: TargetGrid, amountOf: AmountOf) {
  const groups = grid.groups.map((group) => groupMonths(group, amountOf, grid.months.length));
  const sum = (of: 'counted' | 'people') =>
    grid.months.map((_, position) => sumSet(groups.map((group) => group[of][position] ?? null)));
  return { teams: sum('counted'), people: sum('people') };
}
