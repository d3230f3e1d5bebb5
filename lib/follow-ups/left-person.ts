import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { collaborators, customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { type Aftercare, countBy, countsOf, giveAway, type Whereto } from '../customers/give';
import { openTasksOf } from '../customers/queries/hand-over';
import { keptOutOfPool } from '../customers/queries/obstacle';
import type { Viewer } from '../viewer';
import { aftercare, backToOwner } from './aftercare';

/**
 * What becomes of what somebody has who is disabled (R7): their customers go where it was said, archived and lost ones
 * too; but none into the pool that owes money or has a sale under review: those wait under their team. Tasks they had
 * with others' customers go back to the owners; they are nobody's 协同人 any more. Answers the counts for the caller's one
 * audit row, and no customer's name: whoever is admin only reads that row.
 */
export function leaveAll(
  tx: Tx,
  viewer: Viewer,
  userId: number,
  { whereto, tell }: { whereto: Whereto | null; tell: Aftercare['tell'] },
): Record<string, unknown> {
  const owned = tx
    .select()
    .from(customers)
    .where(eq(customers.ownerId, userId))
    .orderBy(customers.sortKey, customers.id)
    .all();
  if (owned.length > 0 && !whereto) throw new Error('it was not said where the customers go');
  const tasks = openTasksOf(
    tx,
    owned.map(({ id }) => id),
  );
  const kept = whereto?.to === 'pool' ? keptOutOfPool(eq(customers.ownerId, userId), tx) : new Set<number>();
  const give = (rows: typeof owned, where: Whereto) =>
    giveAway(tx, viewer, rows, where, {
      change: { kind: 'left', reason: null },
      aftercare: aftercare('left', tell),
    });
  const moved = whereto
    ? give(
        owned.filter(({ id }) => !kept.has(id)),
        whereto,
      )
    : [];
  const waiting = give(
    owned.filter(({ id }) => kept.has(id)),
    { to: 'unassigned' },
  );
  const tasksHandedBack = backToOwner(tx, eq(followUpTasks.assigneeId, userId));
  const collaborations = tx.delete(collaborators).where(eq(collaborators.userId, userId)).run().changes;
  return {
    ...(owned.length > 0
      ? {
          customers: moved.length,
          openTasks: [...tasks.values()].reduce((sum, n) => sum + n, 0),
          handedTo: whereto?.to,
          ...(waiting.length > 0 ? { customersStayed: waiting.length } : {}),
          receivers: countsOf(countBy(moved, ({ to }) => to)),
        }
      : {}),
    ...(tasksHandedBack > 0 ? { tasksHandedBack } : {}),
    ...(collaborations > 0 ? { collaborations } : {}),
  };
}
