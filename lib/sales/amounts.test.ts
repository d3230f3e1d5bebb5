import { describe, expect, test } from 'vitest';
import type { Milli, UnitPrice } from '@/db/columns';
import {
  amountField,
  listedAmount,
  priceField,
  quantityField,
  readAmount,
  readPrice,
  readQuantity,
  spread,
} from './amounts';

describe('what is typed for money', () => {
  test.each([
    ['100.01', 10_001],
    ['1,234.5', 123_450],
    ['¥1,234.50', 123_450],
    ['￥１，２３４．５０', 123_450],
    [' 12 000元', 1_200_000],
    ['0', 0],
    ['10,000,000,861.21', 1_000_000_086_121],
    ['', null],
    ['  ', null],
  ])('%s', (text, value) => expect(readAmount(text)).toEqual({ value }));

  test.each([
    ['12,0oo', 'unreadable'],
    ['12万', 'unreadable'],
    ['1,23.4', 'unreadable'],
    ['1.005', 'unreadable'],
    ['约3000', 'unreadable'],
    ['-1', 'negative'],
    ['−1', 'negative'],
    ['1000000000000.01', 'tooLarge'],
    ['99999999999999999999', 'tooLarge'],
  ])('%s is %s', (text, problem) => expect(readAmount(text)).toEqual({ problem }));

  test('quantities have three decimals and are more than nothing, prices four', () => {
    expect(readQuantity('1.5')).toEqual({ value: 1_500 });
    expect(readQuantity('0.0001')).toEqual({ problem: 'unreadable' });
    expect(readQuantity('0')).toEqual({ problem: 'zero' });
    expect(readPrice('33.335')).toEqual({ value: 333_350 });
    expect(readPrice('0')).toEqual({ value: 0 });
  });
});

test.each([
  // quantity in 0.001, unit price in 0.0001 yuan → fen
  [3_000, 333_350, 10_001], // 3 × 33.335 = 100.005, half up
  [1_000, 50, 1], // 0.005
  [1_000, 49, 0],
  [500, 100_000, 500],
  [1, 1, 0],
  [null, 100, null],
  [100, null, null],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, null],
])('%s × %s = %s', (quantity, price, amount) =>
  expect(listedAmount(quantity as Milli | null, price as UnitPrice | null)).toBe(amount),
);

test.each([
  { paid: 100, amounts: [60, 60, 60], parts: [60, 40, 0] },
  { paid: 180, amounts: [60, 60, 60], parts: [60, 60, 60] },
  { paid: 1, amounts: [0, 33, 33], parts: [0, 1, 0] },
  { paid: 0, amounts: [5], parts: [0] },
])('$paid over $amounts', ({ paid, amounts, parts }) => {
  expect(spread(paid, amounts)).toEqual(parts);
  expect(spread(paid, amounts).reduce((sum, part) => sum + part, 0)).toBe(paid);
});

test('numbers stand in fields as people type them', () => {
  expect([quantityField(1_500), quantityField(3_000), quantityField(null)]).toEqual(['1.5', '3', '']);
  expect([priceField(333_350), priceField(20_000), priceField(1)]).toEqual(['33.335', '2.00', '0.0001']);
  expect([amountField(10_001), amountField(0)]).toEqual(['100.01', '0.00']);
});
