import { and, eq, inArray, isNull } from 'drizzle-orm';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode, encode } from 'next-auth/jwt';
import { cache } from 'react';
import { database, type Reader, type Tx, write } from '@/db/client';
import { sessions, users } from '@/db/schema/people';
import { realNow } from './clock';
import { readCookie, setCookie } from './cookies';
import { isStopping } from './draining';
import { hashToken, newToken, sessionSecret } from './secrets';
import { readSettings } from './settings/queries';
import type { Settings } from './settings/settings';
import type { Viewer } from './viewer';

type Session = Pick<typeof sessions.$inferSelect, 'id' | 'createdAt' | 'lastSeenAt'>;
type Limits = Pick<Settings, 'sessionDays' | 'sessionIdleDays'>;
const dayMs = 24 * 3_600_000;

/** Whether a session that nobody ended goes on: used lately enough, and not too old, by the settings of now (§4). */
export const isAlive = (session: Session, { sessionDays, sessionIdleDays }: Limits): boolean =>
  Date.now() - Date.parse(session.createdAt) < sessionDays * dayMs &&
  Date.now() - Date.parse(lastUse(session)) < sessionIdleDays * dayMs;

// Reading is use too, but reads write nothing: when a session was seen last is kept here, and written down now and then.
const shared = globalThis as typeof globalThis & { kejiSeen?: Map<number, number> };
const seen = () => {
  shared.kejiSeen ??= new Map();
  return shared.kejiSeen;
};
/** What is lost when the machine fails: for a matter of days, minutes don't count. */
const writtenEveryMs = 10 * 60_000;

export function noteUse(sessionId: number): void {
  seen().set(sessionId, Date.now());
}

export const lastUse = ({ id, lastSeenAt }: Pick<Session, 'id' | 'lastSeenAt'>): string =>
  new Date(Math.max(Date.parse(lastSeenAt), seen().get(id) ?? 0)).toISOString();

/** A chore of the scheduler: writes down what has been noted for long enough, all of it when the server stops. */
export async function writeLastUses(): Promise<void> {
  const open = database()
    .select({ id: sessions.id, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .where(inArray(sessions.id, [...seen().keys()]))
    .all();
  const patience = isStopping() ? 0 : writtenEveryMs;
  const late = open
    .map((one) => ({ id: one.id, before: Date.parse(one.lastSeenAt), at: Date.parse(lastUse(one)) }))
    .filter(({ before, at }) => at - before > patience);
  if (late.length === 0) return;
  await write((tx) => {
    for (const { id, at } of late)
      tx.update(sessions)
        .set({ lastSeenAt: new Date(at).toISOString() })
        .where(eq(sessions.id, id))
        .run();
  });
  for (const { id, at } of late) if (seen().get(id) === at) seen().delete(id);
}

/** The viewer of a session id, read in one go with the user's present role and status; null ends the session. */
export function viewerOfSession(reader: Reader, token: string): Viewer | null {
  const row = reader
    .select({
      viewer: {
        id: users.id,
        name: users.name,
        role: users.role,
        isAdmin: users.isAdmin,
        teamId: users.teamId,
        language: users.language,
        sessionId: sessions.id,
      },
      session: { id: sessions.id, createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, hashToken(token)), isNull(sessions.endedAt), eq(users.status, 'active')))
    .get();
  return row && isAlive(row.session, readSettings(reader)) ? row.viewer : null;
}

/** Starts a session; the token goes into the cookie, its hash into the row. */
export function startSession(tx: Tx, userId: number, from: { address: string | null; device: string | null }): string {
  const token = newToken();
  const at = realNow();
  const expiresAt = new Date(Date.now() + readSettings(tx).sessionDays * dayMs).toISOString();
  tx.insert(sessions)
    .values({ tokenHash: hashToken(token), userId, createdAt: at, lastSeenAt: at, expiresAt, ...from })
    .run();
  return token;
}

/** Called by the action wrapper with each write. */
export function touchSession(tx: Tx, sessionId: number): void {
  tx.update(sessions).set({ lastSeenAt: realNow() }).where(eq(sessions.id, sessionId)).run();
}

export function endSession(tx: Tx, sessionId: number): void {
  tx.update(sessions)
    .set({ endedAt: realNow() })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
    .run();
}

/** The cookie goes when the session ends whatever happens. */
export async function setSessionCookie(token: string): Promise<void> {
  const maxAge = readSettings().sessionDays * (dayMs / 1000);
  const value = await encode({ token: { sid: token }, secret: sessionSecret(), maxAge });
  await setCookie('keji', value, maxAge);
}

export async function clearSessionCookie(): Promise<void> {
  await setCookie('keji', '', 0);
}

/** The session token of this request's cookie, unsealed; says nothing yet about the session being alive. */
export async function sessionToken(): Promise<string | null> {
  const value = await readCookie('keji');
  if (!value) return null;
  const token = await decode({ token: value, secret: sessionSecret() }).catch(() => null);
  return typeof token?.sid === 'string' ? token.sid : null;
}

/** Cookie → session row → user row, once per request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const token = await sessionToken();
  const viewer = token === null ? null : viewerOfSession(database(), token);
  if (viewer?.sessionId) noteUse(viewer.sessionId);
  return viewer;
});

/** The only maker of a page's `Viewer`; sends whoever is not signed in to the sign-in page. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const path = (await headers()).get('x-keji-path');
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}
