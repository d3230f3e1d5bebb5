import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { database, write } from '@/db/client';
import { jobs } from '@/db/schema/jobs';
import { realNow } from '../clock';
import { log } from '../log';
import { chores, type JobKind, jobKinds } from './kinds';

/** A job nobody ended by then was left by a process that died. */
const leaseMs = 10 * 60_000;
/** After a failure: one minute, then twice as long each time, up to a day. */
const patienceMs = (attempts: number) => Math.min(24 * 3_600_000, 60_000 * 2 ** (attempts - 1));
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Does everything that is due; what fails is tried again later and holds nothing else up. */
export async function runDueJobs(kinds: readonly JobKind[] = jobKinds): Promise<void> {
  for (const one of kinds) for (const subject of await dueOf(one)) await runJob(one, subject);
}

export async function runChores(): Promise<void> {
  for (const chore of chores)
    await chore().catch((error: Error) => log('chore', { outcome: 'error', stack: error.stack }));
}

async function dueOf({ kind, due }: JobKind): Promise<string[]> {
  try {
    return due(database());
  } catch (error) {
    log('job', { kind, outcome: 'error', stack: (error as Error).stack });
    return [];
  }
}

async function runJob({ kind, run }: JobKind, subject: string): Promise<void> {
  const key = `${kind} ${subject}`;
  const started = performance.now();
  const said = (outcome: string, more = {}) =>
    log('job', { key, ms: Math.round(performance.now() - started), outcome, ...more });
  let attempt: number | null = null;
  try {
    attempt = await take(key, kind, subject);
    if (attempt === null) return;
    // The work and its being done are one transaction: never the one without the other.
    await write((tx) => {
      run(tx, subject);
      tx.update(jobs).set({ doneAt: realNow(), lastError: null }).where(eq(jobs.key, key)).run();
    });
    said('done');
  } catch (error) {
    const { message, stack } = error as Error;
    said('error', { attempt, stack });
    if (attempt !== null) await putOff(key, message, attempt);
  }
}

/** Where that can't be written either, the lease says when it is tried again. */
async function putOff(key: string, lastError: string, attempt: number): Promise<void> {
  try {
    await write((tx) =>
      tx
        .update(jobs)
        .set({ lastError, notBefore: inMs(patienceMs(attempt)) })
        .where(eq(jobs.key, key))
        .run(),
    );
  } catch (error) {
    log('job', { key, outcome: 'error', stack: (error as Error).stack });
  }
}

/** Takes the job by lease and says which try this is; null when it is done, taken, or waiting after a failure. */
const take = (key: string, kind: string, subject: string): Promise<number | null> | number | null => {
  const done = database().select({ doneAt: jobs.doneAt }).from(jobs).where(eq(jobs.key, key)).get()?.doneAt;
  if (done) return null;
  return write((tx) => {
    tx.insert(jobs).values({ key, kind, subject, createdAt: realNow() }).onConflictDoNothing().run();
    const taken = tx
      .update(jobs)
      .set({ attempts: sql`attempts + 1`, notBefore: inMs(leaseMs) })
      .where(and(eq(jobs.key, key), isNull(jobs.doneAt), or(isNull(jobs.notBefore), lte(jobs.notBefore, realNow()))))
      .returning({ attempts: jobs.attempts })
      .get();
    return taken?.attempts ?? null;
  });
};
