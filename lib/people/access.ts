import { and, eq, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { users } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import type { Viewer } from '../viewer';
import { endSessionsOf } from './devices';
import { endLinksOf } from './links';

type User = typeof users.$inferSelect;

/**
 * Works at once: open sessions and addresses end (R7). False when it would leave no admin who can sign in. `leave` is what
 * becomes of what the person has, concepts above this one: called once they are out, it answers for the audit trail.
 */
export function disableUser(
  tx: Tx,
  viewer: Viewer,
  userId: number,
  leave: () => Record<string, unknown> = () => ({}),
): boolean {
  if (isLastAdmin(tx, userId)) return false;
  tx.update(users)
    .set({ status: 'disabled', disabledAt: realNow(), version: sql`version + 1` })
    .where(eq(users.id, userId))
    .run();
  endSessionsOf(tx, userId);
  endLinksOf(tx, userId);
  record(tx, viewer, { action: 'user.disabled', object: { kind: 'user', id: userId }, details: leave() });
  return true;
}

/** Back with the password they had; whoever never set one gets a new link. */
export function enableUser(tx: Tx, viewer: Viewer, user: User): void {
  tx.update(users)
    .set({ status: user.passwordHash === null ? 'invited' : 'active', disabledAt: null, version: sql`version + 1` })
    .where(eq(users.id, user.id))
    .run();
  record(tx, viewer, { action: 'user.enabled', object: { kind: 'user', id: user.id } });
}

/** The only admin who can sign in; of those who haven't set a password yet, the only admin at all. */
export function isLastAdmin(reader: Reader, userId: number): boolean {
  const admins = reader
    .select({ id: users.id, status: users.status })
    .from(users)
    .where(and(eq(users.isAdmin, true), ne(users.status, 'disabled')))
    .all();
  const own = admins.find((admin) => admin.id === userId);
  if (!own) return false;
  return !admins.some((admin) => admin !== own && (admin.status === 'active' || own.status === 'invited'));
}

/** A manager who is admin and can sign in: then managers' accounts are theirs to change (`canChangeAccount`). */
export const hasManagerAdmin = (reader: Reader): boolean =>
  reader
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'manager'), eq(users.isAdmin, true), eq(users.status, 'active')))
    .limit(1)
    .get() !== undefined;
