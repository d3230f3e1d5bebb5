import { beforeAll, expect, test } from 'vitest';
import { database } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { insertContact } from '@/lib/customers/writes';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { insertTask } from '../writes';
import { aboutCustomer } from './form';
import { todayBoard } from './today';

const today = '2026-03-31'; // a Tuesday
let f: FixtureF;
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  const { c002, c003 } = f.customers;
  database().transaction((tx) => {
    insertContact(tx, c002, { name: '沈工', phone: '19900001234', isPrimary: true });
    const task = (customerId: number, who: Viewer, dueOn: string, finishedAt?: string) =>
      insertTask(tx, {
        customerId,
        assigneeId: who.id,
        kind: 'manual',
        objective: dueOn,
        dueOn,
        ...(finishedAt ? { status: 'done' as const, finishedAt } : {}),
      });
    task(c002, f.wanglei, '2026-03-30');
    task(c002, f.wanglei, '2026-03-31');
    task(c002, f.wanglei, '2026-04-01');
    // Sunday is this week's last day.
    task(c002, f.wanglei, '2026-04-05');
    task(c002, f.wanglei, '2026-04-06');
    task(c003, f.lina, '2026-03-31');
    // Half past midnight of today in Shanghai, and half past eleven the evening before.
    task(c003, f.lina, '2026-03-31', '2026-03-30T16:30:00.000Z');
    task(c003, f.lina, '2026-03-31', '2026-03-30T15:30:00.000Z');
  });
});
const groups = (viewer: Viewer, day = today) =>
  todayBoard(viewer, day).groups.map(({ rows }) => rows.map(({ dueOn }) => dueOn.slice(5)));

test('what is open is grouped by its day, of the customers one has', () => {
  expect(groups(f.wanglei)).toEqual([['03-30'], ['03-31'], ['04-01', '04-05'], ['04-06']]);
  expect(groups(f.lina)).toEqual([[], ['03-31'], [], []]);
  expect(groups(f.supervisor)[1]).toEqual(['03-31', '03-31']);
  for (const viewer of [f.other?.supervisor, f.other?.rep] as Viewer[])
    expect(todayBoard(viewer, today)).toMatchObject({ done: 0, total: 0 });
});

test('on a Sunday tomorrow stands with the week', () => {
  expect(groups(f.wanglei, '2026-04-05')[2]).toEqual(['04-06']);
});

test('done counts the company’s day', () => {
  expect(todayBoard(f.lina, today)).toMatchObject({ done: 1, total: 2 });
  expect(todayBoard(f.manager, today)).toMatchObject({ done: 1, total: 4 });
});

test('a number is there to call only where it is clear (R6)', () => {
  const phone = (viewer: Viewer) => todayBoard(viewer, today).groups[0]?.rows[0]?.phone;
  expect(phone(f.wanglei)).toBe('19900001234');
  expect(phone(f.supervisor)).toBeNull();
  const isMasked = (viewer: Viewer) => todayBoard(viewer, today).groups[0]?.rows[0]?.isPhoneMasked;
  expect([isMasked(f.wanglei), isMasked(f.supervisor)]).toEqual([false, true]);
});

test('the form takes the task asked for, else the longest due; another’s is none', () => {
  const { c002 } = f.customers;
  const about = (viewer: Viewer, customerId: number | null, taskId: number | null) =>
    aboutCustomer(viewer, { customerId, taskId, today });
  expect(about(f.wanglei, c002, null)?.task?.dueOn).toBe('2026-03-30');
  const later = todayBoard(f.wanglei, today).groups[3]?.rows[0]?.id as number;
  expect(about(f.wanglei, null, later)?.task?.dueOn).toBe('2026-04-06');
  expect(about(f.lina, null, later)).toBeNull();
  expect(about(f.lina, c002, null)).toBeNull();
});
