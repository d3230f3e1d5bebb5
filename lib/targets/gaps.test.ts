import { expect, test } from 'vitest';
import { departmentMonths, gapOver, gapsOf, groupMonths } from './gaps';
import type { TargetGrid, TargetRow } from './grid';

test.each([
  [[100], [70], { key: 'missing', fen: 30 }],
  [[100], [100], { key: 'even', fen: 0 }],
  [[100], [130], { key: 'over', fen: 30 }],
  // Nothing split yet: all of it is missing.
  [[100], [null], { key: 'missing', fen: 100 }],
  // A target of 0 is a target.
  [[0], [5], { key: 'over', fen: 5 }],
  [[null], [70], null],
  // What people have in a month without a whole isn't compared.
  [[100, null], [100, 50], { key: 'even', fen: 0 }],
  [[100, 100], [150, 50], { key: 'even', fen: 0 }],
  [[], [], null],
])('%j against %j', (whole, parts, gap) => {
  expect(gapOver(whole, parts)).toEqual(gap);
});

test('a year that adds up can hide quarters that don’t', () => {
  const whole = Array.from({ length: 12 }, (_, month) => (month < 6 ? 100 : null));
  const parts = Array.from({ length: 12 }, (_, month) => (month < 3 ? 120 : 80));
  expect(gapsOf(whole, parts)).toEqual({
    year: { key: 'even', fen: 0 },
    quarters: [{ key: 'over', fen: 60 }, { key: 'missing', fen: 60 }, null, null],
  });
});

test('a team without a target of its own counts with the sum of its people (R29)', () => {
  const row = (id: string, cells: (number | null)[]) => ({ id, cells, open: [], label: id }) as unknown as TargetRow;
  const amountOf = (one: TargetRow, position: number) => one.cells[position] ?? null;
  const first = {
    teamId: 1,
    name: '一组',
    team: row('t.1', [100, null]),
    people: [row('p', [30, 20]), row('q', [30, 5])],
  };
  const second = { teamId: 2, name: '二组', team: row('t.2', [null, null]), people: [row('r', [7, null])] };
  expect(groupMonths(first, amountOf, 2)).toEqual({ own: [100, null], people: [60, 25], counted: [100, 25] });
  const grid = { months: ['2026-01', '2026-02'], department: null, groups: [first, second] } as TargetGrid;
  expect(departmentMonths(grid, amountOf)).toEqual({ teams: [107, 25], people: [67, 25] });
});
