import { afterEach, describe, expect, test, vi } from 'vitest';
import cases from '@/db/fixtures/cases/P20-time-boundaries.json';
import { today } from './clock';
import { addDays, addMonths, dayIn, dayOf, daysBetween, isDay, momentAt, momentIn, monthOf } from './days';
import { periodOf } from './period';

afterEach(() => vi.unstubAllEnvs());

describe.each(cases.serverZones)('P20 on a server in %s', (zone) => {
  test.each(cases.instants)('$instant is $day', ({ instant, day, month, quarter }) => {
    vi.stubEnv('TZ', zone);
    const found = dayIn(instant, cases.zone);
    expect([found, monthOf(found), periodOf('quarter', found).key]).toEqual([day, month, quarter]);
  });

  test('a calendar date stays the date it is', () => {
    vi.stubEnv('TZ', zone);
    for (const date of cases.calendarDates) {
      expect(isDay(date)).toBe(true);
      expect(addDays(addDays(date, 1), -1)).toBe(date);
      expect(addMonths(date, 0)).toBe(date);
    }
  });

  test('today, this month and this quarter follow the company’s zone', () => {
    vi.stubEnv('TZ', zone);
    vi.stubEnv('KEJI_CLOCK', '2024-03-31T16:30:00Z');
    expect(today('Asia/Shanghai')).toBe('2024-04-01');
    expect(periodOf('month', today('Asia/Shanghai')).key).toBe('2024-04');
    expect(periodOf('quarter', today('Asia/Shanghai')).key).toBe('2024-Q2');
    expect(momentIn('2024-03-31T16:30:00Z', 'Asia/Shanghai')).toBe('2024-04-01 00:30');
  });
});

test('days that do not exist are refused, not rolled over (R2)', () => {
  expect(['2024-02-30', '2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '24-01-01'].filter(isDay)).toEqual([]);
  expect(isDay('2024-02-29')).toBe(true);
  expect(dayOf(1900, 2, 29)).toBeNull();
});

test('months are clamped to their end, and days counted across the leap day', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2024-02-29', -12)).toBe('2023-02-28');
  expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
  expect(daysBetween('2026-02-28', '2026-03-31')).toBe(31);
});

test.each([
  // Half past midnight in Shanghai is still January in UTC.
  ['2026-02-01', '00:30', 'Asia/Shanghai', '2026-01-31T16:30:00.000Z'],
  ['2026-03-31', '14:20', 'Asia/Shanghai', '2026-03-31T06:20:00.000Z'],
  ['2026-07-01', '09:00', 'America/New_York', '2026-07-01T13:00:00.000Z'],
  // The night the clocks go forward there.
  ['2026-03-08', '04:00', 'America/New_York', '2026-03-08T08:00:00.000Z'],
  ['2026-03-31', '24:00', 'Asia/Shanghai', null],
] as const)('%s %s in %s is %s', (day, time, zone, moment) => {
  expect(momentAt(day, time, zone)).toBe(moment);
});
