import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { today } from '../clock';
import type { Aftercare } from '../customers/give';
import { readSettings } from '../settings/queries';
import { onWorkingDay } from '../working-days';
import { isNoCollaborators, scheduleNext } from './schedule';
import { type Why, waitingObjective } from './waiting';
import { insertTask } from './writes';

/**
 * What follow-ups do when customers change hands (R7): open tasks go along with the owner, the cadence counts anew. What
 * waits without an owner is its supervisor's: what was promised, and a task to give it to somebody.
 */
export const aftercare = (why: Why, tell: Aftercare['tell']): Aftercare => ({
  tell,
  follow: scheduleNext,
  wait(tx, viewer, { id, ownerId, teamId, archivedAt, stage }) {
    const supervisorId = supervisorOf(tx, teamId);
    if (supervisorId === null) return;
    tx.update(followUpTasks)
      .set({ assigneeId: supervisorId })
      .where(and(eq(followUpTasks.customerId, id), isOpen, isNoCollaborators))
      .run();
    // Whoever put it there knows.
    if (archivedAt !== null || stage === 'lost' || supervisorId === viewer.id) return;
    const name = ownerId === null ? '' : (tx.select().from(users).where(eq(users.id, ownerId)).get()?.name ?? '');
    insertTask(tx, {
      customerId: id,
      assigneeId: supervisorId,
      kind: 'manual',
      objective: waitingObjective(why, name),
      dueOn: onWorkingDay(today(readSettings(tx).timeZone)),
      createdBy: viewer.id > 0 ? viewer.id : null,
    });
  },
});

export const isOpen = inArray(followUpTasks.status, ['open', 'in_progress']);

/** Open tasks go back to the customer's owner, who may have left before without them, else to the supervisor of its team; returns how many. */
export const backToOwner = (tx: Tx, which: SQL | undefined): number =>
  tx
    .update(followUpTasks)
    .set({
      assigneeId: sql`(select coalesce(${presentOwner}, ${supervisorOfTeam}) from ${customers} where ${customers.id} = ${followUpTasks.customerId})`,
      version: sql`version + 1`,
    })
    .where(and(isOpen, which))
    .run().changes;

const presentOwner = sql`(select o.id from users o where o.id = ${customers.ownerId} and o.status <> 'disabled')`;

const supervisorOfTeam = sql`(select min(u.id) from users u
  where u.team_id = ${customers.teamId} and u.role = 'supervisor' and u.status = 'active')`;

const supervisorOf = (tx: Tx, teamId: number | null): number | null =>
  (teamId === null
    ? undefined
    : tx
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.teamId, teamId), eq(users.role, 'supervisor'), eq(users.status, 'active')))
        .orderBy(users.id)
        .limit(1)
        .get()
  )?.id ?? null;
