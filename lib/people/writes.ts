import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type Role, users, userTokens } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { hashToken, newToken } from '../secrets';
import { addDefaultEntries } from '../settings/dictionaries';
import { storeSettings } from '../settings/writes';
import { clean, nameKey, sortKey } from '../text';
import type { Viewer } from '../viewer';
import { endSessionsOf } from './devices';
import { endLinksOf, inHours } from './links';
import { hasUsers } from './queries';
import { insertTeam } from './teams';

export type NewUser = { name: string; login: string; role: Role; teamId: number | null; isAdmin: boolean };

/** Adds a person who can't sign in until their one-use link set a password; null when the sign-in name is taken. */
export function addUser(tx: Tx, viewer: Viewer | null, user: NewUser): number | null {
  const id = insertUser(tx, user);
  if (id === null) return null;
  const { name, login, role, teamId, isAdmin } = user;
  record(tx, viewer, {
    action: 'user.added',
    object: { kind: 'user', id },
    details: { name, login, role, teamId, isAdmin },
  });
  return id;
}

function insertUser(tx: Tx, user: NewUser): number | null {
  const loginKey = nameKey(user.login);
  if (tx.select({ id: users.id }).from(users).where(eq(users.loginKey, loginKey)).get()) return null;
  const { id } = tx
    .insert(users)
    .values({
      ...user,
      nameKey: nameKey(user.name),
      sortKey: sortKey(user.name, { surname: true }),
      loginKey,
      status: 'invited',
      createdAt: realNow(),
    })
    .returning({ id: users.id })
    .get();
  return id;
}

/** The person's own new password; their other devices are signed out, the one in hand stays. */
export function changePassword(tx: Tx, viewer: Viewer, passwordHash: string): void {
  tx.update(users).set({ passwordHash, version: sql`version + 1` }).where(eq(users.id, viewer.id)).run();
  const devices = endSessionsOf(tx, viewer.id, viewer.sessionId);
  endLinksOf(tx, viewer.id);
  record(tx, viewer, {
    action: 'user.passwordChanged',
    object: { kind: 'user', id: viewer.id },
    details: { devices },
  });
}

/** Uses up a set-password address: the person can sign in, sessions from before end. */
export function setPassword(tx: Tx, tokenId: number, userId: number, passwordHash: string): void {
  tx.update(userTokens).set({ usedAt: realNow() }).where(eq(userTokens.id, tokenId)).run();
  const user = activate(tx, userId, passwordHash);
  record(tx, { ...user, sessionId: null }, { action: 'user.passwordSet', object: { kind: 'user', id: userId } });
}

function activate(tx: Tx, userId: number, passwordHash: string) {
  const user = tx
    .update(users)
    .set({ passwordHash, status: 'active', version: sql`version + 1` })
    .where(and(eq(users.id, userId), ne(users.status, 'disabled')))
    .returning()
    .get();
  if (!user) throw new Error('a disabled user keeps no open address');
  endSessionsOf(tx, userId);
  return user;
}

/** The one-use first-run address; a new one takes the place of the last. Null once there are users. */
export function newSetUpToken(tx: Tx): string | null {
  if (hasUsers(tx)) return null;
  const token = newToken();
  tx.delete(userTokens)
    .where(and(eq(userTokens.kind, 'set_up'), isNull(userTokens.usedAt)))
    .run();
  tx.insert(userTokens)
    .values({ kind: 'set_up', tokenHash: hashToken(token), createdAt: realNow(), expiresAt: inHours(7 * 24) })
    .run();
  return token;
}

export type FirstRun = { company: string; team: string; name: string; login: string };

/**
 * The company, its first team and first person: a manager with the admin flag. One admin can come of it. Without a
 * password the person needs an invitation.
 */
export function setUp(
  tx: Tx,
  { company, team, name, login }: FirstRun,
  { by = null, passwordHash = null }: { by?: Viewer | null; passwordHash?: string | null } = {},
): { userId: number } | null {
  if (hasUsers(tx)) return null;
  storeSettings(tx, { companyName: clean(company) }, null);
  addDefaultEntries(tx);
  const teamId = insertTeam(tx, team);
  const userId = insertUser(tx, { name, login, role: 'manager', teamId, isAdmin: true });
  if (userId === null) throw new Error('no user can be there yet');
  if (passwordHash !== null) activate(tx, userId, passwordHash);
  tx.update(userTokens).set({ usedAt: realNow() }).where(eq(userTokens.kind, 'set_up')).run();
  record(tx, by, {
    action: 'company.setUp',
    object: { kind: 'user', id: userId },
    details: { company: clean(company), team: clean(team), name: clean(name), login },
  });
  return { userId };
}
