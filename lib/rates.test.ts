import { describe, expect, test } from 'vitest';
import cases from '@/db/fixtures/cases/P19-ratios.json';
import { percent, yuan } from './format';
import { averageFen } from './money';
import { growthBp, rateBp } from './rates';

type Case = {
  name: string;
  show: string;
  kind?: string;
  targetFen?: number | null;
  previousFen?: number | null;
  actualFen?: number;
  salesFen?: number;
  collectedFen?: number;
  orders?: number;
};

test.each(cases as Case[])('P19: $name is $show', (given) => {
  const shown = {
    growth: () => percent(growthBp(given.actualFen as number, given.previousFen ?? null)),
    rate: () => percent(rateBp(given.collectedFen as number, given.salesFen as number)),
    average: () => yuan(averageFen(given.salesFen as number, given.orders as number)),
    attainment: () => percent(rateBp(given.actualFen as number, given.targetFen ?? null)),
  };
  expect(shown[(given.kind ?? 'attainment') as keyof typeof shown]()).toBe(given.show);
});

describe('a rate short of a line never prints as reaching it (R4)', () => {
  test.each([
    { part: 249_999, whole: 300_000, lines: [], bp: 8333 },
    { part: 79_999, whole: 100_000, lines: [8000], bp: 7999 },
    { part: 799_996, whole: 1_000_000, lines: [8000], bp: 7999 },
    { part: 799_996, whole: 1_000_000, lines: [], bp: 8000 },
    { part: 800_000, whole: 1_000_000, lines: [8000], bp: 8000 },
    { part: 999_999_999, whole: 1_000_000_000, lines: [8000], bp: 9999 },
    { part: 1_000_000_001, whole: 1_000_000_000, lines: [], bp: 10_000 },
    { part: 9_007_199_254_740_991, whole: 9_007_199_254_740_991, lines: [], bp: 10_000 },
    { part: -1, whole: 3, lines: [], bp: -3333 },
    { part: 5, whole: -3, lines: [], bp: null },
  ])('$part of $whole', ({ part, whole, lines, bp }) => {
    expect(rateBp(part, whole, lines)).toBe(bp);
  });
});

test.each([
  { now: 250_000, base: 120_000, bp: 10_833 },
  { now: 150_000, base: 120_000, bp: 2500 },
  { now: -50, base: 100, bp: -15_000 },
  { now: 100, base: -1, bp: null },
])('from $base to $now', ({ now, base, bp }) => {
  expect(growthBp(now, base)).toBe(bp);
});
