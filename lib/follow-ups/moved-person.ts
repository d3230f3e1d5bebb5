import { and, count, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { today } from '../clock';
import { customersOf } from '../customers/queries/owned';
import { translator } from '../i18n/translator';
import type { Moving } from '../people/edit-person';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { onWorkingDay } from '../working-days';
import { scheduleNext } from './schedule';
import { insertTask } from './writes';

type User = Parameters<Moving['move']>[2];

/** Customers under a team that nobody has (待分配): its supervisor is to give them away before the team can go. */
export const unassignedOf = (reader: Reader, teamId: number): number =>
  reader
    .select({ count: count() })
    .from(customers)
    .where(and(eq(customers.teamId, teamId), isNull(customers.ownerId), isNull(customers.archivedAt)))
    .get()?.count ?? 0;

/**
 * A person has another team or role (R7). `along`: their customers belong to the new team from now on. `stay`: they wait
 * under the old team without an owner, each with a task for its supervisor. Open tasks go to somebody who sees the
 * customer. Records no audit row: the counts stand in the caller's.
 */
export const moving: Moving = {
  owned: (tx, viewer, userId) => customersOf(viewer, userId, tx),
  move(tx, viewer, before, after, choice) {
    const moved =
      choice === 'stay' ? leaveBehind(tx, viewer, before, after) : choice === 'along' ? takeAlong(tx, after) : {};
    const tasksHandedBack = handBack(tx, after);
    return { ...moved, ...(tasksHandedBack > 0 ? { tasksHandedBack } : {}) };
  },
};

function takeAlong(tx: Tx, { id, teamId }: User) {
  const { changes } = tx
    .update(customers)
    .set({ teamId, version: sql`version + 1` })
    .where(eq(customers.ownerId, id))
    .run();
  // A colleague of the old team who was to call no longer sees the customer: the owner does it.
  const theirs = query(tx, eq(customers.ownerId, id));
  const seers = tx
    .select({ id: users.id })
    .from(users)
    .where(or(eq(users.role, 'manager'), and(eq(users.role, 'supervisor'), eq(users.teamId, teamId ?? 0))));
  tx.update(followUpTasks)
    .set({ assigneeId: id, version: sql`version + 1` })
    .where(
      and(
        inArray(followUpTasks.customerId, theirs),
        isOpen,
        ne(followUpTasks.assigneeId, id),
        sql`${followUpTasks.assigneeId} not in ${seers}`,
      ),
    )
    .run();
  return { customersAlong: changes };
}

function leaveBehind(tx: Tx, viewer: Viewer, before: User, after: User) {
  const left = tx
    .select({ id: customers.id, archivedAt: customers.archivedAt, stage: customers.stage })
    .from(customers)
    .where(eq(customers.ownerId, before.id))
    .all();
  const supervisorId = supervisorOf(tx, before.teamId, after.id);
  const dueOn = onWorkingDay(today(readSettings(tx).timeZone));
  const objective = translator()('people.move.task', { name: after.name });
  for (const { id, archivedAt, stage } of left) {
    tx.update(customers)
      .set({ ownerId: null, teamId: before.teamId, version: sql`version + 1` })
      .where(eq(customers.id, id))
      .run();
    scheduleNext(tx, id, 'owner');
    if (supervisorId === null) continue;
    // What was promised by hand is the supervisor's to see to.
    tx.update(followUpTasks)
      .set({ assigneeId: supervisorId })
      .where(and(eq(followUpTasks.customerId, id), isOpen))
      .run();
    if (archivedAt === null && stage !== 'lost')
      insertTask(tx, {
        customerId: id,
        assigneeId: supervisorId,
        kind: 'manual',
        objective,
        dueOn,
        createdBy: viewer.id > 0 ? viewer.id : null,
      });
  }
  return { customersStayed: left.length };
}

const supervisorOf = (tx: Tx, teamId: number | null, except: number): number | null =>
  (teamId === null
    ? undefined
    : tx
        .select({ id: users.id })
        .from(users)
        .where(
          and(eq(users.teamId, teamId), eq(users.role, 'supervisor'), eq(users.status, 'active'), ne(users.id, except)),
        )
        .orderBy(users.id)
        .limit(1)
        .get()
  )?.id ?? null;

/** Tasks the person had with other people's customers, where they don't see those any more: back to the owner. */
function handBack(tx: Tx, { id, role, teamId }: User): number {
  if (role === 'manager') return 0;
  const isOthers = sql`${customers.ownerId} is not ${id}`;
  const unseen = role === 'supervisor' ? and(isOthers, sql`${customers.teamId} is not ${teamId}`) : isOthers;
  return tx
    .update(followUpTasks)
    .set({
      assigneeId: sql`(select ${customers.ownerId} from ${customers} where ${customers.id} = ${followUpTasks.customerId})`,
      version: sql`version + 1`,
    })
    .where(and(eq(followUpTasks.assigneeId, id), isOpen, inArray(followUpTasks.customerId, query(tx, unseen))))
    .run().changes;
}

const query = (tx: Tx, condition: SQL | undefined) => tx.select({ id: customers.id }).from(customers).where(condition);
const isOpen = inArray(followUpTasks.status, ['open', 'in_progress']);
