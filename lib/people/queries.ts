import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { teams, users, userTokens } from '@/db/schema/people';
import { realNow } from '../clock';
import { visible } from '../scope';
import { hashToken } from '../secrets';
import { nameKey } from '../text';
import type { Viewer } from '../viewer';

export const hasUsers = (reader: Reader = database()): boolean =>
  reader.select({ one: sql`1` }).from(users).limit(1).get() !== undefined;

export const listTeams = (viewer: Viewer, reader: Reader = database()) =>
  reader.select().from(visible(viewer, teams)).orderBy(asc(teams.sortKey)).all();

/** A team there is, not put away. */
export const isOpenTeam = (reader: Reader, id: number): boolean =>
  reader
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.id, id), isNull(teams.archivedAt)))
    .get() !== undefined;

/** Everyone with their team's name, people who left last. */
export const listPeople = (viewer: Viewer, reader: Reader = database()) =>
  reader
    .select({
      id: users.id,
      name: users.name,
      login: users.login,
      role: users.role,
      isAdmin: users.isAdmin,
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
