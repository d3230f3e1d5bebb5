import { beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { translator } from '../i18n/translator';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { findNotification, listNotifications, unreadCount } from './queries';
import { tellNotification } from './tell';
import { markRead, notify } from './writes';

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
});
const told = { kind: 'customersReceived', data: { by: '林一鸣', count: 3 }, href: '/customers' } as const;

test('a person reads what they were told, newest first, and nobody else does', async () => {
  await write((tx) => {
    notify(tx, f.wanglei.id, told);
    notify(tx, f.wanglei.id, { ...told, data: { by: '林一鸣', count: 1 } });
    notify(tx, f.lina.id, told);
  });
  const { rows } = listNotifications(f.wanglei, {});
  expect(rows.map((row) => tellNotification(row, translator()))).toEqual([
    '林一鸣把 1 个客户交给你负责',
    '林一鸣把 3 个客户交给你负责',
  ]);
  expect(unreadCount(f.wanglei)).toBe(2);
  // Whoever leads has no business with it.
  const first = rows[0]?.id as number;
  expect([f.lina, f.manager].map((viewer) => findNotification(viewer, first))).toEqual([undefined, undefined]);
  expect([f.lina, f.manager].map((viewer) => unreadCount(viewer))).toEqual([1, 0]);
});

test('the same matter is told once, a disabled person nothing', async () => {
  await write((tx) => {
    notify(tx, f.wanglei.id, { ...told, key: 'handover 1' });
    notify(tx, f.wanglei.id, { ...told, key: 'handover 1' });
    notify(tx, f.lina.id, { ...told, key: 'handover 1' });
    tx.update(users).set({ status: 'disabled', disabledAt: '2026-03-31T04:00:00.000Z' }).run();
    notify(tx, f.wanglei.id, { ...told, key: 'handover 2' });
  });
  expect([f.wanglei, f.lina].map((viewer) => unreadCount(viewer))).toEqual([1, 1]);
});

test('reading one or all leaves one audit row', async () => {
  await write((tx) => {
    for (const count of [1, 2, 3]) notify(tx, f.wanglei.id, { ...told, data: { by: '林一鸣', count } });
  });
  const before = db.select().from(auditEvents).all().length;
  const id = listNotifications(f.wanglei, {}).rows[0]?.id as number;
  expect(await write((tx) => markRead(tx, f.lina, id))).toBe(0);
  expect(await write((tx) => markRead(tx, f.wanglei, id))).toBe(1);
  expect(unreadCount(f.wanglei)).toBe(2);
  expect(await write((tx) => markRead(tx, f.wanglei, null))).toBe(2);
  expect(unreadCount(f.wanglei)).toBe(0);
  expect(db.select().from(auditEvents).all().slice(before)).toHaveLength(3);
});
