import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { type Role, sessions, teams, users, userTokens } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { hashToken, newToken } from '../secrets';
import { addDefaultEntries } from '../settings/dictionaries';
import { storeSettings } from '../settings/writes';
import { clean, nameKey, sortKey } from '../text';
import type { Viewer } from '../viewer';
import { hasUsers } from './queries';

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

export type NewUser = { name: string; login: string; role: Role; teamId: number | null; isAdmin: boolean };

export function addTeam(tx: Tx, viewer: Viewer | null, name: string): number | null {
  const id = insertTeam(tx, name);
  if (id !== null)
    record(tx, viewer, { action: 'team.added', object: { kind: 'team', id }, details: { name: clean(name) } });
  return id;
}

function insertTeam(tx: Tx, name: string): number | null {
  const key = nameKey(name);
  if (tx.select({ id: teams.id }).from(teams).where(eq(teams.nameKey, key)).get()) return null;
  const { id } = tx
    .insert(teams)
    .values({ name: clean(name), nameKey: key, sortKey: sortKey(name), createdAt: realNow() })
    .returning({ id: teams.id })
    .get();
  return id;
}

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

/** A new one-use address for somebody who is there already. */
export function inviteUser(tx: Tx, viewer: Viewer | null, userId: number): string {
  record(tx, viewer, { action: 'user.invited', object: { kind: 'user', id: userId } });
  return newInvitation(tx, viewer, userId);
}

/**
 * A one-use address to set a password (7 days); earlier ones of that person end. Returns the token, kept nowhere else.
 * Recorded by whoever asks: the first address is part of adding the person.
 */
export function newInvitation(tx: Tx, viewer: Viewer | null, userId: number): string {
  const token = newToken();
  tx.update(userTokens)
    .set({ usedAt: realNow() })
    .where(and(eq(userTokens.userId, userId), isNull(userTokens.usedAt)))
    .run();
  tx.insert(userTokens)
    .values({
      kind: 'set_password',
      userId,
      tokenHash: hashToken(token),
      createdAt: realNow(),
      createdBy: viewer && viewer.id > 0 ? viewer.id : null,
      expiresAt: inHours(7 * 24),
    })
    .run();
  return token;
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

/** Works at once: open sessions and addresses end. False when it would leave no admin who can sign in. */
export function disableUser(tx: Tx, viewer: Viewer, userId: number): boolean {
  if (isLastAdmin(tx, userId)) return false;
  tx.update(users)
    .set({ status: 'disabled', disabledAt: realNow(), version: sql`version + 1` })
    .where(eq(users.id, userId))
    .run();
  endSessionsOf(tx, userId);
  tx.update(userTokens)
    .set({ usedAt: realNow() })
    .where(and(eq(userTokens.userId, userId), isNull(userTokens.usedAt)))
    .run();
  record(tx, viewer, { action: 'user.disabled', object: { kind: 'user', id: userId } });
  return true;
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

const endSessionsOf = (tx: Tx, userId: number) =>
  tx
    .update(sessions)
    .set({ endedAt: realNow() })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .run();

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
