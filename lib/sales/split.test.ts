import { describe, expect, test } from 'vitest';
import { Random } from '../demo/random';
import { planRows, plans, readShare, splitParts } from './split';

const day = (index: number) => `2026-0${index + 1}-15`;
const rows = (...shares: string[]) => shares.map((share, index) => ({ share, dueOn: day(index) }));
const amounts = (shares: string[], amountFen: number) =>
  splitParts(rows(...shares), amountFen).parts.map((part) => part.amountFen);

test.each([
  ['30%', { bp: 3_000 }],
  ['33.33 %', { bp: 3_333 }],
  ['３０％', { bp: 3_000 }],
  ['5,000', { fen: 500_000 }],
  ['￥1,234.5', { fen: 123_450 }],
  ['  ', null],
])('%s is read', (text, read) => {
  expect(readShare(text)).toEqual(read);
});
test.each(['0%', '101%', '-5%', '33.333%', '30％％', 'abc', '1.005', '-3', '0', '三成'])('%s is refused', (text) => {
  expect(readShare(text)).toHaveProperty('problem');
});

describe('the rest goes into the last part', () => {
  test.each([
    { shares: ['30%', '60%', '10%'], amount: 100_00, parts: [30_00, 60_00, 10_00] },
    { shares: ['30%', '60%', '10%'], amount: 99_99, parts: [30_00, 59_99, 10_00] },
    { shares: ['33.33%', '33.33%', '33.34%'], amount: 100, parts: [33, 33, 34] },
    { shares: ['33.33%', '33.33%', ''], amount: 100_00, parts: [33_33, 33_33, 33_34] },
    { shares: ['5,000', ''], amount: 8_000_00, parts: [5_000_00, 3_000_00] },
    { shares: ['30%', '2000', ''], amount: 10_000_00, parts: [3_000_00, 2_000_00, 5_000_00] },
    { shares: ['50%', '50'], amount: 100_00, parts: [50_00, 50_00] },
  ])('$shares of $amount', ({ shares, amount, parts }) => {
    expect(splitParts(rows(...shares), amount).errors).toEqual({});
    expect(amounts(shares, amount)).toEqual(parts);
  });
});

describe('what is wrong stands beside its row', () => {
  test.each([
    { shares: ['30%', '60%'], field: 'parts.1.share', key: 'payments.instalments.percentSum' },
    { shares: ['60%', '60%'], field: 'parts.1.share', key: 'payments.instalments.percentSum' },
    { shares: ['30', '60'], field: 'parts.1.share', key: 'payments.instalments.tooLittle' },
    { shares: ['30', '80'], field: 'parts.1.share', key: 'payments.instalments.tooMuch' },
    { shares: ['100', ''], field: 'parts.1.share', key: 'payments.instalments.nothingLeft' },
    { shares: ['', '100'], field: 'parts.0.share', key: 'form.required' },
    { shares: ['x', '100'], field: 'parts.0.share', key: 'payments.problem.share' },
  ])('$shares of 100.00', ({ shares, field, key }) => {
    expect(splitParts(rows(...shares), 100_00).errors).toEqual({ [field]: [expect.objectContaining({ key })] });
  });

  test('days: missing, none, not later than the one before; rows left empty don’t count', () => {
    const typed = [
      { share: '20%', dueOn: '2026-03-01' },
      { share: '', dueOn: '' },
      { share: '20%', dueOn: '2026-03-01' },
      { share: '20%', dueOn: '' },
      { share: '40%', dueOn: '2026-02-30' },
    ];
    expect(splitParts(typed, 100_00).errors).toEqual({
      'parts.2.dueOn': [{ key: 'payments.instalments.notLater' }],
      'parts.3.dueOn': [{ key: 'form.required' }],
      'parts.4.dueOn': [{ key: 'payments.problem.day' }],
    });
  });

  test('a part that comes to nothing', () => {
    expect(splitParts(rows('30%', '60%', '10%'), 1).errors).toHaveProperty('parts.2.share');
  });
});

test.each(plans)('%s makes exactly the amount, a month apart', (plan) => {
  const { parts, errors } = splitParts(planRows(plan, '2026-01-31', 99_999_99), 99_999_99);
  expect(errors).toEqual({});
  expect(parts.reduce((sum, part) => sum + part.amountFen, 0)).toBe(99_999_99);
  expect(parts.slice(0, 3).map((part) => part.dueOn)).toEqual(
    ['2026-01-31', '2026-02-28', '2026-03-31'].slice(0, parts.length),
  );
});

const seed = 77;
test(`whatever is accepted sums to the amount, each part above 0 (seed ${seed})`, () => {
  const random = new Random(seed);
  const upTo = (count: number) => Math.floor(random.next() * count);
  let accepted = 0;
  for (let i = 0; i < 500; i++) {
    const amountFen = 1 + upTo(100_000);
    const shares = Array.from({ length: 2 + upTo(4) }, (_, index) =>
      upTo(4) === 0 && index > 0 ? '' : upTo(2) === 0 ? `${1 + upTo(60)}%` : String(upTo(300)),
    );
    const { parts, errors } = splitParts(rows(...shares), amountFen);
    if (Object.keys(errors).length > 0) continue;
    accepted++;
    expect(parts.reduce((sum, part) => sum + part.amountFen, 0)).toBe(amountFen);
    expect(parts.every((part) => part.amountFen > 0)).toBe(true);
  }
  expect(accepted).toBeGreaterThan(20);
});
