import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { instalments, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { type Outcome, type Refusal, runAction } from '../action-core';
import { insertPayment } from '../payments/writes';
import { storeSettings } from '../settings/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { contentOf, pendingChange } from './changes';
import { spelledSale } from './edit-fields';
import { editSale } from './edit-sale';
import { setInstalments } from './instalments';
import { editSaleSchema } from './validation';
import { insertSale, type NewSale } from './writes';

let db: Db;
let f: FixtureF;
let others: NonNullable<FixtureF['other']>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  others = f.other as typeof others;
});

const yuan = (amount: number) => (amount * 100) as Fen;
let made = 0;
const file = (given: Partial<NewSale> = {}) =>
  write((tx) =>
    insertSale(tx, {
      orderNumber: `N${++made}`,
      customerId: f.customers.c002,
      productId: f.product,
      productName: '压力变送器',
      quantity: null,
      unitPrice: null,
      amountFen: yuan(1_000),
      dealOn: '2026-03-20',
      salespersonId: f.wanglei.id,
      createdBy: f.wanglei.id,
      review: 'pending',
      ...given,
    }),
  );
const sale = (id: number) => db.select().from(sales).where(eq(sales.id, id)).get() as typeof sales.$inferSelect;
const audited = () => db.select().from(auditEvents).all();
const opened = (id: number) => spelledSale(contentOf(db, id), sale(id));
const reject = (id: number) =>
  db
    .update(sales)
    .set({ review: 'rejected', rejectReason: '合同没盖章', reviewedBy: f.supervisor.id })
    .where(eq(sales.id, id))
    .run();

let keys = 0;
/** Posts the edit form as a browser does: every field as it was opened, some of them changed. */
async function post(viewer: Viewer, id: number, change: Record<string, string>, from = opened(id)): Promise<Outcome> {
  const sessionToken = await write((tx) => sessionOf(tx, viewer));
  const { parts: _, ...fields } = from;
  const form = new FormData();
  const values = { ...fields, saleId: String(id), opened: JSON.stringify(from), ...change, _key: `key ${++keys}` };
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return runAction(
    { name: 'sale.edit', schema: editSaleSchema, run: (tx, edit, who) => editSale(tx, who, edit) },
    { origin: 'http://keji.test', fetchSite: 'same-origin', hosts: ['keji.test'], sessionToken },
    form,
  );
}

describe('a sale that was never approved', () => {
  test('changes at once, with what it freezes of its customer and product', async () => {
    const id = await file();
    db.update(customers).set({ ownerId: f.wanglei.id, level: 'key' }).where(eq(customers.id, f.customers.c003)).run();
    const before = audited().length;
    const outcome = await post(f.wanglei, id, {
      customerId: String(f.customers.c003),
      'lines.0.productName': '流量计',
      'lines.0.newLine': 'none',
      'lines.0.quantity': '3',
      'lines.0.unitPrice': '33.335',
      'lines.0.amount': '',
      dealOn: '2026-03-21',
    });
    expect(outcome).toMatchObject({ done: true, to: `/sales/${id}`, message: { key: 'sales.form.edited' } });
    expect(sale(id)).toMatchObject({
      customerId: f.customers.c003,
      productName: '流量计',
      productLineId: null,
      regionId: f.regions.south,
      level: 'key',
      amountFen: 10_001,
      quantity: 3_000,
      dealOn: '2026-03-21',
      review: 'pending',
      version: 2,
      salespersonId: f.wanglei.id,
      orderNumber: sale(id).orderNumber,
    });
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.edited',
      objectId: id,
      details: { before: { 'lines.0.amount': '1000.00' }, after: { 'lines.0.amount': '100.01' } },
    });
    expect(pendingChange(db, id)).toBeUndefined();
  });

  test('goes back to review when it was rejected, changed or not', async () => {
    const id = await file();
    for (const change of [{ 'lines.0.amount': '1200' }, {}] as Record<string, string>[]) {
      reject(id);
      expect(await post(f.wanglei, id, change)).toMatchObject({ message: { key: 'sales.form.refiled' } });
      expect(sale(id)).toMatchObject({ review: 'pending', rejectReason: null, reviewedBy: null, amountFen: 120_000 });
      expect(audited().at(-1)).toMatchObject({ action: 'sale.refiled', objectId: id });
    }
  });

  test('may be given another order number, that isn’t taken', async () => {
    const id = await file({ orderNumber: 'HT-1' });
    reject(id);
    expect(await post(f.wanglei, id, { orderNumber: ' ｈｔ-01 ' })).toMatchObject({
      done: true,
      message: { params: { number: 'ht-01' } },
    });
    expect(sale(id)).toMatchObject({ orderNumber: 'ht-01', orderKey: 'HT-01', orderGroup: 'HT-01' });
    expect(audited().at(-1)).toMatchObject({
      details: { before: { orderNumber: 'HT-1' }, after: { orderNumber: 'ht-01' } },
    });
    for (const [typed, key] of [
      ['s3', 'sales.form.problem.numberTaken'],
      [' ', 'form.required'],
    ] as const)
      expect(await post(f.wanglei, id, { orderNumber: typed })).toMatchObject({ errors: { orderNumber: [{ key }] } });
    expect(await post(f.wanglei, id, { orderNumber: 'HT-01' })).toMatchObject({ done: true });

    // A line keeps its order’s number, and an approved sale its own, whatever the form data says.
    const line = await file({ orderNumber: 'D-1', orderGroup: 'D' });
    for (const kept of [line, f.sales.s2])
      expect(await post(f.wanglei, kept, { orderNumber: 'X' })).toMatchObject({
        message: { key: 'sales.form.unchanged' },
      });
  });

  test('with nothing changed is not written', async () => {
    const id = await file();
    const before = audited().length;
    expect(await post(f.wanglei, id, {})).toMatchObject({ done: false, message: { key: 'sales.form.unchanged' } });
    expect(sale(id).version).toBe(1);
    expect(audited()).toHaveLength(before);
  });

  test('keeps both people’s changes to different fields, and shows a clash on the same one (R42)', async () => {
    const id = await file();
    const first = opened(id);
    await post(f.supervisor, id, { 'lines.0.amount': '900', notes: '主管改' });
    expect(await post(f.wanglei, id, { dealOn: '2026-03-19' }, first)).toMatchObject({ done: true });
    expect(sale(id)).toMatchObject({ amountFen: yuan(900), dealOn: '2026-03-19', notes: '主管改' });

    const clash = await post(f.wanglei, id, { 'lines.0.amount': '800' }, first);
    expect(clash).toMatchObject({
      done: false,
      message: { key: 'form.clashed' },
      errors: { 'lines.0.amount': [{ key: 'form.clash', params: { theirs: '900.00', by: '王磊' } }] },
    });
    expect(sale(id).amountFen).toBe(yuan(900));
    const renewed = JSON.parse((clash as Refusal).values?.opened ?? '');
    expect(await post(f.wanglei, id, { 'lines.0.amount': '800' }, renewed)).toMatchObject({ done: true });
    expect(sale(id).amountFen).toBe(yuan(800));
  });
});

describe('an approved sale', () => {
  test('counts as it is until its new version is approved', async () => {
    const before = audited().length;
    const change = { 'lines.0.amount': '45000', dealOn: '2026-02-16', reason: '折扣算错' };
    expect(await post(f.wanglei, f.sales.s2, change)).toMatchObject({
      done: true,
      message: { key: 'sales.form.editRequested', params: { number: 'S2' } },
    });
    expect(sale(f.sales.s2)).toMatchObject({ amountFen: yuan(50_000), dealOn: '2026-02-15', counts: 1, version: 1 });
    expect(pendingChange(db, f.sales.s2)).toMatchObject({
      kind: 'edit',
      amountFen: yuan(45_000),
      dealOn: '2026-02-16',
      dueOn: '2026-03-17',
      customerId: f.customers.c002,
      reason: '折扣算错',
      requestedBy: f.wanglei.id,
      before: { amountFen: yuan(50_000), dealOn: '2026-02-15', customerName: '晨川水务设备有限公司' },
    });
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.editRequested',
      objectId: f.sales.s2,
      details: {
        before: { 'lines.0.amount': '50000.00' },
        after: { 'lines.0.amount': '45000.00' },
        reason: '折扣算错',
      },
    });

    // One waits: a second is refused in words, and notes may be changed all the same.
    expect(await post(f.supervisor, f.sales.s2, { 'lines.0.amount': '46000' })).toMatchObject({
      done: false,
      message: { key: 'review.problem.changeWaits' },
      values: { waits: '1' },
    });
    expect(audited()).toHaveLength(before + 1);
    expect(await post(f.supervisor, f.sales.s2, { notes: '客户催过' })).toMatchObject({ done: true });
    expect(sale(f.sales.s2)).toMatchObject({ notes: '客户催过', version: 2, amountFen: yuan(50_000) });
    expect(audited().at(-1)).toMatchObject({ action: 'sale.edited', details: { after: { notes: '客户催过' } } });
  });

  test('changes at once where nobody reviews, and keeps the version', async () => {
    await write((tx) => storeSettings(tx, { reviewSales: false }, null));
    db.update(users).set({ role: 'rep' }).where(eq(users.id, f.supervisor.id)).run();
    expect(await post(f.wanglei, f.sales.s2, { 'lines.0.amount': '45000' })).toMatchObject({
      message: { key: 'sales.form.edited' },
    });
    expect(sale(f.sales.s2)).toMatchObject({ amountFen: yuan(45_000), counts: 1, balanceFen: yuan(25_000) });
    expect(pendingChange(db, f.sales.s2)).toBeUndefined();
  });

  test.each<[string, () => [number, Record<string, string>], Record<string, string>]>([
    [
      'less than was paid',
      () => [f.sales.s2, { 'lines.0.amount': '19999.99' }],
      { 'lines.0.amount': 'review.problem.belowPaid' },
    ],
    [
      'less than was reversed',
      () => [f.sales.s3, { 'lines.0.amount': '19999' }],
      { 'lines.0.amount': 'review.problem.belowReversed' },
    ],
    [
      'a day after its reversal',
      () => [f.sales.s3, { dealOn: '2026-03-21', dueOn: '2026-04-21' }],
      { dealOn: 'review.problem.afterReversal' },
    ],
    ['a day to come', () => [f.sales.s2, { dealOn: '2026-04-01' }], { dealOn: 'sales.form.problem.future' }],
    [
      'a due date before the deal',
      () => [f.sales.s2, { dueOn: '2026-02-14' }],
      { dueOn: 'sales.form.problem.dueEarly' },
    ],
    ['no due date', () => [f.sales.s2, { dueOn: '' }], { dueOn: 'form.required' }],
    [
      'a customer who isn’t theirs',
      () => [f.sales.s2, { customerId: '9999' }],
      { customerId: 'sales.form.problem.customer' },
    ],
    [
      'no product',
      () => [f.sales.s2, { 'lines.0.productName': ' ' }],
      { 'lines.0.productName': 'sales.form.problem.product' },
    ],
  ])('is refused %s', async (_, given, errors) => {
    const [id, change] = given();
    const before = audited().length;
    expect(await post(f.supervisor, id, change)).toMatchObject({
      done: false,
      errors: Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, [{ key }]])),
    });
    expect(pendingChange(db, id)).toBeUndefined();
    expect(audited()).toHaveLength(before);
  });

  test('of an order of several products stays with the order’s customer', async () => {
    const id = await file({ orderNumber: 'D-1', orderGroup: 'D' });
    await file({ orderNumber: 'D-2', orderGroup: 'D' });
    expect(await post(f.supervisor, id, { customerId: String(f.customers.c003) })).toMatchObject({
      errors: { customerId: [{ key: 'sales.form.problem.customerOfOrder', params: { number: 'D-2' } }] },
    });
  });

  test('as a gift needs that to be said', async () => {
    const id = await file({ review: 'approved' });
    expect(await post(f.wanglei, id, { 'lines.0.amount': '0' })).toMatchObject({
      errors: { gift: [{ key: 'sales.form.problem.gift' }] },
    });
    expect(await post(f.wanglei, id, { 'lines.0.amount': '0', gift: 'on' })).toMatchObject({ done: true });
  });
});

describe('a blank that was frozen', () => {
  test('is filled at once, its reversals with it; a word that stands stays', async () => {
    db.update(sales).set({ regionId: null }).run();
    const given = { regionId: String(f.regions.south), productLineId: '999' };
    expect(await post(f.lina, f.sales.s3, given)).toMatchObject({ done: true, message: { key: 'sales.form.edited' } });
    for (const id of [f.sales.s3, f.sales.s3r])
      expect(sale(id)).toMatchObject({ regionId: f.regions.south, productLineId: f.line, counts: 1 });
    expect(pendingChange(db, f.sales.s3)).toBeUndefined();
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.edited',
      details: { after: { regionId: f.regions.south } },
    });
    // Another region now, or a product line in a region’s place, is not taken.
    expect(await post(f.lina, f.sales.s3, { regionId: String(f.regions.east) })).toMatchObject({
      message: { key: 'sales.form.unchanged' },
    });
    expect(await post(f.wanglei, f.sales.s2, { regionId: String(f.line) })).toMatchObject({ done: false });
    const id = await file();
    db.update(sales).set({ productLineId: null }).where(eq(sales.id, id)).run();
    expect(await post(f.wanglei, id, { productLineId: String(f.line) })).toMatchObject({ done: true });
    expect(sale(id)).toMatchObject({ productLineId: f.line, review: 'pending' });
  });
});

test('a product’s name in another spelling changes nothing', async () => {
  expect(await post(f.wanglei, f.sales.s2, { 'lines.0.productName': '压力 变送器' })).toMatchObject({
    message: { key: 'sales.form.unchanged' },
  });
  expect(pendingChange(db, f.sales.s2)).toBeUndefined();
});

describe('分期', () => {
  const parts = (rows: [string, string][]) =>
    Object.fromEntries(
      rows.flatMap(([dueOn, amount], row) => [
        [`parts.${row}.dueOn`, dueOn],
        [`parts.${row}.amount`, amount],
      ]),
    );
  const inParts = async (review: 'pending' | 'approved') => {
    const id = await file({ review });
    await write((tx) =>
      setInstalments(tx, id, [
        { dueOn: '2026-04-01', amountFen: 30_000 },
        { dueOn: '2026-05-01', amountFen: 70_000 },
      ]),
    );
    return id;
  };

  test('add up to the amount', async () => {
    const id = await inParts('approved');
    const rows = parts([
      ['2026-05-01', '900'],
      ['2026-04-01', '299.99'],
      ['', ''],
    ]);
    expect(await post(f.wanglei, id, { 'lines.0.amount': '1200', ...rows })).toMatchObject({
      errors: { parts: [{ key: 'sales.form.problem.partsLess', params: { amount: '0.01' } }] },
    });
    const right = { ...rows, 'parts.1.amount': '300' };
    expect(await post(f.wanglei, id, { 'lines.0.amount': '1200', ...right })).toMatchObject({ done: true });
    expect(pendingChange(db, id)).toMatchObject({
      amountFen: yuan(1_200),
      instalments: [
        { dueOn: '2026-04-01', amountFen: 30_000 },
        { dueOn: '2026-05-01', amountFen: 90_000 },
      ],
      before: { instalments: expect.stringContaining('70000') },
    });
  });

  test('of a sale under review change with it', async () => {
    const id = await inParts('pending');
    const rows = parts([
      ['2026-04-10', '1000'],
      ['', ''],
    ]);
    expect(await post(f.wanglei, id, rows)).toMatchObject({ done: true });
    expect(db.select().from(instalments).where(eq(instalments.saleId, id)).all()).toMatchObject([
      { position: 1, dueOn: '2026-04-10', amountFen: yuan(1_000), throughFen: yuan(1_000) },
    ]);
    expect(sale(id).dueOn).toBe('2026-04-10');
    expect(await post(f.wanglei, id, parts([['2026-04-10', '']]))).toMatchObject({
      errors: { 'parts.0.amount': [{ key: 'form.required' }] },
    });
  });

  test('that only the other one changed come back with a clash, and stay when saved again (R42)', async () => {
    const id = await inParts('pending');
    const first = opened(id);
    const two = parts([
      ['2026-04-01', '300.00'],
      ['2026-05-01', '700.00'],
    ]);
    const once = parts([['2026-06-01', '1000.00']]);
    await post(f.supervisor, id, { notes: '主管改', ...once }, first);
    const clash = (await post(f.wanglei, id, { notes: '我改', ...two }, first)) as Refusal;
    expect(clash.errors).toHaveProperty('notes');
    expect(clash.values).toMatchObject({ ...once, 'parts.1.dueOn': '', 'parts.1.amount': '' });
    const { opened: renewed = '', ...values } = clash.values ?? {};
    expect(await post(f.wanglei, id, { ...values, notes: '我改' }, JSON.parse(renewed))).toMatchObject({ done: true });
    expect(sale(id)).toMatchObject({ notes: '我改', dueOn: '2026-06-01' });
    expect(db.select().from(instalments).where(eq(instalments.saleId, id)).all()).toHaveLength(1);
  });

  test('are due after the deal, have no other due day, and aren’t too many', async () => {
    const id = await inParts('approved');
    const early = parts([
      ['2026-03-19', '300'],
      ['2026-05-01', '700'],
    ]);
    expect(await post(f.wanglei, id, early)).toMatchObject({
      errors: { parts: [{ key: 'sales.form.problem.dueEarly' }] },
    });
    expect(await post(f.wanglei, id, { dueOn: '2026-12-31' })).toMatchObject({
      message: { key: 'sales.form.unchanged' },
    });
    const many = parts(Array.from({ length: 99 }, () => ['2026-04-01', '1000000000000']));
    expect(await post(f.wanglei, id, many)).toMatchObject({
      errors: { parts: [{ key: 'payments.instalments.tooMany' }] },
    });
    expect(pendingChange(db, id)).toBeUndefined();
  });
});

describe('whoever asks', () => {
  test('sees another’s sale as a missing one', async () => {
    const id = await file({ review: 'approved' });
    const missing = await post(f.lina, 9_999, {}, opened(id));
    expect(missing).toEqual({ done: false, message: { key: 'form.gone', params: undefined }, errors: undefined });
    for (const viewer of [f.lina, others.rep, others.supervisor])
      expect(await post(viewer, id, { 'lines.0.amount': '1' })).toEqual(missing);
    expect(pendingChange(db, id)).toBeUndefined();
  });

  test('may edit as the salesperson after a handover, but not give it to a customer lost', async () => {
    expect(await post(f.wanglei, f.sales.s1, { 'lines.0.amount': '100000.01' })).toMatchObject({ done: true });
    const id = await file();
    expect(await post(f.wanglei, id, { customerId: String(f.customers.c001) })).toMatchObject({
      errors: { customerId: [{ key: 'sales.form.problem.customer' }] },
    });
  });

  test('finds neither reversals nor void sales to edit', async () => {
    expect(await post(f.lina, f.sales.s3r, { notes: 'x', 'lines.0.amount': '1' })).toMatchObject({
      message: { key: 'form.gone' },
    });
    const id = await file();
    await write((tx) =>
      insertPayment(tx, { saleId: id, amountFen: yuan(1), paidOn: '2026-03-30', method: null, recordedBy: null }),
    );
    expect(await post(f.wanglei, id, { 'lines.0.amount': '0.99' })).toMatchObject({
      errors: { 'lines.0.amount': [{ key: 'review.problem.belowPaid' }] },
    });
    const gone = await file();
    db.update(sales).set({ voidedAt: '2026-03-31T00:00:00.000Z', voidReason: '错' }).where(eq(sales.id, gone)).run();
    expect(await post(f.wanglei, gone, { notes: 'x' })).toMatchObject({ message: { key: 'form.gone' } });
  });

  test('with an invented `opened` is told that the page is old', async () => {
    const id = await file();
    expect(await post(f.wanglei, id, { opened: '{}' })).toMatchObject({ message: { key: 'form.stale' } });
  });
});
