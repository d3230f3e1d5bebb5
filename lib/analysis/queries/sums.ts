import { and, between, eq, isNull, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Day } from '@/db/columns';
import { instalments, payments, sales } from '@/db/schema/sales';
import { addDays } from '@/lib/days';
import { dueWithin, openOfPart } from '@/lib/owed';
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

/** R21: days past the due date of each part of what is owed; `most` and `least` late, `null` without end. */
const ages = (alertDays: number) => ({
  overdueFen: { most: null, least: 1 },
  longOverdueFen: { most: null, least: alertDays + 1 },
  current: { most: 0, least: null },
  days30: { most: 30, least: 1 },
  days60: { most: 60, least: 31 },
  days90: { most: 90, least: 61 },
  days180: { most: 180, least: 91 },
  older: { most: null, least: 181 },
});
type Ages = Record<keyof ReturnType<typeof ages>, number>;
type Owed = Ages & { receivableFen: number; overdueSales: number };

/** What is owed as of today by days past the due date (R21), with how many sales are late. */
export function owedOf(question: Question, today: Day, alertDays: number): Map<string, Owed> {
  const { viewer, by, filter, reader } = question;
  const key = keyColumn(by);
  const late = lt(sales.dueOn, today);
  const owed = byKey(
    reader
      .select({
        key,
        receivableFen: total(sales.balanceFen),
        overdueSales: sql<number>`count(*) filter (where ${late})`,
        ...byAge(
          today,
          alertDays,
          (due) => sql<number>`coalesce(sum(${sales.balanceFen}) filter (where ${due(sql`${sales.dueOn}`)}), 0)`,
        ),
      })
      .from(visible(viewer, sales))
      .where(and(sql`${sales.balanceFen} > 0`, ...narrowed(filter)))
      .groupBy(key)
      .all(),
  );
  for (const [of, moved] of laterParts(question, today, alertDays)) {
    const row = owed.get(of);
    if (row) for (const [age, fen] of Object.entries(moved) as [keyof Ages, number][]) row[age] += fen;
  }
  return owed;
}

/**
 * Above, all a sale owes is as late as its own due day: for one in 分期 the day of its first open part. Here is what its
 * later parts move from there to where their own days belong. While the first isn't late, none is.
 */
function laterParts({ viewer, by, filter, reader }: Question, today: Day, alertDays: number): Map<string, Ages> {
  const key = keyColumn(by);
  const moved = byAge(today, alertDays, (due) =>
    total(sql`${openOfPart} * ((${due(sql`instalments.due_on`)}) - (${due(sql`${sales.dueOn}`)}))`),
  );
  return byKey(
    reader
      .select({ key, ...moved })
      .from(visible(viewer, sales))
      // From the few sales in 分期 that owe to their parts, never the other way round.
      .crossJoin(instalments)
      .where(
        and(
          sql`${instalments.saleId} = ${sales.id} and ${sales.instalmentCount} > 0 and ${sales.balanceFen} > 0`,
          sql`${sales.dueOn} < ${today} and ${instalments.dueOn} > ${sales.dueOn}`,
          ...narrowed(filter),
        ),
      )
      .groupBy(key)
      .all(),
  );
}

/** One value for each part of the ageing; `due` says whether a day lies in it. */
function byAge(today: Day, alertDays: number, value: (due: (day: SQL) => SQL) => SQL<number>) {
  const parts = Object.entries(ages(alertDays)).map(([age, { most, least }]) => {
    const range = {
      from: most === null ? null : addDays(today, -most),
      to: least === null ? null : addDays(today, -least),
    };
    return [age, value((day) => dueWithin(day, range))];
  });
  return Object.fromEntries(parts) as Record<keyof Ages, SQL<number>>;
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
