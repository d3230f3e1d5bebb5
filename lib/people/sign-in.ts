import { desc, eq } from 'drizzle-orm';
import { database, type Reader, write } from '@/db/client';
import { sessions, users } from '@/db/schema/people';
import { record } from '../audit/record';
import { networkOf } from '../front';
import { hashToken } from '../secrets';
import { startSession, viewerOfSession } from '../session';
import { nameKey } from '../text';
import type { KnownDevice } from './known-device';
import { verifyPassword } from './password';
import { viewerOf } from './queries';
import { blockedBy, countFailure, forgetFailures, type Throttle, trying } from './throttle';

export type SignInResult = { token: string; userId: number } | { problem: 'wrong' | 'blocked'; minutes: number };
type From = { address: string | null; device: string | null; known?: KnownDevice | null };
type User = typeof users.$inferSelect;

/**
 * Checks name and password and starts a session. Unknown names, wrong passwords, invited and disabled people look alike
 * and take the same time; failures are counted in the database (`throttlesOf`).
 */
export async function signIn(login: string, password: string, from: From): Promise<SignInResult> {
  const loginKey = nameKey(login);
  const user = database().select().from(users).where(eq(users.loginKey, loginKey)).get();
  const usable = user?.status === 'active' ? user : undefined;
  const throttles = throttlesOf(database(), loginKey, usable, from);
  const blocked = blockedBy(database(), throttles);
  if (blocked) return blocked;

  const right = await trying(throttles, () => verifyPassword(password, usable?.passwordHash ?? null));

  return write((tx) => {
    // Tries sent at the same moment all passed the first look: whoever comes after the allowed failures waits as well.
    const blockedNow = blockedBy(tx, throttles);
    if (blockedNow) return blockedNow;
    // Read again: the person may have been disabled while the hash was computed.
    const present = usable && tx.select().from(users).where(eq(users.id, usable.id)).get();
    if (!right || present?.status !== 'active' || present.passwordHash !== usable?.passwordHash) {
      for (const throttle of throttles) countFailure(tx, throttle);
      record(tx, null, {
        action: 'session.failed',
        object: { kind: 'user', id: user?.id ?? null },
        details: { by: 'password' },
      });
      return { problem: 'wrong', minutes: 0 };
    }
    // The first is this person's alone; the others are shared with strangers, and end by themselves.
    if (throttles[0]) forgetFailures(tx, throttles[0]);
    const token = startSession(tx, present.id, { address: from.address, device: from.device });
    record(tx, viewerOf(present), {
      action: 'session.started',
      object: { kind: 'user', id: present.id },
      details: { by: 'password' },
    });
    return { token, userId: present.id };
  });
}

/**
 * What failures are counted by: the account at this network (5), the network (50: it may be a whole office), and the
 * account wherever it is tried from (100), so that many networks together get no further. The last doesn't hold where the
 * person has signed in from before, and on a browser they have signed in with nothing but its own failures count: nobody
 * is kept out by what strangers do to their account.
 */
function throttlesOf(reader: Reader, loginKey: string, user: User | undefined, from: From): Throttle[] {
  if (user && from.known?.userIds.includes(user.id))
    return [{ key: `device:${hashToken(from.known.id)}:${user.id}`, allowed: 10 }];
  const network = from.address && networkOf(from.address);
  const everywhere = user && network && isNetworkOf(reader, user.id, network) ? [] : [`account:${loginKey}`];
  return [
    { key: `account:${loginKey}@${network ?? '--'}`, allowed: 5 },
    ...(network ? [{ key: `network:${network}`, allowed: 50 }] : []),
    ...everywhere.map((key) => ({ key, allowed: 100 })),
  ];
}

/** Whether one of the person's latest sessions began there. */
const isNetworkOf = (reader: Reader, userId: number, network: string): boolean =>
  reader
    .select({ address: sessions.address })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.id))
    .limit(50)
    .all()
    .some(({ address }) => address !== null && networkOf(address) === network);

export type PasswordCheck = { right: boolean; checked: string | null; minutes: number };

/**
 * Whether the password typed is the present one of the person signed in, before they change it. Wrong ones are counted
 * apart from signing in: whoever sits at somebody's open screen can neither try on nor lock the owner out.
 */
export async function checkOwnPassword(sessionToken: string | null, password: string): Promise<PasswordCheck> {
  const viewer = sessionToken === null ? null : viewerOfSession(database(), sessionToken);
  if (!viewer) return { right: false, checked: null, minutes: 0 };
  const throttle = { key: `password:${viewer.id}`, allowed: 5 };
  const blocked = blockedBy(database(), [throttle]);
  if (blocked) return { right: false, checked: null, minutes: blocked.minutes };
  const hash = database().select().from(users).where(eq(users.id, viewer.id)).get()?.passwordHash ?? null;
  const right = await trying([throttle], () => verifyPassword(password, hash));
  return write((tx) => {
    const blockedNow = blockedBy(tx, [throttle]);
    if (blockedNow) return { right: false, checked: null, minutes: blockedNow.minutes };
    if (right) forgetFailures(tx, throttle);
    else {
      countFailure(tx, throttle);
      record(tx, viewer, { action: 'user.passwordWrong', object: { kind: 'user', id: viewer.id } });
    }
    return { right, checked: hash, minutes: 0 };
  });
}
