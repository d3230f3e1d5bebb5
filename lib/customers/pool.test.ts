import { desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { collaborators, customers, ownerChanges } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { notifications } from '@/db/schema/notifications';
import { freshDatabase } from '@/db/test-db';
import { insertTask } from '../follow-ups/writes';
import { type FormState, idle } from '../form-state';
import { unassignedCount } from '../home/queries/unassigned';
import { translator } from '../i18n/translator';
import { tellNotification } from '../notifications/tell';
import { insertSale } from '../sales/writes';
import { visible } from '../scope';
import { storeSettings } from '../settings/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { signedIn } from '../testing/outside';
import { sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { archive, assign, claim, release } from './actions';
import { parsePoolFilter } from './pool-filters';
import { exactDuplicates } from './queries/duplicates';
import { listCustomers } from './queries/list';
import { pickCustomers } from './queries/pick';
import { claimsOf, countPool, findPooled, listPool, poolReceivers } from './queries/pool';
import { insertContact, insertCustomer } from './writes';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
vi.mock('../flash', async () => (await import('../testing/outside')).flash);
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
let keys = 0;
/** What somebody is answered: the message, or where it led. */
async function post(viewer: Viewer, action: Action, values: Record<string, string | number>): Promise<string> {
  await write((tx) => {
    signedIn.token = sessionOf(tx, viewer);
  });
  keys += 1;
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: `key ${keys}` })) form.set(name, String(value));
  try {
    const state = await action(idle, form);
    return Object.values(state.errors).flat()[0] ?? state.message ?? '';
  } catch (error) {
    return (error as Error).message;
  }
}

const clock = process.env.KEJI_CLOCK;
const on = (day: Day) => {
  process.env.KEJI_CLOCK = `${day}T04:00:00.000Z`;
};
let db: Db;
let f: FixtureF & { other: NonNullable<FixtureF['other']> };
beforeEach(async () => {
  db = freshDatabase();
  f = (await loadFixtureF({ otherTeam: true })) as typeof f;
  await write((tx) => storeSettings(tx, { pool: true }, null));
});
afterEach(() => {
  process.env.KEJI_CLOCK = clock;
});

let made = 0;
/** A customer without sales: filed for somebody, or put into the pool by the manager. */
async function file(owner: Viewer, name = `客户${made}`, values: Partial<typeof customers.$inferInsert> = {}) {
  made += 1;
  return write((tx) =>
    insertCustomer(tx, {
      ...values,
      code: `P${made}`,
      name,
      ownerId: owner.id,
      filedOn: '2026-01-05',
      createdBy: owner.id,
    }),
  );
}
async function inPool(name?: string, values: Parameters<typeof file>[2] = {}) {
  const id = await file(f.manager, name, values);
  expect(await post(f.manager, release, { customerId: id, reason: '没有跟上' })).toBe('to /customers/pool');
  return id;
}
const row = (id: number) => db.select().from(customers).where(eq(customers.id, id)).get();
const changesOf = (id: number) =>
  db.select().from(ownerChanges).where(eq(ownerChanges.customerId, id)).orderBy(desc(ownerChanges.id)).all();
const audits = () => db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).all();
const told = (viewer: Viewer) =>
  db
    .select()
    .from(notifications)
    .where(eq(notifications.userId, viewer.id))
    .all()
    .map((one) => tellNotification(one, translator()));
/** Everything a refusal leaves alone; only the sessions of whoever asked are new. */
const state = () => ({
  customers: db.select().from(customers).all(),
  changes: db.select().from(ownerChanges).all(),
  audits: audits().length,
  told: db.select().from(notifications).all(),
  tasks: db.select().from(followUpTasks).all(),
});
const gone = '公海里没有这个客户，可能刚被领走';
const missing = '没有这条记录，可能已被删除或不归你管';

describe('领取', () => {
  test('gives the customer to the claimer, with its history and its follow-ups', async () => {
    const id = await inPool();
    await write((tx) => insertTask(tx, { customerId: id, kind: 'manual', dueOn: '2026-07-01', objective: '送样品' }));
    const before = audits().length;
    expect(await post(f.wanglei, claim, { customerId: id })).toBe(`to /customers/${id}`);
    expect(row(id)).toMatchObject({ ownerId: f.wanglei.id, teamId: f.team, pooledAt: null });
    expect(changesOf(id)[0]).toMatchObject({ kind: 'claimed', toOwnerId: f.wanglei.id, changedBy: f.wanglei.id });
    expect(audits()).toHaveLength(before + 1);
    expect(audits()[0]).toMatchObject({ action: 'customer.claimed', objectId: id, actorId: f.wanglei.id });
    const tasks = db.select().from(followUpTasks).where(eq(followUpTasks.customerId, id)).all();
    expect(tasks.map(({ kind, assigneeId }) => [kind, assigneeId]).toSorted()).toEqual([
      ['automatic', f.wanglei.id],
      ['manual', f.wanglei.id],
    ]);
    expect(listPool(f.wanglei, {}).rows).toEqual([]);
  });

  test('of two at once exactly one has it; the other is answered as if it never was there', async () => {
    const id = await inPool();
    const tokens = await write((tx) => [f.wanglei, f.other.rep].map((one) => sessionOf(tx, one)));
    const answers = await Promise.all(
      tokens.map(async (token, n) => {
        signedIn.token = token;
        const form = new FormData();
        form.set('customerId', String(id));
        form.set('_key', `both ${n}`);
        return claim(idle, form)
          .then(({ message }) => message)
          .catch((error: Error) => error.message);
      }),
    );
    expect(answers.toSorted()).toEqual([`to /customers/${id}`, gone].toSorted());
    expect(changesOf(id).filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    expect(await post(f.lina, claim, { customerId: 999_999 })).toBe(gone);
  });

  test('has a cap for each calendar month, of claims alone', async () => {
    await write((tx) => storeSettings(tx, { poolClaimsPerMonth: 2 }, null));
    const ids = [await inPool(), await inPool(), await inPool(), await inPool()] as const;
    // What a supervisor gives doesn't count.
    await post(f.supervisor, assign, { customerId: ids[3], ownerId: f.wanglei.id });
    expect(claimsOf(f.wanglei)).toEqual({ left: 2, most: 2, again: '2026-04-01' });
    await post(f.wanglei, claim, { customerId: ids[0] });
    await post(f.wanglei, claim, { customerId: ids[1] });
    // Putting one back wins no claim back.
    await post(f.wanglei, release, { customerId: ids[1], reason: '做不了' });
    const before = state();
    expect(await post(f.wanglei, claim, { customerId: ids[2] })).toBe('本月的 2 个已领完，2026-04-01 起可以再领');
    expect(state()).toEqual(before);
    // Somebody else's month is their own; on the last day of the month nothing changes yet.
    expect(claimsOf(f.lina).left).toBe(2);
    on('2026-04-01');
    expect(claimsOf(f.wanglei)).toEqual({ left: 2, most: 2, again: '2026-05-01' });
    expect(await post(f.wanglei, claim, { customerId: ids[2] })).toBe(`to /customers/${ids[2]}`);
  });

  test('counts the month in the company’s time zone', async () => {
    await write((tx) => storeSettings(tx, { poolClaimsPerMonth: 1 }, null));
    const [one, two] = [await inPool(), await inPool()];
    // 2026-03-31 23:59 and 2026-04-01 00:00 in Shanghai.
    process.env.KEJI_CLOCK = '2026-03-31T15:59:59.000Z';
    await post(f.wanglei, claim, { customerId: one });
    expect(claimsOf(f.wanglei).left).toBe(0);
    process.env.KEJI_CLOCK = '2026-03-31T16:00:00.000Z';
    expect(await post(f.wanglei, claim, { customerId: two })).toBe(`to /customers/${two}`);
  });

  test('by whoever had it waits for the cool-off, to the day', async () => {
    const id = await file(f.wanglei);
    await post(f.wanglei, release, { customerId: id, reason: '没有进展' });
    const before = state();
    expect(await post(f.wanglei, claim, { customerId: id })).toBe('你是原负责人，2026-04-30 起才能领回');
    expect(state()).toEqual(before);
    expect(listPool(f.wanglei, {}).rows[0]?.claimableOn).toBe('2026-04-30');
    expect(listPool(f.lina, {}).rows[0]?.claimableOn).toBeNull();
    on('2026-04-29');
    expect(await post(f.wanglei, claim, { customerId: id })).toBe('你是原负责人，2026-04-30 起才能领回');
    on('2026-04-30');
    expect(await post(f.wanglei, claim, { customerId: id })).toBe(`to /customers/${id}`);
  });

  test('waits too after somebody else had it meanwhile; no cool-off is none', async () => {
    const id = await file(f.wanglei);
    await post(f.wanglei, release, { customerId: id, reason: '没有进展' });
    await post(f.lina, claim, { customerId: id });
    await post(f.lina, release, { customerId: id, reason: '不合适' });
    expect(await post(f.wanglei, claim, { customerId: id })).toContain('2026-04-30');
    await write((tx) => storeSettings(tx, { poolCoolOffDays: 0 }, null));
    expect(await post(f.wanglei, claim, { customerId: id })).toBe(`to /customers/${id}`);
  });

  test('is for reps and supervisors; what isn’t in the pool looks like what isn’t there', async () => {
    const [pooled, theirs] = [await inPool(), await file(f.other.rep)];
    const before = state();
    expect(await post(f.manager, claim, { customerId: pooled })).toBe(missing);
    expect(await post(f.manager, claim, { customerId: 999_999 })).toBe(missing);
    expect(await post(f.wanglei, claim, { customerId: theirs })).toBe(gone);
    expect(state()).toEqual(before);
    expect(await post(f.supervisor, claim, { customerId: pooled })).toBe(`to /customers/${pooled}`);
  });
});

describe('分配', () => {
  test('by a supervisor to the own team, who is told; no cap and no cool-off', async () => {
    await write((tx) => storeSettings(tx, { poolClaimsPerMonth: 1 }, null));
    const id = await file(f.wanglei, '宁远水泵');
    await post(f.wanglei, release, { customerId: id, reason: '没有进展' });
    await post(f.wanglei, claim, { customerId: await inPool() });
    const before = audits().length;
    expect(await post(f.supervisor, assign, { customerId: id, ownerId: f.wanglei.id })).toBe('to /customers/pool');
    expect(row(id)).toMatchObject({ ownerId: f.wanglei.id, teamId: f.team, pooledAt: null });
    expect(changesOf(id)[0]).toMatchObject({ kind: 'assigned', toOwnerId: f.wanglei.id, changedBy: f.supervisor.id });
    expect(audits()).toHaveLength(before + 1);
    expect(audits()[0]).toMatchObject({ action: 'customer.assigned', details: { after: { ownerId: f.wanglei.id } } });
    expect(told(f.wanglei)).toEqual(['赵刚把公海里的 宁远水泵 分配给你负责']);
  });

  test('reaches as far as whoever assigns: own team, anybody, nobody', async () => {
    const id = await inPool();
    const names = (viewer: Viewer) =>
      poolReceivers(viewer)
        .map(({ name }) => name)
        .toSorted();
    expect(names(f.supervisor)).toEqual(['李娜', '王磊']);
    expect(names(f.manager)).toEqual(['刘建国', '周敏', '孙涛', '李娜', '王磊', '赵刚'].toSorted());
    expect(names(f.wanglei)).toEqual([]);
    const before = state();
    // Not to another team, not past one's own cap, not by a rep; and not a customer that isn't in the pool.
    for (const ownerId of [f.other.rep.id, f.supervisor.id, 999_999])
      expect(await post(f.supervisor, assign, { customerId: id, ownerId })).toBe('请选在职的同事');
    expect(await post(f.wanglei, assign, { customerId: id, ownerId: f.wanglei.id })).toBe(missing);
    const { c001 } = f.customers;
    expect(await post(f.manager, assign, { customerId: c001, ownerId: f.wanglei.id })).toBe(gone);
    expect(await post(f.manager, assign, { customerId: 999_999, ownerId: f.wanglei.id })).toBe(gone);
    expect(state()).toEqual(before);
    // A manager who takes it over tells nobody.
    await post(f.manager, assign, { customerId: id, ownerId: f.manager.id });
    expect(row(id)?.ownerId).toBe(f.manager.id);
    expect(told(f.manager)).toEqual([]);
  });
});

describe('退回公海', () => {
  test('by the owner: no owner, no team, no 协同人, follow-ups with nobody, one row of each', async () => {
    const id = await file(f.wanglei, '宁远水泵');
    await write((tx) => {
      insertTask(tx, { customerId: id, assigneeId: f.wanglei.id, kind: 'automatic', dueOn: '2026-04-02' });
      insertTask(tx, {
        customerId: id,
        assigneeId: f.wanglei.id,
        kind: 'manual',
        dueOn: '2026-04-02',
        objective: '报价',
      });
      tx.insert(collaborators)
        .values({ customerId: id, userId: f.other.rep.id, addedAt: '2026-03-01T00:00:00.000Z' })
        .run();
    });
    const before = audits().length;
    expect(await post(f.wanglei, release, { customerId: id, reason: '  换了  采购负责人 ' })).toBe(
      'to /customers/pool',
    );
    expect(row(id)).toMatchObject({ ownerId: null, teamId: null, pooledAt: expect.any(String) });
    expect(changesOf(id)).toHaveLength(1);
    expect(changesOf(id)[0]).toMatchObject({
      ...{ kind: 'released', fromOwnerId: f.wanglei.id, toOwnerId: null, changedOn: '2026-03-31' },
      reason: expect.stringContaining('采购负责人'),
    });
    expect(audits()).toHaveLength(before + 1);
    expect(audits()[0]).toMatchObject({ action: 'customer.released', details: { before: { ownerId: f.wanglei.id } } });
    const tasks = db.select().from(followUpTasks).where(eq(followUpTasks.customerId, id)).all();
    expect(tasks.map(({ kind, assigneeId, status }) => [kind, assigneeId, status])).toEqual([['manual', null, 'open']]);
    expect(db.select().from(collaborators).all()).toEqual([]);
    expect(told(f.wanglei)).toEqual([]);
    expect(listPool(f.lina, {}).rows[0]).toMatchObject({ id, since: '2026-03-31', why: 'released' });
  });

  test('by the supervisor or a manager tells the owner', async () => {
    const [one, two] = [await file(f.wanglei, '宁远水泵'), await file(f.wanglei, '宁远阀门')];
    await post(f.supervisor, release, { customerId: one, reason: '没有跟上' });
    await post(f.manager, release, { customerId: two, reason: '没有跟上' });
    expect(told(f.wanglei)).toEqual(['赵刚把你的客户 宁远水泵 退回了公海', '刘建国把你的客户 宁远阀门 退回了公海']);
  });

  test('asks a reason, and not while money is owed or a sale waits', async () => {
    const id = await file(f.wanglei);
    const before = state();
    expect(await post(f.wanglei, release, { customerId: id, reason: '   ' })).toBe('写一句为什么退回');
    expect(await post(f.wanglei, release, { customerId: f.customers.c002, reason: '难做' })).toBe(
      '还有 1 笔应收共 30,000.00 元没收回，退回后没人催收。收清再退，或请主管移交给同事',
    );
    expect(state()).toEqual(before);
    await write((tx) =>
      insertSale(tx, {
        ...{ orderNumber: 'W1', customerId: id, productId: f.product, productName: '压力变送器' },
        ...{ quantity: null, unitPrice: null, amountFen: 100 as Fen, dealOn: '2026-03-30' },
        ...{ salespersonId: f.wanglei.id, review: 'pending', createdBy: f.wanglei.id },
      }),
    );
    expect(await post(f.wanglei, release, { customerId: id, reason: '难做' })).toBe('还有销售在等审核，审核后再退回');
  });

  test('of what isn’t theirs, is archived or is there already looks like what is missing', async () => {
    const [lina, other, pooled, archived] = [
      await file(f.lina),
      await file(f.other.rep),
      await inPool(),
      await file(f.wanglei),
    ];
    await post(f.wanglei, archive, { customerId: archived });
    await write((tx) =>
      // Named as 协同人 one works on it, and has no say in whose it is.
      tx
        .insert(collaborators)
        .values({ customerId: lina, userId: f.wanglei.id, addedAt: '2026-03-01T00:00:00.000Z' })
        .run(),
    );
    const before = state();
    for (const [viewer, customerId] of [
      [f.wanglei, lina],
      [f.wanglei, other],
      [f.wanglei, pooled],
      [f.wanglei, archived],
      [f.wanglei, 999_999],
      [f.supervisor, other],
      [f.manager, pooled],
    ] as const)
      expect(await post(viewer, release, { customerId, reason: '试试' })).toBe(missing);
    expect(state()).toEqual(before);
  });
});

describe('the list', () => {
  test('says what everyone may know and nothing else', async () => {
    const id = await file(f.wanglei, '宁远水泵', { regionId: f.regions.south, level: 'potential' });
    await write((tx) =>
      insertContact(tx, id, {
        ...{ name: '高敏', title: '采购', phone: '13800000001', wechat: 'gaomin88', email: 'g@ningyuan.test' },
        isPrimary: true,
      }),
    );
    await post(f.wanglei, release, { customerId: id, reason: '没有进展' });
    const [seen] = listPool(f.other.rep, {}).rows;
    expect(seen).toEqual({
      ...{ id, code: row(id)?.code, name: '宁远水泵', industry: null, region: '华南', level: 'potential' },
      ...{ stage: 'contact', lastContactOn: null, pooledAt: row(id)?.pooledAt, since: '2026-03-31' },
      ...{ why: 'released', reason: '没有进展', claimableOn: null },
    });
    // By its contacts it isn't found.
    for (const q of ['13800000001', '高敏', 'gaomin', 'g@ningyuan.test', '王磊'])
      expect(countPool(f.other.rep, { q })).toBe(0);
    for (const q of ['宁远', 'nysb', 'ningyuan', String(row(id)?.code)]) expect(countPool(f.other.rep, { q })).toBe(1);
  });

  test('keeps why somebody was handed over or left to those it was meant for', async () => {
    const id = await inPool();
    await write((tx) =>
      tx.update(ownerChanges).set({ kind: 'left', reason: '因违规离职' }).where(eq(ownerChanges.customerId, id)).run(),
    );
    expect(listPool(f.wanglei, {}).rows[0]).toMatchObject({ why: 'left', reason: null });
  });

  test('narrows by region, industry and level, and pages', async () => {
    const south = await inPool('南一', { regionId: f.regions.south, level: 'key' });
    const east = await inPool('东一', { regionId: f.regions.east });
    const none = await inPool('无区域');
    const found = (filter: Parameters<typeof listPool>[1]) => listPool(f.wanglei, filter).rows.map(({ id }) => id);
    // Who came last stands first.
    expect(found({})).toEqual([none, east, south]);
    expect(found({ region: String(f.regions.south) })).toEqual([south]);
    expect(found({ region: 'none' })).toEqual([none]);
    expect(found({ industry: 'none', level: 'key' })).toEqual([south]);
    expect(found(parsePoolFilter({ region: '1 or 1=1', level: 'best' }))).toEqual([]);
    for (let n = 0; n < 50; n++) await inPool();
    const first = listPool(f.wanglei, {});
    const second = listPool(f.wanglei, { after: first.after as string });
    expect([first.rows.length, second.rows.length]).toEqual([50, 3]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(53);
    expect(countPool(f.wanglei, {}, 40)).toBe(40);
  });

  test('shows no archived customer, nor lets one be taken', async () => {
    const id = await inPool();
    await post(f.manager, archive, { customerId: id });
    expect(listPool(f.wanglei, {}).rows).toEqual([]);
    expect(await post(f.wanglei, claim, { customerId: id })).toBe(gone);
    expect(await post(f.manager, assign, { customerId: id, ownerId: f.wanglei.id })).toBe(gone);
    expect(row(id)?.ownerId).toBeNull();
  });

  test('opens nothing else: page, pickers and duplicates know a customer of the pool as somebody else’s', async () => {
    const id = await inPool('宁远水泵');
    for (const viewer of [f.wanglei, f.supervisor, f.other.rep]) {
      expect(db.select().from(visible(viewer, customers)).where(eq(customers.id, id)).all()).toEqual([]);
      expect(
        db
          .select()
          .from(visible(viewer, customers, 'reached'))
          .where(eq(customers.id, id))
          .all(),
      ).toEqual([]);
      expect(pickCustomers(viewer, '宁远')).toEqual([]);
      const { name } = exactDuplicates(viewer, { name: '宁远水泵', creditCode: null, except: null });
      expect(name).not.toBeNull();
      expect(JSON.stringify(name)).not.toContain('宁远');
    }
    expect(db.select().from(visible(f.manager, customers)).where(eq(customers.id, id)).all()).toHaveLength(1);
  });
});

test('a number in the reason is masked for everyone who reads the list (R6)', async () => {
  const id = await file(f.lina);
  const reason = '沈工 13800001234 说不做了，邮件 shen@lance.example';
  await post(f.lina, release, { customerId: id, reason });
  for (const viewer of [f.wanglei, f.other?.rep as Viewer, f.manager])
    expect(listPool(viewer, {}).rows.find((one) => one.id === id)?.reason).toBe(
      '沈工 138****1234 说不做了，邮件 she***@lance.example',
    );
});

describe('the setting', () => {
  test('off: no list, nothing to claim, assign or put back, and a manager has the customers as without an owner', async () => {
    const [id, own] = [await inPool(), await file(f.wanglei)];
    await write((tx) => storeSettings(tx, { pool: false }, null));
    const before = state();
    expect(listPool(f.wanglei, {}).rows).toEqual([]);
    expect(countPool(f.wanglei, {})).toBe(0);
    expect(findPooled(f.manager, id)).toBeUndefined();
    expect(await post(f.wanglei, claim, { customerId: id })).toBe(gone);
    expect(await post(f.manager, assign, { customerId: id, ownerId: f.wanglei.id })).toBe(gone);
    expect(await post(f.wanglei, release, { customerId: own, reason: '没有进展' })).toBe(missing);
    expect(state()).toEqual(before);
    const unassigned = db.select().from(visible(f.manager, customers)).where(eq(customers.id, id)).get();
    expect(unassigned).toMatchObject({ ownerId: null });
    // 待分配, as 设置 says: where they are looked for.
    expect(unassignedCount(f.manager)).toEqual({ waiting: 1, left: 0 });
    const waiting = { filter: { owner: 'none' }, today: '2026-03-31', supervisorsSeeClear: false };
    expect(listCustomers(f.manager, waiting).rows.map((one) => one.id)).toEqual([id]);
    // On again, they are back.
    await write((tx) => storeSettings(tx, { pool: true }, null));
    expect(listPool(f.wanglei, {}).rows.map((one) => one.id)).toEqual([id]);
    expect(unassignedCount(f.manager)).toEqual({ waiting: 0, left: 0 });
  });
});
