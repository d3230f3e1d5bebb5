import { describe, expect, test } from 'vitest';
import type { Fen } from '@/db/columns';
import type { TrendPoint } from '@/lib/analysis/types';
import { sampleRow } from '@/lib/testing/figure-rows';
import { barData, lineData, monthLabels, shareData, textIn, unitOf } from './chart-data';

const yuan = (value: number) => (value * 100) as Fen;
const rows = (...amounts: number[]) =>
  amounts.map((amount, position) => sampleRow({ label: 'ABCDEFGH'[position] ?? '', amountFen: yuan(amount) }));
const points = (...amounts: number[]): TrendPoint[] =>
  amounts.map((amount, position) => ({
    month: `2025-0${position + 1}`,
    amountFen: yuan(amount),
    lastYearFen: null,
    targetFen: null,
    isRunning: false,
  }));
const word = (month: number) => `${month}月`;

// The small charts of case P27.
describe('charts with hardly any data', () => {
  test('no data: nothing to draw, so words', () => {
    expect(barData([], 8000)).toBeNull();
    expect(lineData([], word)).toBeNull();
    expect(shareData([], '其他')).toBeNull();
  });

  test('all zero: words, not a blank square', () => {
    expect(shareData(rows(0, 0, 0), '其他')).toBeNull();
    expect(barData(rows(0, 0, 0), 8000)).toBeNull();
    expect(lineData(points(0, 0, 0), word)).toBeNull();
  });

  test('zero, then data: drawn', () => {
    expect(shareData(rows(5, 3, 2), '其他')?.slices.map((slice) => slice.share)).toEqual([
      '50.00%',
      '30.00%',
      '20.00%',
    ]);
  });

  test('one point: there, with its value', () => {
    expect(lineData(points(1234.5), word)).toEqual({
      unit: '元',
      labels: ['1月'],
      now: [1234.5],
      before: [null],
      endsRunning: false,
      lastText: '1,234.50',
    });
  });

  test('a flat line has its height', () => {
    expect(lineData(points(100, 100, 100), word)?.now).toEqual([100, 100, 100]);
  });

  test('a month without sales is 0, a year without records a gap', () => {
    const data = lineData(
      [
        { month: '2025-01', amountFen: yuan(100), lastYearFen: yuan(80), targetFen: null, isRunning: false },
        { month: '2025-02', amountFen: yuan(0), lastYearFen: null, targetFen: null, isRunning: false },
        { month: '2025-03', amountFen: yuan(120), lastYearFen: yuan(90), targetFen: null, isRunning: true },
      ],
      word,
    );
    expect(data).toMatchObject({ now: [100, 0, 120], before: [80, null, 90], endsRunning: true });
  });

  test('one slice is the whole ring', () => {
    expect(shareData(rows(7), '其他')).toMatchObject({ kind: 'ring', slices: [{ share: '100.00%' }] });
  });

  test('huge beside small: an axis in 万, each value as text', () => {
    const data = barData(rows(99_999_999.99, 0.01), 8000);
    expect(data?.unit).toBe('万');
    expect(data?.bars.map((bar) => bar.text)).toEqual(['10,000.00', '0.00']);
    expect(unitOf([yuan(100_000_000)])).toBe('亿');
    expect(textIn('亿', yuan(123_456_789))).toBe('1.23');
  });
});

test('a bar carries its target, its alert line and the breach', () => {
  const behind = {
    label: '王磊',
    amountFen: yuan(150_000),
    targetFen: yuan(200_000),
    attainmentBp: 7500,
    isBehind: true,
  };
  expect(barData([sampleRow(behind), sampleRow({ label: '李娜', amountFen: yuan(-500) })], 8000)).toEqual({
    unit: '万',
    bars: [
      { label: '王磊', actual: 15, target: 20, alert: 16, isBehind: true, text: '15.00', rate: '75.00%' },
      { label: '李娜', actual: -0.05, target: null, alert: null, isBehind: false, text: '-0.05', rate: '' },
    ],
  });
});

test('in a running period the alert line stands where the working days are', () => {
  const bar = barData([sampleRow({ amountFen: yuan(1), targetFen: yuan(200_000) })], 4000)?.bars[0];
  expect(bar?.alert).toBe(8);
});

test('a target without sales is drawn', () => {
  expect(barData([sampleRow({ targetFen: yuan(200_000) })], 8000)?.bars[0]).toMatchObject({ actual: 0, target: 20 });
});

test('small parts are pooled and still sum to the whole', () => {
  const share = shareData(rows(50, 30, 10, 4, 3, 2, 1), '其他');
  expect(share?.slices.map(({ label, text }) => [label, text])).toEqual([
    ['A', '50.00'],
    ['B', '30.00'],
    ['C', '10.00'],
    ['D', '4.00'],
    ['其他', '6.00'],
  ]);
  expect(share?.slices.reduce((sum, slice) => sum + slice.amountFen, 0)).toBe(10_000);
});

test('a negative part makes bars of the ring', () => {
  expect(shareData(rows(100, -20), '其他')).toMatchObject({
    kind: 'bars',
    slices: [{ share: '125.00%' }, { text: '-20.00' }],
  });
});

test('parts that cancel out have no share', () => {
  expect(shareData(rows(20, -20), '其他')?.slices.map((slice) => slice.share)).toEqual(['--', '--']);
});

test('months name themselves at the start and at each new year', () => {
  expect(monthLabels(['2025-11', '2025-12', '2026-01', '2026-02'], word)).toEqual(['11月', '12', '1月', '2']);
});
