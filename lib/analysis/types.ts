import type { Day, Fen } from '@/db/columns';
import type { Period, PeriodKind, Range } from '../period';

/** R27. `rep` and `team` are the sale's frozen ones; `month` is the deal month. */
export const dimensions = [
  'rep',
  'team',
  'region',
  'line',
  'level',
  'product',
  'month',
  'industry',
  'source',
  'customer',
] as const;
export type Dimension = (typeof dimensions)[number];

/** Receivables by days past the due date (R21); the parts sum to `receivableFen`. */
export type Ageing = { current: Fen; days30: Fen; days60: Fen; days90: Fen; days180: Fen; older: Fen };

/** One line of figures. Rates in basis points; null where there is no value (R4). Definitions: lib/analysis/definitions.ts. */
export type Figure = {
  amountFen: Fen;
  orders: number;
  customers: number;
  /** Null where the dimension has no targets (region, product, …) or none is set. */
  targetFen: Fen | null;
  /** 差异额 = amount − target (R23). */
  shortfallFen: Fen | null;
  attainmentBp: number | null;
  yoyBp: number | null;
  /** Now − base, shown where the base gives no rate (R24); a missing base counts as 0. */
  yoyDifferenceFen: Fen;
  popBp: number | null;
  popDifferenceFen: Fen;
  /** Collected to date on the period's sales. */
  collectedFen: Fen;
  /** Cash received in the period, on whatever sale. */
  cashFen: Fen;
  /** Receivables when the period began (R25). */
  openingFen: Fen;
  collectionBySigningBp: number | null;
  collectionByCashBp: number | null;
  collectionByReceivablesBp: number | null;
  perCustomerFen: Fen | null;
  perOrderFen: Fen | null;
  /** Customers with ≥ 2 deal dates in the period ÷ buyers (R26). */
  repurchaseBp: number | null;
  /** Waiting for review: beside the figures, never in them (R17). */
  pendingFen: Fen;
  /** Balances as of `asOf`, of all sales, not only the period's. */
  receivableFen: Fen;
  overdueFen: Fen;
  overdueSales: number;
  creditFen: Fen;
  ageing: Ageing;
};

/**
 * A row of a report; key is the dimension's id as text, `none` where the sale has none, the month by month.
 * By month, `earlier` and `later` hold what is owed on sales outside the period, and nothing else.
 */
export type FigureRow = Figure & {
  key: string;
  label: string;
  /** The team of a rep's row. */
  teamName: string | null;
  /** Attainment under the alert line (R30), exact integers; in a running period against the line × working days gone. */
  isBehind: boolean;
  /** Something owed for more than the alert's days. */
  hasLongOverdue: boolean;
};

/** Narrowing of a report; ids as in the URL, `none` for sales without one. */
export type FigureFilter = Partial<Record<Exclude<Dimension, 'month'>, string>>;

export type Report = {
  period: Period;
  by: Dimension;
  filter: FigureFilter;
  /** The part of the period the figures cover (cut at today while it runs) and what it is compared with. */
  range: Range;
  lastYear: Range;
  previous: Range;
  isRunning: boolean;
  /** The day balances and collection are as of. */
  asOf: Day;
  /** 时间进度: working days gone of all in the period (R30). */
  pace: { gone: number; all: number; bp: number | null };
  total: FigureRow;
  rows: FigureRow[];
};

/** One point of the trend: a month's amount beside the same month a year before. */
export type TrendPoint = {
  month: string;
  amountFen: Fen;
  lastYearFen: Fen | null;
  targetFen: Fen | null;
  isRunning: boolean;
};
export type { PeriodKind };
