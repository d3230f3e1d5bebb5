import { sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { sales } from '@/db/schema/sales';
import { addDays } from '@/lib/days';
import { owedWithin } from '@/lib/owed';
import { type Meaning, visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { dueRange, saleConditions } from '../conditions';
import { meaningOf, type SaleFilter } from '../filters';

export type SaleTotals = {
  rows: number;
  /** R26: orders and customers with a sale that is not wholly reversed; null over everything, where counting would scan. */
  orders: number | null;
  customers: number | null;
  amountFen: Fen;
  paidFen: Fen;
  receivableFen: Fen;
  overdueFen: Fen;
  /** ≤ 0, listed apart (R18, R19). */
  creditFen: Fen;
};

/** A sale that is an order: more than 0 yuan and not wholly reversed (R26). */
const isOrder = sql`kind = 'sale' and amount_fen > 0 and amount_fen + reversed_fen > 0`;
const sum = (value: ReturnType<typeof sql>) => sql<Fen>`coalesce(sum(${value}), 0)`;

/** 合计 over the whole filter, not only the page: equals the figure that linked here, to the fen (R22). */
export function totalSales(
  viewer: Viewer,
  { filter, today, meaning = meaningOf(filter) }: { filter: SaleFilter; today: Day; meaning?: Meaning },
  reader: Reader = database(),
): SaleTotals {
  const distinct = (column: string) =>
    isNarrowed(filter)
      ? sql<number>`count(distinct case when ${isOrder} then ${sql.raw(column)} end)`
      : sql<null>`null`;
  // Narrowed to a part of the ageing, what is due in it (R21): a sale in 分期 may owe in several.
  const owing = dueRange(filter.owing, today);
  const yesterday = addDays(today, -1);
  const late = { from: owing.from, to: owing.to !== null && owing.to < yesterday ? owing.to : yesterday };
  return reader
    .select({
      rows: sql<number>`count(*)`,
      orders: distinct('order_group'),
      customers: distinct('customer_id'),
      amountFen: sum(sql`amount_fen`),
      paidFen: sum(sql`paid_fen`),
      receivableFen: sum(owedWithin(owing)),
      overdueFen: sum(owedWithin(late)),
      creditFen: sum(sql`min(balance_fen, 0)`),
    })
    .from(visible(viewer, sales, meaning))
    .where(saleConditions(filter, today))
    .get() as SaleTotals;
}

const isNarrowed = ({ sort, direction, after, before, state, ...rest }: SaleFilter) =>
  state !== undefined || Object.keys(rest).length > 0;
