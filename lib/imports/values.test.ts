import { describe, expect, test } from 'vitest';
import { parseNumber } from './amounts';
import { exact } from './cells';
import { parseCode, parsePhone } from './codes';
import { parseDay } from './dates';

describe('amounts', () => {
  test.each([
    ['¥1,234.50', 123450, 'amount_text_currency'],
    ['￥1,234.50', 123450, 'amount_text_currency'],
    ['-¥500', -50000, 'amount_text_currency'],
    ['¥-500', -50000, 'amount_text_currency'],
    ['１，２３４．５０', 123450, 'amount_fullwidth'],
    ['12万', 12000000, 'amount_wan'],
    ['3.5万元', 3500000, 'amount_wan'],
    ['1.2亿', 12000000000, 'amount_wan'],
    ['1.2E+4', 1200000, 'amount_text'],
    ['(500.00)', -50000, 'amount_text'],
    [' 1234.50 ', 123450, null],
    ['12.345', 1235, 'amount_rounded'],
    ['RMB 88.00', 8800, 'amount_text_currency'],
    ['—', null, null],
    ['', null, null],
    ['1,23.4', null, 'amount_not_a_number'],
    ['1.234,50', null, 'amount_not_a_number'],
    ['约3000', null, 'amount_not_a_number'],
    ['$100', null, 'amount_not_a_number'],
    ['12万5', null, 'amount_not_a_number'],
    ['99999999999999999', null, 'amount_not_a_number'],
  ])('%j', (text, value, kind) => {
    expect(parseNumber(text, 2)).toEqual({ value, kind });
  });

  test.each([
    [0.30000000000000004, 30],
    [19.999999999999996, 2000],
    [1.005, 101],
    [-0.001, 0],
  ])('the number %d', (n, value) => {
    expect(parseNumber({ n }, 2).value).toBe(value);
  });

  test('an error is never its code, a formula without a result never 0', () => {
    expect(parseNumber({ e: '#N/A' }, 2)).toEqual({ value: null, kind: 'amount_error' });
    expect(parseNumber({ f: 'D5*E5' }, 2)).toEqual({ value: null, kind: 'amount_formula' });
  });

  test('a stored number as its plain decimal', () => {
    expect([1e-7, 1.5e20, -12, 0, 1e15 / 3].map(exact)).toEqual([
      '0.0000001',
      '150000000000000000000',
      '-12',
      '0',
      '333333333333333',
    ]);
  });
});

describe('dates', () => {
  test.each([
    ['2024-01-03', '2024-01-03', null],
    ['2024/1/4', '2024-01-04', 'date_text'],
    ['2024年1月6日', '2024-01-06', 'date_text'],
    ['20240107', '2024-01-07', 'date_text'],
    [' ２０２４－０１－０８ ', '2024-01-08', 'date_text'],
    ['2024-01-09 18:05:00', '2024-01-09', 'date_text'],
    ['24-1-10', '2024-01-10', 'date_two_digit_year'],
    ['10/11/12', null, 'impossible_date'],
    ['1/2/24', null, 'impossible_date'],
    ['2024/2/30', null, 'impossible_date'],
    ['2024-1', null, 'impossible_date'],
    ['明天', null, 'impossible_date'],
    ['', null, null],
  ])('%j', (text, day, kind) => {
    expect(parseDay(text)).toEqual({ day, kind });
  });

  test.each([
    [{ n: 45292, d: true as const }, '2024-01-01', null],
    [{ n: 45657.97916666667, d: true as const }, '2024-12-31', null],
    [{ n: 45292 }, '2024-01-01', 'date_serial'],
    [{ n: 20240111 }, '2024-01-11', 'date_text'],
    [{ n: 20240230 }, null, 'impossible_date'],
    [{ n: 12 }, null, 'impossible_date'],
    [{ n: 60, d: true as const }, null, 'impossible_date'],
    [{ e: '#VALUE!' }, null, 'impossible_date'],
  ])('%j', (cell, day, kind) => {
    expect(parseDay(cell)).toEqual({ day, kind });
  });

  test('a workbook that counts from 1904', () => {
    expect(parseDay({ n: 43830, d: true }, true).day).toBe('2024-01-01');
  });
});

test('codes and phones as the user sees them', () => {
  expect(parseCode({ n: 456, w: '00456' })).toEqual({ value: '00456', kind: 'code_as_number' });
  expect(parseCode({ n: 202401150000000000 })).toEqual({ value: null, kind: 'digits_lost' });
  expect(parseCode('2.0240115E+17')).toEqual({ value: null, kind: 'digits_lost' });
  expect(parseCode('1E5')).toEqual({ value: '1E5', kind: null });
  expect(parsePhone({ n: 19900000001 })).toEqual({ value: '19900000001', kind: 'phone_as_number' });
  expect(parsePhone('１９９０００００００５')).toEqual({ value: '19900000005', kind: 'phone_fullwidth' });
  expect(parsePhone('199-0000 0136')).toEqual({ value: '199-0000 0136', kind: 'phone_punctuation' });
  expect(parsePhone('010-00000003转801')).toEqual({ value: '010-00000003转801', kind: null });
  expect(parsePhone('1.99E+10')).toEqual({ value: null, kind: 'digits_lost' });
});

// R2: 2026-01-31T16:30Z belongs to February; a zone is refused rather than dropped.
test.each([
  ['2026-01-31 23:59', '2026-01-31'],
  ['2026-01-31T16:30Z', null],
  ['2026-01-31T16:30:00+08:00', null],
  ['2026-01-31 25:99', null],
])('a day with a time: %s', (text, day) => {
  expect(parseDay(text as never).day).toBe(day);
});
