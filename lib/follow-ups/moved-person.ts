import { and, count, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { type Aftercare, giveAway } from '../customers/give';
import { setOwner } from '../customers/owner';
import { customersOf } from '../customers/queries/owned';
import type { Moving } from '../people/edit-person';
import type { Viewer } from '../viewer';
import { aftercare, backToOwner, isOpen } from './aftercare';
import { isNoCollaborators } from './schedule';

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
export const moving = (tell: Aftercare['tell']): Moving => ({
  owned: (tx, viewer, userId) => customersOf(viewer, userId, tx),
  move(tx, viewer, _before, after, choice) {
    const moved: Record<string, number> =
      choice === 'stay'
        ? { customersStayed: leaveBehind(tx, viewer, after, tell) }
        : choice === 'along'
          ? { customersAlong: takeAlong(tx, viewer, after) }
          : {};
    const tasksHandedBack = handBack(tx, after);
    return { ...moved, ...(tasksHandedBack > 0 ? { tasksHandedBack } : {}) };
  },
});

const ownedBy = (tx: Tx, userId: number) =>
  tx.select().from(customers).where(eq(customers.ownerId, userId)).orderBy(customers.sortKey, customers.id).all();

function takeAlong(tx: Tx, viewer: Viewer, { id, teamId }: User): number {
  const along = ownedBy(tx, id);
  for (const customer of along) setOwner(tx, customer, { ownerId: id }, { kind: 'moved', by: viewer.id });
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
        isNoCollaborators,
      ),
    )
    .run();
  return along.length;
}

const leaveBehind = (tx: Tx, viewer: Viewer, { id }: User, tell: Aftercare['tell']): number =>
  giveAway(
    tx,
    viewer,
    ownedBy(tx, id),
    { to: 'unassigned' },
    { change: { kind: 'moved', reason: null }, aftercare: aftercare('moved', tell) },
  ).length;

/** Tasks the person had with other people's customers, where they don't see those any more: back to the owner. */
function handBack(tx: Tx, { id, role, teamId }: User): number {
  if (role === 'manager') return 0;
  const isOthers = sql`${customers.ownerId} is not ${id}`;
  const unseen = role === 'supervisor' ? and(isOthers, sql`${customers.teamId} is not ${teamId}`) : isOthers;
  return backToOwner(
    tx,
    and(eq(followUpTasks.assigneeId, id), isNoCollaborators, inArray(followUpTasks.customerId, query(tx, unseen))),
  );
}

const query = (tx: Tx, condition: SQL | undefined) => tx.select({ id: customers.id }).from(customers).where(condition);
