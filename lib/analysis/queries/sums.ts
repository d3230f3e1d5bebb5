import { and, between, eq, gte, isNull, lt, type SQLWrapper, sql } from 'drizzle-orm';
import type { Day } from '@/db/columns';
import { payments, sales } from '@/db/schema/sales';
import { addDays } from '@/lib/days';
import type { Range } from '@/lib/period';
import { visible } from '@/lib/scope';
import { keyColumn, keyText, narrowed, type Question } from './rows';

// What SQL sums and groups for figures(): each function answers one question by key of the dimension.
// Constants stand in the SQL as they are, so that partial indexes serve.

export const total = (value: SQLWrapper) => sql<number>`coalesce(sum(${value}), 0)`;
const inRange = (range: Range) => between(sales.dealOn, range.from, range.to);
export const counting = sql`${sales.counts} = 1`;
/** An order (R26): a sale of more than 0 yuan that isn't wholly reversed. */
const isOrder = sql`${sales.counts} = 1 and ${sales.kind} = 'sale' and ${sales.amountFen} + ${sales.reversedFen} > 0`;

export function byKey<T extends { key: string | number | null }>(rows: T[]): Map<string, Omit<T, 'key'>> {
  return new Map(rows.map(({ key, ...parts }) => [keyText(key), parts]));
}

export type Sums = { amountFen: number; collectedFen: number };

/**
 * Amount of the sales of a range, and what was collected on them to date. The one place sums by deal month come from:
 * once there is a summary by month, whole months of its dimensions can be answered from it here.
 */
export function sumsOf({ viewer, by, filter, reader }: Question, range: Range): Map<string, Sums> {
  const key = keyColumn(by);
  return byKey(
    reader
      .select({ key, amountFen: total(sales.amountFen), collectedFen: total(sales.paidFen) })
      .from(visible(viewer, sales))
      .where(and(counting, inRange(range), ...narrowed(filter)))
      .groupBy(key)
      .all(),
  );
}

/** Sales waiting for review (R17). */
export function pendingOf({ viewer, by, filter, reader }: Question, range: Range): Map<string, { pendingFen: number }> {
  const key = keyColumn(by);
  return byKey(
    reader
      .select({ key, pendingFen: total(sales.amountFen) })
      .from(visible(viewer, sales))
      .where(and(sql`${sales.review} = 'pending' and ${sales.voidedAt} is null`, inRange(range), ...narrowed(filter)))
      .groupBy(key)
      .all(),
  );
}

/** Distinct orders by key, and over all keys. */
export function ordersOf({ viewer, by, filter, reader }: Question, range: Range) {
  const key = keyColumn(by);
  const orders = sql<number>`count(distinct ${sales.orderGroup})`;
  const where = and(isOrder, inRange(range), ...narrowed(filter));
  return {
    of: byKey(reader.select({ key, orders }).from(visible(viewer, sales)).where(where).groupBy(key).all()),
    total: reader.select({ orders }).from(visible(viewer, sales)).where(where).get()?.orders ?? 0,
  };
}

/** Each customer with an order, by key, with the first and last of its deal dates: two dates make it a repeat buyer. */
export function buyersOf({ viewer, by, filter, reader }: Question, range: Range) {
  const key = keyColumn(by);
  return reader
    .select({
      key,
      customerId: sales.customerId,
      first: sql<Day>`min(${sales.dealOn})`,
      last: sql<Day>`max(${sales.dealOn})`,
    })
    .from(visible(viewer, sales))
    .where(and(isOrder, inRange(range), ...narrowed(filter)))
    .groupBy(key, sales.customerId)
    .all();
}

/** Cash received in a range on whatever sale that counts; by month, the month it was received. */
export function cashOf({ viewer, by, filter, reader }: Question, range: Range): Map<string, { cashFen: number }> {
  const key = by === 'month' ? sql<string>`substr(${payments.paidOn}, 1, 7)` : keyColumn(by);
  return byKey(
    reader
      .select({ key, cashFen: sql<number>`sum(${payments.amountFen})` })
      .from(visible(viewer, sales))
      .innerJoin(payments, eq(payments.saleId, sales.id))
      .where(
        and(between(payments.paidOn, range.from, range.to), isNull(payments.voidedAt), counting, ...narrowed(filter)),
      )
      .groupBy(key)
      .all(),
  );
}

/** What is owed as of today by days past the due date (R21), with how many sales are late. */
export function owedOf({ viewer, by, filter, reader }: Question, today: Day, alertDays: number) {
  const key = keyColumn(by);
  const dueFrom = (days: number) => gte(sales.dueOn, addDays(today, -days));
  /** Owed by sales at most `most` days late and more than `least`. */
  const part = (most: number | null, least: number | null) =>
    sql<number>`coalesce(sum(${sales.balanceFen}) filter (where ${and(
      most === null ? undefined : dueFrom(most),
      least === null ? undefined : lt(sales.dueOn, addDays(today, -least)),
    )}), 0)`;
  const late = lt(sales.dueOn, today);
  return byKey(
    reader
      .select({
        key,
        receivableFen: total(sales.balanceFen),
        overdueFen: part(null, 0),
        overdueSales: sql<number>`count(*) filter (where ${late})`,
        longOverdueFen: part(null, alertDays),
        current: part(0, null),
        days30: part(30, 0),
        days60: part(60, 30),
        days90: part(90, 60),
        days180: part(180, 90),
        older: part(null, 180),
      })
      .from(visible(viewer, sales))
      .where(and(sql`${sales.balanceFen} > 0`, ...narrowed(filter)))
      .groupBy(key)
      .all(),
  );
}

/** Credit balances (多收, 应退), as a positive amount; never lowering what others owe (R18, R19). */
export function creditOf({ viewer, by, filter, reader }: Question): Map<string, { creditFen: number }> {
  const key = keyColumn(by);
  return byKey(
    reader
      .select({ key, creditFen: total(sql`-${sales.balanceFen}`) })
      .from(visible(viewer, sales))
      .where(and(sql`${sales.balanceFen} < 0`, ...narrowed(filter)))
      .groupBy(key)
      .all(),
  );
}

/** The first deal date on record. */
export const firstDealOf = ({ viewer, filter, reader }: Question): Day | null =>
  reader
    .select({ day: sql<Day | null>`min(${sales.dealOn})` })
    .from(visible(viewer, sales))
    .where(and(counting, ...narrowed(filter)))
    .get()?.day ?? null;
