import { and, asc, count, eq, inArray } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { sumFen } from '@/lib/money';
import { visible } from '@/lib/scope';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { customerConditions } from '../conditions';
import { isThere, receiverOf, type Whereto } from '../give';
import { mostAtOnce } from '../hand-over-validation';
import type { Selection } from '../selection';
import { moneyOfCustomers } from './list';
import { keptOutOfPool } from './obstacle';

/** The selected customers in the viewer's scope, in the order of dealing; at most one more than can go at once. */
export function selectedCustomers(viewer: Viewer, selection: Selection, today: Day, reader: Reader = database()) {
  const { supervisorsSeeContacts } = readSettings(reader);
  const condition =
    selection.of === 'rows'
      ? inArray(customers.id, selection.ids)
      : selection.of === 'person'
        ? eq(customers.ownerId, selection.userId)
        : customerConditions(viewer, {
            filter: selection.filter,
            today,
            supervisorsSeeClear: supervisorsSeeContacts,
          });
  return reader
    .select({
      id: customers.id,
      name: customers.name,
      code: customers.code,
      ownerId: customers.ownerId,
      ownerName: users.name,
      teamId: customers.teamId,
      pooledAt: customers.pooledAt,
      archivedAt: customers.archivedAt,
      version: customers.version,
    })
    .from(visible(viewer, customers))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(condition)
    .orderBy(asc(customers.sortKey), asc(customers.id))
    .limit(mostAtOnce + 1)
    .all();
}
export type Selected = ReturnType<typeof selectedCustomers>[number];

/** One receiver's part of a handover; `receiverId` null: 待分配 or the pool. */
export type Part = { receiverId: number | null; rows: Selected[]; tasks: number; owedFen: Fen; owing: number };

/** What a handover would move, by receiver (R7): whom, how many open tasks, what is owed on old sales. */
export function previewOf(
  viewer: Viewer,
  rows: readonly Selected[],
  whereto: Whereto,
  today: Day,
  reader: Reader = database(),
) {
  const elsewhere = rows.filter((row) => !isThere(row, whereto));
  const kept = keptBack(
    elsewhere.map(({ id }) => id),
    whereto,
    reader,
  );
  const moving = elsewhere.filter(({ id }) => !kept.has(id));
  const ids = moving.map(({ id }) => id);
  const tasks = openTasksOf(reader, ids);
  const money = moneyOfCustomers(viewer, ids, today, reader);
  const receivers = whereto.to === 'people' ? whereto.receivers : [null];
  const parts = receivers.map((receiverId): Part => {
    const own = moving.filter((_row, turn) => receiverOf(whereto, turn) === receiverId);
    const owed = own.map(({ id }) => money.get(id)?.receivableFen ?? (0 as Fen));
    return {
      receiverId,
      rows: own,
      tasks: own.reduce((sum, { id }) => sum + (tasks.get(id) ?? 0), 0),
      owedFen: sumFen(owed),
      owing: owed.filter((fen) => fen > 0).length,
    };
  });
  return {
    parts,
    /** With the receiver already, or where they are to go. */
    staying: rows.filter((row) => isThere(row, whereto)),
    /** Money is owed or a sale waits: not for the pool. */
    kept: elsewhere.filter(({ id }) => kept.has(id)),
    seen: moving.map(({ id, version }) => `${id}.${version}`).join(','),
    total: moving.length,
  };
}

/** Of customers that the caller has found in scope, those that can't go there (R8). */
export const keptBack = (ids: readonly number[], whereto: Whereto, reader: Reader): Set<number> =>
  whereto.to === 'pool' ? keptOutOfPool(inArray(customers.id, [...ids]), reader) : new Set();

/** How many tasks are open by customer; of customers the caller has found in scope. */
export const openTasksOf = (reader: Reader, ids: readonly number[]): Map<number, number> =>
  new Map(
    reader
      .select({ id: followUpTasks.customerId, n: count() })
      .from(followUpTasks)
      .where(and(inArray(followUpTasks.customerId, [...ids]), inArray(followUpTasks.status, ['open', 'in_progress'])))
      .groupBy(followUpTasks.customerId)
      .all()
      .map(({ id, n }): [number, number] => [id, n]),
  );
