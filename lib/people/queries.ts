import { and, asc, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import { type Role, sessions, teams, users, userTokens } from '@/db/schema/people';
import { realNow } from '../clock';
import { canChangeAccount } from '../permissions';
import { visible } from '../scope';
import { hashToken } from '../secrets';
import { isAlive, lastUse } from '../session';
import { readSettings } from '../settings/queries';
import { nameKey } from '../text';
import type { Viewer } from '../viewer';
import { hasManagerAdmin, isLastAdmin } from './access';

export const hasUsers = (reader: Reader = database()): boolean =>
  reader.select({ one: sql`1` }).from(users).limit(1).get() !== undefined;

export const listTeams = (viewer: Viewer, reader: Reader = database()) =>
  reader.select().from(visible(viewer, teams)).orderBy(asc(teams.sortKey)).all();

/** Everyone with their team's name, people who left last. */
export const listPeople = (viewer: Viewer, reader: Reader = database()) =>
  reader
    .select({
      id: users.id,
      name: users.name,
      login: users.login,
      role: users.role,
      isAdmin: users.isAdmin,
      exportsClear: users.exportsClear,
      status: users.status,
      teamId: users.teamId,
      teamName: teams.name,
      nameKey: users.nameKey,
    })
    .from(visible(viewer, users))
    .leftJoin(teams, eq(teams.id, users.teamId))
    .orderBy(sql`${users.status} = 'disabled'`, asc(users.sortKey))
    .all();

/**
 * Whom one can sign in as in a demo, one person of each role, for the sign-in page. Only those who still have the
 * password everyone was made with: a hash that several share, since no two passwords set by people have the same one.
 */
export function demoLogins(reader: Reader = database()) {
  const people = reader
    .select({ login: users.login, role: users.role, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.status, 'active'))
    .orderBy(asc(users.id))
    .all();
  const shared = people.filter((one) =>
    people.some((other) => other !== one && other.passwordHash === one.passwordHash),
  );
  return (['manager', 'supervisor', 'rep'] as const).flatMap((role) => {
    const found = shared.find((one) => one.role === role);
    return found ? [{ role, login: found.login }] : [];
  });
}

/** The viewer's own account, as the settings page shows it. */
export function accountOf(viewer: Viewer, reader: Reader = database()) {
  const account = reader
    .select({ login: users.login, teamName: teams.name })
    .from(visible(viewer, users))
    .leftJoin(teams, eq(teams.id, users.teamId))
    .where(eq(users.id, viewer.id))
    .get();
  if (!account) throw new Error('a viewer is a user');
  return account;
}

/** The viewer's devices that are signed in, the one used last first. */
export const devicesOf = (viewer: Viewer, reader: Reader = database()) => {
  const settings = readSettings(reader);
  return reader
    .select({
      id: sessions.id,
      device: sessions.device,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, viewer.id), isNull(sessions.endedAt)))
    .orderBy(desc(sessions.id))
    .all()
    .filter((session) => isAlive(session, settings))
    .map((session) => ({ ...session, lastSeenAt: lastUse(session) }))
    .sort((a, b) => b.lastSeenAt.localeCompare(a.lastSeenAt));
};

const maker = alias(users, 'maker');
/**
 * The latest links into the viewer's own account, and for a manager into every manager's: who made them and when, so that
 * nobody gets in unnoticed. Never the link itself.
 */
export const linksSeenBy = (viewer: Viewer, reader: Reader = database()) =>
  reader
    .select({
      id: userTokens.id,
      userId: users.id,
      name: users.name,
      createdAt: userTokens.createdAt,
      expiresAt: userTokens.expiresAt,
      usedAt: userTokens.usedAt,
      by: maker.name,
    })
    .from(userTokens)
    .innerJoin(users, eq(users.id, userTokens.userId))
    .leftJoin(maker, eq(maker.id, userTokens.createdBy))
    .where(viewer.role === 'manager' ? or(eq(users.id, viewer.id), eq(users.role, 'manager')) : eq(users.id, viewer.id))
    .orderBy(desc(userTokens.id))
    .limit(10)
    .all();

/** 明文导出 (R6): a right of the person's own, whatever the role; read anew by each request. */
export const holdsClearExport = (viewer: Viewer, reader: Reader = database()): boolean =>
  reader.select({ exportsClear: users.exportsClear }).from(visible(viewer, users)).where(eq(users.id, viewer.id)).get()
    ?.exportsClear ?? false;

/** Whose accounts the viewer may change, by role: one read for a whole list. */
export const accountsToChange = (viewer: Viewer, reader: Reader = database()) => {
  const isGuarded = hasManagerAdmin(reader);
  return (role: Role) => canChangeAccount(viewer, role, isGuarded);
};

/** Whether disabling them would leave no admin (asked before what becomes of their customers). */
export const isOnlyAdmin = (userId: number, reader: Reader = database()): boolean => isLastAdmin(reader, userId);

/** One person as the admin edits them; undefined when there is none. */
export const findPerson = (viewer: Viewer, id: number, reader: Reader = database()) =>
  reader.select().from(visible(viewer, users)).where(eq(users.id, id)).get();

export const findTeam = (viewer: Viewer, id: number, reader: Reader = database()) =>
  reader.select().from(visible(viewer, teams)).where(eq(teams.id, id)).get();

/** The command line's `--as USER`: by sign-in name, else by a name only one person has; null otherwise. */
export function findUserByName(reader: Reader, name: string) {
  const key = nameKey(name);
  const byLogin = reader.select().from(users).where(eq(users.loginKey, key)).get();
  if (byLogin) return byLogin;
  const byName = reader.select().from(users).where(eq(users.nameKey, key)).all();
  return byName.length === 1 ? (byName[0] ?? null) : null;
}

export const viewerOf = (user: typeof users.$inferSelect): Viewer => ({
  id: user.id,
  name: user.name,
  role: user.role,
  isAdmin: user.isAdmin,
  teamId: user.teamId,
  language: user.language,
  sessionId: null,
});

/** An unused, unexpired one-use address; null otherwise (used, old and invented ones look alike). */
export function findToken(reader: Reader, kind: 'set_up' | 'set_password', token: string) {
  const row = reader
    .select()
    .from(userTokens)
    .where(eq(userTokens.tokenHash, hashToken(token)))
    .get();
  return row && row.kind === kind && row.usedAt === null && row.expiresAt > realNow() ? row : null;
}

/** Whom a set-password address is for; null when it can't be used any more. */
export function findInvitation(token: string, reader: Reader = database()) {
  const row = findToken(reader, 'set_password', token);
  if (!row?.userId) return null;
  return (
    reader.select({ name: users.name, login: users.login }).from(users).where(eq(users.id, row.userId)).get() ?? null
  );
}

/** A one-use first-run address that still works. */
export const isSetUpToken = (token: string, reader: Reader = database()) => findToken(reader, 'set_up', token) !== null;
