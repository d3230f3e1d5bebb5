import { and, count, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { visible } from '../../scope';
import type { Viewer } from '../../viewer';

/**
 * How many customers a person owns, whoever asks: an admin without customers of their own decides what becomes of them
 * when the person moves. A number and nothing else; the page asks `canManagePeople` first.
 */
export const customersOf = (_viewer: Viewer, ownerId: number, reader: Reader = database()): number =>
  reader.select({ count: count() }).from(customers).where(eq(customers.ownerId, ownerId)).get()?.count ?? 0;

/** How many customers each person owns, for a list of people; the same number and nothing else. */
export const customersByOwner = (_viewer: Viewer, reader: Reader = database()): Map<number | null, number> =>
  new Map(
    reader
      .select({ ownerId: customers.ownerId, n: count() })
      .from(customers)
      .where(isNotNull(customers.ownerId))
      .groupBy(customers.ownerId)
      .all()
      .map(({ ownerId, n }): [number | null, number] => [ownerId, n]),
  );

/** Open tasks a person leaves: of their own customers, and of others'. */
export function tasksLeftBy(_viewer: Viewer, userId: number, reader: Reader = database()) {
  const isOwn = sql`${customers.ownerId} is ${userId}`;
  const open = reader
    .select({ own: sql<number>`coalesce(sum(${isOwn}), 0)`, all: count() })
    .from(followUpTasks)
    .innerJoin(customers, eq(customers.id, followUpTasks.customerId))
    .where(and(inArray(followUpTasks.status, ['open', 'in_progress']), or(isOwn, eq(followUpTasks.assigneeId, userId))))
    .get();
  return { own: open?.own ?? 0, others: (open?.all ?? 0) - (open?.own ?? 0) };
}

/** Of them those the viewer sees. */
export const countOwnedSeen = (viewer: Viewer, ownerId: number, reader: Reader = database()): number =>
  reader.select({ n: count() }).from(visible(viewer, customers)).where(eq(customers.ownerId, ownerId)).get()?.n ?? 0;
