import { and, asc, eq, lt, lte, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { daysBetween } from '@/lib/days';
import { doneOn } from '@/lib/follow-ups/queries/today';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';

// As the partial index spells it.
const isOpen = sql`${followUpTasks.status} in ('open', 'in_progress')`;

export type LateTasks = { personId: number | null; name: string | null; tasks: number; days: number };

/** Follow-ups past their day by whose task they are, the most first; of the customers the viewer's scope owns. */
export const lateTasksByPerson = (viewer: Viewer, today: Day, reader: Reader = database()): LateTasks[] =>
  reader
    .select({
      personId: followUpTasks.assigneeId,
      name: users.name,
      tasks: sql<number>`count(*)`,
      firstDue: sql<Day>`min(${followUpTasks.dueOn})`,
    })
    .from(visible(viewer, followUpTasks))
    .leftJoin(users, eq(users.id, followUpTasks.assigneeId))
    .where(and(isOpen, lt(followUpTasks.dueOn, today)))
    .groupBy(followUpTasks.assigneeId)
    .orderBy(sql`3 desc, 4`)
    .all()
    .map(({ firstDue, ...row }) => ({ ...row, days: daysBetween(firstDue, today) }));

export type TodayTask = ReturnType<typeof todayTasks>['rows'][number];

/**
 * The viewer's own follow-ups of the day: what is open up to today, the longest due first, and how many were done today.
 * Customers that went to someone else took theirs with them (R7), but for what a 协同人 has there (R5).
 */
export function todayTasks(viewer: Viewer, { today, most }: { today: Day; most: number }, reader: Reader = database()) {
  const mine = eq(followUpTasks.assigneeId, viewer.id);
  const rows = reader
    .select({
      id: followUpTasks.id,
      version: followUpTasks.version,
      customerId: customers.id,
      customerName: customers.name,
      level: customers.level,
      kind: followUpTasks.kind,
      method: followUpTasks.method,
      objective: followUpTasks.objective,
      dueOn: followUpTasks.dueOn,
    })
    .from(followUpTasks)
    .innerJoin(visible(viewer, customers, 'reached'), eq(customers.id, followUpTasks.customerId))
    .where(and(mine, isOpen, lte(followUpTasks.dueOn, today)))
    .orderBy(asc(followUpTasks.dueOn), asc(followUpTasks.id))
    .all();
  const done = doneOn(viewer, { today, assigneeId: viewer.id }, reader);
  return { done, total: done + rows.length, rows: rows.slice(0, most) };
}
