import { describe, expect, test } from 'vitest';
import type { Fen } from '@/db/columns';
import type { TargetGrid, TargetRow } from './grid';
import { positionsOf, type SplitAsked, splitEvenly, splitIn, spread } from './split';

test.each([
  // 200,000.00 over 3 months: 66,666.66 + 66,666.66 + 66,666.68 (Fixture F).
  [20_000_000, 3, [6_666_666, 6_666_666, 6_666_668]],
  [10_000_000, 3, [3_333_333, 3_333_333, 3_333_334]],
  [120_000, 12, Array.from({ length: 12 }, () => 10_000)],
  [100, 1, [100]],
  // Less than a fen each: the last part has it all.
  [2, 3, [0, 0, 2]],
  [1, 12, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  [0, 3, [0, 0, 0]],
  [5, 0, []],
  [9_999_999_999_999, 7, [...Array.from({ length: 6 }, () => 1_428_571_428_571), 1_428_571_428_573]],
])('%i fen over %i', (total, parts, expected) => {
  const shares = splitEvenly(total, parts);
  expect(shares).toEqual(expected);
  if (parts > 0) expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
});

const cell = (name: string, isOpen: boolean, fen: number | null = null) => ({ name, isOpen, fen });
test.each([
  // A closed cell keeps its 30, the open ones share the other 70.
  [100, [cell('a', true), cell('b', false, 30), cell('c', true, 5)], { cells: { a: 35, c: 35 } }],
  [100, [cell('a', true), cell('b', false)], { cells: { a: 100 } }],
  [20, [cell('a', true), cell('b', false, 30)], { problem: 'keptMore' }],
  [100, [cell('a', false)], { problem: 'closed' }],
  [100, [], { problem: 'noParts' }],
])('%i over %j', (whole, cells, expected) => {
  expect(spread(whole, cells)).toEqual(expected);
});

test('a quarter is three months of the year as the sheet shows it', () => {
  expect(positionsOf('year')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(positionsOf('q1')).toEqual([0, 1, 2]);
  expect(positionsOf('q4')).toEqual([9, 10, 11]);
});

describe('in the sheet', () => {
  const months = Array.from({ length: 12 }, (_, m) => `2026-${String(m + 1).padStart(2, '0')}`);
  const row = (id: string, layer: TargetRow['layer'], cells: (number | null)[] = [], isOpen = true): TargetRow => ({
    id,
    layer,
    userId: layer === 'person' ? Number(id.split('.')[1]) : null,
    teamId: layer === 'department' ? null : 1,
    label: id,
    cells: months.map((_, position) => (cells[position] ?? null) as Fen | null),
    open: months.map(() => isOpen),
  });
  const grid: TargetGrid = {
    months,
    department: row('d', 'department', [1000]),
    groups: [
      {
        teamId: 1,
        name: '一组',
        team: row('t.1', 'team', [100, null, 11]),
        people: [row('p.5.1', 'person'), row('p.6.1', 'person'), row('p.7.1', 'person', [10], false)],
      },
    ],
  };
  const stored = (one: TargetRow, position: number) => one.cells[position] ?? null;
  const ask = (asked: Partial<SplitAsked>) =>
    splitIn(grid, stored, { row: 't.1', span: 'year', by: 'parts', amount: '', ...asked });

  test('a quarter’s figure of a person over its months', () => {
    expect(ask({ row: 'p.5.1', span: 'q2', by: 'months', amount: '200,000' })).toEqual({
      cells: { 'p.5.1.2026-04': 6_666_666, 'p.5.1.2026-05': 6_666_666, 'p.5.1.2026-06': 6_666_668 },
    });
  });

  test('a team’s months over its people; who is closed keeps theirs, an unset month stays unset', () => {
    expect(ask({})).toEqual({
      cells: { 'p.5.1.2026-01': 45, 'p.6.1.2026-01': 45, 'p.5.1.2026-03': 5, 'p.6.1.2026-03': 6 },
    });
  });

  test('the department over its teams', () => {
    expect(ask({ row: 'd' })).toEqual({ cells: { 't.1.2026-01': 1000 } });
  });

  test.each([
    [{ row: 'p.9.1' }, 'noRow'],
    [{ span: 'q2' as const }, 'noWhole'],
    [{ row: 'p.5.1', by: 'months' as const, amount: '' }, 'noAmount'],
    [{ row: 'p.5.1', by: 'months' as const, amount: '12万' }, 'notAmount'],
    [{ row: 'p.5.1', by: 'months' as const, amount: '-1' }, 'negative'],
    [{ row: 'p.7.1', by: 'months' as const, amount: '5' }, 'closed'],
    [{ row: 'p.7.1', span: 'q1' as const }, 'noParts'],
  ])('%j is refused', (asked, problem) => {
    expect(ask(asked)).toEqual({ problem });
  });
});
