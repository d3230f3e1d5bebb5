import { describe, expect, test } from 'vitest';
import { sumFen } from '../money';
import { type PartState, partsOf } from './parts';

const today = '2026-03-31';
/** 30 / 60 / 10 of 10,000 yuan, in yuan. */
const parts = [
  { dueOn: '2026-02-28', amountFen: 3_000, throughFen: 3_000 },
  { dueOn: '2026-03-31', amountFen: 6_000, throughFen: 9_000 },
  { dueOn: '2026-06-30', amountFen: 1_000, throughFen: 10_000 },
];
type Row = { name: string; paid: number; reversed?: number; open: number[]; states: PartState[] };

describe('what is open of each part, and how late', () => {
  test.each<Row>([
    { name: 'nothing paid', paid: 0, open: [3_000, 6_000, 1_000], states: ['overdue', 'unpaid', 'unpaid'] },
    { name: 'a fen short of a part', paid: 2_999, open: [1, 6_000, 1_000], states: ['overdue', 'unpaid', 'unpaid'] },
    { name: 'exactly a part', paid: 3_000, open: [0, 6_000, 1_000], states: ['paid', 'unpaid', 'unpaid'] },
    { name: 'into the next', paid: 3_001, open: [0, 5_999, 1_000], states: ['paid', 'partial', 'unpaid'] },
    { name: 'exactly two', paid: 9_000, open: [0, 0, 1_000], states: ['paid', 'paid', 'unpaid'] },
    { name: 'all', paid: 10_000, open: [0, 0, 0], states: ['paid', 'paid', 'paid'] },
    { name: 'over', paid: 12_000, open: [0, 0, 0], states: ['paid', 'paid', 'paid'] },
    {
      name: 'reversed within the last',
      paid: 9_000,
      reversed: -400,
      open: [0, 0, 600],
      states: ['paid', 'paid', 'unpaid'],
    },
    {
      name: 'the last reversed whole',
      paid: 0,
      reversed: -1_000,
      open: [3_000, 6_000, 0],
      states: ['overdue', 'unpaid', 'reversed'],
    },
    {
      name: 'reversed into the second',
      paid: 3_500,
      reversed: -2_000,
      open: [0, 4_500, 0],
      states: ['paid', 'partial', 'reversed'],
    },
    {
      name: 'reversed below what is paid',
      paid: 9_000,
      reversed: -5_000,
      open: [0, 0, 0],
      states: ['paid', 'paid', 'reversed'],
    },
    {
      name: 'wholly reversed',
      paid: 0,
      reversed: -10_000,
      open: [0, 0, 0],
      states: ['reversed', 'reversed', 'reversed'],
    },
    {
      name: 'more paid back than came in',
      paid: -50,
      open: [3_050, 6_000, 1_000],
      states: ['overdue', 'unpaid', 'unpaid'],
    },
  ])('$name', ({ paid, reversed = 0, open, states }) => {
    const sale = { amountFen: 10_000, paidFen: paid, reversedFen: reversed };
    const found = partsOf(parts, sale, today);
    expect(found.map((part) => part.openFen)).toEqual(open);
    expect(found.map((part) => part.state)).toEqual(states);
    // The parts sum to what the sale owes, whatever happened to it.
    expect(sumFen(found.map((part) => part.openFen))).toBe(Math.max(0, 10_000 + reversed - paid));
  });

  test('the due day itself is not overdue', () => {
    const sale = { amountFen: 10_000, paidFen: 0, reversedFen: 0 };
    expect(partsOf(parts, sale, '2026-02-28').map((part) => part.days)).toEqual([0, 0, 0]);
    expect(partsOf(parts, sale, '2026-03-01').map((part) => part.days)).toEqual([1, 0, 0]);
    expect(partsOf(parts, sale, '2026-04-01').map((part) => part.days)).toEqual([32, 1, 0]);
  });
});
