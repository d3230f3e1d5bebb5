import { describe, expect, test } from 'vitest';
import { Random } from '../demo/random';
import { creditOf, judge, openFen, type PaidSale, takesPayments } from './rule';

/** In yuan. */
const sale = (amount: number, paid = 0, reversed = 0): PaidSale => ({
  kind: amount < 0 ? 'reversal' : 'sale',
  reversesId: null,
  amountFen: amount * 100,
  paidFen: paid * 100,
  reversedFen: reversed * 100,
  review: 'approved',
  voidedAt: null,
});

test.each([
  { name: 'nothing paid', given: sale(1_000), change: 1_000, credit: 0 },
  { name: 'the rest', given: sale(1_000, 400), change: 600, credit: 0 },
  { name: 'a fen beyond', given: sale(1_000, 400), change: 600.01, credit: 0.01 },
  { name: 'P14: 1,200 on 1,000', given: sale(1_000), change: 1_200, credit: 200 },
  { name: 'more on a credit', given: sale(1_000, 1_200), change: 100, credit: 300 },
  { name: 'less was to be paid after a reversal', given: sale(1_000, 700, -300), change: 100, credit: 100 },
  { name: 'a gift', given: sale(0), change: 50, credit: 50 },
  { name: 'all back', given: sale(1_000, 400), change: -400, credit: 0 },
  { name: 'a credit back', given: sale(1_000, 1_200), change: -200, credit: 0 },
  { name: 'part of a credit back asks nothing', given: sale(1_000, 1_200), change: -50, credit: 0 },
  { name: 'a return refunded', given: sale(-300), change: -300, credit: 0 },
  { name: 'a refund of a return that came back', given: sale(-300, -300), change: 300, credit: 0 },
  { name: 'towards the bounds from outside', given: sale(1_000, -50), change: 20, credit: 0 },
])('$name: allowed, credit $credit', ({ given, change, credit }) => {
  expect(judge(given, Math.round(change * 100))).toEqual({ creditFen: Math.round(credit * 100) });
});

test.each([
  { name: 'a refund beyond what was paid', given: sale(1_000, 400), change: -401, key: 'refundTooMuch' },
  { name: 'a refund of nothing', given: sale(1_000), change: -1, key: 'refundTooMuch' },
  { name: 'a return refunded twice', given: sale(-300, -300), change: -1, key: 'returnTooMuch' },
  { name: 'money on a return', given: sale(-300), change: 300, key: 'returnedTooMuch' },
])('$name is refused', ({ given, change, key }) => {
  expect(judge(given, change * 100)).toMatchObject({ problem: { key: `payments.problem.${key}` } });
});

test('P18: 33.33 + 33.33 + 33.34 against 100.00 leaves nothing open', () => {
  let paid = 0;
  for (const fen of [3333, 3333, 3334]) {
    const given = { ...sale(100), paidFen: paid };
    expect(judge(given, fen)).toEqual({ creditFen: 0 });
    paid += fen;
  }
  expect(openFen({ ...sale(100), paidFen: paid })).toBe(0);
});

describe('which sales take payments', () => {
  test.each<[string, Partial<PaidSale>, boolean]>([
    ['approved', {}, true],
    ['under review', { review: 'pending' }, true],
    ['rejected', { review: 'rejected' }, false],
    ['void', { voidedAt: '2026-03-01T00:00:00.000Z' }, false],
    ['a linked reversal: its money is its original’s', { kind: 'reversal', reversesId: 3 }, false],
    ['a return', { kind: 'reversal' }, true],
  ])('%s', (_, given, takes) => {
    expect(takesPayments({ ...sale(1_000), ...given })).toBe(takes);
  });
});

const seed = 2026;
test(`whatever is allowed keeps the rule, over random payments (seed ${seed})`, () => {
  const random = new Random(seed);
  const upTo = (count: number) => Math.floor(random.next() * count);
  let refused = 0;
  for (let i = 0; i < 300; i++) {
    const given = sale(upTo(4) === 0 ? -(1 + upTo(500)) : upTo(500));
    if (given.kind === 'sale') given.reversedFen = -upTo(given.amountFen + 1);
    for (let step = 0; step < 12; step++) {
      const change = upTo(60_000) - 30_000;
      const verdict = judge(given, change);
      if ('problem' in verdict) {
        refused++;
        continue;
      }
      given.paidFen += change;
      if (verdict.creditFen > 0) expect(creditOf(given)).toBe(verdict.creditFen);
      const { amountFen, reversedFen, paidFen } = given;
      const owed = given.kind === 'sale' ? openFen(given) : -openFen(given);
      // Amount − paid − owed + credits = 0.
      expect(amountFen + reversedFen - paidFen - owed + creditOf(given)).toBe(0);
      expect(given.kind === 'sale' ? paidFen >= 0 : paidFen <= 0 && paidFen >= amountFen).toBe(true);
    }
  }
  expect(refused).toBeGreaterThan(100);
});
