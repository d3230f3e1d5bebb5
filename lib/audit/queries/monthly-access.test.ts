import { beforeEach, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { makePerson } from '@/lib/testing/people';
import type { Viewer } from '@/lib/viewer';
import { recordExport } from '../../exports/writes';
import { translator } from '../../i18n/translator';
import { showsFilters } from '../queries';
import { record } from '../record';
import { tell } from '../tell';
import { countAccess, countQuery, isMonth, monthAfter, monthlyAccess } from './monthly-access';

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
});

/** In real time, which the trail keeps. */
async function at(moment: string, what: () => Promise<unknown>) {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment) });
  await what();
  vi.useRealTimers();
}
const view = (viewer: Viewer, customerId: number, reason = '') =>
  write((tx) =>
    record(tx, viewer, {
      action: 'contact.shown',
      object: { kind: 'contact', id: 1 },
      details: { customerId, purpose: 'call', ...(reason ? { reason } : {}) },
    }),
  );
const take = (viewer: Viewer, rows: number, clearFor: string | null = null) =>
  recordExport(
    viewer,
    { kind: 'customers.xlsx', clearFor },
    { bytes: new Uint8Array(), name: '客户名单.xlsx', rows, scope: '全部客户', filters: ['搜索：华岳'] },
  );

test('each person’s exports and views of a month, in the company’s days', async () => {
  const { c001, c002, c003 } = f.customers;
  // 2026-03-01 00:30 in Shanghai, and 2026-04-01 00:00.
  await at('2026-02-28T16:30:00.000Z', () => view(f.supervisor, c001));
  await at('2026-03-31T15:59:59.000Z', () => view(f.supervisor, c001));
  await at('2026-03-31T16:00:00.000Z', () => view(f.supervisor, c002));
  await at('2026-03-10T02:00:00.000Z', async () => {
    await view(f.supervisor, c003);
    await view(f.wanglei, c003);
    await take(f.wanglei, 20);
    await take(f.lina, 3);
    await take(f.lina, 40, '寄样品册');
  });
  const of = (viewer: Viewer, month: string) =>
    countAccess(viewer, month).map((one) => [
      ...[one.name, one.exports, one.exportedRows, one.clearExports],
      ...[one.views, one.customers],
    ]);
  expect(of(f.manager, '2026-03')).toEqual([
    ['李娜', 2, 43, 1, 0, 0],
    ['赵刚', 0, 0, 0, 3, 2],
    ['王磊', 1, 20, 0, 1, 1],
  ]);
  expect(of(f.manager, '2026-04')).toEqual([['赵刚', 0, 0, 0, 1, 1]]);
  expect(of(f.manager, '2026-02')).toEqual([]);
  for (const viewer of [f.supervisor, f.wanglei]) expect(of(viewer, '2026-03')).toEqual([]);
});

test('a manager reads whose contact and why, an admin that and what for', async () => {
  const clerk = await write((tx) => makePerson(tx, '何川', 'rep', f.team, true));
  await at('2026-03-10T02:00:00.000Z', async () => {
    await view(f.supervisor, f.customers.c001, '找华岳的沈工');
    await take(f.lina, 40, '给华岳寄样品册');
  });
  const read = (viewer: Viewer) => {
    const { people, names } = monthlyAccess(viewer, '2026-03');
    const asked = { viewer, names, showsFilters: showsFilters(viewer), t: translator() };
    return people.map(({ name, rows }) => [name, ...rows.map((row) => tell(row, asked))]);
  };
  expect(JSON.stringify(read(f.manager))).toMatch(/给华岳寄样品册.*华岳精密仪器有限公司.*找华岳的沈工/);
  const told = JSON.stringify(read(clerk));
  expect(told).toMatch(/李娜.*含明文联系方式","value":"是.*赵刚.*联系客户/);
  expect(told).not.toContain('华岳');
});

test('it reads the people’s rows of the month from their index', () => {
  const { sql, params } = countQuery(f.manager, '2026-03', db).toSQL();
  const plan = (db.$client.prepare(`explain query plan ${sql}`).all(...params) as { detail: string }[]).map(
    ({ detail }) => detail,
  );
  expect(plan).toContain('SEARCH audit_events USING INDEX audit_events_actor (actor_id=? AND at>? AND at<?)');
});

test('months', () => {
  expect(['2026-03', '2026-13', '2026-3', 'x', '2026-00'].map(isMonth)).toEqual([true, false, false, false, false]);
  expect([monthAfter('2026-01', -1), monthAfter('2026-12', 1)]).toEqual(['2025-12', '2027-01']);
});
