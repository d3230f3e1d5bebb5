import { describe, expect, test } from 'vitest';
import { averageFen, fen, milli, multiply, parseDecimal, parseFen, unitPrice } from './money';

test.each([
  [3, '33.335', 10_001], // 100.005 → 100.01 (R16)
  [1, '70.125', 7_013],
  [10, '70.125', 70_125],
  [3, '6.66', 1_998],
  [1, '9999999999.99', 999_999_999_999],
  [-1, '0.005', -1],
])('%s × %s yuan = %s fen', (quantity, price, amount) => {
  expect(multiply(milli(quantity * 1000), unitPrice(parseDecimal(price, 4) as number))).toBe(amount);
});

test.each([
  ['1234.5', 123_450],
  ['1,234.50', 123_450],
  ['-0.01', -1],
  ['0', 0],
  ['12.345', null],
  ['1,23.4', null],
  ['1e3', null],
  ['', null],
])('"%s" reads as %s fen', (text, amount) => {
  expect(parseFen(text)).toBe(amount);
});

describe('averages', () => {
  test('round half up, and nothing to divide by is no value', () => {
    expect(averageFen(25_000_000, 3)).toBe(8_333_333);
    expect(averageFen(1, 2)).toBe(1);
    expect(averageFen(0, 0)).toBeNull();
  });
  test('fen are whole and safe', () => expect(() => fen(1.5)).toThrow(RangeError));
});
