import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers, ownerChanges } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { notifications } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { figures } from '@/lib/analysis/queries/figures';
import { type Period, parsePeriod } from '@/lib/period';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { makePerson, sessionOf } from '@/lib/testing/people';
import { listAudit } from '../audit/queries';
import { tell } from '../audit/tell';
import { scheduleNext } from '../follow-ups/schedule';
import { insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { moneyToChase } from '../home/queries/overdue';
import { translator } from '../i18n/translator';
import { tellNotification } from '../notifications/tell';
import { disableUser } from '../people/access';
import { contentOf, fileChange } from '../sales/changes';
import { inbox } from '../sales/queries/inbox';
import { rowName } from '../sales/review';
import { reviewSales } from '../sales/review-actions';
import { insertSale } from '../sales/writes';
import { storeSettings } from '../settings/writes';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { saveHandOver } from './actions';
import type { Whereto } from './give';
import { findCustomer } from './queries/customer';
import { previewOf, selectedCustomers } from './queries/hand-over';
import { countCustomers } from './queries/list';
import { timelineOf } from './queries/timeline';
import type { Selection } from './selection';
import { insertCustomer } from './writes';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
const flash = vi.hoisted(() => ({ text: '' }));
vi.mock('../flash', () => ({
  setFlash: async ({ text }: { text: string }) => {
    flash.text = text;
  },
}));
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

const today = '2026-03-31';
let db: Db;
let f: FixtureF;
let tokens: Map<number, string>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  tokens = new Map();
  await write((tx) => {
    for (const viewer of [f.manager, f.supervisor, f.wanglei, f.lina, f.other?.supervisor as Viewer])
      tokens.set(viewer.id, sessionOf(tx, viewer));
    for (const id of Object.values(f.customers)) scheduleNext(tx, id, 'filed');
  });
});

let keys = 0;
/** The action's answer, or where it led. */
async function post(
  viewer: Viewer,
  values: Record<string, string | string[]>,
  action: (state: FormState, form: FormData) => Promise<FormState> = saveHandOver,
): Promise<FormState | string> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: `key ${++keys}` }))
    for (const one of [value].flat()) form.append(name, one);
  signedIn.token = tokens.get(viewer.id) as string;
  try {
    return await action(idle, form);
  } catch (error) {
    return (error as Error).message;
  }
}
/** What the preview shows and the confirmation carries. */
function previewed(viewer: Viewer, selection: Selection, whereto: Whereto) {
  const preview = previewOf(viewer, selectedCustomers(viewer, selection, today), whereto, today);
  const fields: Record<string, string | string[]> = {
    to: whereto.to,
    seen: preview.seen,
    ...(whereto.to === 'people' ? { 'receivers[]': whereto.receivers.map(String) } : {}),
  };
  return { ...preview, fields };
}
const people = (...receivers: Viewer[]): Whereto => ({ to: 'people', receivers: receivers.map(({ id }) => id) });
const rowsOf = (...ids: number[]): Selection => ({ of: 'rows', ids });
const customer = (id: number) => db.select().from(customers).where(eq(customers.id, id)).get();
const events = () => db.select().from(auditEvents).all();
const ofOwner = (viewer: Viewer | null) =>
  db
    .select()
    .from(customers)
    .all()
    .filter(({ ownerId }) => ownerId === (viewer?.id ?? null)).length;
const toldTo = (viewer: Viewer) =>
  db
    .select()
    .from(notifications)
    .where(eq(notifications.userId, viewer.id))
    .all()
    .map((row) => [tellNotification(row, translator()), row.href]);
/** Nothing of it is written. */
async function unchanged(answer: () => Promise<FormState | string>): Promise<FormState> {
  const all = () => [events().length, db.select().from(customers).all(), db.select().from(ownerChanges).all()];
  const before = all();
  const state = await answer();
  expect(all()).toEqual(before);
  return state as FormState;
}
const addCustomers = (owner: Viewer | null, n: number, teamId: number | null = null) =>
  write((tx) =>
    Array.from({ length: n }, (_, i) =>
      insertCustomer(tx, {
        code: null,
        name: `澜石${String(i).padStart(3, '0')}电子`,
        ownerId: owner?.id ?? null,
        teamId,
        filedOn: '2026-01-05',
      }),
    ),
  );

describe('one customer', () => {
  test('goes with its tasks and history; past figures stay; both sides are told; one audit row', async () => {
    const { c002 } = f.customers;
    await write((tx) =>
      insertTask(tx, { customerId: c002, assigneeId: f.wanglei.id, kind: 'manual', dueOn: '2026-04-10' }),
    );
    const { parts, fields } = previewed(f.supervisor, rowsOf(c002), people(f.lina));
    // S2 owes 30,000.
    expect(parts).toMatchObject([{ receiverId: f.lina.id, owedFen: 3_000_000, owing: 1 }]);
    expect(parts[0]?.rows.map(({ id }) => id)).toEqual([c002]);
    const before = events().length;
    expect(await post(f.supervisor, { ...fields, reason: '调整区域' })).toBe(`to /customers/${c002}`);

    expect(customer(c002)).toMatchObject({ ownerId: f.lina.id, teamId: f.team });
    const open = db.select().from(followUpTasks).where(eq(followUpTasks.customerId, c002)).all();
    expect(open.length).toBeGreaterThan(0);
    expect(new Set(open.map(({ assigneeId }) => assigneeId))).toEqual(new Set([f.lina.id]));
    expect(db.select().from(ownerChanges).all()).toMatchObject([
      {
        customerId: c002,
        kind: 'handover',
        fromOwnerId: f.wanglei.id,
        toOwnerId: f.lina.id,
        reason: '调整区域',
        changedBy: f.supervisor.id,
      },
    ]);
    expect(events()).toHaveLength(before + 1);
    expect(events().at(-1)).toMatchObject({
      action: 'customer.handedOver',
      actorId: f.supervisor.id,
      objectId: c002,
      details: {
        handedTo: 'people',
        receivers: [{ userId: f.lina.id, customers: 1 }],
        formerOwners: [{ userId: f.wanglei.id, customers: 1 }],
        customers: [{ customerId: c002 }],
        reason: '调整区域',
      },
    });
    expect(toldTo(f.lina)).toEqual([['赵刚把 1 个客户交给你负责', `/customers/${c002}`]]);
    expect(toldTo(f.wanglei)).toEqual([['赵刚把你名下的 1 个客户移交走了', '/customers']]);
    expect(toldTo(f.supervisor)).toEqual([]);

    // R7: the former owner loses it at once and keeps own figures; the new one sees it all and chases the old debt.
    expect(findCustomer(f.wanglei, c002)).toBeUndefined();
    const amountOf = (viewer: Viewer) => figures(viewer, parsePeriod('2026-Q1') as Period, 'rep').total.amountFen;
    expect(amountOf(f.wanglei)).toBe(15_000_000);
    expect(amountOf(f.lina)).toBe(10_000_000);
    expect(db.select().from(sales).where(eq(sales.id, f.sales.s2)).get()).toMatchObject({
      salespersonId: f.wanglei.id,
      teamId: f.team,
    });
    const history = timelineOf(f.lina, c002, { part: 'all' }).rows;
    expect(history.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['owner', 'sale', 'payment', 'filed']));
    expect(history.find(({ kind }) => kind === 'owner')).toMatchObject({
      day: today,
      row: { kind: 'handover', from: '王磊', to: '李娜', by: '赵刚', reason: '调整区域' },
    });
    const chased = moneyToChase(f.lina, { today, most: 9 });
    expect(JSON.stringify(chased)).toContain('晨川水务');
    expect(JSON.stringify(moneyToChase(f.wanglei, { today, most: 9 }))).not.toContain('晨川水务');
  });

  test('posted by a rep, or by the other team, looks like a missing one', async () => {
    const { fields } = previewed(f.manager, rowsOf(f.customers.c002), people(f.lina));
    for (const viewer of [f.wanglei, f.lina])
      expect((await unchanged(() => post(viewer, fields))).message).toContain('没有这条记录');
    const theirs = { ...fields, 'receivers[]': [String(f.other?.rep.id)] };
    const missing = { ...theirs, seen: '99999.1' };
    const answers = [];
    for (const values of [theirs, missing])
      answers.push((await unchanged(() => post(f.other?.supervisor as Viewer, values))).message);
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('没有这条记录');
  });

  test('with a change of a sale waiting: it goes, and the change is approved for who sold', async () => {
    const { s2 } = f.sales;
    await write((tx) => {
      const { customerName, ...content } = contentOf(tx, s2);
      fileChange(tx, f.wanglei, {
        ...{ saleId: s2, kind: 'edit', reason: '多订' },
        content: { ...content, amountFen: 6_000_000 as Fen },
      });
    });
    await post(f.supervisor, previewed(f.supervisor, rowsOf(f.customers.c002), people(f.lina)).fields);
    expect(customer(f.customers.c002)?.ownerId).toBe(f.lina.id);
    const [row] = inbox(f.supervisor, {});
    await post(f.supervisor, { 'rows[]': [rowName(row as NonNullable<typeof row>)], decision: 'approve' }, reviewSales);
    expect(db.select().from(sales).where(eq(sales.id, s2)).get()).toMatchObject({
      amountFen: 6_000_000,
      salespersonId: f.wanglei.id,
      customerId: f.customers.c002,
    });
  });
});

describe('many', () => {
  test('in turn to several: evenly, by name, each receiver told once', async () => {
    await addCustomers(f.wanglei, 7);
    const third = await write((tx) => makePerson(tx, '苏晴', 'rep', f.team));
    // 7 and C002 of 王磊, C001 and C003 stay with 李娜, who is a receiver.
    const { parts, staying, fields } = previewed(f.supervisor, { of: 'filter', filter: {} }, people(f.lina, third));
    expect(parts.map(({ rows }) => rows.length)).toEqual([4, 4]);
    expect(staying.map(({ code }) => code)).toEqual(['C001', 'C003']);
    const before = events().length;
    expect(await post(f.supervisor, fields)).toBe('to /customers');
    expect(events()).toHaveLength(before + 1);
    expect([ofOwner(f.wanglei), ofOwner(f.lina), ofOwner(third)]).toEqual([0, 6, 4]);
    for (const { receiverId, rows } of parts) for (const { id } of rows) expect(customer(id)?.ownerId).toBe(receiverId);
    expect(toldTo(third)).toEqual([['赵刚把 4 个客户交给你负责', '/customers']]);
    expect(toldTo(f.wanglei)).toEqual([['赵刚把你名下的 8 个客户移交走了', '/customers']]);
    const page = listAudit(f.manager, { kind: 'customers' });
    const told = tell(page.rows[0] as (typeof page.rows)[0], {
      ...{ viewer: f.manager, names: page.names, showsFilters: true, t: translator() },
    });
    expect(told).toMatchObject({ what: '移交客户', object: { name: '8 项' } });
    expect(JSON.stringify(told.facts)).toContain('李娜 4；苏晴 4');
  });

  test('500 customers of one person, archived and lost ones too, in one transaction', async () => {
    const ids = await addCustomers(f.wanglei, 500);
    await write((tx) => {
      for (const id of ids) scheduleNext(tx, id, 'filed');
      tx.update(customers)
        .set({ archivedAt: '2026-03-01T00:00:00.000Z' })
        .where(inArray(customers.id, ids.slice(0, 3)))
        .run();
      tx.update(customers)
        .set({ stage: 'lost' })
        .where(inArray(customers.id, ids.slice(3, 6)))
        .run();
    });
    const { total, fields } = previewed(
      f.manager,
      { of: 'person', userId: f.wanglei.id },
      people(f.lina, f.supervisor),
    );
    expect(total).toBe(501);
    const before = events().length;
    await post(f.manager, fields);
    expect(ofOwner(f.wanglei)).toBe(0);
    expect([ofOwner(f.lina), ofOwner(f.supervisor)]).toEqual([2 + 251, 250]);
    expect(events()).toHaveLength(before + 1);
    const mine = db.select().from(followUpTasks).where(eq(followUpTasks.assigneeId, f.wanglei.id)).all();
    expect(mine).toEqual([]);
  }, 60_000);

  test('two people at once: what the first moved is named and left alone', async () => {
    const [a, b, c] = (await addCustomers(f.wanglei, 3)) as [number, number, number];
    const first = previewed(f.manager, rowsOf(a, b), people(f.lina));
    const second = previewed(f.supervisor, rowsOf(a, b, c), people(f.supervisor));
    await post(f.manager, first.fields);
    const answer = await post(f.supervisor, second.fields);
    expect(answer).toBe(`to /customers/hand-over?row=${a}&row=${b}&to=people&receivers%5B%5D=${f.supervisor.id}`);
    expect(flash.text).toContain('已移交 1 个。2 个在预览之后有变动');
    expect(flash.text).toContain('澜石000电子、澜石001电子');
    expect([a, b, c].map((id) => customer(id)?.ownerId)).toEqual([f.lina.id, f.lina.id, f.supervisor.id]);
    // The same form once more, after everything changed.
    const state = await unchanged(() => post(f.supervisor, second.fields));
    expect(state).toMatchObject({ status: 'refused' });
    expect(state.message).toContain('没有移交');
  });

  test('a supervisor’s selection with others’ ids: those look like missing ones', async () => {
    const [theirs] = (await addCustomers(f.other?.rep as Viewer, 1)) as [number];
    const { c002 } = f.customers;
    expect(selectedCustomers(f.supervisor, rowsOf(c002, theirs, 99999), today).map(({ id }) => id)).toEqual([c002]);
    const fields = previewed(f.supervisor, rowsOf(c002), people(f.lina)).fields;
    await post(f.supervisor, { ...fields, seen: `${fields.seen},${theirs}.1,99999.1` });
    expect(flash.text).toContain('2 个找不到了');
    expect(flash.text).not.toContain('澜石');
    expect(customer(c002)?.ownerId).toBe(f.lina.id);
    expect(customer(theirs)?.ownerId).toBe(f.other?.rep.id);
  });

  test('across teams only the manager; a manager may be the receiver, without a team', async () => {
    const { c002 } = f.customers;
    const across = previewed(f.manager, rowsOf(c002), people(f.other?.rep as Viewer)).fields;
    const refused = await unchanged(() => post(f.supervisor, across));
    expect(refused.message).toContain('换一个');
    await post(f.manager, across);
    expect(customer(c002)).toMatchObject({ ownerId: f.other?.rep.id, teamId: f.other?.team });
    await post(f.manager, previewed(f.manager, rowsOf(c002), people(f.manager)).fields);
    expect(customer(c002)).toMatchObject({ ownerId: f.manager.id, teamId: null });
    expect(findCustomer(f.supervisor, c002)).toBeUndefined();
  });

  test.each(['disabled', 'moved'])('a receiver %s since the preview stops it all', async (how) => {
    const { fields } = previewed(
      f.supervisor,
      rowsOf(f.customers.c001, f.customers.c002),
      people(f.supervisor, f.lina),
    );
    await write((tx) =>
      how === 'disabled'
        ? disableUser(tx, f.manager, f.lina.id)
        : tx
            .update(users)
            .set({ teamId: f.other?.team ?? null })
            .where(eq(users.id, f.lina.id))
            .run(),
    );
    const state = await unchanged(() => post(f.supervisor, fields));
    expect(state.message).toContain('刚停用或调走');
  });

  test('the receiver is the present owner: there is nothing to do', async () => {
    const { total, staying, fields } = previewed(f.supervisor, rowsOf(f.customers.c002), people(f.wanglei));
    expect([total, staying.length]).toEqual([0, 1]);
    const version = customer(f.customers.c002)?.version;
    const state = await unchanged(() => post(f.supervisor, { ...fields, seen: `${f.customers.c002}.${version}` }));
    expect(state.status).toBe('refused');
  });
});

describe('without an owner', () => {
  test('待分配 keeps the team; the supervisor has the tasks and is told', async () => {
    const { c002 } = f.customers;
    await write((tx) =>
      insertTask(tx, { customerId: c002, assigneeId: f.wanglei.id, kind: 'manual', dueOn: '2026-04-10' }),
    );
    await post(f.manager, previewed(f.manager, rowsOf(c002), { to: 'unassigned' }).fields);
    expect(customer(c002)).toMatchObject({ ownerId: null, teamId: f.team, pooledAt: null });
    const open = db
      .select()
      .from(followUpTasks)
      .where(and(eq(followUpTasks.customerId, c002), eq(followUpTasks.status, 'open')))
      .all();
    expect(open.map(({ objective, assigneeId }) => [objective, assigneeId])).toEqual([
      ['负责人王磊不再负责，安排接手并联系客户', f.supervisor.id],
      [null, f.supervisor.id],
    ]);
    expect(toldTo(f.supervisor)).toEqual([['王磊的 1 个客户待分配', '/customers?owner=none']]);
    const asked = { filter: { owner: 'none' }, today, supervisorsSeeClear: false };
    expect(countCustomers(f.supervisor, asked)).toBe(1);

    // From there it is assigned.
    await post(f.supervisor, previewed(f.supervisor, rowsOf(c002), people(f.lina)).fields);
    expect(db.select().from(ownerChanges).all().at(-1)).toMatchObject({ kind: 'assigned', toOwnerId: f.lina.id });
    expect(countCustomers(f.supervisor, asked)).toBe(0);
    expect(flash.text).toMatch(/ 已移交给李娜$/);
    // What was promised goes on; finding somebody is over.
    const tasks = db.select().from(followUpTasks).where(eq(followUpTasks.customerId, c002)).all();
    expect(tasks.filter((task) => task.kind === 'manual').map((task) => [task.status, task.assigneeId])).toEqual([
      ['cancelled', f.supervisor.id],
      ['open', f.lina.id],
    ]);
    expect(tasks.find((task) => task.status === 'cancelled')?.cancelReason).toBe('已有负责人');
  });

  test('to the pool only while there is one', async () => {
    const [c002 = 0] = await addCustomers(f.wanglei, 1);
    const { fields } = previewed(f.supervisor, rowsOf(c002), { to: 'pool' });
    expect((await unchanged(() => post(f.supervisor, fields))).message).toContain('公海没有开启');
    await write((tx) => storeSettings(tx, { pool: true }, null));
    expect(await post(f.supervisor, fields)).toBe('to /customers');
    expect(customer(c002)).toMatchObject({ ownerId: null, teamId: null });
    expect(customer(c002)?.pooledAt).not.toBeNull();
    expect(db.select().from(ownerChanges).all().at(-1)).toMatchObject({ kind: 'released', toOwnerId: null });
    const asked = { filter: { owner: 'none' }, today, supervisorsSeeClear: false };
    // What is in the pool doesn't wait to be assigned.
    expect(countCustomers(f.manager, asked)).toBe(0);
  });

  test('nothing to the pool that owes money or waits for review, as in 退回公海', async () => {
    await write((tx) => storeSettings(tx, { pool: true }, null));
    const { c002, c003 } = f.customers;
    const [free = 0, waits = 0] = await addCustomers(f.wanglei, 2);
    await write((tx) =>
      insertSale(tx, {
        ...{ orderNumber: 'S90', customerId: waits, productId: null, productName: '压力变送器', quantity: null },
        ...{ unitPrice: null, amountFen: 100 as Fen, dealOn: today, salespersonId: f.wanglei.id, review: 'pending' },
        ...{ createdBy: f.wanglei.id },
      }),
    );
    const preview = previewed(f.supervisor, rowsOf(c002, c003, free, waits), { to: 'pool' });
    expect(preview.kept.map(({ id }) => id).sort()).toEqual([c002, c003, waits].sort());
    expect(preview.parts[0]?.rows.map(({ id }) => id)).toEqual([free]);
    // Posted all the same, as if they had been free when they were looked at.
    const seen = [c002, waits, free].map((id) => `${id}.${customer(id)?.version}`).join(',');
    await post(f.supervisor, { ...preview.fields, seen });
    expect([c002, waits, free].map((id) => customer(id)?.pooledAt !== null)).toEqual([false, false, true]);
    expect(flash.text).toContain('已移交 1 个。2 个');
    const state = await unchanged(() =>
      post(f.supervisor, { ...preview.fields, seen: `${c002}.${customer(c002)?.version}` }),
    );
    expect(state.status).toBe('refused');
  });

  test.each<[string, Record<string, string | string[]>]>([
    ['nowhere', { to: '' }],
    ['to nobody', { 'receivers[]': [] }],
    ['nothing', { seen: '' }],
    ['the same one twice', { seen: '1.1,1.1' }],
  ])('never %s', async (_name, changes) => {
    const { fields } = previewed(f.supervisor, rowsOf(f.customers.c002), people(f.lina));
    const state = await unchanged(() => post(f.supervisor, { ...fields, ...changes }));
    expect(state.status).toBe('refused');
  });
});
