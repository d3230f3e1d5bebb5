import { and, eq, lte, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { today as todayIn } from '@/lib/clock';
import { addDays, daysBetween } from '@/lib/days';
import { owedWithin } from '@/lib/owed';
import { visible } from '@/lib/scope';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

export type LongOverdue = { customerId: number; code: string; name: string; sales: number; owedFen: Fen; days: number };

/**
 * Customers with a sale overdue by more than the alert's days (R30: day 31), the longest first. In the owned meaning:
 * it is the customer's present owner who chases the money (R5).
 */
export function longOverdueCustomers(viewer: Viewer, reader: Reader = database()): LongOverdue[] {
  const { timeZone, alertOverdueDays } = readSettings(reader);
  const today = todayIn(timeZone);
  // A sale in 分期 is due with its oldest open part, and owes here what its parts of that age do.
  const lastDay = addDays(today, -alertOverdueDays - 1);
  const range = { from: null, to: lastDay };
  const firstDue = sql<string>`min(${sales.dueOn})`;
  return reader
    .select({
      customerId: customers.id,
      code: customers.code,
      name: customers.name,
      sales: sql<number>`count(*)`,
      owedFen: sql<Fen>`sum(${owedWithin(range)})`,
      firstDue,
    })
    .from(visible(viewer, sales, 'owned'))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .where(and(sql`${sales.balanceFen} > 0`, lte(sales.dueOn, lastDay)))
    .groupBy(customers.id)
    .orderBy(firstDue, customers.id)
    .all()
    .map(({ firstDue: due, ...row }) => ({ ...row, days: daysBetween(due, today) }));
}
