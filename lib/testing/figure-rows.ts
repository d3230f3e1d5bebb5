import type { Fen } from '@/db/columns';
import type { FigureRow } from '@/lib/analysis/types';

const zero = 0 as Fen;
export const emptyAgeing = { current: zero, days30: zero, days60: zero, days90: zero, days180: zero, older: zero };

/** A row of figures for tests: nothing but what is given. */
export const sampleRow = (given: Partial<FigureRow> & { label?: string }): FigureRow => ({
  key: given.label ?? 'none',
  label: '',
  teamName: null,
  isBehind: false,
  hasLongOverdue: false,
  amountFen: zero,
  orders: 0,
  customers: 0,
  targetFen: null,
  shortfallFen: null,
  attainmentBp: null,
  yoyBp: null,
  yoyDifferenceFen: zero,
  popBp: null,
  popDifferenceFen: zero,
  collectedFen: zero,
  cashFen: zero,
  openingFen: zero,
  collectionBySigningBp: null,
  collectionByCashBp: null,
  collectionByReceivablesBp: null,
  perCustomerFen: null,
  perOrderFen: null,
  repurchaseBp: null,
  pendingFen: zero,
  receivableFen: zero,
  overdueFen: zero,
  overdueSales: 0,
  creditFen: zero,
  ageing: emptyAgeing,
  ...given,
});
