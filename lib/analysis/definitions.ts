import type { Translate } from '../i18n/translator';
import type { FigureRow } from './types';

type Unit = 'yuan' | 'percent' | 'count';
type Value = (row: FigureRow) => number | null;

const kpi = (unit: Unit, rules: string, value: Value) => ({ unit, rules, value });

/**
 * Every KPI once (R22): its unit, the rules it follows and where its value stands. Page, export and command line take
 * name and 口径 from here: `definitions.names.<id>` and `definitions.<id>`. Money in fen, rates in basis points.
 */
export const kpis = {
  amount: kpi('yuan', 'R17 R19', (row) => row.amountFen),
  target: kpi('yuan', 'R29', (row) => row.targetFen),
  shortfall: kpi('yuan', 'R23', (row) => row.shortfallFen),
  attainment: kpi('percent', 'R23', (row) => row.attainmentBp),
  yoy: kpi('percent', 'R24', (row) => row.yoyBp),
  pop: kpi('percent', 'R24', (row) => row.popBp),
  collected: kpi('yuan', 'R18', (row) => row.collectedFen),
  cash: kpi('yuan', 'R18 R25', (row) => row.cashFen),
  collection: kpi('percent', 'R25', (row) => row.collectionBySigningBp),
  collectionByCash: kpi('percent', 'R25', (row) => row.collectionByCashBp),
  collectionByReceivables: kpi('percent', 'R25', (row) => row.collectionByReceivablesBp),
  orders: kpi('count', 'R16 R26', (row) => row.orders),
  customers: kpi('count', 'R26', (row) => row.customers),
  perCustomer: kpi('yuan', 'R26', (row) => row.perCustomerFen),
  perOrder: kpi('yuan', 'R26', (row) => row.perOrderFen),
  repurchase: kpi('percent', 'R26', (row) => row.repurchaseBp),
  pending: kpi('yuan', 'R17', (row) => row.pendingFen),
  receivable: kpi('yuan', 'R18 R19', (row) => row.receivableFen),
  overdue: kpi('yuan', 'R18', (row) => row.overdueFen),
  credit: kpi('yuan', 'R18 R19', (row) => row.creditFen),
} as const;
export type Kpi = keyof typeof kpis;

/** Name and 口径 of KPIs, for a report's head or first sheet. */
export const definitionsOf = (t: Translate, ids = Object.keys(kpis) as Kpi[]) =>
  ids.map((id) => ({ id, name: t(`definitions.names.${id}`), text: t(`definitions.${id}`), ...kpis[id] }));
