import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { collaborators, customers, ownerChanges } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { notifications } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { figures } from '@/lib/analysis/queries/figures';
import { type Period, parsePeriod } from '@/lib/period';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { makePerson, sessionOf } from '@/lib/testing/people';
import { listAudit } from '../audit/queries';
import { tell } from '../audit/tell';
import { previewOf, selectedCustomers } from '../customers/queries/hand-over';
import { receiversOfLeaver } from '../customers/queries/receivers';
import { insertCustomer } from '../customers/writes';
import { scheduleNext } from '../follow-ups/schedule';
import { insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { unassignedCount } from '../home/queries/unassigned';
import { translator } from '../i18n/translator';
import { tellNotification } from '../notifications/tell';
import { viewerOfSession } from '../session';
import { storeSettings } from '../settings/writes';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { disableUser } from './access';
import { disablePerson } from './actions';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

let db: Db;
let f: FixtureF;
/** Admin, and a rep of 王磊's team. */
let clerk: Viewer;
let tokens: Map<number, string>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  tokens = new Map();
  await write((tx) => {
    clerk = makePerson(tx, '何川', 'rep', f.team, true);
    for (const viewer of [f.manager, clerk, f.wanglei, f.supervisor]) tokens.set(viewer.id, sessionOf(tx, viewer));
    for (const id of Object.values(f.customers)) scheduleNext(tx, id, 'filed');
  });
});

let keys = 0;
async function disable(
  by: Viewer,
  whom: Viewer,
  values: Record<string, string | string[]> = {},
): Promise<FormState | string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ userId: String(whom.id), ...values, _key: `key ${++keys}` }))
    for (const one of [value].flat()) form.append(name, one);
  signedIn.token = tokens.get(by.id) as string;
  try {
    return await disablePerson(idle, form);
  } catch (error) {
    return (error as Error).message;
  }
}
const to = (...receivers: Viewer[]) => ({ to: 'people', 'receivers[]': receivers.map(({ id }) => String(id)) });
const statusOf = ({ id }: Viewer) => db.select().from(users).where(eq(users.id, id)).get()?.status;
const customer = (id: number) => db.select().from(customers).where(eq(customers.id, id)).get();
const events = () => db.select().from(auditEvents).all();
const openOf = (id: number) =>
  db
    .select()
    .from(followUpTasks)
    .where(and(eq(followUpTasks.customerId, id), eq(followUpTasks.status, 'open')))
    .all();
const toldTo = (viewer: Viewer) =>
  db
    .select()
    .from(notifications)
    .where(eq(notifications.userId, viewer.id))
    .all()
    .map((row) => tellNotification(row, translator()));
async function unchanged(answer: () => Promise<FormState | string>): Promise<FormState> {
  const all = () => [events().length, db.select().from(customers).all(), db.select().from(users).all()];
  const before = all();
  const state = await answer();
  expect(all()).toEqual(before);
  return state as FormState;
}

test('what somebody owns is asked about, and nothing happens until it is said', async () => {
  const state = await unchanged(() => disable(f.manager, f.wanglei));
  expect(state.errors).toEqual({ to: ['名下有 1 个客户，选一下去向'] });
  // Archived ones count.
  await write((tx) =>
    tx
      .update(customers)
      .set({ archivedAt: '2026-03-01T00:00:00.000Z' })
      .where(eq(customers.id, f.customers.c002))
      .run(),
  );
  expect((await unchanged(() => disable(f.manager, f.wanglei))).errors).toHaveProperty('to');
});

test('to one receiver: at once, in one transaction, with one audit row', async () => {
  const { c001, c002 } = f.customers;
  await write((tx) => {
    insertTask(tx, { customerId: c001, assigneeId: f.wanglei.id, kind: 'manual', dueOn: '2026-04-20' });
    insertTask(tx, { customerId: c002, assigneeId: f.wanglei.id, kind: 'manual', dueOn: '2026-04-21' });
    tx.insert(collaborators)
      .values({ customerId: f.customers.c003, userId: f.wanglei.id, addedAt: '2026-03-01T00:00:00.000Z' })
      .run();
  });
  const before = events().length;
  expect(await disable(f.manager, f.wanglei, to(f.lina))).toBe('to /settings/people');
  expect(statusOf(f.wanglei)).toBe('disabled');
  expect(viewerOfSession(db, tokens.get(f.wanglei.id) as string)).toBeNull();
  expect(customer(c002)).toMatchObject({ ownerId: f.lina.id, teamId: f.team });
  for (const id of [c001, c002])
    expect(new Set(openOf(id).map(({ assigneeId }) => assigneeId))).toEqual(new Set([f.lina.id]));
  expect(db.select().from(collaborators).all()).toEqual([]);
  expect(db.select().from(ownerChanges).all()).toMatchObject([
    { customerId: c002, kind: 'left', fromOwnerId: f.wanglei.id, toOwnerId: f.lina.id, changedBy: f.manager.id },
  ]);
  expect(events()).toHaveLength(before + 1);
  expect(events().at(-1)).toMatchObject({
    action: 'user.disabled',
    objectId: f.wanglei.id,
    details: {
      ...{ customers: 1, openTasks: 2, handedTo: 'people', tasksHandedBack: 1, collaborations: 1 },
      receivers: [{ userId: f.lina.id, customers: 1 }],
    },
  });
  expect(toldTo(f.lina)).toEqual(['刘建国把 1 个客户交给你负责']);
  // R7: 王磊's 2026 Q1 stays 150,000.
  const { rows } = figures(f.manager, parsePeriod('2026-Q1') as Period, 'rep');
  expect(rows.find(({ label }) => label === '王磊')?.amountFen).toBe(15_000_000);
});

test('in turn to several, archived and lost ones too', async () => {
  await write((tx) => {
    for (const [n, more] of [{ archivedAt: '2026-03-01T00:00:00.000Z' }, { stage: 'lost' as const }, {}, {}].entries())
      insertCustomer(tx, {
        ...{ code: null, name: `澜石${n}电子`, ownerId: f.wanglei.id, filedOn: '2026-01-05' },
        ...more,
      });
  });
  await disable(f.manager, f.wanglei, to(f.lina, f.supervisor));
  const of = (owner: Viewer) => db.select().from(customers).where(eq(customers.ownerId, owner.id)).all().length;
  // 李娜 had C001 and C003; of five she gets three.
  expect([of(f.wanglei), of(f.lina), of(f.supervisor)]).toEqual([0, 5, 2]);
});

test('to 待分配: with a task for the supervisor, who is told', async () => {
  const { c002 } = f.customers;
  await disable(f.manager, f.wanglei, { to: 'unassigned' });
  expect(customer(c002)).toMatchObject({ ownerId: null, teamId: f.team });
  expect(openOf(c002)).toMatchObject([
    { assigneeId: f.supervisor.id, objective: '负责人王磊已离职，安排接手并联系客户', dueOn: '2026-03-31' },
  ]);
  expect(toldTo(f.supervisor)).toEqual(['王磊的 1 个客户待分配']);
  expect([unassignedCount(f.supervisor), unassignedCount(f.manager)]).toEqual([
    { waiting: 1, left: 0 },
    { waiting: 1, left: 0 },
  ]);
});

test('the only supervisor leaves: it waits under the team, the managers are told', async () => {
  await write((tx) => {
    insertCustomer(tx, { code: null, name: '澜石电子', ownerId: f.supervisor.id, filedOn: '2026-01-05' });
  });
  await disable(clerk, f.supervisor, { to: 'unassigned' });
  expect(db.select().from(customers).all().at(-1)).toMatchObject({ ownerId: null, teamId: f.team });
  expect(toldTo(f.manager)).toEqual(['赵刚的 1 个客户待分配']);
});

test('to the pool only while there is one', async () => {
  expect((await unchanged(() => disable(f.manager, f.wanglei, { to: 'pool' }))).errors).toHaveProperty('to');
  await write((tx) => storeSettings(tx, { pool: true }, null));
  const free = await write((tx) =>
    insertCustomer(tx, { code: null, name: '澜石电子', ownerId: f.wanglei.id, filedOn: '2026-01-05' }),
  );
  await disable(f.manager, f.wanglei, { to: 'pool' });
  expect(customer(free)).toMatchObject({ ownerId: null, teamId: null });
  expect(customer(free)?.pooledAt).not.toBeNull();
  // Money is owed: nobody would chase it there. It waits under the team, with a task for the supervisor.
  expect(customer(f.customers.c002)).toMatchObject({ ownerId: null, teamId: f.team, pooledAt: null });
  expect(toldTo(f.supervisor)).toEqual(['王磊的 1 个客户待分配']);
  const [row] = db.select().from(auditEvents).where(eq(auditEvents.action, 'user.disabled')).all();
  expect(row?.details).toMatchObject({ handedTo: 'pool', customers: 1, customersStayed: 1 });
});

describe('an admin who leads nobody', () => {
  test('gives to colleagues of that team, never to themselves or elsewhere', async () => {
    expect(receiversOfLeaver(clerk, f.wanglei).map(({ name }) => name)).toEqual(['李娜', '赵刚']);
    expect(receiversOfLeaver(f.manager, f.wanglei).map(({ name }) => name)).toContain('周敏');
    for (const receiver of [clerk, f.other?.rep as Viewer, f.wanglei, f.manager])
      expect((await unchanged(() => disable(clerk, f.wanglei, to(receiver)))).errors).toHaveProperty('receivers[]');
    await disable(clerk, f.wanglei, to(f.lina));
    expect(customer(f.customers.c002)?.ownerId).toBe(f.lina.id);
  });

  test('reads how many went to whom, and no customer’s name', async () => {
    await disable(clerk, f.wanglei, to(f.lina));
    const page = listAudit(clerk, {});
    const row = page.rows.find(({ action }) => action === 'user.disabled') as (typeof page.rows)[0];
    const { facts } = tell(row, { viewer: clerk, names: page.names, showsFilters: false, t: translator() });
    expect(facts).toEqual([
      { label: '客户', value: '1' },
      { label: '未完成的跟进', value: '1' },
      { label: '去向', value: '给同事' },
      { label: '接手人', value: '李娜 1' },
    ]);
    expect(JSON.stringify(row.details)).not.toContain('晨川');
  });
});

test('the last admin stays, and so do their customers', async () => {
  await write((tx) => {
    insertCustomer(tx, { code: null, name: '澜石电子', ownerId: f.manager.id, filedOn: '2026-01-05' });
    disableUser(tx, f.manager, clerk.id);
  });
  expect((await unchanged(() => disable(f.manager, f.manager, to(f.lina)))).message).toContain('最后一个系统管理员');
});

test('what somebody left who was disabled long ago is handed over like anything else', async () => {
  await write((tx) => disableUser(tx, f.manager, f.wanglei.id));
  expect(unassignedCount(f.supervisor)).toEqual({ waiting: 0, left: 1 });
  expect(unassignedCount(f.other?.supervisor as Viewer)).toEqual({ waiting: 0, left: 0 });
  const left = { of: 'filter', filter: { owner: 'left' } } as const;
  expect(selectedCustomers(f.supervisor, left, '2026-03-31').map(({ id }) => id)).toEqual([f.customers.c002]);
  const rows = selectedCustomers(f.supervisor, { of: 'person', userId: f.wanglei.id }, '2026-03-31');
  expect(rows.map(({ id }) => id)).toEqual([f.customers.c002]);
  const preview = previewOf(f.supervisor, rows, { to: 'people', receivers: [f.lina.id] }, '2026-03-31');
  expect(preview.total).toBe(1);
});

test('a task goes back to no owner who is disabled as well', async () => {
  await write((tx) => {
    disableUser(tx, f.manager, f.wanglei.id);
    insertTask(tx, { customerId: f.customers.c002, assigneeId: f.lina.id, kind: 'manual', dueOn: '2026-04-20' });
  });
  await disable(f.manager, f.lina, { to: 'unassigned' });
  const handedBack = openOf(f.customers.c002).find(({ kind }) => kind === 'manual');
  expect(handedBack?.assigneeId).toBe(f.supervisor.id);
});
