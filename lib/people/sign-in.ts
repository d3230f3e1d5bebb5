import { eq } from 'drizzle-orm';
import { database, type Reader, type Tx, write } from '@/db/client';
import { signInThrottles, users } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { startSession, viewerOfSession } from '../session';
import { nameKey } from '../text';
import { verifyPassword } from './password';
import { viewerOf } from './queries';

export type SignInResult = { token: string } | { problem: 'wrong' | 'blocked'; minutes: number };
type From = { address: string | null; device: string | null };

/** Failures before the first wait: an account is one person's, an address may be a whole office. */
const allowed = { account: 5, address: 50 } as const;
const forgetAfterMs = 3_600_000;

/**
 * Checks name and password and starts a session. Unknown names, wrong passwords and disabled people look alike and
 * take the same time; failures are counted per account and per address, in the database.
 */
export async function signIn(login: string, password: string, from: From): Promise<SignInResult> {
  const loginKey = nameKey(login);
  const keys = [`account:${loginKey}`, ...(from.address ? [`address:${from.address}`] : [])];
  const blocked = blockedBy(database(), keys);
  if (blocked) return blocked;

  const user = database().select().from(users).where(eq(users.loginKey, loginKey)).get();
  const usable = user?.status === 'active' ? user : undefined;
  const right = await verifyPassword(password, usable?.passwordHash ?? null);

  return write((tx) => {
    // Tries sent at the same moment all passed the first look: whoever comes after the allowed failures waits as well.
    const blockedNow = blockedBy(tx, keys);
    if (blockedNow) return blockedNow;
    // Read again: the person may have been disabled while the hash was computed.
    const present = usable && tx.select().from(users).where(eq(users.id, usable.id)).get();
    if (!right || present?.status !== 'active' || present.passwordHash !== usable?.passwordHash) {
      for (const key of keys) countFailure(tx, key);
      record(tx, null, { action: 'session.failed', object: { kind: 'user', id: user?.id ?? null } });
      return { problem: 'wrong', minutes: 0 };
    }
    tx.delete(signInThrottles)
      .where(eq(signInThrottles.key, `account:${loginKey}`))
      .run();
    const token = startSession(tx, present.id, from);
    record(tx, viewerOf(present), { action: 'session.started', object: { kind: 'user', id: present.id } });
    return { token };
  });
}

export type PasswordCheck = { right: boolean; checked: string | null; minutes: number };

/**
 * Whether the password typed is the present one of the person signed in, before they change it. Wrong ones are counted
 * apart from signing in: whoever sits at somebody's open screen can neither try on nor lock the owner out.
 */
export async function checkOwnPassword(sessionToken: string | null, password: string): Promise<PasswordCheck> {
  const viewer = sessionToken === null ? null : viewerOfSession(database(), sessionToken);
  if (!viewer) return { right: false, checked: null, minutes: 0 };
  const key = `password:${viewer.id}`;
  const blocked = blockedBy(database(), [key]);
  if (blocked) return { right: false, checked: null, minutes: blocked.minutes };
  const hash = database().select().from(users).where(eq(users.id, viewer.id)).get()?.passwordHash ?? null;
  const right = await verifyPassword(password, hash);
  return write((tx) => {
    const blockedNow = blockedBy(tx, [key]);
    if (blockedNow) return { right: false, checked: null, minutes: blockedNow.minutes };
    if (right) tx.delete(signInThrottles).where(eq(signInThrottles.key, key)).run();
    else {
      countFailure(tx, key);
      record(tx, viewer, { action: 'user.passwordWrong', object: { kind: 'user', id: viewer.id } });
    }
    return { right, checked: hash, minutes: 0 };
  });
}

/** How long the account or address still has to wait; null when it hasn't. */
function blockedBy(reader: Reader, keys: readonly string[]): { problem: 'blocked'; minutes: number } | null {
  const waits = keys.map((key) => {
    const row = reader.select().from(signInThrottles).where(eq(signInThrottles.key, key)).get();
    return row?.blockedUntil ? Date.parse(row.blockedUntil) - Date.now() : 0;
  });
  const longest = Math.max(...waits);
  return longest > 0 ? { problem: 'blocked', minutes: Math.ceil(longest / 60_000) } : null;
}

/** The wait doubles from one minute with each failure past the allowed ones, up to fifteen. */
function countFailure(tx: Tx, key: string): void {
  const row = tx.select().from(signInThrottles).where(eq(signInThrottles.key, key)).get();
  const recent = row && Date.now() - Date.parse(row.lastFailureAt) < forgetAfterMs;
  const failures = recent ? row.failures + 1 : 1;
  const over = failures - (key.startsWith('address:') ? allowed.address : allowed.account);
  const blockedUntil = over >= 0 ? new Date(Date.now() + Math.min(15, 2 ** over) * 60_000).toISOString() : null;
  const values = { failures, lastFailureAt: realNow(), blockedUntil };
  tx.insert(signInThrottles)
    .values({ key, ...values })
    .onConflictDoUpdate({ target: signInThrottles.key, set: values })
    .run();
}
