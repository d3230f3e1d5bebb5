import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { closeDatabase, type Db, database, setDatabase } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { jobs } from '@/db/schema/jobs';
import { teams } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { dataFolder } from '../data-folder';
import { makeTeam } from '../testing/people';
import type { JobKind } from './kinds';
import { runDueJobs } from './run';

let db: Db;
beforeEach(() => {
  db = freshDatabase();
});

/** Leaves a team per run, so that the database counts them. */
const counting = (kind: string, subjects: () => string[], fails = false): JobKind => ({
  kind,
  due: subjects,
  run: (tx, subject) => {
    makeTeam(tx, `${kind} ${subject}`);
    if (fails) throw new Error('out of order');
  },
});
const names = () =>
  database()
    .select({ name: teams.name })
    .from(teams)
    .all()
    .map((team) => team.name);
const job = (key: string) => database().select().from(jobs).where(eq(jobs.key, key)).get();

test('a subject is done once, through a restart, and a missed one is caught up', async () => {
  let subjects = ['2026-03-30'];
  const daily = counting('daily', () => subjects);
  await runDueJobs([daily]);
  await runDueJobs([daily]);
  closeDatabase();
  setDatabase(openDataFolder(dataFolder()));
  subjects = ['2026-03-30', '2026-03-31'];
  await runDueJobs([daily]);
  expect(names()).toEqual(['daily 2026-03-30', 'daily 2026-03-31']);
  expect(job('daily 2026-03-30')).toMatchObject({ attempts: 1, lastError: null });
});

test('what fails leaves nothing behind, waits longer each time, and holds nobody else up', async () => {
  const broken = counting('broken', () => ['a'], true);
  const sound = counting('sound', () => ['a']);
  await runDueJobs([broken, sound]);
  expect(names()).toEqual(['sound a']);
  const first = job('broken a');
  expect(first).toMatchObject({ attempts: 1, doneAt: null, lastError: 'out of order' });
  expect(Date.parse(first?.notBefore as string)).toBeGreaterThan(Date.now());

  // Before its time nothing happens; at its time it is tried again, and once it works it is done.
  await runDueJobs([broken]);
  expect(job('broken a')).toMatchObject({ attempts: 1 });
  db.update(jobs).set({ notBefore: '2026-01-01T00:00:00.000Z' }).where(eq(jobs.key, 'broken a')).run();
  await runDueJobs([counting('broken', () => ['a'])]);
  expect(names()).toEqual(['sound a', 'broken a']);
  expect(job('broken a')).toMatchObject({ attempts: 2, lastError: null, doneAt: expect.any(String) });
});

test('what somebody else is at is left to them until their lease ends', async () => {
  const daily = counting('daily', () => ['a']);
  db.insert(jobs)
    .values({ key: 'daily a', kind: 'daily', subject: 'a', createdAt: '2026-01-01T00:00:00.000Z', attempts: 1 })
    .run();
  db.update(jobs)
    .set({ notBefore: new Date(Date.now() + 60_000).toISOString() })
    .run();
  await runDueJobs([daily]);
  expect(names()).toEqual([]);
  db.update(jobs)
    .set({ notBefore: new Date(Date.now() - 1).toISOString() })
    .run();
  await runDueJobs([daily]);
  expect(names()).toEqual(['daily a']);
});

test('a kind that can’t say what is due stops no other', async () => {
  const lost: JobKind = {
    kind: 'lost',
    due: () => {
      throw new Error('no such table');
    },
    run: () => undefined,
  };
  await runDueJobs([lost, counting('sound', () => ['a'])]);
  expect(names()).toEqual(['sound a']);
});

test('one that can’t be taken, as when the disk is full or held, is logged and holds nobody else up', async () => {
  vi.stubEnv('KEJI_LOG', '');
  const said = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  await runDueJobs([counting('untaken', () => [null as unknown as string]), counting('sound', () => ['a'])]);
  const lines = said.mock.calls.map(([line]) => String(line));
  said.mockRestore();
  vi.unstubAllEnvs();
  expect(names()).toEqual(['sound a']);
  expect(lines.filter((line) => line.includes('untaken') && line.includes('error'))).toHaveLength(1);
});
