import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sessions } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { endSession, isAlive } from '../session';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';

/** Ends a person's sessions, but for one (the device in hand); returns how many. */
export const endSessionsOf = (tx: Tx, userId: number, except: number | null = null): number =>
  tx
    .update(sessions)
    .set({ endedAt: realNow() })
    .where(
      and(eq(sessions.userId, userId), isNull(sessions.endedAt), except === null ? undefined : ne(sessions.id, except)),
    )
    .run().changes;

/** Signs one of the viewer's own devices out; false when it isn't one of theirs, or signed out already. */
export function signDeviceOut(tx: Tx, viewer: Viewer, sessionId: number): boolean {
  const own = tx
    .select({ id: sessions.id, createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, viewer.id), isNull(sessions.endedAt)))
    .get();
  if (!own || !isAlive(own, readSettings(tx))) return false;
  endSession(tx, sessionId);
  record(tx, viewer, { action: 'session.ended', object: { kind: 'user', id: viewer.id }, details: { devices: 1 } });
  return true;
}

/** Signs the viewer out everywhere, this device too. */
export function signOutEverywhere(tx: Tx, viewer: Viewer): void {
  const devices = endSessionsOf(tx, viewer.id);
  record(tx, viewer, { action: 'session.ended', object: { kind: 'user', id: viewer.id }, details: { devices } });
}
