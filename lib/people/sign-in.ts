import { eq } from 'drizzle-orm';
import { database, type Reader, type Tx, write } from '@/db/client';
import { signInThrottles, users } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { startSession } from '../session';
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

/** How long the account or address still has to wait; null when it hasn't. */
function blockedBy(reader: Reader, keys: readonly string[]): SignInResult | null {
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
  const over = failures - (key.startsWith('account:') ? allowed.account : allowed.address);
  const blockedUntil = over >= 0 ? new Date(Date.now() + Math.min(15, 2 ** over) * 60_000).toISOString() : null;
  const values = { failures, lastFailureAt: realNow(), blockedUntil };
  tx.insert(signInThrottles)
    .values({ key, ...values })
    .onConflictDoUpdate({ target: signInThrottles.key, set: values })
    .run();
}
