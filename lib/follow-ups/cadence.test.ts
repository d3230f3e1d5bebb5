import { expect, test } from 'vitest';
import type { Cadence } from '../settings/settings';
import { isKnownYear, onWorkingDay } from '../working-days';
import { nextDue, spreadDue } from './cadence';

const days = (every: number): Cadence => ({ every, unit: 'days' });
const months = (every: number): Cadence => ({ every, unit: 'months' });

test.each([
  // 战略 7 days, 重点 14, 潜力 1 month, 普通 2 months, from a Tuesday.
  ['2026-03-31', days(7), '2026-04-07'],
  ['2026-03-31', days(14), '2026-04-14'],
  // 04-30 is worked; 05-31 is a Sunday.
  ['2026-03-31', months(1), '2026-04-30'],
  ['2026-03-31', months(2), '2026-06-01'],
  // Month ends are clamped: 02-28 is a make-up Saturday in 2026, 2024-02-29 a Thursday.
  ['2026-01-31', months(1), '2026-02-28'],
  ['2024-01-31', months(1), '2024-02-29'],
  ['2025-12-31', months(2), '2026-02-28'],
  // Spring Festival 2026 rests from 02-15 to 02-23.
  ['2026-02-08', days(7), '2026-02-24'],
  // 02-14 is a Saturday that is worked.
  ['2026-02-07', days(7), '2026-02-14'],
  // National Day rests to 10-07.
  ['2026-09-24', days(7), '2026-10-08'],
  // Nobody knows 2035's table: October 1st is an ordinary Monday, the 6th a Saturday.
  ['2035-09-24', days(7), '2035-10-01'],
  ['2035-09-29', days(7), '2035-10-08'],
] as const)('after a contact on %s, %o: %s', (from, cadence, due) => {
  expect(nextDue(from, cadence)).toBe(due);
});

test('a year without a table is told', () => {
  expect([isKnownYear('2026-12-31'), isKnownYear('2035-01-01')]).toEqual([true, false]);
  expect(onWorkingDay('2035-10-01')).toBe('2035-10-01');
  expect(onWorkingDay('2026-10-01')).toBe('2026-10-08');
});

test('first dates after an import are spread evenly over one cadence', () => {
  const due = (count: number, cadence: Cadence) =>
    Array.from({ length: count }, (_, index) => spreadDue('2026-03-31', cadence, { index, count }));
  expect(due(1, days(7))).toEqual(['2026-04-01']);
  // 04-04 to 04-06 is 清明.
  expect(due(7, days(7))).toEqual([
    '2026-04-01',
    '2026-04-02',
    '2026-04-03',
    '2026-04-07',
    '2026-04-07',
    '2026-04-07',
    '2026-04-07',
  ]);
  const many = due(300, months(2));
  expect(many[0]).toBe('2026-04-01');
  expect(many.at(-1)).toBe('2026-06-01');
  expect(many).toEqual(many.toSorted());
  expect(new Set(many).size).toBeGreaterThan(38);
});
