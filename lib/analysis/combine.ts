import type { Fen } from '@/db/columns';
import { averageFen } from '../money';
import { growthBp, rateBp } from '../rates';
import type { Figure } from './types';

/** What is known of a row (or of the total) before anything is divided: amounts that add up, and distinct counts. */
export type Parts = {
  amountFen: number;
  collectedFen: number;
  cashFen: number;
  openingFen: number;
  pendingFen: number;
  lastYearFen: number;
  previousFen: number;
  orders: number;
  customers: number;
  repeatCustomers: number;
  targetFen: number | null;
  receivableFen: number;
  overdueFen: number;
  overdueSales: number;
  longOverdueFen: number;
  creditFen: number;
  current: number;
  days30: number;
  days60: number;
  days90: number;
  days180: number;
  older: number;
};

export const noParts: Parts = {
  amountFen: 0,
  collectedFen: 0,
  cashFen: 0,
  openingFen: 0,
  pendingFen: 0,
  lastYearFen: 0,
  previousFen: 0,
  orders: 0,
  customers: 0,
  repeatCustomers: 0,
  targetFen: null,
  receivableFen: 0,
  overdueFen: 0,
  overdueSales: 0,
  longOverdueFen: 0,
  creditFen: 0,
  current: 0,
  days30: 0,
  days60: 0,
  days90: 0,
  days180: 0,
  older: 0,
};

/** The total of rows; `own` replaces what doesn't add up (distinct counts, targets). */
export function addUp(rows: Iterable<Parts>, own: Partial<Parts>): Parts {
  const total: Parts = { ...noParts };
  for (const row of rows)
    for (const name of Object.keys(noParts) as (keyof Parts)[]) total[name] = (total[name] ?? 0) + (row[name] ?? 0);
  return { ...total, ...own };
}

/** Nothing in the period, the periods compared with, or owed, and no target: not worth a row. */
export const hasNothing = (parts: Parts): boolean =>
  Object.values(parts).every((value) => value === 0 || value === null);

/** Rates, averages and differences of one row (R23 to R26). */
export function figureOf(parts: Parts, alertPercent: number): Figure {
  const { amountFen, targetFen, collectedFen, cashFen, openingFen, orders, customers } = parts;
  const money = (value: number) => value as Fen;
  return {
    amountFen: money(amountFen),
    orders,
    customers,
    targetFen: targetFen === null ? null : money(targetFen),
    shortfallFen: targetFen === null ? null : money(amountFen - targetFen),
    attainmentBp: rateBp(amountFen, targetFen, [alertPercent * 100]),
    yoyBp: growthBp(amountFen, parts.lastYearFen),
    yoyDifferenceFen: money(amountFen - parts.lastYearFen),
    popBp: growthBp(amountFen, parts.previousFen),
    popDifferenceFen: money(amountFen - parts.previousFen),
    collectedFen: money(collectedFen),
    cashFen: money(cashFen),
    openingFen: money(openingFen),
    collectionBySigningBp: rateBp(collectedFen, amountFen),
    collectionByCashBp: rateBp(cashFen, amountFen),
    collectionByReceivablesBp: rateBp(cashFen, openingFen + amountFen),
    perCustomerFen: averageFen(amountFen, customers),
    perOrderFen: averageFen(amountFen, orders),
    repurchaseBp: rateBp(parts.repeatCustomers, customers),
    pendingFen: money(parts.pendingFen),
    receivableFen: money(parts.receivableFen),
    overdueFen: money(parts.overdueFen),
    overdueSales: parts.overdueSales,
    creditFen: money(parts.creditFen),
    ageing: {
      current: money(parts.current),
      days30: money(parts.days30),
      days60: money(parts.days60),
      days90: money(parts.days90),
      days180: money(parts.days180),
      older: money(parts.older),
    },
  };
}
