import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { notifications } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { record } from '../audit/record';
import { translator } from '../i18n/translator';
import { tellNotification } from '../notifications/tell';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { makePerson } from '../testing/people';
import { accessListJob } from './access-list';
import { runDueJobs } from './run';

let db: Db;
let f: FixtureF;
const now = (moment: string) => vi.setSystemTime(new Date(moment));
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-02-10T02:00:00.000Z') });
  db = freshDatabase();
  f = await loadFixtureF();
});
afterEach(() => vi.useRealTimers());
const told = (userId: number) =>
  db
    .select()
    .from(notifications)
    .where(eq(notifications.userId, userId))
    .all()
    .map((row) => [tellNotification(row, translator()), row.href]);

test('each manager is told once of the month that ended, and of those a stop left out', async () => {
  const second = await write((tx) => makePerson(tx, '林一鸣', 'manager', null));
  await write((tx) =>
    record(tx, f.supervisor, {
      action: 'contact.shown',
      object: { kind: 'contact', id: 1 },
      details: { customerId: f.customers.c001, purpose: 'call' },
    }),
  );
  // Still February in Shanghai: nothing has ended since the trail began.
  now('2026-02-28T15:59:00.000Z');
  await runDueJobs([accessListJob]);
  expect(told(f.manager.id)).toEqual([]);

  now('2026-02-28T16:01:00.000Z');
  await runDueJobs([accessListJob]);
  await runDueJobs([accessListJob]);
  const february = [
    '2026 年 2 月：导出 0 次（明文 0 次），查看联系方式 1 次，看看是谁、为什么',
    '/settings/audit/access?month=2026-02',
  ];
  for (const { id } of [f.manager, second]) expect(told(id)).toEqual([february]);
  for (const { id } of [f.supervisor, f.wanglei]) expect(told(id)).toEqual([]);

  await write((tx) => tx.update(users).set({ role: 'rep', teamId: f.team }).where(eq(users.id, second.id)).run());
  now('2026-05-06T02:00:00.000Z');
  await runDueJobs([accessListJob]);
  expect(told(f.manager.id).map(([, href]) => href?.slice(-7))).toEqual(['2026-02', '2026-03', '2026-04']);
  expect(told(second.id)).toEqual([february]);
});

test('a company that ran for years before hears of the last month only', async () => {
  now('2029-06-15T02:00:00.000Z');
  await runDueJobs([accessListJob]);
  expect(told(f.manager.id).map(([, href]) => href?.slice(-7))).toEqual(['2029-05']);
});
