import { and, count, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers, ownerChanges } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { notifications } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { targets } from '@/db/schema/targets';
import { freshDatabase } from '@/db/test-db';
import { makePerson, makeTeam, sessionOf } from '@/lib/testing/people';
import { insertCustomer } from '../customers/writes';
import { scheduleNext } from '../follow-ups/schedule';
import { insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { insertSale } from '../sales/writes';
import { viewerOfSession } from '../session';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { changePerson, enablePerson } from './actions';
import { spellPerson } from './edit-person';
import { holdsClearExport } from './queries';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Values = Record<string, string>;
let keys = 0;
/** The action's answer, or where it led. */
async function post(
  action: (state: FormState, form: FormData) => Promise<FormState>,
  values: Values,
  token = signedIn.token,
): Promise<FormState | string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: `key ${++keys}` })) form.set(name, value);
  signedIn.token = token;
  try {
    return await action(idle, form);
  } catch (error) {
    return (error as Error).message;
  }
}

let db: Db;
let east: number;
let south: number;
let admin: Viewer;
let su: Viewer;
let wang: Viewer;
let li: Viewer;
let tokens: Record<string, string>;
beforeEach(async () => {
  db = freshDatabase();
  await write((tx) => {
    [east, south] = [makeTeam(tx, '华东'), makeTeam(tx, '华南')];
    admin = makePerson(tx, '林一鸣', 'manager', null, true);
    su = makePerson(tx, '苏晴', 'supervisor', east);
    wang = makePerson(tx, '王磊', 'rep', east);
    li = makePerson(tx, '李娜', 'rep', east);
    tokens = Object.fromEntries([admin, su, wang, li].map((one) => [one.name, sessionOf(tx, one)]));
    signedIn.token = tokens.林一鸣 as string;
  });
});

const row = (person: Viewer) => {
  const found = db.select().from(users).where(eq(users.id, person.id)).get();
  if (!found) throw new Error('no such person');
  return found;
};
const events = () => db.select().from(auditEvents).all();
const typed = (person: Viewer, changes: Values = {}): Values => {
  const { isAdmin, ...rest } = spellPerson(row(person));
  return {
    userId: String(person.id),
    opened: JSON.stringify(spellPerson(row(person))),
    ...rest,
    ...(isAdmin ? { isAdmin } : {}),
    ...changes,
  };
};
const without = ({ isAdmin, ...values }: Values) => values;
/** Nothing changed: no audit row, no other version. */
async function unchanged(person: Viewer, answer: Promise<FormState | string>) {
  const before = [events().length, row(person)];
  const state = await answer;
  expect([events().length, row(person)]).toEqual(before);
  return state as FormState;
}

describe('a person is edited', () => {
  test('with one audit row that says before and after', async () => {
    const before = events().length;
    expect(
      await post(changePerson, typed(wang, { name: '王 磊', login: 'wl', role: 'supervisor', isAdmin: 'on' })),
    ).toBe('to /settings/people');
    expect(row(wang)).toMatchObject({ name: '王 磊', loginKey: 'wl', role: 'supervisor', teamId: east, isAdmin: true });
    expect(events()).toHaveLength(before + 1);
    expect(events().at(-1)).toMatchObject({
      action: 'user.edited',
      actorId: admin.id,
      objectId: wang.id,
      details: {
        before: { name: '王磊', login: '王磊', role: 'rep', isAdmin: false },
        after: { name: '王 磊', login: 'wl', role: 'supervisor', isAdmin: true },
      },
    });
  });

  test('明文导出 is given and taken back, and the trail says so', async () => {
    await post(changePerson, typed(wang, { exportsClear: 'on' }));
    expect([holdsClearExport(wang), holdsClearExport(li)]).toEqual([true, false]);
    expect(events().at(-1)?.details).toEqual({ before: { exportsClear: false }, after: { exportsClear: true } });
    const clashing = typed(wang, { exportsClear: '' });
    await post(changePerson, typed(wang, { exportsClear: '' }));
    expect(holdsClearExport(wang)).toBe(false);
    // Another admin who wanted the same has nothing left to do.
    expect((await unchanged(wang, post(changePerson, clashing))).message).toBe('没有改动');
    const asked = post(changePerson, typed(wang, { exportsClear: 'on' }), tokens.苏晴);
    expect((await unchanged(wang, asked)).message).toContain('没有这条记录');
  });

  test('the address single sign-on knows them by is one person’s, whatever its case, and masked in the trail', async () => {
    await post(changePerson, typed(wang, { email: ' Wang.Lei@Example.com ' }));
    expect(row(wang)).toMatchObject({ email: 'Wang.Lei@Example.com', emailKey: 'wang.lei@example.com' });
    expect(events().at(-1)?.details).toEqual({ before: { email: null }, after: { email: 'Wan***@Example.com' } });
    const taken = await unchanged(li, post(changePerson, typed(li, { email: 'wang.lei@EXAMPLE.com' })));
    expect(taken.errors.email).toEqual(['这个邮箱已填在另一个人名下']);
    const wrong = await unchanged(li, post(changePerson, typed(li, { email: 'wang.lei' })));
    expect(wrong.errors.email).toEqual(['邮箱写得不对，例如 name@example.com']);
    await post(changePerson, typed(wang, { email: '' }));
    expect(row(wang)).toMatchObject({ email: null, emailKey: null });
  });

  test('and is somebody else at the very next request', async () => {
    await post(changePerson, typed(su, { role: 'rep', teamId: String(south) }));
    expect(viewerOfSession(db, tokens.苏晴 as string)).toMatchObject({ role: 'rep', teamId: south });
  });

  test.each<[string, Values, string]>([
    ['a rep without a team', { teamId: '' }, 'teamId'],
    ['a supervisor without a team', { role: 'supervisor', teamId: '' }, 'teamId'],
    ['in a team there isn’t', { teamId: '99' }, 'teamId'],
    ['with somebody’s sign-in name', { login: '苏晴' }, 'login'],
  ])('never %s', async (_name, changes, field) => {
    const state = await unchanged(wang, post(changePerson, typed(wang, changes)));
    expect(Object.keys(state.errors)).toEqual([field]);
  });

  test('who becomes manager is in no team any more', async () => {
    await post(changePerson, typed(su, { role: 'manager' }));
    expect(row(su)).toMatchObject({ role: 'manager', teamId: null });
  });

  test('two admins’ changes of different fields are both kept, of one field asked about', async () => {
    const stale = typed(wang, { login: 'wanglei' });
    const clashing = typed(wang, { name: '王大磊' });
    await post(changePerson, typed(wang, { name: '王小磊' }));
    await post(changePerson, stale);
    expect(row(wang)).toMatchObject({ name: '王小磊', login: 'wanglei' });
    const state = await unchanged(wang, post(changePerson, clashing));
    expect(state.errors.name?.[0]).toContain('王小磊');
  });

  test('by an admin only: for others there is no such person', async () => {
    for (const name of ['苏晴', '王磊']) {
      const state = await unchanged(li, post(changePerson, typed(li, { role: 'manager' }), tokens[name]));
      expect(state.message).toContain('没有这条记录');
    }
    signedIn.token = tokens.林一鸣 as string;
    expect((await unchanged(li, post(changePerson, typed(li, { userId: '999' })))).message).toContain('没有这条记录');
  });
});

describe('the last admin', () => {
  test('keeps the flag and the role', async () => {
    expect((await unchanged(admin, post(changePerson, without(typed(admin))))).message).toContain('最后一个系统管理员');
    const lowered = typed(admin, { role: 'rep', teamId: String(east) });
    expect((await unchanged(admin, post(changePerson, lowered))).message).toContain('最后一个系统管理员');
  });

  test.each(['each other', 'themselves'])('stays when two drop %s at the same moment', async (whom) => {
    const second = await write((tx) => makePerson(tx, '唐悦', 'manager', null, true));
    tokens.唐悦 = await write((tx) => sessionOf(tx, second));
    const [first, other] = whom === 'each other' ? [second, admin] : [admin, second];
    const forms = [without(typed(first)), without(typed(other))] as const;
    // The token is read when the action begins, before anything is awaited.
    await Promise.all([post(changePerson, forms[0], tokens.林一鸣), post(changePerson, forms[1], tokens.唐悦)]);
    const left = db
      .select()
      .from(users)
      .where(and(eq(users.isAdmin, true), eq(users.status, 'active')))
      .all();
    expect(left).toHaveLength(1);
  });
});

describe('whoever is admin but no manager', () => {
  let clerk: string;
  beforeEach(async () => {
    clerk = await write((tx) => sessionOf(tx, makePerson(tx, '何川', 'rep', east, true)));
  });

  test.each<[string, () => [Viewer, Values]]>([
    ['changes no manager', () => [admin, typed(admin, { name: '林二鸣' })]],
    ['makes nobody a manager', () => [wang, typed(wang, { role: 'manager' })]],
  ])('%s while a manager is admin', async (_name, make) => {
    const [person, values] = make();
    expect((await unchanged(person, post(changePerson, values, clerk))).message).toContain('部门经理');
  });

  test('does when there is no such manager', async () => {
    await post(changePerson, without(typed(admin)));
    expect(await post(changePerson, typed(wang, { role: 'manager' }), clerk)).toBe('to /settings/people');
  });
});

describe('moving to another team', () => {
  let own: number;
  let lis: number;
  beforeEach(async () => {
    await write((tx) => {
      const file = (name: string, ownerId: number) =>
        insertCustomer(tx, { code: null, name, ownerId, filedOn: '2026-01-05', stage: 'won', createdBy: admin.id });
      [own, lis] = [file('澜石电子', wang.id), file('禾木家具', li.id)];
      for (const id of [own, lis]) scheduleNext(tx, id, 'filed');
      insertTask(tx, { customerId: own, assigneeId: li.id, kind: 'manual', dueOn: '2026-04-20' });
      insertTask(tx, { customerId: lis, assigneeId: wang.id, kind: 'manual', dueOn: '2026-04-21' });
      insertSale(tx, {
        orderNumber: 'A1',
        customerId: own,
        productName: '泵',
        amountFen: 100_00 as Fen,
        dealOn: '2026-02-01',
        dueOn: '2026-03-01',
        review: 'approved',
        salespersonId: wang.id,
      });
      for (const month of ['2026-03', '2026-04'])
        tx.insert(targets)
          .values({
            month,
            layer: 'person',
            userId: wang.id,
            teamId: east,
            amountFen: 500_00 as Fen,
            updatedAt: '2026-02-01T00:00:00.000Z',
          })
          .run();
    });
  });
  const customer = (id: number) => db.select().from(customers).where(eq(customers.id, id)).get();
  const open = (id: number) => db.select().from(followUpTasks).where(eq(followUpTasks.customerId, id)).all();

  test('asks what becomes of the customers, and writes nothing until it is said', async () => {
    const state = await unchanged(wang, post(changePerson, typed(wang, { teamId: String(south) })));
    expect(state.errors).toEqual({ customers: ['名下有 1 个客户，选一下去向'] });
    expect(customer(own)).toMatchObject({ ownerId: wang.id, teamId: east });
  });

  test('along: customers, open tasks and targets to come go; past sales and targets stay', async () => {
    const before = events().length;
    await post(changePerson, typed(wang, { teamId: String(south), customers: 'along' }));
    expect(customer(own)).toMatchObject({ ownerId: wang.id, teamId: south });
    expect(customer(lis)).toMatchObject({ ownerId: li.id, teamId: east });
    expect(db.select().from(ownerChanges).all()).toMatchObject([
      { customerId: own, kind: 'moved', fromOwnerId: wang.id, fromTeamId: east, toOwnerId: wang.id, toTeamId: south },
    ]);
    // Nobody keeps a task of a customer they don't see.
    expect(new Set(open(own).map((task) => task.assigneeId))).toEqual(new Set([wang.id]));
    expect(new Set(open(lis).map((task) => task.assigneeId))).toEqual(new Set([li.id]));
    expect(db.select({ teamId: sales.teamId }).from(sales).all()).toEqual([{ teamId: east }]);
    expect(db.select({ month: targets.month, teamId: targets.teamId }).from(targets).all()).toEqual([
      { month: '2026-03', teamId: east },
      { month: '2026-04', teamId: south },
    ]);
    expect(events()).toHaveLength(before + 1);
    expect(events().at(-1)?.details).toEqual({
      before: { teamId: east },
      after: { teamId: south },
      customersAlong: 1,
      tasksHandedBack: 1,
      targetsAlong: 1,
    });
  });

  test('stay: they wait under the old team, with a task for its supervisor', async () => {
    const before = events().length;
    await post(changePerson, typed(wang, { teamId: String(south), customers: 'stay' }));
    expect(customer(own)).toMatchObject({ ownerId: null, teamId: east });
    expect(row(wang).teamId).toBe(south);
    const tasks = open(own);
    expect(new Set(tasks.map((task) => task.assigneeId))).toEqual(new Set([su.id]));
    expect(db.select().from(ownerChanges).all()).toMatchObject([
      { customerId: own, kind: 'moved', fromOwnerId: wang.id, toOwnerId: null, toTeamId: east, changedBy: admin.id },
    ]);
    expect(db.select().from(notifications).all()).toMatchObject([
      { userId: wang.id, kind: 'customersGiven', data: { by: '林一鸣', count: 1 } },
      { userId: su.id, kind: 'customersUnassigned', data: { name: '王磊', count: 1 } },
    ]);
    expect(tasks.map((task) => task.objective)).toContain('负责人王磊已调走，安排接手并联系客户');
    expect(events()).toHaveLength(before + 1);
    expect(events().at(-1)?.details).toMatchObject({ customersStayed: 1 });
  });

  test('a supervisor made rep hands back tasks of customers out of sight', async () => {
    await write((tx) => insertTask(tx, { customerId: lis, assigneeId: su.id, kind: 'manual', dueOn: '2026-04-22' }));
    await post(changePerson, typed(su, { role: 'rep' }));
    const his = db.select({ n: count() }).from(followUpTasks).where(eq(followUpTasks.assigneeId, su.id)).get();
    expect(his?.n).toBe(0);
  });
});

test('somebody disabled comes back with the password they had', async () => {
  await write((tx) =>
    tx
      .update(users)
      .set({ status: 'disabled', disabledAt: '2026-03-01T00:00:00.000Z' })
      .where(eq(users.id, li.id))
      .run(),
  );
  expect((await unchanged(li, post(enablePerson, { userId: String(li.id) }, tokens.王磊))).message).toContain(
    '没有这条记录',
  );
  expect(await post(enablePerson, { userId: String(li.id) }, tokens.林一鸣)).toBe('to /settings/people');
  expect(row(li)).toMatchObject({ status: 'active', disabledAt: null });
  expect(events().at(-1)).toMatchObject({ action: 'user.enabled', objectId: li.id });
});
