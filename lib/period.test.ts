import { describe, expect, test } from 'vitest';
import cases from '@/db/fixtures/cases/P21-year-over-year.json';
import { elapsed, lastYear, monthsOf, type Period, parsePeriod, periodOf, previousPeriod, stepPeriod } from './period';

test.each(cases as { range: string[]; compare: string[]; kind?: string }[])(
  'P21: $range compares with $compare',
  ({ range, compare, kind }) => {
    const [from = '', to = ''] = range;
    const found =
      kind === 'previous month'
        ? previousPeriod({ from, to }, 'month')
        : kind === 'previous quarter'
          ? previousPeriod({ from, to }, 'quarter')
          : lastYear({ from, to });
    expect([found.from, found.to]).toEqual(compare);
  },
);

describe('reading a period', () => {
  test.each([
    { key: '2026-03', fiscal: 1, from: '2026-03-01', to: '2026-03-31', kind: 'month' },
    { key: '2024-02', fiscal: 1, from: '2024-02-01', to: '2024-02-29', kind: 'month' },
    { key: '2026-Q1', fiscal: 1, from: '2026-01-01', to: '2026-03-31', kind: 'quarter' },
    { key: '2026q4', fiscal: 1, from: '2026-10-01', to: '2026-12-31', kind: 'quarter' },
    { key: '2026', fiscal: 1, from: '2026-01-01', to: '2026-12-31', kind: 'year' },
    // The fiscal year that begins in April 2026.
    { key: '2026-Q1', fiscal: 4, from: '2026-04-01', to: '2026-06-30', kind: 'quarter' },
    { key: '2026-Q4', fiscal: 4, from: '2027-01-01', to: '2027-03-31', kind: 'quarter' },
    { key: '2026', fiscal: 4, from: '2026-04-01', to: '2027-03-31', kind: 'year' },
    { key: '2026-01-05..2026-02-10', fiscal: 1, from: '2026-01-05', to: '2026-02-10', kind: 'range' },
  ])('$key with the year from month $fiscal', ({ key, fiscal, from, to, kind }) => {
    expect(parsePeriod(key, fiscal)).toMatchObject({ from, to, kind });
  });

  test.each([
    '',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '26',
    '2026-1',
    '2026-02-30..2026-03-01',
    '2026-03-02..2026-03-01',
    'x',
  ])('"%s" is none', (key) => {
    expect(parsePeriod(key)).toBeNull();
  });
});

test('the period of a day, and its neighbours, in a fiscal year from April', () => {
  expect(periodOf('quarter', '2026-03-31', 4).key).toBe('2025-Q4');
  expect(periodOf('quarter', '2026-04-01', 4).key).toBe('2026-Q1');
  expect(periodOf('year', '2026-03-31', 4).key).toBe('2025');
  const q1 = parsePeriod('2026-Q1', 4) as Period;
  expect(stepPeriod(q1, -1, 4)).toMatchObject({ key: '2025-Q4', from: '2026-01-01', to: '2026-03-31' });
  expect(previousPeriod(q1, 'quarter')).toEqual({ from: '2026-01-01', to: '2026-03-31' });
  expect(stepPeriod(parsePeriod('2025-12') as Period, 1).key).toBe('2026-01');
  expect(stepPeriod(parsePeriod('2026-03-01..2026-03-10') as Period, -1).key).toBe('2026-02-19..2026-02-28');
});

describe('a running period compares up to the same calendar position (R24)', () => {
  test.each([
    { today: '2026-03-17', from: '2026-01-01', to: '2026-03-17', ly: '2025-03-17', pop: '2025-12-17' },
    // Its last day makes it whole, and whole months compare with whole months.
    { today: '2026-03-31', from: '2026-01-01', to: '2026-03-31', ly: '2025-03-31', pop: '2025-12-31' },
    { today: '2026-07-01', from: '2026-01-01', to: '2026-03-31', ly: '2025-03-31', pop: '2025-12-31' },
    { today: '2026-02-28', from: '2026-01-01', to: '2026-02-28', ly: '2025-02-28', pop: '2025-11-30' },
  ])('2026 Q1 on $today', ({ today, from, to, ly, pop }) => {
    const range = elapsed(parsePeriod('2026-Q1') as Period, today);
    expect(range).toEqual({ from, to });
    expect(lastYear(range)).toEqual({ from: '2025-01-01', to: ly });
    expect(previousPeriod(range, 'quarter')).toEqual({ from: '2025-10-01', to: pop });
  });

  test('2024-02-29 compares with 2023-02-28', () => {
    const range = elapsed(parsePeriod('2024-Q1') as Period, '2024-02-29');
    expect(lastYear(range)).toEqual({ from: '2023-01-01', to: '2023-02-28' });
  });
});

test('the months of a range that begins and ends inside them', () => {
  expect(monthsOf({ from: '2025-11-15', to: '2026-02-01' })).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
});
