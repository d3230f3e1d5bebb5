import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { users } from '@/db/schema/people';
import { countBy, type Moved } from '../customers/give';
import type { Viewer } from '../viewer';
import { notify } from './writes';

/**
 * Both sides of a handover are told, once each with a number (R7): who has customers now, who had them, and for what waits
 * without an owner the team's supervisor, else the managers. Whoever did it knows.
 */
export function tellHandedOver(tx: Tx, viewer: Viewer, moved: readonly Moved[]): void {
  const by = viewer.name;
  for (const [userId, n] of countBy(moved, ({ to }) => to)) {
    if (userId === viewer.id) continue;
    const only = n === 1 ? moved.find(({ to }) => to === userId) : undefined;
    const role = tx.select({ role: users.role }).from(users).where(eq(users.id, userId)).get()?.role;
    // A rep's list holds own customers anyway.
    const list = role === 'rep' ? '/customers' : `/customers?owner=${userId}`;
    const href = only ? `/customers/${only.customerId}` : list;
    notify(tx, userId, { kind: 'customersReceived', data: { by, count: n }, href });
  }
  for (const [userId, n] of countBy(moved, ({ from }) => from))
    if (userId !== viewer.id)
      notify(tx, userId, { kind: 'customersGiven', data: { by, count: n }, href: '/customers' });
  tellWaiting(
    tx,
    viewer,
    moved.filter(({ to, isPooled }) => to === null && !isPooled),
  );
}

function tellWaiting(tx: Tx, viewer: Viewer, waiting: readonly Moved[]): void {
  for (const [from, n] of countBy(waiting, ({ from: had }) => had)) {
    const name = tx.select({ name: users.name }).from(users).where(eq(users.id, from)).get()?.name ?? '';
    const notice = {
      kind: 'customersUnassigned' as const,
      data: { name, count: n },
      href: '/customers?owner=none',
    };
    for (const id of leadersOf(tx, waiting.find((one) => one.from === from)?.teamId ?? null))
      if (id !== viewer.id) notify(tx, id, notice);
  }
}

/** The team's supervisors; managers where there is none. */
function leadersOf(tx: Tx, teamId: number | null): number[] {
  const active = (role: 'supervisor' | 'manager') => and(eq(users.role, role), eq(users.status, 'active'));
  const ids = (where: ReturnType<typeof and>) =>
    tx
      .select({ id: users.id })
      .from(users)
      .where(where)
      .all()
      .map(({ id }) => id);
  const own = teamId === null ? [] : ids(and(active('supervisor'), eq(users.teamId, teamId)));
  return own.length > 0 ? own : ids(active('manager'));
}
