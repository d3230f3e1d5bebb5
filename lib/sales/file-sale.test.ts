import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { payments, sales } from '@/db/schema/sales';
import { products } from '@/db/schema/settings';
import { freshDatabase } from '@/db/test-db';
import { type Outcome, type Refusal, runAction } from '../action-core';
import { figures } from '../analysis/queries/figures';
import { translator } from '../i18n/translator';
import { insertPayment } from '../payments/writes';
import { type Period, parsePeriod } from '../period';
import { storeSettings } from '../settings/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { fileSale } from './file-sale';
import { newSaleSchema } from './validation';

let db: Db;
let f: FixtureF;
let others: NonNullable<FixtureF['other']>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  others = f.other as typeof others;
});

let keys = 0;
const blank = { dealOn: '2026-03-31', orderNumber: '', dueOn: '', paid: '', paidOn: '', notes: '' };
const line = (row: number, productName: string, quantity: string, unitPrice: string, amount = '') => ({
  [`lines.${row}.productName`]: productName,
  [`lines.${row}.quantity`]: quantity,
  [`lines.${row}.unitPrice`]: unitPrice,
  [`lines.${row}.amount`]: amount,
});
const one = line(0, '压力变送器', '3', '33.335');

/** Posts the form as a browser does. */
async function post(viewer: Viewer, given: Record<string, string>, key = `key ${++keys}`): Promise<Outcome> {
  const sessionToken = await write((tx) => sessionOf(tx, viewer));
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...blank, customerId: String(f.customers.c002), ...given, _key: key }))
    form.append(name, value);
  return runAction(
    { name: 'sale.file', schema: newSaleSchema, run: (tx, order, who) => fileSale(tx, who, order, insertPayment) },
    { origin: 'http://keji.test', fetchSite: 'same-origin', hosts: ['keji.test'], sessionToken },
    form,
  );
}

const filed = () =>
  db
    .select()
    .from(sales)
    .orderBy(asc(sales.id))
    .all()
    .filter((sale) => sale.id > f.sales.s4);
const audited = () => db.select().from(auditEvents).all();
const yuan = (amount: number) => (amount * 100) as Fen;

describe('a sale is filed', () => {
  test('under review, with what is frozen, a number and one audit row', async () => {
    const before = audited().length;
    const outcome = await post(f.wanglei, { ...one, notes: '分两次发货' });
    const [sale] = filed();
    expect(outcome).toMatchObject({
      done: true,
      to: `/sales/${sale?.id}`,
      message: { key: 'sales.form.saved.pending', params: { number: 'XS-2026-0001' } },
    });
    expect(sale).toMatchObject({
      orderNumber: 'XS-2026-0001',
      orderGroup: 'XS-2026-0001',
      customerId: f.customers.c002,
      productId: f.product,
      quantity: 3_000,
      unitPrice: 333_350,
      amountFen: 10_001,
      dealOn: '2026-03-31',
      dueOn: '2026-04-30',
      review: 'pending',
      counts: 0,
      salespersonId: f.wanglei.id,
      teamId: f.team,
      productLineId: f.line,
      regionId: f.regions.east,
      level: 'normal',
      createdBy: f.wanglei.id,
      notes: '分两次发货',
    });
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.filed',
      actorId: f.wanglei.id,
      objectId: sale?.id,
      details: { lines: [{ orderNumber: 'XS-2026-0001', amountFen: 10_001 }], review: 'pending' },
    });
  });

  test('of several products as one sale per line, the payment laid over them in order', async () => {
    const given = {
      ...line(0, '压力变送器', '2', '100'),
      ...line(3, '压力变送器', '1', '50.5', '50'),
      ...line(5, '', '', ''),
      orderNumber: ' ht－2026 07 ',
      dueOn: '2026-05-15',
      paid: '￥220.50',
      paidOn: '2026-03-30',
      method: 'draft',
    };
    const outcome = await post(f.wanglei, { ...given, next: 'new' });
    const rows = filed();
    expect(rows.map((row) => [row.orderNumber, row.orderGroup, row.amountFen, row.paidFen, row.dueOn])).toEqual([
      ['ht-2026 07-1', 'HT-202607', yuan(200), yuan(200), '2026-05-15'],
      ['ht-2026 07-2', 'HT-202607', yuan(50), 2_050, '2026-05-15'],
    ]);
    expect(
      db
        .select()
        .from(payments)
        .where(eq(payments.saleId, rows[1]?.id ?? 0))
        .all(),
    ).toMatchObject([{ amountFen: 2_050, paidOn: '2026-03-30', method: 'draft', recordedBy: f.wanglei.id }]);
    expect(outcome).toMatchObject({
      to: `/sales/new?saved=${rows[0]?.id}`,
      message: { params: { number: 'ht-2026 07-1 … ht-2026 07-2' } },
    });
    expect(audited().at(-1)).toMatchObject({ details: { payment: { amountFen: 22_050 } } });
  });

  test('with a product that isn’t in the list, once its line is said', async () => {
    const given = { ...line(0, '流量计 ', '', '', '800'), ...line(1, '流量计', '', '', '90') };
    expect(await post(f.wanglei, given)).toMatchObject({
      errors: { 'lines.0.newLine': [{ key: 'sales.form.problem.newProduct', params: { name: '流量计' } }] },
    });
    expect(filed()).toEqual([]);
    expect(db.select().from(products).all()).toHaveLength(1);
    expect(await post(f.wanglei, { ...given, 'lines.0.newLine': String(f.line) })).toMatchObject({ done: true });
    expect(filed().map((sale) => [sale.productName, sale.productLineId])).toEqual([
      ['流量计', f.line],
      ['流量计', f.line],
    ]);
    // A region is no product line, whatever the form data says.
    const region = { ...line(0, '阀门', '', '', '1'), 'lines.0.newLine': String(f.regions.east) };
    expect(await post(f.wanglei, region)).toMatchObject({ errors: { 'lines.0.newLine': expect.anything() } });
    expect(await post(f.wanglei, { ...region, 'lines.0.newLine': 'none' })).toMatchObject({ done: true });
    expect(filed().at(-1)).toMatchObject({ productName: '阀门', productLineId: null });
  });

  test('by a rep for themselves, by who leads for their people', async () => {
    await post(f.wanglei, { ...one, salespersonId: String(f.lina.id) });
    await post(f.supervisor, { ...line(0, '压力变送器', '', '', '1'), salespersonId: String(f.lina.id) });
    await post(f.manager, { ...line(0, '压力变送器', '', '', '2'), salespersonId: String(others.rep.id) });
    await post(f.supervisor, { ...line(0, '压力变送器', '', '', '3'), salespersonId: '' });
    expect(filed().map((sale) => [sale.salespersonId, sale.teamId, sale.createdBy])).toEqual([
      [f.wanglei.id, f.team, f.wanglei.id],
      [f.lina.id, f.team, f.supervisor.id],
      [others.rep.id, others.team, f.manager.id],
      [f.supervisor.id, f.team, f.supervisor.id],
    ]);
    db.update(users)
      .set({ status: 'disabled', disabledAt: '2026-03-01T00:00:00.000Z' })
      .where(eq(users.id, f.lina.id))
      .run();
    for (const id of [others.rep.id, f.lina.id, 9_999])
      expect(await post(f.supervisor, { ...one, salespersonId: String(id) })).toMatchObject({
        errors: { salespersonId: [{ key: 'form.gone' }] },
      });
  });

  test('from the customer’s terms when no due date is typed', async () => {
    const terms = (termsKind: 'days' | 'month_end', termsDays: number | null) =>
      db.update(customers).set({ termsKind, termsDays }).where(eq(customers.id, f.customers.c002)).run();
    terms('month_end', null);
    await post(f.wanglei, { ...one, dealOn: '2026-01-31' });
    terms('days', 0);
    await post(f.wanglei, { ...one, dealOn: '2026-01-30' });
    // Without script the proposal for today stands beside another deal date; what was typed stays typed.
    await post(f.wanglei, { ...one, dealOn: '2026-01-29', dueOn: '2026-04-30', dueProposed: '2026-03-31 2026-04-30' });
    await post(f.wanglei, { ...one, dealOn: '2026-01-28', dueOn: '2026-04-30', dueProposed: '2026-01-28 2026-01-28' });
    const days = ['2026-02-28', '2026-01-30', '2026-01-29', '2026-04-30'];
    expect(filed().map((sale) => sale.dueOn)).toEqual(days);
  });

  test('as a gift of 0 yuan once that is said, and is no order', async () => {
    const free = line(0, '压力变送器', '1', '0');
    expect(await post(f.wanglei, free)).toMatchObject({
      message: { key: 'sales.form.asks' },
      errors: { gift: [{ key: 'sales.form.problem.gift' }] },
    });
    expect(await post(f.wanglei, { ...free, gift: 'on' })).toMatchObject({ done: true });
    const total = () => figures(f.wanglei, parsePeriod('2026-03') as Period, 'rep').total;
    const before = total();
    db.update(sales)
      .set({ review: 'approved' })
      .where(eq(sales.id, filed()[0]?.id ?? 0))
      .run();
    expect(total()).toEqual(before);
  });

  test('and approved at once where review is off and nobody supervises', async () => {
    await write((tx) => storeSettings(tx, { reviewSales: false }, null));
    await post(f.wanglei, one);
    db.update(users).set({ role: 'rep' }).where(eq(users.id, f.supervisor.id)).run();
    expect(await post(f.wanglei, { ...one, dealOn: '2026-03-30' })).toMatchObject({
      message: { key: 'sales.form.saved.approved' },
    });
    expect(filed().map((sale) => [sale.review, sale.counts, sale.reviewedBy])).toEqual([
      ['pending', 0, null],
      ['approved', 1, null],
    ]);
  });

  test('by a lone manager for review all the same', async () => {
    db.update(users)
      .set({ status: 'disabled', disabledAt: '2026-03-01T00:00:00.000Z' })
      .where(eq(users.id, f.supervisor.id))
      .run();
    await post(f.manager, one);
    expect(filed()).toMatchObject([{ review: 'pending', salespersonId: f.manager.id, teamId: null }]);
  });
});

describe('order numbers', () => {
  test('ten at once each get another one', async () => {
    const days = Array.from({ length: 10 }, (_, index) => `2026-03-${String(index + 10)}`);
    const outcomes = await Promise.all(days.map((dealOn) => post(f.wanglei, { ...one, dealOn })));
    expect(outcomes.every((outcome) => outcome.done)).toBe(true);
    expect(
      filed()
        .map((sale) => sale.orderNumber)
        .sort(),
    ).toEqual(Array.from({ length: 10 }, (_, index) => `XS-2026-${String(index + 1).padStart(4, '0')}`));
  });

  test('go on after the highest of the deal’s year, lines and wider numbers included', async () => {
    const next = async (dealOn: string, typed = '') => {
      await post(f.wanglei, { ...line(0, '压力变送器', '', '', `${++keys}`), dealOn, orderNumber: typed });
      return filed().at(-1)?.orderNumber;
    };
    expect(await next('2025-12-30')).toBe('XS-2025-0001');
    expect(await next('2026-01-02', 'xs-2026-0041-3')).toBe('xs-2026-0041-3');
    expect(await next('2026-01-02')).toBe('XS-2026-0042');
    expect(await next('2026-01-02', 'XS-2026-9999')).toBe('XS-2026-9999');
    expect(await next('2026-01-02')).toBe('XS-2026-10000');
    expect(await next('2026-01-02')).toBe('XS-2026-10001');
    expect(await next('2025-12-31')).toBe('XS-2025-0002');
  });

  test('that are taken are refused beside the field, also in another spelling, void, or as an order of lines', async () => {
    const taken = (number: string, extra = {}) => post(f.wanglei, { ...one, ...extra, orderNumber: number });
    // S3 is 李娜's, and all that is said of it is that the number is used.
    for (const number of ['S3', 's3', 'Ｓ３', ' s 3'])
      expect(await taken(number)).toMatchObject({
        done: false,
        errors: { orderNumber: [{ key: 'sales.form.problem.numberTaken' }] },
      });
    await post(f.wanglei, { ...one, ...line(1, '压力变送器', '', '', '7'), orderNumber: 'D-1' });
    expect(filed().map((sale) => sale.orderNumber)).toEqual(['D-1-1', 'D-1-2']);
    for (const number of ['d-1', 'D-1-2']) expect(await taken(number)).toMatchObject({ done: false });
    expect(await taken('D', line(1, '压力变送器', '', '', '7'))).toMatchObject({ done: false });
    db.update(sales)
      .set({ voidedAt: '2026-03-31T00:00:00.000Z', voidReason: '错' })
      .where(eq(sales.orderKey, 'D-1-2'))
      .run();
    expect(await taken('D-1-2')).toMatchObject({ done: false });
    expect(filed()).toHaveLength(2);
  });
});

describe('it is refused', () => {
  const product = '压力变送器';
  test.each<[string, () => Record<string, string>, Record<string, string>]>([
    ['no customer', () => ({ customerId: '' }), { customerId: 'form.choose' }],
    ['a customer there isn’t', () => ({ customerId: '9999' }), { customerId: 'sales.form.problem.customer' }],
    ['a day to come', () => ({ dealOn: '2026-04-01' }), { dealOn: 'sales.form.problem.future' }],
    ['a day there isn’t', () => ({ dealOn: '2026-02-30' }), { dealOn: 'sales.form.problem.day' }],
    ['no day', () => ({ dealOn: '' }), { dealOn: 'form.required' }],
    ['a due date before the deal', () => ({ dueOn: '2026-03-30' }), { dueOn: 'sales.form.problem.dueEarly' }],
    ['no product', () => line(0, '', '1', '2'), { 'lines.0.productName': 'sales.form.problem.product' }],
    ['nothing at all', () => line(0, '', '', ''), { 'lines.0.productName': 'sales.form.problem.product' }],
    ['no amount', () => line(0, product, '1', ''), { 'lines.0.amount': 'sales.form.problem.noAmount' }],
    ['a negative amount', () => line(0, product, '', '', '-5'), { 'lines.0.amount': 'sales.form.problem.negative' }],
    ['what is no number', () => line(0, product, '三', '1'), { 'lines.0.quantity': 'sales.form.problem.quantity' }],
    [
      'a product beyond all reason',
      () => line(0, product, '9999999999', '9999999999'),
      { 'lines.0.unitPrice': 'sales.form.problem.tooLarge' },
    ],
    [
      'a product beyond all reason with an amount of its own',
      () => line(0, product, '9000000000000', '900000000000', '100'),
      { 'lines.0.unitPrice': 'sales.form.problem.tooLarge' },
    ],
    ['a price that is none', () => line(0, product, '1', '三元'), { 'lines.0.unitPrice': 'sales.form.problem.price' }],
    ['more paid than it costs', () => ({ paid: '100.02' }), { paid: 'sales.form.problem.overpaid' }],
    ['money of tomorrow', () => ({ paid: '1', paidOn: '2026-04-01' }), { paidOn: 'sales.form.problem.paidLater' }],
  ])('%s', async (_, given, errors) => {
    const before = audited().length;
    const outcome = await post(f.wanglei, { ...one, ...given() });
    expect(outcome).toMatchObject({
      done: false,
      errors: Object.fromEntries(Object.entries(errors).map(([field, key]) => [field, [{ key }]])),
    });
    const words = translator() as (key: string) => string;
    for (const key of Object.values<string>(errors)) expect(words(key)).not.toBe(key);
    expect(filed()).toEqual([]);
    expect(audited()).toHaveLength(before);
  });

  test('for a customer of someone else, exactly as for one there isn’t', async () => {
    const missing = await post(f.wanglei, { ...one, customerId: '9999' });
    // C001 was 王磊's until the handover.
    for (const customerId of [f.customers.c001, f.customers.c003])
      expect(await post(f.wanglei, { ...one, customerId: String(customerId) })).toEqual(missing);
    for (const viewer of [others.rep, others.supervisor]) expect(await post(viewer, one)).toEqual(missing);
    expect(filed()).toEqual([]);
  });

  test('for an archived customer or a retired product', async () => {
    db.update(products).set({ retiredAt: '2026-03-01T00:00:00.000Z' }).run();
    db.update(customers)
      .set({ archivedAt: '2026-03-01T00:00:00.000Z' })
      .where(eq(customers.id, f.customers.c002))
      .run();
    expect(await post(f.wanglei, one)).toMatchObject({
      errors: {
        customerId: [{ key: 'sales.form.problem.archived' }],
        'lines.0.productName': [{ key: 'sales.form.problem.retired', params: { name: '压力变送器' } }],
      },
    });
  });
});

describe('filed twice (P26)', () => {
  test('the same form gives the first record', async () => {
    const first = await post(f.wanglei, one, 'once');
    expect(await post(f.wanglei, one, 'once')).toEqual(first);
    expect(filed()).toHaveLength(1);
  });

  test('one that looks the same is a question that shows the earlier one', async () => {
    await post(f.wanglei, one);
    const again = await post(f.wanglei, one);
    const [earlier] = filed();
    expect(again).toMatchObject({
      done: false,
      message: { key: 'sales.form.asks' },
      errors: { notDouble: [{ key: 'sales.form.problem.double' }] },
      values: { doublesShown: String(earlier?.id), notDouble: '' },
    });
    expect(JSON.parse((again as Refusal).values?.doubles ?? '')).toEqual([
      {
        id: earlier?.id,
        orderNumber: 'XS-2026-0001',
        productName: '压力变送器',
        amount: '100.01',
        dealOn: '2026-03-31',
      },
    ]);
    expect(filed()).toHaveLength(1);
    const shown = { doublesShown: String(earlier?.id) };
    expect(await post(f.wanglei, { ...one, ...shown })).toMatchObject({ done: false });
    expect(await post(f.wanglei, { ...one, ...shown, notDouble: 'on' })).toMatchObject({ done: true });
    // The tick answered for the first only: the second asks anew.
    expect(await post(f.wanglei, { ...one, ...shown, notDouble: 'on' })).toMatchObject({ done: false });
    expect(filed()).toHaveLength(2);
  });

  test('a void one, another day, amount or customer is no double', async () => {
    await post(f.supervisor, one);
    expect(await post(f.supervisor, { ...one, dealOn: '2026-03-30' })).toMatchObject({ done: true });
    expect(await post(f.supervisor, line(0, '压力变送器', '', '', '100.02'))).toMatchObject({ done: true });
    expect(await post(f.supervisor, { ...one, customerId: String(f.customers.c003) })).toMatchObject({ done: true });
    db.update(sales)
      .set({ voidedAt: '2026-03-31T00:00:00.000Z', voidReason: '错' })
      .where(eq(sales.id, filed()[0]?.id ?? 0))
      .run();
    expect(await post(f.supervisor, one)).toMatchObject({ done: true });
  });
});
