import { desc, eq, inArray } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers, ownerChanges } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { imports } from '@/db/schema/imports';
import { notifications } from '@/db/schema/notifications';
import { sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { namesFor } from '../audit/names';
import { tell } from '../audit/tell';
import { keepOwnerChange, setOwner } from '../customers/owner';
import { returnToPool } from '../customers/pool-return';
import { insertCustomer } from '../customers/writes';
import { scheduleNext } from '../follow-ups/schedule';
import { insertRecord } from '../follow-ups/writes';
import { translator } from '../i18n/translator';
import { tellNotification } from '../notifications/tell';
import { notify } from '../notifications/writes';
import { fileChange } from '../sales/changes';
import { insertSale } from '../sales/writes';
import { storeSettings } from '../settings/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import type { Viewer } from '../viewer';
import { poolReturn } from './pool-return';
import { runDueJobs } from './run';

const clock = process.env.KEJI_CLOCK;
let db: Db;
let f: FixtureF & { other: NonNullable<FixtureF['other']> };
beforeEach(async () => {
  db = freshDatabase();
  f = (await loadFixtureF({ otherTeam: true })) as typeof f;
  await write((tx) => storeSettings(tx, { pool: true, poolReturnDays: 30 }, null));
});
afterEach(() => {
  process.env.KEJI_CLOCK = clock;
});

/** What the scheduler does on a day. */
async function runOn(day: Day) {
  process.env.KEJI_CLOCK = `${day}T04:00:00.000Z`;
  await runDueJobs([poolReturn]);
}
let made = 0;
const file = (owner: Viewer, filedOn: Day, values: Partial<typeof customers.$inferInsert> = {}) =>
  write((tx) => {
    made += 1;
    const id = insertCustomer(tx, {
      ...{ level: 'normal' as const, ...values, code: `R${made}`, name: `客户${made}` },
      ...{ ownerId: owner.id, filedOn, createdBy: owner.id },
    });
    scheduleNext(tx, id, 'filed');
    return id;
  });
const row = (id: number) =>
  db.select().from(customers).where(eq(customers.id, id)).get() as typeof customers.$inferSelect;
const isPooled = (id: number) => row(id).pooledAt !== null;
const told = (viewer: Viewer) =>
  db
    .select()
    .from(notifications)
    .where(eq(notifications.userId, viewer.id))
    .orderBy(notifications.id)
    .all()
    .map((one) => tellNotification(one, translator()));
const runs = () =>
  db.select().from(auditEvents).where(eq(auditEvents.action, 'customer.returned')).orderBy(desc(auditEvents.seq)).all();
const contact = (customerId: number, day: Day) =>
  write((tx) =>
    insertRecord(tx, {
      ...{ customerId, authorId: f.wanglei.id, method: 'phone', reached: true, summary: '通了电话' },
      ...{ contactedOn: day, contactedAt: `${day}T02:00:00.000Z` },
    }),
  );

test('warns a week before, returns on the day, and tells each once with a number', async () => {
  const ids = [await file(f.wanglei, '2026-03-01'), await file(f.wanglei, '2026-03-01')];
  const linas = await file(f.lina, '2026-03-01');
  await runOn('2026-03-23');
  expect(told(f.wanglei)).toEqual([]);
  expect(runs()).toEqual([]);
  await runOn('2026-03-24');
  expect(told(f.wanglei)).toEqual(['你有 2 个客户 23 天没人联系，再过 7 天就退回公海']);
  expect(told(f.lina)).toEqual(['你有 1 个客户 23 天没人联系，再过 7 天就退回公海']);
  expect(told(f.supervisor)).toEqual([]);
  // One has an open form of theirs: a warning changes nothing in it.
  expect(row(linas)).toMatchObject({ poolWarnedOn: '2026-03-24', version: 1 });
  await runOn('2026-03-30');
  expect(told(f.wanglei)).toHaveLength(1);
  expect([...ids, linas].map(isPooled)).toEqual([false, false, false]);

  await runOn('2026-03-31');
  expect([...ids, linas].map(isPooled)).toEqual([true, true, true]);
  expect(told(f.wanglei)[1]).toBe('你的 2 个客户 30 天没人联系，已退回公海');
  expect(told(f.lina)[1]).toBe('你的 1 个客户 30 天没人联系，已退回公海');
  expect(told(f.supervisor)).toEqual(['本团队 3 个客户 30 天没人联系，已退回公海']);
  expect(told(f.manager)).toEqual([]);
  const changes = db.select().from(ownerChanges).where(inArray(ownerChanges.customerId, ids)).all();
  expect(changes).toMatchObject([
    { kind: 'returned', fromOwnerId: f.wanglei.id, fromTeamId: f.team, toOwnerId: null, changedBy: null },
    { kind: 'returned', fromOwnerId: f.wanglei.id, fromTeamId: f.team, toOwnerId: null, changedBy: null },
  ]);
  expect(db.select().from(followUpTasks).where(inArray(followUpTasks.customerId, ids)).all()).toEqual([]);
  expect(runs().map(({ actorId, details }) => [actorId, details])).toEqual([
    [null, { poolReturnDays: 30, returned: [...ids, linas].map((customerId) => ({ customerId })), warned: [] }],
    [null, { poolReturnDays: 30, returned: [], warned: [...ids, linas].map((customerId) => ({ customerId })) }],
  ]);
  const [run] = runs();
  if (!run) throw new Error('no run was recorded');
  const words = tell(run, {
    viewer: f.manager,
    names: namesFor(f.manager, [run], db),
    showsFilters: true,
    t: translator(),
  });
  expect(words).toMatchObject({
    ...{ who: '系统', what: '自动退回公海', object: { kind: '客户', name: '3 项' } },
    facts: [
      { label: '未联系自动退回天数', value: '30' },
      { label: '已退回', value: expect.stringMatching(/^客户\d+；客户\d+；客户\d+$/) },
    ],
  });
});

test('run again on the same day or over again, it does nothing twice', async () => {
  await file(f.wanglei, '2026-02-01');
  await runOn('2026-03-24');
  await runOn('2026-03-24');
  // Even without the job's own row.
  await write((tx) => poolReturn.run(tx, '2026-03-24'));
  expect(told(f.wanglei)).toHaveLength(1);
  await runOn('2026-03-31');
  await runOn('2026-03-31');
  await write((tx) => poolReturn.run(tx, '2026-03-31'));
  await runOn('2026-04-01');
  expect(told(f.wanglei)).toHaveLength(2);
  expect(told(f.supervisor)).toHaveLength(1);
  expect(runs()).toHaveLength(2);
});

test('after a stop, or with the rule just turned on, the warning comes first and its week is kept', async () => {
  const long = await file(f.wanglei, '2025-06-01');
  await runOn('2026-03-31');
  expect(isPooled(long)).toBe(false);
  // Nobody was there for two weeks: what came due meanwhile goes at once, what was never warned of doesn't.
  const late = await file(f.lina, '2026-03-05');
  await runOn('2026-04-14');
  expect([long, late].map(isPooled)).toEqual([true, false]);
  expect(told(f.lina)).toEqual(['你有 1 个客户 23 天没人联系，再过 7 天就退回公海']);
  await runOn('2026-04-20');
  expect(isPooled(late)).toBe(false);
  await runOn('2026-04-21');
  expect(isPooled(late)).toBe(true);
});

test('a warning of months ago is none: with the rule on again it comes first', async () => {
  const id = await file(f.wanglei, '2026-03-01');
  await runOn('2026-03-24');
  await write((tx) => storeSettings(tx, { pool: false }, null));
  await runOn('2026-03-31');
  await write((tx) => storeSettings(tx, { pool: true }, null));
  await runOn('2026-06-30');
  expect(isPooled(id)).toBe(false);
  expect(told(f.wanglei)).toHaveLength(2);
  await runOn('2026-07-07');
  expect(isPooled(id)).toBe(true);
});

test('a contact starts the days anew, a warning too', async () => {
  const id = await file(f.wanglei, '2026-02-01');
  await runOn('2026-03-24');
  await contact(id, '2026-03-30');
  await runOn('2026-03-31');
  await runOn('2026-04-21');
  expect(isPooled(id)).toBe(false);
  expect(told(f.wanglei)).toHaveLength(1);
  await runOn('2026-04-22');
  expect(told(f.wanglei)).toHaveLength(2);
  await runOn('2026-04-28');
  expect(isPooled(id)).toBe(false);
  await runOn('2026-04-29');
  expect(isPooled(id)).toBe(true);
});

test('whoever just got a customer has all the days', async () => {
  const id = await file(f.wanglei, '2025-06-01');
  await runOn('2026-03-20');
  process.env.KEJI_CLOCK = '2026-03-26T04:00:00.000Z';
  await write((tx) => setOwner(tx, row(id), { ownerId: f.lina.id }, { kind: 'handover', by: null }));
  await runOn('2026-03-27');
  await runOn('2026-04-17');
  expect(isPooled(id)).toBe(false);
  expect(told(f.lina)).toEqual([]);
  await runOn('2026-04-18');
  expect(told(f.lina)).toHaveLength(1);
  await runOn('2026-04-25');
  expect(isPooled(id)).toBe(true);
});

test('of too many for one day the longest silent go first, the others the day after', async () => {
  const [later, first] = [await file(f.wanglei, '2026-02-02'), await file(f.wanglei, '2026-02-01')];
  await runOn('2026-03-24');
  const run = (day: Day) => write((tx) => returnToPool(tx, day, { follow: scheduleNext, tell: notify }, 1));
  await run('2026-03-31');
  expect([first, later].map(isPooled)).toEqual([true, false]);
  await run('2026-04-01');
  expect([first, later].map(isPooled)).toEqual([true, true]);
});

test('moving to another team with the customer starts no days anew', async () => {
  const id = await file(f.wanglei, '2026-03-01');
  await write((tx) =>
    keepOwnerChange(tx, row(id), { ownerId: f.wanglei.id, teamId: f.other.team }, { kind: 'moved', by: null }),
  );
  await runOn('2026-03-24');
  await runOn('2026-03-31');
  expect(isPooled(id)).toBe(true);
});

test('a supervisor’s own customers are not counted to them twice; another team’s not at all', async () => {
  await file(f.supervisor, '2026-02-01');
  await file(f.other.rep, '2026-02-01');
  await runOn('2026-03-24');
  await runOn('2026-03-31');
  expect(told(f.supervisor)).toEqual([
    '你有 1 个客户 23 天没人联系，再过 7 天就退回公海',
    '你的 1 个客户 30 天没人联系，已退回公海',
  ]);
  expect(told(f.other.supervisor)).toEqual(['本团队 1 个客户 30 天没人联系，已退回公海']);
});

test('keeps important customers, those with business open, archived ones and those nobody has', async () => {
  const sale = (customerId: number, review: 'approved' | 'pending', orderNumber: string) =>
    write((tx) =>
      insertSale(tx, {
        ...{ orderNumber, customerId, productId: f.product, productName: '压力变送器', review },
        ...{ quantity: null, unitPrice: null, amountFen: 50_000 as Fen, dealOn: '2026-01-02' },
        ...{ salespersonId: f.wanglei.id, createdBy: f.wanglei.id },
      }),
    );
  const strategic = await file(f.wanglei, '2025-06-01', { level: 'strategic' });
  const key = await file(f.wanglei, '2025-06-01', { level: 'key' });
  const owing = await file(f.wanglei, '2025-06-01');
  await sale(owing, 'approved', 'O1');
  const pending = await file(f.wanglei, '2025-06-01');
  await sale(pending, 'pending', 'O2');
  const changing = await file(f.wanglei, '2025-06-01');
  const paid = await sale(changing, 'approved', 'O3');
  await write((tx) => {
    tx.update(sales)
      .set({ paidFen: 50_000 as Fen })
      .where(eq(sales.id, paid))
      .run();
    fileChange(tx, f.wanglei, { saleId: paid, kind: 'void', reason: '登错了' });
  });
  const archived = await file(f.wanglei, '2025-06-01');
  const unassigned = await file(f.wanglei, '2025-06-01');
  await write((tx) => {
    tx.update(customers).set({ archivedAt: '2026-01-01T00:00:00.000Z' }).where(eq(customers.id, archived)).run();
    setOwner(tx, row(unassigned), { teamId: f.team }, { kind: 'left', by: null });
  });
  const goes = await file(f.wanglei, '2025-06-01', { level: 'potential' });
  await runOn('2026-03-24');
  await runOn('2026-03-31');
  const kept = { strategic, key, owing, pending, changing, archived, unassigned };
  expect(Object.entries(kept).filter(([, id]) => isPooled(id))).toEqual([]);
  expect(isPooled(goes)).toBe(true);
  expect(told(f.wanglei)).toEqual([
    '你有 1 个客户 23 天没人联系，再过 7 天就退回公海',
    '你的 1 个客户 30 天没人联系，已退回公海',
  ]);
});

test('what an import brought in counts from that day, not from a filing long ago', async () => {
  const importId = await write(
    (tx) =>
      tx
        .insert(imports)
        .values({
          ...{ fileName: '老客户.xlsx', fileHash: 'a', status: 'published', createdBy: f.wanglei.id },
          // In Shanghai it is the 2nd already.
          ...{ createdAt: '2026-03-01T16:20:00.000Z', publishedAt: '2026-03-01T16:30:00.000Z' },
        })
        .returning({ id: imports.id })
        .get().id,
  );
  const id = await file(f.wanglei, '2024-06-01', { importId });
  for (const day of ['2026-03-03', '2026-03-10', '2026-03-24']) await runOn(day as Day);
  expect(told(f.wanglei)).toEqual([]);
  await runOn('2026-03-25');
  expect(told(f.wanglei)).toEqual(['你有 1 个客户 23 天没人联系，再过 7 天就退回公海']);
  await runOn('2026-03-31');
  expect(isPooled(id)).toBe(false);
  await runOn('2026-04-01');
  expect(isPooled(id)).toBe(true);
});

test.each([{ pool: false }, { poolReturnDays: 0 }])('nothing goes with %o', async (off) => {
  const id = await file(f.wanglei, '2025-06-01');
  await write((tx) => storeSettings(tx, off, null));
  await runOn('2026-03-24');
  await runOn('2026-03-31');
  await write((tx) => poolReturn.run(tx, '2026-04-30'));
  expect(isPooled(id)).toBe(false);
  expect(told(f.wanglei)).toEqual([]);
});
