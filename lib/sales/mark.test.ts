import { expect, test } from 'vitest';
import { type SaleMark, saleMark } from './mark';
import { overdueDays, paymentStatus } from './status';

const today = '2026-03-31';
/** In yuan; the balance follows from them as the database keeps it. */
const sale = (amount: number, paid: number, dueOn: string, reversed = 0) => ({
  kind: amount < 0 ? ('reversal' as const) : ('sale' as const),
  amountFen: amount * 100,
  paidFen: paid * 100,
  reversedFen: reversed * 100,
  balanceFen: (amount + reversed - paid) * 100,
  dueOn,
});

test.each([
  // Fixture F
  { name: 'S1', given: sale(100_000, 100_000, '2026-02-09'), status: 'paid', late: 0 },
  { name: 'S2', given: sale(50_000, 20_000, '2026-03-17'), status: 'overdue', late: 14 },
  { name: 'S3, less its reversal', given: sale(80_000, 0, '2026-02-28', -20_000), status: 'overdue', late: 31 },
  { name: 'S4', given: sale(40_000, 0, '2026-04-30'), status: 'unpaid', late: 0 },
  // R18: the due day itself is not overdue
  { name: 'due today', given: sale(1_000, 0, today), status: 'unpaid', late: 0 },
  { name: 'due yesterday', given: sale(1_000, 400, '2026-03-30'), status: 'overdue', late: 1 },
  { name: 'part paid in time', given: sale(1_000, 400, '2026-04-10'), status: 'partial', late: 0 },
  // P14
  { name: 'paid beyond', given: sale(1_000, 1_200, '2024-10-01'), status: 'paid', late: 0 },
  { name: 'a return paid back', given: sale(-300, -300, '2024-10-01'), status: 'paid', late: 0 },
  { name: 'a return not paid back', given: sale(-300, 0, '2024-10-01'), status: 'unpaid', late: 0 },
  { name: 'a gift', given: sale(0, 0, '2024-10-01'), status: 'unpaid', late: 0 },
] as const)('$name: $status, $late days', ({ given, status, late }) => {
  expect(paymentStatus(given, today)).toBe(status);
  expect(overdueDays(given, today)).toBe(late);
});

const reviewed = { review: 'approved' as const, voidedAt: null, reversesId: null };
test.each<[string, Parameters<typeof saleMark>[0], SaleMark]>([
  [
    'void before all else',
    { ...sale(1_000, 0, '2026-01-01'), ...reviewed, voidedAt: '2026-02-01T00:00:00.000Z' },
    { word: 'void' },
  ],
  [
    'under review, though late',
    { ...sale(1_000, 0, '2026-01-01'), ...reviewed, review: 'pending' },
    { word: 'pending' },
  ],
  ['rejected', { ...sale(1_000, 0, '2026-01-01'), ...reviewed, review: 'rejected' }, { word: 'rejected' }],
  [
    'a linked reversal owes nothing back',
    { ...sale(-300, 0, '2026-01-01'), ...reviewed, reversesId: 1, balanceFen: 0 },
    { word: 'reversal' },
  ],
  ['an unlinked reversal is a credit', { ...sale(-300, 0, '2026-01-01'), ...reviewed }, { word: 'credit' }],
  ['until it is paid back', { ...sale(-300, -300, '2026-01-01'), ...reviewed }, { word: 'reversal' }],
  [
    'wholly reversed is not called paid',
    { ...sale(1_000, 0, '2026-01-01', -1_000), ...reviewed },
    { word: 'reversed' },
  ],
  ['overdue says for how long', { ...sale(1_000, 0, '2026-02-28'), ...reviewed }, { word: 'overdue', days: 31 }],
])('%s', (_, given, mark) => {
  expect(saleMark(given, today)).toEqual(mark);
});
