import { expect, test } from 'vitest';
import { aheadBp, remaining } from './remaining';

test.each([
  // 100,000.00 over 3 days: 33,333.34 a day suffices, 33,333.33 would not.
  [0, 10_000_000, 3, { key: 'missing', missingFen: 10_000_000, daysLeft: 3, perDayFen: 3_333_334 }],
  [5_000_000, 10_000_000, 5, { key: 'missing', missingFen: 5_000_000, daysLeft: 5, perDayFen: 1_000_000 }],
  [9_999_999, 10_000_000, 10, { key: 'missing', missingFen: 1, daysLeft: 10, perDayFen: 1 }],
  // More went back than came in.
  [-100, 100, 2, { key: 'missing', missingFen: 200, daysLeft: 2, perDayFen: 100 }],
  [0, 100, 1, { key: 'missing', missingFen: 100, daysLeft: 1, perDayFen: 100 }],
  // No working day is left: what is missing stays, a share of it has no value.
  [0, 100, 0, { key: 'missing', missingFen: 100, daysLeft: 0, perDayFen: null }],
  [100, 100, 4, { key: 'reached', overFen: 0 }],
  [130, 100, 0, { key: 'reached', overFen: 30 }],
  [5, null, 4, { key: 'noTarget' }],
  [5, 0, 4, { key: 'noTarget' }],
])('%i of %s with %i days left', (amountFen, targetFen, daysLeft, expected) => {
  const result = remaining({ amountFen, targetFen }, daysLeft);
  expect(result).toEqual(expected);
  if (result.key === 'missing' && result.perDayFen !== null) {
    expect(result.perDayFen * daysLeft).toBeGreaterThanOrEqual(result.missingFen);
    expect((result.perDayFen - 1) * daysLeft).toBeLessThan(result.missingFen);
  }
});

test.each([
  [7152, 5909, 1243],
  [5000, 5909, -909],
  [10_000, 10_000, 0],
  [null, 5909, null],
  [5000, null, null],
])('attainment %s at %s of the time', (attainmentBp, bp, expected) => {
  expect(aheadBp({ attainmentBp }, { bp })).toBe(expected);
});
