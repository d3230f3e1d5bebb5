import { eq, lt } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { signInThrottles } from '@/db/schema/people';
import { realNow } from '../clock';

/** Whose failures are counted, and how many are free before the first wait. */
export type Throttle = { key: string; allowed: number };

export type Blocked = { problem: 'blocked'; minutes: number };

const forgetAfterMs = 3_600_000;

// Tries whose outcome isn't known yet: without them, any number sent at one moment would all be looked at.
const shared = globalThis as typeof globalThis & { kejiTries?: Map<string, number> };
const tries = () => {
  shared.kejiTries ??= new Map();
  return shared.kejiTries;
};

/** How long whoever tries still has to wait; null when they may go on. */
export function blockedBy(reader: Reader, throttles: readonly Throttle[]): Blocked | null {
  const waits = throttles.map(({ key, allowed }) => {
    const row = rowOf(reader, key);
    if (row?.blockedUntil && Date.parse(row.blockedUntil) > Date.now())
      return Date.parse(row.blockedUntil) - Date.now();
    const open = tries().get(key) ?? 0;
    return open > 0 && (isRecent(row) ? row.failures : 0) + open >= allowed ? 60_000 : 0;
  });
  const longest = Math.max(...waits);
  return longest > 0 ? { problem: 'blocked', minutes: Math.ceil(longest / 60_000) } : null;
}

/** Counts as a try while `work` goes on. */
export async function trying<T>(throttles: readonly Throttle[], work: () => Promise<T>): Promise<T> {
  const add = (key: string, by: number) => {
    const now = (tries().get(key) ?? 0) + by;
    if (now > 0) tries().set(key, now);
    else tries().delete(key);
  };
  for (const { key } of throttles) add(key, 1);
  try {
    return await work();
  } finally {
    for (const { key } of throttles) add(key, -1);
  }
}

/** The wait doubles from one minute with each failure past the allowed ones, up to fifteen; what is old is forgotten. */
export function countFailure(tx: Tx, { key, allowed }: Throttle): void {
  forgetOld(tx);
  const over = (rowOf(tx, key)?.failures ?? 0) + 1 - allowed;
  const blockedUntil = over >= 0 ? new Date(Date.now() + Math.min(15, 2 ** over) * 60_000).toISOString() : null;
  const values = { failures: over + allowed, lastFailureAt: realNow(), blockedUntil };
  tx.insert(signInThrottles)
    .values({ key, ...values })
    .onConflictDoUpdate({ target: signInThrottles.key, set: values })
    .run();
}

export const forgetFailures = (tx: Tx, { key }: Throttle) =>
  tx.delete(signInThrottles).where(eq(signInThrottles.key, key)).run();

/** An hour after the last failure nobody waits any more, and the row tells nothing. */
const forgetOld = (tx: Tx) =>
  tx
    .delete(signInThrottles)
    .where(lt(signInThrottles.lastFailureAt, new Date(Date.now() - forgetAfterMs).toISOString()))
    .run();

const rowOf = (reader: Reader, key: string) =>
  reader.select().from(signInThrottles).where(eq(signInThrottles.key, key)).get();
const isRecent = (row: ReturnType<typeof rowOf>): row is NonNullable<typeof row> =>
  row !== undefined && Date.now() - Date.parse(row.lastFailureAt) < forgetAfterMs;
