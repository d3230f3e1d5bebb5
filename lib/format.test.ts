import { expect, test } from 'vitest';
import { none, percent, price, quantity, signed, trend, wan, yuan, yuanShortText } from './format';

test('no value is --, never 0 or blank (R4)', () => {
  expect([yuan(null), yuanShortText(null), wan(null), percent(null), trend(null), quantity(null), price(null)]).toEqual(
    Array(7).fill(none),
  );
});

test('full yuan in tables', () => {
  expect([yuan(0), yuan(5), yuan(-1), yuan(123_450), yuan(1_000_000_086_121)]).toEqual([
    '0.00',
    '0.05',
    '-0.01',
    '1,234.50',
    '10,000,000,861.21',
  ]);
});

test('万 from 1 万 and 亿 from 1 亿 on cards and axes', () => {
  expect([999_999, 1_000_000, 123_456_789, 9_999_999_999, 10_000_000_000, -2_000_000].map(yuanShortText)).toEqual([
    '9,999.99 元',
    '1.00 万',
    '123.46 万',
    '10,000.00 万',
    '1.00 亿',
    '-2.00 万',
  ]);
  expect(wan(12_345)).toBe('0.01');
});

test('percent and trends with their sign', () => {
  expect([percent(8333), percent(-300), percent(5), percent(0)]).toEqual(['83.33%', '-3.00%', '0.05%', '0.00%']);
  expect([trend(1842), trend(-310), trend(0)]).toEqual(['▲ +18.42%', '▼ −3.10%', '0.00%']);
  expect([signed('-50,000.00'), signed('1.00'), signed(none)]).toEqual(['−50,000.00', '+1.00', none]);
});

test('quantities and prices without trailing zeros', () => {
  expect([quantity(1500), quantity(2000), quantity(1_234_567)]).toEqual(['1.5', '2', '1,234.567']);
  expect([price(333_350), price(10_000), price(12_345)]).toEqual(['33.335', '1.00', '1.2345']);
});
