import { and, eq, gt, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { contacts, customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { addDays, endOfWeek, momentAt } from '@/lib/days';
import { scopeOfClearContacts, visible } from '@/lib/scope';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { ownOrOwned, reachOf } from '../reach';

export const boardGroups = ['late', 'today', 'week', 'later'] as const;
export type BoardGroup = (typeof boardGroups)[number];
export type BoardTask = ReturnType<typeof rowsOf>[number];

// As the partial index spells it.
const isOpen = sql`${followUpTasks.status} in ('open', 'in_progress')`;
const most = { late: 50, today: 50, week: 50, later: 20 } as const;

/** Open tasks of the viewer's customers by when they are due, and how many of today's are done already. */
export function todayBoard(viewer: Viewer, today: Day, reader: Reader = database()) {
  // On a Sunday tomorrow is the next week's.
  const week = [endOfWeek(today), addDays(today, 1)].sort()[1] as Day;
  const due: Record<BoardGroup, SQL | undefined> = {
    late: lt(followUpTasks.dueOn, today),
    today: eq(followUpTasks.dueOn, today),
    week: and(gt(followUpTasks.dueOn, today), lte(followUpTasks.dueOn, week)),
    later: gt(followUpTasks.dueOn, week),
  };
  const groups = boardGroups.map((group) => ({
    group,
    rows: rowsOf(viewer, due[group], most[group], reader),
    total: countOf(viewer, due[group], reader),
  }));
  const done = doneOn(viewer, { today }, reader);
  const waiting = groups.filter(({ group }) => group === 'late' || group === 'today');
  return { groups, done, total: done + waiting.reduce((sum, { total }) => sum + total, 0) };
}

type DoneOn = { today: Day; assigneeId?: number };

/** Tasks completed on a day of the company, of the viewer's customers; of one person's tasks with `assigneeId`. */
export const doneOn = (viewer: Viewer, asked: DoneOn, reader: Reader): number =>
  doneQuery(viewer, asked, reader).get()?.n ?? 0;

/** The statement itself, so that its plan can be tested. */
export function doneQuery(viewer: Viewer, { today, assigneeId }: DoneOn, reader: Reader) {
  const { timeZone } = readSettings(reader);
  const { meaning, own } = reachOf(viewer, followUpTasks, reader);
  const midnight = (day: Day) => momentAt(day, '00:00', timeZone) as string;
  return reader
    .select({ n: sql<number>`count(*)` })
    .from(visible(viewer, followUpTasks, meaning))
    .where(
      and(
        own,
        // As the partial index spells it.
        sql`${followUpTasks.status} = 'done'`,
        gte(followUpTasks.finishedAt, midnight(today)),
        lt(followUpTasks.finishedAt, midnight(addDays(today, 1))),
        assigneeId === undefined ? undefined : eq(followUpTasks.assigneeId, assigneeId),
      ),
    );
}

function rowsOf(viewer: Viewer, due: SQL | undefined, limit: number, reader: Reader) {
  const clear = scopeOfClearContacts(viewer, readSettings(reader).supervisorsSeeContacts);
  const { meaning, own } = reachOf(viewer, followUpTasks, reader);
  return reader
    .select({
      id: followUpTasks.id,
      version: followUpTasks.version,
      customerId: customers.id,
      customerName: customers.name,
      level: customers.level,
      lastContactOn: customers.lastContactOn,
      kind: followUpTasks.kind,
      method: followUpTasks.method,
      objective: followUpTasks.objective,
      status: followUpTasks.status,
      dueOn: followUpTasks.dueOn,
      assigneeId: followUpTasks.assigneeId,
      assigneeName: users.name,
      contactName: contacts.name,
      // R6: a number that is masked for the viewer is no number to call.
      phone: sql<string | null>`case when ${clear} then ${contacts.phone} end`,
      isPhoneMasked: sql`case when ${clear} then 0 else ${contacts.phone} is not null end`.mapWith(Boolean),
    })
    .from(followUpTasks)
    .crossJoin(visible(viewer, customers, meaning))
    .leftJoin(users, eq(users.id, followUpTasks.assigneeId))
    .leftJoin(contacts, and(eq(contacts.customerId, customers.id), eq(contacts.isPrimary, true)))
    .where(and(eq(customers.id, followUpTasks.customerId), own, isOpen, due))
    .orderBy(followUpTasks.dueOn, followUpTasks.id)
    .limit(limit)
    .all();
}

// Without the customers themselves: a manager's count reads the index alone.
function countOf(viewer: Viewer, due: SQL | undefined, reader: Reader): number {
  const { meaning, own } = reachOf(viewer, followUpTasks, reader);
  const rows = reader.select({ n: sql<number>`count(*)` }).from(visible(viewer, followUpTasks, meaning));
  return rows.where(and(own, isOpen, due)).get()?.n ?? 0;
}

/** One open task with its customer, for the page that changes it: of a customer owned, or one's own. */
export function findOpenTask(viewer: Viewer, id: number, reader: Reader = database()) {
  return reader
    .select({ task: followUpTasks, customer: customers })
    .from(visible(viewer, followUpTasks, 'reached'))
    .innerJoin(customers, eq(customers.id, followUpTasks.customerId))
    .where(
      and(
        eq(followUpTasks.id, id),
        ownOrOwned(viewer, followUpTasks),
        inArray(followUpTasks.status, ['open', 'in_progress']),
      ),
    )
    .get();
}
