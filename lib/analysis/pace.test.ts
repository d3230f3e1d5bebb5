import { describe, expect, test } from 'vitest';
import { isBehind, paceOf } from './pace';

const march = { from: '2026-03-01', to: '2026-03-31' };

test('时间进度 counts working days, none before and all after the period', () => {
  expect(paceOf(march, '2026-03-17')).toEqual({ gone: 12, all: 22, bp: 5455 });
  expect(paceOf(march, '2026-02-28')).toEqual({ gone: 0, all: 22, bp: 0 });
  expect(paceOf(march, '2026-03-31')).toEqual({ gone: 22, all: 22, bp: 10_000 });
  expect(paceOf(march, '2026-04-20')).toEqual({ gone: 22, all: 22, bp: 10_000 });
});

describe('under 80 % in exact integers (R30)', () => {
  const whole = { gone: 22, all: 22 };
  test.each([
    { amount: 79_999, target: 100_000, pace: whole, behind: true },
    { amount: 80_000, target: 100_000, pace: whole, behind: false },
    // 79.996 % prints as 79.99 % and is behind: nothing is rounded first.
    { amount: 79_996, target: 100_000, pace: whole, behind: true },
    { amount: 7_999_999_999, target: 10_000_000_000, pace: whole, behind: true },
    { amount: -1, target: 100, pace: whole, behind: true },
    { amount: 0, target: 0, pace: whole, behind: false },
    { amount: 0, target: null, pace: whole, behind: false },
    // Running: against 80 % of the working days gone, from half of them on.
    { amount: 0, target: 100_000, pace: { gone: 10, all: 22 }, behind: false },
    { amount: 0, target: 100_000, pace: { gone: 11, all: 23 }, behind: false },
    { amount: 0, target: 100_000, pace: { gone: 0, all: 0 }, behind: false },
    { amount: 39_998, target: 100_000, pace: { gone: 11, all: 22 }, behind: true },
    { amount: 39_999, target: 100_000, pace: { gone: 11, all: 22 }, behind: true },
    { amount: 40_000, target: 100_000, pace: { gone: 11, all: 22 }, behind: false },
  ])('$amount of $target at $pace.gone/$pace.all', ({ amount, target, pace, behind }) => {
    expect(isBehind({ amountFen: amount, targetFen: target }, 80, pace)).toBe(behind);
  });
});
