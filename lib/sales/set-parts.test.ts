import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { customers } from '@/db/schema/customers';
import { instalments, saleChanges, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { type Outcome, type Refusal, runAction } from '../action-core';
import { figures } from '../analysis/queries/figures';
import { type Period, parsePeriod } from '../period';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { contentOf } from './changes';
import { partsSchema } from './parts-validation';
import { rowName } from './review';
import { reviewMany } from './review-many';
import { setParts, spelledParts } from './set-parts';

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
});

let keys = 0;
const thirds = {
  'parts.0.share': '30%',
  'parts.0.dueOn': '2026-02-20',
  'parts.1.share': '60%',
  'parts.1.dueOn': '2026-04-20',
  'parts.2.share': '10%',
  'parts.2.dueOn': '2026-06-20',
};
const opened = (saleId: number) => {
  const { instalments: parts, amountFen } = contentOf(db, saleId);
  return spelledParts(parts, amountFen);
};
async function post(viewer: Viewer, saleId: number, given: Record<string, string> = thirds): Promise<Outcome> {
  const sessionToken = await write((tx) => sessionOf(tx, viewer));
  const form = new FormData();
  const fields = { saleId: String(saleId), opened: opened(saleId), _key: `key ${++keys}`, ...given };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return runAction(
    { name: 'sale.setInstalments', schema: partsSchema, run: (tx, input, who) => setParts(tx, who, input) },
    { origin: 'http://keji.test', fetchSite: 'same-origin', hosts: ['keji.test'], sessionToken },
    form,
  );
}
const found = (id: number) => db.select().from(sales).where(eq(sales.id, id)).get() as typeof sales.$inferSelect;
const partsOf = (id: number) =>
  db
    .select()
    .from(instalments)
    .where(eq(instalments.saleId, id))
    .all()
    .map((part) => [part.dueOn, part.amountFen / 100]);
const audited = () => db.select().from(auditEvents).all();
const ageing = () => figures(f.manager, parsePeriod('2026-Q1') as Period, 'rep', { rep: String(f.wanglei.id) }).total;

test('a leader’s stand at once: due days, ageing and version follow, with one audit row', async () => {
  // S2: 50,000, due on 2026-03-17, 20,000 paid: all of the rest 14 days late.
  expect(ageing()).toMatchObject({ overdueFen: 30_000_00, ageing: { days30: 30_000_00, current: 0 } });
  const before = audited().length;
  expect(await post(f.supervisor, f.sales.s2)).toMatchObject({
    done: true,
    to: `/sales/${f.sales.s2}`,
    message: { key: 'payments.instalments.saved.set', params: { number: 'S2', n: 3 } },
  });
  expect(partsOf(f.sales.s2)).toEqual([
    ['2026-02-20', 15_000],
    ['2026-04-20', 30_000],
    ['2026-06-20', 5_000],
  ]);
  expect(found(f.sales.s2)).toMatchObject({
    instalmentCount: 3,
    dueOn: '2026-04-20',
    version: 2,
    balanceFen: 30_000_00,
  });
  // 20,000 cover the first part and 5,000 of the second: nothing is late.
  expect(ageing()).toMatchObject({
    overdueFen: 0,
    receivableFen: 30_000_00,
    ageing: { days30: 0, current: 30_000_00 },
  });
  expect(audited().slice(before)).toMatchObject([{ action: 'sale.instalmentsSet', objectId: f.sales.s2 }]);
});

test('a rep’s change of an approved sale waits for review and counts once approved (R17)', async () => {
  expect(await post(f.wanglei, f.sales.s2)).toMatchObject({ message: { key: 'payments.instalments.saved.waits' } });
  expect(partsOf(f.sales.s2)).toEqual([]);
  expect(found(f.sales.s2)).toMatchObject({ dueOn: '2026-03-17', instalmentCount: 0 });
  const [change] = db.select().from(saleChanges).all();
  expect(change).toMatchObject({ kind: 'edit', status: 'pending', amountFen: 50_000_00, requestedBy: f.wanglei.id });
  expect(await post(f.wanglei, f.sales.s2)).toMatchObject({ message: { key: 'review.problem.changeWaits' } });

  const row = rowName({ saleId: f.sales.s2, changeId: change?.id as number, version: found(f.sales.s2).version });
  await write((tx) => reviewMany(tx, f.supervisor, [row], { approve: true }, true));
  expect(partsOf(f.sales.s2)).toHaveLength(3);
  expect(found(f.sales.s2)).toMatchObject({ dueOn: '2026-04-20', instalmentCount: 3 });
});

test('nobody sets them past the reviewers: not on one’s own sale, nor on another team’s (R17)', async () => {
  db.update(sales).set({ salespersonId: f.supervisor.id }).where(eq(sales.id, f.sales.s2)).run();
  expect(await post(f.supervisor, f.sales.s2)).toMatchObject({
    message: { key: 'payments.instalments.saved.waits' },
  });
  // 王磊's S1 with C001, by now a customer of the other team: its supervisor reads the sale and doesn't review it.
  const others = f.other as NonNullable<FixtureF['other']>;
  const { rep } = others;
  db.update(customers).set({ ownerId: rep.id, teamId: rep.teamId }).where(eq(customers.id, f.customers.c001)).run();
  expect(await post(others.supervisor, f.sales.s1)).toMatchObject({
    message: { key: 'payments.instalments.saved.waits' },
  });
  expect(db.select().from(instalments).all()).toEqual([]);
  expect(await post(f.manager, f.sales.s3)).toMatchObject({ message: { key: 'payments.instalments.saved.set' } });
});

test('while the sale itself waits, whoever may edit it sets them', async () => {
  db.update(sales).set({ review: 'pending' }).where(eq(sales.id, f.sales.s2)).run();
  expect(await post(f.wanglei, f.sales.s2)).toMatchObject({ message: { key: 'payments.instalments.saved.set' } });
  expect(found(f.sales.s2)).toMatchObject({ instalmentCount: 3, version: 2 });
});

test('taken away, the sale is due on its last day', async () => {
  await post(f.manager, f.sales.s2);
  expect(await post(f.manager, f.sales.s2, { once: '1' })).toMatchObject({
    message: { key: 'payments.instalments.saved.once' },
  });
  expect(found(f.sales.s2)).toMatchObject({ instalmentCount: 0, dueOn: '2026-06-20' });
});

test('someone changed them meanwhile: told, and saving again decides (R42)', async () => {
  const form = { ...thirds, opened: opened(f.sales.s2) };
  await post(f.manager, f.sales.s2, { ...thirds, 'parts.2.dueOn': '2026-07-20' });
  const second = (await post(f.supervisor, f.sales.s2, form)) as Refusal;
  expect(second).toMatchObject({ done: false, message: { key: 'payments.instalments.clash' } });
  expect(partsOf(f.sales.s2)[2]).toEqual(['2026-07-20', 5_000]);
  expect(await post(f.supervisor, f.sales.s2, { ...form, opened: second.values?.opened ?? '' })).toMatchObject({
    done: true,
  });
  expect(partsOf(f.sales.s2)[2]).toEqual(['2026-06-20', 5_000]);
});

test('refusals: strangers, one part, before the deal, wrong sums, reversals and gifts', async () => {
  const before = audited().length;
  const others = f.other as NonNullable<FixtureF['other']>;
  for (const viewer of [f.lina, others.rep, others.supervisor])
    expect(await post(viewer, f.sales.s2)).toMatchObject({ message: { key: 'form.gone' } });
  expect(await post(f.lina, f.sales.s3r)).toMatchObject({ message: { key: 'form.gone' } });
  expect(await post(f.manager, f.sales.s2, { 'parts.0.share': '100%', 'parts.0.dueOn': '2026-04-01' })).toMatchObject({
    message: { key: 'payments.instalments.tooFew' },
  });
  expect(await post(f.manager, f.sales.s2, { ...thirds, 'parts.0.dueOn': '2026-02-14' })).toMatchObject({
    errors: { 'parts.0.dueOn': [{ key: 'payments.instalments.early', params: { day: '2026-02-15' } }] },
  });
  expect(await post(f.manager, f.sales.s2, { ...thirds, 'parts.2.share': '20%' })).toMatchObject({
    errors: { 'parts.2.share': [{ key: 'payments.instalments.percentSum' }] },
  });
  expect(audited()).toHaveLength(before);
  expect(db.select().from(instalments).all()).toEqual([]);
});
