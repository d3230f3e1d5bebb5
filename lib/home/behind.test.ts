import { expect, test } from 'vitest';
import type { FigureRow } from '../analysis/types';
import { behindOf, isEarly } from './behind';

const row = (key: string, isBehind: boolean, attainmentBp: number | null, shortfallFen: number | null) =>
  ({ key, label: key, isBehind, attainmentBp, shortfallFen }) as FigureRow;

test('only who is behind, the most missing first', () => {
  const rows = [
    row('a', true, 3000, -700),
    row('b', false, 9000, -10_000),
    row('c', true, 4000, -900),
    row('d', true, 3500, -700),
  ];
  expect(behindOf(rows, { bp: 6000 })).toEqual([
    { key: 'c', label: 'c', attainmentBp: 4000, aheadBp: -2000, missingFen: 900 },
    { key: 'a', label: 'a', attainmentBp: 3000, aheadBp: -3000, missingFen: 700 },
    { key: 'd', label: 'd', attainmentBp: 3500, aheadBp: -2500, missingFen: 700 },
  ]);
});

test.each([
  [10, 22, true],
  [11, 22, false],
  [11, 23, true],
  [12, 23, false],
])('%i of %i working days: too early is %s', (gone, all, early) => {
  expect(isEarly({ gone, all })).toBe(early);
});
