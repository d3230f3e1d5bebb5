import { and, eq, lt, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { addDays, daysBetween } from '@/lib/days';
import { owedWithin } from '@/lib/owed';
import type { SaleFilter } from '@/lib/sales/filters';
import { listSales } from '@/lib/sales/queries/list';
import { totalSales } from '@/lib/sales/queries/totals';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';

/** What there is to chase: of the customers owned now (R5), whoever made the sales. The lists these filters open. */
export const chaseOverdue = { owner: 'any', owing: 'overdue', sort: 'due' } satisfies SaleFilter;
export const chaseAll = { owner: 'any', owing: 'any', sort: 'due' } satisfies SaleFilter;

/** Overdue money to chase, the longest overdue first, beside all that is owed. */
export function moneyToChase(
  viewer: Viewer,
  { today, most }: { today: Day; most: number },
  reader: Reader = database(),
) {
  const owed = totalSales(viewer, { filter: chaseAll, today }, reader);
  if (owed.overdueFen === 0) return { receivableFen: owed.receivableFen, overdueFen: 0 as Fen, sales: 0, rows: [] };
  const late = totalSales(viewer, { filter: chaseOverdue, today }, reader);
  return {
    receivableFen: owed.receivableFen,
    overdueFen: late.receivableFen,
    sales: late.rows,
    rows: listSales(viewer, { filter: chaseOverdue, today }, reader)
      .rows.slice(0, most)
      .map((row) => ({ ...row, days: daysBetween(row.dueOn, today) })),
  };
}

export type OverdueOf = { sales: number; fen: Fen };

/** Overdue money by the customer's present owner (R5); customers without one under null. */
export function overdueByOwner(viewer: Viewer, today: Day, reader: Reader = database()): Map<number | null, OverdueOf> {
  const rows = reader
    .select({
      ownerId: customers.ownerId,
      sales: sql<number>`count(*)`,
      fen: lateFen(today),
    })
    .from(visible(viewer, sales, 'owned'))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .where(isLate(today))
    .groupBy(customers.ownerId)
    .all();
  return new Map(rows.map(({ ownerId, ...row }) => [ownerId, row]));
}

export type LongOverdue = ReturnType<typeof longOverdue>[number];

/** Customers with something overdue by more than so many days (R30: day 31), the longest first; with all they owe late. */
export function longOverdue(
  viewer: Viewer,
  { today, days }: { today: Day; days: number },
  reader: Reader = database(),
) {
  const firstDue = sql<Day>`min(${sales.dueOn})`;
  return reader
    .select({
      customerId: customers.id,
      name: customers.name,
      sales: sql<number>`count(*)`,
      fen: lateFen(today),
      firstDue,
    })
    .from(visible(viewer, sales, 'owned'))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .where(isLate(today))
    .groupBy(customers.id)
    .having(lt(firstDue, addDays(today, -days)))
    .orderBy(firstDue, customers.id)
    .all()
    .map(({ firstDue: due, ...row }) => ({ ...row, days: daysBetween(due, today) }));
}

// A sale in 分期 is due with its oldest open part, and late with the parts whose day is past (R18).
const isLate = (today: Day) => and(sql`${sales.balanceFen} > 0`, lt(sales.dueOn, today));
const lateFen = (today: Day) => sql<Fen>`sum(${owedWithin({ from: null, to: addDays(today, -1) })})`;
