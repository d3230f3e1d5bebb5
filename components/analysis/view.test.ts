import { describe, expect, test } from 'vitest';
import type { Fen } from '@/db/columns';
import type { Report } from '@/lib/analysis/types';
import { type Period, parsePeriod } from '@/lib/period';
import { sampleRow } from '@/lib/testing/figure-rows';
import {
  arrange,
  clampedPercent,
  cutAt,
  lineShare,
  missingToLine,
  pacedBp,
  ranksOf,
  recordsOf,
  standing,
} from './view';

const yuan = (value: number) => (value * 100) as Fen;
const whole = { isRunning: false, pace: { gone: 59, all: 59, bp: 10_000 } };
const running = { isRunning: true, pace: { gone: 50, all: 59, bp: 8475 } };
const rows = [
  sampleRow({ label: '王磊', amountFen: yuan(150), yoyBp: 2500 }),
  sampleRow({ label: '李娜', amountFen: yuan(100), yoyBp: null }),
  sampleRow({ label: '陈浩', amountFen: yuan(100), yoyBp: -100 }),
];
const labels = (sorted: { label: string }[]) => sorted.map((row) => row.label);

test('rows without a value come last, whichever way', () => {
  expect(labels(arrange(rows, { sort: 'yoy', direction: 'desc' }))).toEqual(['王磊', '陈浩', '李娜']);
  expect(labels(arrange(rows, { sort: 'yoy', direction: 'asc' }))).toEqual(['陈浩', '王磊', '李娜']);
  expect(labels(arrange(rows, { sort: 'label', direction: 'asc' }))).toEqual(['陈浩', '李娜', '王磊']);
  expect(labels(arrange(rows, { sort: null, direction: 'desc' }))).toEqual(labels(rows));
});

test('ties share a rank and the next is skipped', () => {
  const ranks = ranksOf([...rows, sampleRow({ label: '周敏', amountFen: yuan(1) })]);
  expect([...ranks]).toEqual([
    ['王磊', 1],
    ['李娜', 2],
    ['陈浩', 2],
    ['周敏', 4],
  ]);
});

test('what a long table leaves out still sums to the total', () => {
  const { shown, rest } = cutAt(rows, 1);
  expect(labels(shown)).toEqual(['王磊']);
  expect(rest).toMatchObject({ count: 2, amountFen: yuan(200), targetFen: null });
  expect(cutAt(rows, 3).rest).toBeNull();
});

describe('attainment in words', () => {
  const row = (amount: number, target: number | null, attainmentBp: number | null) =>
    sampleRow({ amountFen: yuan(amount), targetFen: target === null ? null : yuan(target), attainmentBp });
  test.each([
    [running, row(397.76, 495, 8036), { key: 'slower', points: '4.39' }],
    [running, row(9, 10, 9000), { key: 'faster', points: '5.25' }],
    [running, row(0, 10, 8475), { key: 'even' }],
    [whole, row(150, 200, 7500), { key: 'missing', fen: yuan(50) }],
    [whole, row(250, 200, 12_500), { key: 'over', fen: yuan(50) }],
    [whole, row(200, 200, 10_000), { key: 'reached' }],
    [whole, row(200, null, null), { key: 'noTarget' }],
    [whole, row(200, 0, null), { key: 'noTarget' }],
  ])('%#', (report, figures, expected) => {
    expect(standing(report, figures)).toEqual(expected);
  });

  test('what is missing to the line is whole fen, rounded up', () => {
    expect(missingToLine(row(150, 200, 7500), 80)).toBe(yuan(10));
    expect(missingToLine(row(160, 200, 8000), 80)).toBeNull();
    expect(missingToLine({ ...row(0, 0, null), targetFen: 1 as Fen }, 80)).toBe(1);
    expect(missingToLine(row(1, null, null), 80)).toBeNull();
  });
});

test('by the working days gone: the rate and the alert line', () => {
  const row = sampleRow({ amountFen: yuan(80), targetFen: yuan(100) });
  expect(pacedBp(row, running, 80)).toBe(9440); // 80 × 59 ÷ (100 × 50)
  expect(pacedBp(row, { pace: { gone: 0, all: 59, bp: 0 } }, 80)).toBeNull();
  expect(pacedBp(sampleRow({}), running, 80)).toBeNull();
  // 67.79 of 100 is short of 80 % of 50/59 = 67.7966…: never printed as 80.00 %.
  expect(pacedBp(sampleRow({ amountFen: 6_779_660 as Fen, targetFen: 10_000_000 as Fen }), running, 80)).toBe(7999);
  expect(lineShare(whole, 80)).toBe(8000);
  expect(lineShare(running, 80)).toBe(6780);
});

test('a bar stays inside its track', () => {
  expect([-100, null, 8036, 15_000].map(clampedPercent)).toEqual(['0.00%', '0.00%', '80.36%', '100.00%']);
});

describe('the records behind a figure', () => {
  const report = (by: Report['by'], period = '2026-Q1'): Report => {
    const parsed = parsePeriod(period) as Period;
    const range = { from: parsed.from, to: '2026-03-18' };
    return {
      ...running,
      period: parsed,
      by,
      filter: { line: '7' },
      range,
      lastYear: range,
      previous: range,
      asOf: '2026-03-18',
      total: sampleRow({ key: 'total' }),
      rows: ['earlier', '2026-01', '2026-02', '2026-03', 'later'].map((key) => sampleRow({ key })),
    };
  };
  test('the filter is kept, the row added', () => {
    expect(recordsOf(report('rep'))).toEqual({
      period: { line: '7', from: '2026-01-01', to: '2026-03-18' },
      balance: { line: '7' },
    });
    expect(recordsOf(report('rep'), sampleRow({ key: '3' }))).toEqual({
      period: { line: '7', rep: '3', from: '2026-01-01', to: '2026-03-18' },
      balance: { line: '7', rep: '3' },
    });
    expect(recordsOf(report('region'), sampleRow({ key: 'none' })).balance).toEqual({ line: '7', region: 'none' });
  });
  test('a month opens its days, as far as the period goes', () => {
    expect(recordsOf(report('month'), sampleRow({ key: '2026-02' })).period).toMatchObject({
      from: '2026-02-01',
      to: '2026-02-28',
    });
    expect(recordsOf(report('month'), sampleRow({ key: '2026-03' }))).toEqual({
      period: { line: '7', from: '2026-03-01', to: '2026-03-18' },
      balance: { line: '7', from: '2026-03-01', to: '2026-03-31' },
    });
  });
  test('what is owed on older and later sales', () => {
    const of = (key: string) => recordsOf(report('month'), sampleRow({ key })).balance;
    expect(of('earlier')).toEqual({ line: '7', to: '2025-12-31' });
    expect(of('later')).toEqual({ line: '7', from: '2026-04-01' });
  });
});
