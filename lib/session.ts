import { and, eq, gt, isNull } from 'drizzle-orm';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode, encode } from 'next-auth/jwt';
import { cache } from 'react';
import { database, type Reader, type Tx } from '@/db/client';
import { sessions, users } from '@/db/schema/people';
import { realNow } from './clock';
import { readCookie, setCookie } from './cookies';
import { hashToken, newToken, sessionSecret } from './secrets';
import type { Viewer } from './viewer';

/** Thirty days; every write a person makes moves it on (reads write nothing). */
export const sessionSeconds = 30 * 24 * 3600;
const expiry = () => new Date(Date.now() + sessionSeconds * 1000).toISOString();

/** The viewer of a session id, read in one go with the user's present role and status; null ends the session. */
export function viewerOfSession(reader: Reader, token: string): Viewer | null {
  const row = reader
    .select({
      id: users.id,
      name: users.name,
      role: users.role,
      isAdmin: users.isAdmin,
      teamId: users.teamId,
      language: users.language,
      sessionId: sessions.id,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.tokenHash, hashToken(token)),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, realNow()),
        eq(users.status, 'active'),
      ),
    )
    .get();
  return row ?? null;
}

/** Starts a session; the token goes into the cookie, its hash into the row. */
export function startSession(tx: Tx, userId: number, from: { address: string | null; device: string | null }): string {
  const token = newToken();
  const at = realNow();
  tx.insert(sessions)
    .values({ tokenHash: hashToken(token), userId, createdAt: at, lastSeenAt: at, expiresAt: expiry(), ...from })
    .run();
  return token;
}

/** Moves a session's end on; called by the action wrapper with each write. */
export function touchSession(tx: Tx, sessionId: number): void {
  tx.update(sessions).set({ lastSeenAt: realNow(), expiresAt: expiry() }).where(eq(sessions.id, sessionId)).run();
}

export function endSession(tx: Tx, sessionId: number): void {
  tx.update(sessions)
    .set({ endedAt: realNow() })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
    .run();
}

export async function setSessionCookie(token: string): Promise<void> {
  const value = await encode({ token: { sid: token }, secret: sessionSecret(), maxAge: sessionSeconds });
  await setCookie('keji', value, sessionSeconds);
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
  return token === null ? null : viewerOfSession(database(), token);
});

/** The only maker of a page's `Viewer`; sends whoever is not signed in to the sign-in page. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (viewer) return viewer;
  const path = (await headers()).get('x-keji-path');
  redirect(path && path !== '/' ? `/sign-in?next=${encodeURIComponent(path)}` : '/sign-in');
}
