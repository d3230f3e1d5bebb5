import { and, desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { collaborators, contacts, customers } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { notifications } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { sessionOf } from '@/lib/testing/people';
import { callOffTask, putTask, saveNewTask, saveRecord, saveRecordEdit } from '../follow-ups/actions';
import { leaveAll } from '../follow-ups/left-person';
import { listRecords, listTasks } from '../follow-ups/queries';
import { assigneesFor } from '../follow-ups/queries/assignees';
import { aboutCustomer } from '../follow-ups/queries/form';
import { findRecord } from '../follow-ups/queries/record';
import { findOpenTask, todayBoard } from '../follow-ups/queries/today';
import { spellRecord } from '../follow-ups/record-fields';
import { scheduleNext } from '../follow-ups/schedule';
import { insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { todayTasks } from '../home/queries/tasks';
import { disableUser } from '../people/access';
import { saveNewSale } from '../sales/actions';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { addCollaborator, archive, dropCollaborator, moveCustomer, saveCustomer, saveNewContact } from './actions';
import { setOwner } from './owner';
import { collaborates, collaboratorsOf, namable } from './queries/collaborators';
import { contactsOf, findCustomer, findShared, openSalesOf } from './queries/customer';
import { listCustomers, moneyOfCustomers } from './queries/list';
import { pickCustomers, pickedCustomer } from './queries/pick';
import { timelineOf } from './queries/timeline';
import { insertContact } from './writes';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
let keys = 0;
async function post(action: Action, values: Record<string, string>): Promise<FormState> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: `key ${++keys}` })) form.set(name, value);
  return action(idle, form).catch((error: Error) => {
    if (!error.message.startsWith('to ')) throw error;
    return { ...idle, status: 'done' as const };
  });
}
const as = (viewer: Viewer) =>
  write((tx) => {
    signedIn.token = sessionOf(tx, viewer);
  });

// C003 is 李娜's of 一组; 周敏 of 二组 is to help with it. Today is 2026-03-31.
const today = '2026-03-31';
let db: Db;
let f: FixtureF;
let c003: number;
let helper: Viewer;
let ids: { customerId: string; userId: string };
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  c003 = f.customers.c003;
  helper = f.other?.rep as Viewer;
  ids = { customerId: String(c003), userId: String(helper.id) };
  await write((tx) => {
    insertContact(tx, c003, { name: '沈国华', phone: '19900001234', wechat: 'shengh_01', isPrimary: true });
    tx.update(customers)
      .set({
        expectedAnnualFen: 7_654_321 as never,
        termsKind: 'days',
        termsDays: 77,
        invoiceDetails: '开户行 CANARY-INVOICE',
        strategicValue: 4,
        strategicReason: 'CANARY-STRATEGIC',
      })
      .where(eq(customers.id, c003))
      .run();
    scheduleNext(tx, c003, 'filed');
  });
});

const name = async () => {
  await as(f.manager);
  expect(await post(addCollaborator, ids)).toMatchObject({ status: 'done' });
  await as(helper);
};
const rows = () => db.select().from(collaborators).all();
const tasksOf = (viewer: Viewer) =>
  db
    .select()
    .from(followUpTasks)
    .where(and(eq(followUpTasks.assigneeId, viewer.id), eq(followUpTasks.customerId, c003)))
    .all();
const lastAudit = () => db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).get();
const audits = () => db.select().from(auditEvents).all().length;
const told = (viewer: Viewer) =>
  db
    .select()
    .from(notifications)
    .where(eq(notifications.userId, viewer.id))
    .all()
    .map(({ kind, href }) => [kind, href]);

describe('naming', () => {
  test('the manager names somebody of another team; both are told and one row says so', async () => {
    const before = audits();
    await name();
    expect(collaboratorsOf(f.lina, c003)).toEqual([{ userId: helper.id, name: '周敏', team: '二组' }]);
    expect(audits()).toBe(before + 1);
    expect(lastAudit()).toMatchObject({
      ...{ action: 'customer.collaboratorAdded', objectKind: 'customer', objectId: c003 },
      details: { userId: helper.id },
    });
    expect(told(helper)).toEqual([['collaboratorAdded', `/customers/${c003}`]]);
    expect(told(f.lina)).toEqual([['customerShared', `/customers/${c003}`]]);
  });

  test('nobody at a customer in the pool: of that everyone sees the same (R8)', async () => {
    await write((tx) => {
      const row = tx.select().from(customers).where(eq(customers.id, c003)).get();
      if (row) setOwner(tx, row, 'pool', { kind: 'released', by: f.lina.id });
    });
    await as(f.manager);
    const before = audits();
    expect(await post(addCollaborator, ids)).toMatchObject({ status: 'refused' });
    expect([rows(), audits()]).toEqual([[], before]);
  });

  test('nobody else names or removes, and to those outside it looks like no customer', async () => {
    await name();
    for (const viewer of [f.lina, f.supervisor, helper, f.other?.supervisor as Viewer]) {
      await as(viewer);
      const before = audits();
      const answers = [
        await post(addCollaborator, { ...ids, userId: String(f.other?.supervisor.id) }),
        await post(dropCollaborator, ids),
        await post(dropCollaborator, { ...ids, customerId: '999999' }),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ status: 'refused', message: answers[2]?.message });
      expect([rows().length, audits()]).toEqual([1, before]);
    }
  });

  test.each([
    ['the owner', () => f.lina],
    ['the supervisor of the team', () => f.supervisor],
    ['a manager', () => f.manager],
  ])('who sees the customer anyway is refused: %s', async (_, who) => {
    await as(f.manager);
    expect(namable(f.manager, findCustomer(f.manager, c003)?.customer as never).map((one) => one.name)).toEqual([
      ...['孙涛', '周敏', '王磊'],
    ]);
    const answer = await post(addCollaborator, { ...ids, userId: String(who().id) });
    expect(answer).toMatchObject({ status: 'refused', errors: { userId: [expect.any(String)] } });
    expect(rows()).toEqual([]);
  });

  test('twice, somebody who left, or an archived customer is refused', async () => {
    await name();
    await as(f.manager);
    expect(await post(addCollaborator, ids)).toMatchObject({ status: 'refused' });
    await write((tx) => disableUser(tx, f.manager, f.wanglei.id));
    expect(await post(addCollaborator, { ...ids, userId: String(f.wanglei.id) })).toMatchObject({ status: 'refused' });
    db.update(customers).set({ archivedAt: '2026-03-01T00:00:00.000Z' }).where(eq(customers.id, c003)).run();
    const answer = await post(addCollaborator, { ...ids, userId: String(f.other?.supervisor.id) });
    expect(answer).toMatchObject({ status: 'refused' });
    expect(rows()).toHaveLength(1);
  });
});

describe('what a 协同人 reads', () => {
  beforeEach(name);

  test('the page, its contacts masked and its timeline, without any money', async () => {
    const found = findShared(helper, c003);
    expect(found).toMatchObject({ customer: { name: '南屿食品机械有限公司' }, owner: '李娜' });
    const { contacts: people, isClear } = contactsOf(helper, found?.customer as never, true);
    expect([isClear, people.map(({ phone, wechat }) => [phone, wechat])]).toEqual([false, [['199****1234', 'sh***']]]);
    const timeline = (['all', 'money', 'changes'] as const).map((part) =>
      timelineOf(helper, c003, { part, meaning: 'reached' }).rows.map(({ kind }) => kind),
    );
    expect(timeline).toEqual([['stage', 'filed'], [], ['stage', 'filed']]);
    const picked = [pickedCustomer(helper, c003, db, 'reached'), pickCustomers(helper, '南屿', db, 'reached')];
    const all = JSON.stringify([
      found,
      people,
      picked,
      aboutCustomer(helper, { customerId: c003, taskId: null, today }),
    ]);
    expect(all).toContain('南屿食品机械');
    for (const canary of ['7654321', '"termsDays":77', 'CANARY', '19900001234', 'shengh_01', 'S3', '80000', '60000'])
      expect(all).not.toContain(canary);
  });

  test('nowhere else: the customer isn’t owned, so no sale, sum, list or export has it', () => {
    expect(findCustomer(helper, c003)).toBeUndefined();
    expect(openSalesOf(helper, c003)).toEqual([]);
    expect(moneyOfCustomers(helper, [c003], today).size).toBe(0);
    expect(pickCustomers(helper, '南屿')).toEqual([]);
    const listed = (filter: object) =>
      listCustomers(helper, { filter, today, supervisorsSeeClear: true }).rows.map(({ code }) => code);
    expect(listed({})).toEqual([]);
    expect(listed({ q: '19900001234' })).toEqual([]);
    // Outside the team, the supervisor of the 协同人 sees nothing of it.
    expect(findShared(f.other?.supervisor as Viewer, c003)).toBeUndefined();
  });

  test('the view 协同 lists it without money, and doesn’t say who owes', () => {
    const listed = (filter: object, viewer = helper) =>
      listCustomers(viewer, { filter: { shared: '1', ...filter }, today, supervisorsSeeClear: true }).rows;
    expect(listed({})).toMatchObject([{ code: 'C003', receivableFen: 0, yearFen: null, overdueSince: null }]);
    expect(listed({ owing: 'overdue' })).toHaveLength(1);
    expect(listed({ q: '19900001234' })).toHaveLength(1);
    expect(listed({ q: '9900001' })).toEqual([]);
    expect(listed({}, f.manager)).toEqual([]);
    expect([collaborates(helper), collaborates(f.lina), collaborates(f.manager)]).toEqual([true, false, false]);
  });

  test('another customer stays out of reach', () => {
    const { c001 } = f.customers;
    expect(findShared(helper, c001)).toBeUndefined();
    expect(contactsOf(helper, { id: c001, ownerId: helper.id, teamId: null }, true).contacts).toEqual([]);
    expect(timelineOf(helper, c001, { part: 'all', meaning: 'reached' }).rows).toEqual([]);
    expect(pickedCustomer(helper, c001, db, 'reached')).toBeNull();
  });
});

describe('what a 协同人 does', () => {
  beforeEach(name);
  const customer = () => db.select().from(customers).where(eq(customers.id, c003)).get();
  const opened = () =>
    JSON.stringify({ customerId: String(c003), stage: customer()?.stage, demandTypeId: '', demandChange: '' });
  const file = (more: Record<string, string> = {}) =>
    post(saveRecord, { customerId: String(c003), summary: '帮李娜看了现场', opened: opened(), ...more });

  test('files a record and plans for themselves; the last contact and the cadence move, the owner keeps theirs', async () => {
    const automatic = tasksOf(f.lina)[0];
    expect(await file({ next: '3' })).toMatchObject({ status: 'done' });
    expect(db.select().from(followUpRecords).all()).toMatchObject([{ authorId: helper.id, customerId: c003 }]);
    expect(customer()?.lastContactOn).toBe(today);
    expect(tasksOf(helper)).toMatchObject([{ kind: 'manual', dueOn: '2026-04-03', status: 'open' }]);
    // A real contact answers the owner's automatic task that was due.
    expect(tasksOf(f.lina)).toMatchObject([{ id: automatic?.id, status: 'done' }]);
    expect(todayBoard(helper, '2026-04-03').groups[1]?.rows.map((row) => row.phone)).toEqual([null]);
    expect(todayTasks(helper, { today: '2026-04-03', most: 9 }).rows).toHaveLength(1);
    expect(listTasks(helper, { filter: {}, today }).rows).toHaveLength(1);
    expect(listRecords(helper, {}).rows).toHaveLength(1);
    expect(listRecords(f.lina, {}).rows).toHaveLength(1);
  });

  test('without a next day of their own, the owner’s cadence goes on', async () => {
    expect(await file({ next: 'none', nextPlan: '等客户回话' })).toMatchObject({ status: 'done' });
    expect(tasksOf(helper)).toEqual([]);
    expect(tasksOf(f.lina).filter(({ status }) => status === 'open')).toMatchObject([
      { kind: 'automatic', objective: null },
    ]);
  });

  test('says nothing about stage and demand', async () => {
    const answer = await file({ stage: 'negotiation' });
    expect(answer).toMatchObject({ status: 'refused', message: expect.stringContaining('协同人') });
    expect(await file({ demandChange: '要换大型号' })).toMatchObject({ status: 'refused' });
    expect([customer()?.stage, db.select().from(followUpRecords).all()]).toEqual(['won', []]);
  });

  test('moves, calls off and completes own tasks, and nobody else’s', async () => {
    const own = await write((tx) =>
      insertTask(tx, { customerId: c003, assigneeId: helper.id, kind: 'manual', objective: '送样', dueOn: today }),
    );
    const owners = tasksOf(f.lina)[0]?.id as number;
    expect(todayBoard(helper, today)).toMatchObject({ total: 1 });
    expect(findOpenTask(helper, owners)).toBeUndefined();
    expect(await post(putTask, { taskId: String(owners), version: '1', dueOn: '2026-04-09' })).toMatchObject({
      status: 'refused',
    });
    expect(await file({ taskId: String(owners) })).toMatchObject({ status: 'refused' });
    expect(await post(putTask, { taskId: String(own), version: '1', dueOn: '2026-04-09' })).toMatchObject({
      status: 'done',
    });
    expect(aboutCustomer(helper, { customerId: null, taskId: own, today })?.task?.id).toBe(own);
    expect(aboutCustomer(helper, { customerId: c003, taskId: null, today })?.task).toBeNull();
    expect(await file({ taskId: String(own) })).toMatchObject({ status: 'done' });
    expect(tasksOf(helper)).toMatchObject([{ id: own, status: 'done' }]);
    expect(await post(callOffTask, { taskId: String(owners), version: '2', reason: '不用了' })).toMatchObject({
      status: 'refused',
    });
  });

  test('plans for nobody else; the manager may plan for them', async () => {
    const plan = (who: Viewer) =>
      post(saveNewTask, {
        customerId: String(c003),
        objective: '回访',
        dueOn: '2026-04-02',
        assigneeId: String(who.id),
      });
    expect(
      assigneesFor(helper, customer() as NonNullable<ReturnType<typeof customer>>).map(({ label }) => label),
    ).toEqual(['周敏']);
    expect(await plan(f.lina)).toMatchObject({ status: 'refused' });
    expect(await plan(helper)).toMatchObject({ status: 'done' });
    await as(f.supervisor);
    expect(await plan(helper)).toMatchObject({ status: 'refused' });
    await as(f.manager);
    expect(await plan(helper)).toMatchObject({ status: 'done' });
    expect(tasksOf(helper)).toHaveLength(2);
  });

  test('changes nothing of the customer, its contacts or its sales', async () => {
    const customerId = String(c003);
    const before = [customer(), db.select().from(contacts).all(), db.select().from(sales).all().length, audits()];
    const answers = [
      await post(saveCustomer, { customerId, name: '改名公司', opened: '{}' }),
      await post(moveCustomer, { customerId, from: 'contact', stage: 'won' }),
      await post(saveNewContact, { customerId, name: '新人' }),
      await post(archive, { customerId }),
      await post(saveNewSale, { customerId, 'lines.0.productName': '泵', 'lines.0.amount': '1', dealOn: today }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill('refused'));
    expect([customer(), db.select().from(contacts).all(), db.select().from(sales).all().length, audits()]).toEqual(
      before,
    );
  });
});

describe('the end of it', () => {
  beforeEach(async () => {
    await name();
    await write((tx) =>
      insertTask(tx, { customerId: c003, assigneeId: helper.id, kind: 'manual', objective: '送样', dueOn: today }),
    );
  });

  const isOut = () => {
    expect(findShared(helper, c003)).toBeUndefined();
    expect(contactsOf(helper, { id: c003, ownerId: null, teamId: null }, false).contacts).toEqual([]);
    expect(todayBoard(helper, today)).toMatchObject({ total: 0 });
    expect(tasksOf(helper)).toEqual([]);
  };

  test('removed: at once, and what was promised goes back to the owner', async () => {
    await post(saveRecord, { customerId: String(c003), summary: '送过样' });
    const record = db.select().from(followUpRecords).get() as typeof followUpRecords.$inferSelect;
    await write((tx) =>
      insertTask(tx, { customerId: c003, assigneeId: helper.id, kind: 'manual', dueOn: '2026-04-09' }),
    );
    await as(f.manager);
    expect(await post(dropCollaborator, ids)).toMatchObject({ status: 'done' });
    expect(lastAudit()).toMatchObject({
      action: 'customer.collaboratorRemoved',
      details: { userId: helper.id, tasksHandedBack: 2 },
    });
    isOut();
    expect(tasksOf(f.lina).filter(({ kind }) => kind === 'manual')).toHaveLength(2);
    expect(told(helper).at(-1)).toEqual(['collaboratorRemoved', null]);
    expect(told(f.lina).at(-1)).toEqual(['customerUnshared', `/customers/${c003}`]);
    // What they wrote stays, and is not theirs to change any more.
    await as(helper);
    expect(findRecord(helper, record.id)).toBeUndefined();
    const edit = {
      recordId: String(record.id),
      ...spellRecord(record),
      summary: '改掉',
      opened: JSON.stringify(spellRecord(record)),
    };
    expect(await post(saveRecordEdit, edit)).toMatchObject({ status: 'refused' });
    expect(findRecord(f.lina, record.id)?.record.summary).toBe('送过样');
  });

  test('disabled: the same, and coming back doesn’t bring it back', async () => {
    await write((tx) =>
      disableUser(tx, f.manager, helper.id, () =>
        leaveAll(tx, f.manager, helper.id, { whereto: null, tell: () => undefined }),
      ),
    );
    expect(rows()).toEqual([]);
    db.update(users).set({ status: 'active', disabledAt: null }).where(eq(users.id, helper.id)).run();
    isOut();
  });

  test('the customer changes hands: it stays, with the tasks', async () => {
    await write((tx) => {
      const row = tx.select().from(customers).where(eq(customers.id, c003)).get() as typeof customers.$inferSelect;
      setOwner(tx, row, { ownerId: f.wanglei.id }, { kind: 'handover', by: f.manager.id });
      scheduleNext(tx, c003, 'owner');
    });
    expect(findShared(helper, c003)).toMatchObject({ owner: '王磊' });
    expect(tasksOf(helper)).toMatchObject([{ objective: '送样' }]);
    expect(tasksOf(f.lina)).toEqual([]);
  });

  test('handed to the 协同人: they own it, and are no 协同人 any more', async () => {
    await write((tx) => {
      const row = tx.select().from(customers).where(eq(customers.id, c003)).get() as typeof customers.$inferSelect;
      setOwner(tx, row, { ownerId: helper.id }, { kind: 'handover', by: f.manager.id });
      scheduleNext(tx, c003, 'owner');
    });
    expect(rows()).toEqual([]);
    expect(findShared(helper, c003)).toBeUndefined();
    expect(findCustomer(helper, c003)?.customer.expectedAnnualFen).toBe(7_654_321);
    expect(tasksOf(helper).map(({ objective }) => objective)).toContain('送样');
  });
});
