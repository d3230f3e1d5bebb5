import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers, stageChanges } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { instalments, saleChanges, saleRejections, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { figures } from '@/lib/analysis/queries/figures';
import { type Period, parsePeriod } from '@/lib/period';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { makePerson, sessionOf } from '@/lib/testing/people';
import { insertCustomer } from '../customers/writes';
import { type FormState, idle } from '../form-state';
import { insertPayment } from '../payments/writes';
import { ensureDictionaryEntry, ensureProduct } from '../settings/writes';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { contentOf, fileChange, pendingChange, type SaleContent } from './changes';
import { setInstalments } from './instalments';
import { reviewCount } from './queries/review';
import { rowName } from './review';
import { reviewSales, withdrawChange } from './review-actions';
import { mayReview, needsReview } from './reviewers';
import { insertSale, type NewSale } from './writes';

vi.mock('../caller', async () => (await import('../testing/outside')).caller);
vi.mock('../i18n/request', async () => (await import('../testing/outside')).language);
const said: string[] = [];
vi.mock('../flash', () => ({ setFlash: async ({ text }: { text: string }) => void said.push(text) }));
vi.mock('next/cache', async () => (await import('../testing/outside')).cache);
vi.mock('next/navigation', async () => (await import('../testing/outside')).navigation);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
let keys = 0;
async function as(viewer: Viewer, action: Action, values: Record<string, string | string[]>, key = `key ${++keys}`) {
  signedIn.token = await write((tx) => sessionOf(tx, viewer));
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...values, _key: key }))
    for (const one of [value].flat()) form.append(name, one);
  said.length = 0;
  return action(idle, form);
}
const approve = (viewer: Viewer, ...rows: string[]) =>
  as(viewer, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' });
const reject = (viewer: Viewer, reason: string, ...rows: string[]) =>
  as(viewer, reviewSales, { 'rows[]': rows, decision: 'reject', reason });

const yuan = (amount: number) => (amount * 100) as Fen;
let db: Db;
let f: FixtureF;
let otherTeam: NonNullable<FixtureF['other']>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  otherTeam = f.other as typeof otherTeam;
});

let number = 0;
/** A sale of 王磊 to C002 over 1,000 that waits, unless said otherwise. */
const file = (given: Partial<NewSale> = {}) =>
  write((tx) =>
    insertSale(tx, {
      orderNumber: `N${++number}`,
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
const edit = (saleId: number, by: Viewer, content: Partial<SaleContent>) =>
  write((tx) => {
    const { customerName: _, ...present } = contentOf(tx, saleId);
    return fileChange(tx, by, {
      saleId,
      kind: 'edit',
      content: { ...present, ...content },
      reason: null,
    }) as number;
  });
const paid = (saleId: number, amount: number) =>
  write((tx) =>
    insertPayment(tx, {
      saleId,
      amountFen: yuan(amount),
      paidOn: '2026-03-25',
      method: null,
      recordedBy: f.wanglei.id,
    }),
  );
const sale = (id: number) => db.select().from(sales).where(eq(sales.id, id)).get() as typeof sales.$inferSelect;
const change = (id: number) =>
  db.select().from(saleChanges).where(eq(saleChanges.id, id)).get() as typeof saleChanges.$inferSelect;
const row = (saleId: number) => rowName({ saleId, changeId: null, version: sale(saleId).version });
const changeRow = (changeId: number) => {
  const { saleId } = change(changeId);
  return rowName({ saleId, changeId, version: sale(saleId).version });
};
const audited = () => db.select().from(auditEvents).all();
const soldIn = (viewer: Viewer, period: string) =>
  figures(viewer, parsePeriod(period) as Period, 'rep').total.amountFen / 100;

describe('a new sale', () => {
  test('counts once it is approved, and beside the figures until then', async () => {
    const id = await file();
    expect(soldIn(f.supervisor, '2026-03')).toBe(20_000);
    expect(figures(f.supervisor, parsePeriod('2026-03') as Period, 'rep').total.pendingFen).toBe(yuan(1_000));
    const before = audited().length;

    await approve(f.supervisor, row(id));
    expect(said).toEqual([`${sale(id).orderNumber} 已通过`]);
    expect(sale(id)).toMatchObject({ review: 'approved', reviewedBy: f.supervisor.id, counts: 1, version: 2 });
    expect(sale(id).reviewedAt).not.toBeNull();
    expect(soldIn(f.supervisor, '2026-03')).toBe(21_000);
    expect(soldIn(f.wanglei, '2026-03')).toBe(1_000);
    expect(soldIn(f.lina, '2026-03')).toBe(20_000);
    expect(soldIn(otherTeam.supervisor, '2026-03')).toBe(0);
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.approved',
      objectKind: 'sale',
      objectId: id,
      actorId: f.supervisor.id,
      details: { sales: [{ saleId: id, kind: 'sale', amountFen: 100_000 }] },
    });
  });

  test('is rejected with a reason, which stays on record when it is filed again', async () => {
    const id = await file();
    expect(await reject(f.supervisor, ' 　', row(id))).toMatchObject({
      status: 'refused',
      errors: { reason: ['驳回要写原因，对方才知道怎么改'] },
    });
    expect(sale(id).review).toBe('pending');

    await reject(f.supervisor, '单价不对', row(id));
    expect(sale(id)).toMatchObject({ review: 'rejected', rejectReason: '单价不对', reviewedBy: f.supervisor.id });
    expect(audited().at(-1)).toMatchObject({ action: 'sale.rejected', objectId: id, details: { reason: '单价不对' } });
    expect(soldIn(f.supervisor, '2026-03')).toBe(20_000);

    db.update(sales).set({ review: 'pending', rejectReason: null }).where(eq(sales.id, id)).run();
    const [rejection] = db.select().from(saleRejections).where(eq(saleRejections.saleId, id)).all();
    expect(rejection).toMatchObject({ reason: '单价不对', rejectedBy: f.supervisor.id });
    expect(rejection?.refiledAt).not.toBeNull();
  });

  test('with money on it can’t be rejected, but approved: the money then counts', async () => {
    const id = await file();
    await paid(id, 400);
    const before = audited().length;
    const state = await reject(f.supervisor, '不要', row(id));
    expect(state).toMatchObject({ status: 'refused', message: expect.stringContaining('已回款 400.00 元，不能驳回') });
    expect(audited()).toHaveLength(before);
    await approve(f.supervisor, row(id));
    expect(sale(id)).toMatchObject({ paidFen: yuan(400), balanceFen: yuan(600) });
  });

  test('moves an earlier stage to 成交合作 when it is the customer’s first approved one', async () => {
    const customerId = await write((tx) =>
      insertCustomer(tx, {
        code: null,
        name: '云帆包装机械有限公司',
        ownerId: f.wanglei.id,
        filedOn: '2026-03-01',
        stage: 'negotiation',
        createdBy: f.wanglei.id,
      }),
    );
    const stage = () => db.select().from(customers).where(eq(customers.id, customerId)).get()?.stage;
    const [gift, first, second] = [
      await file({ customerId, amountFen: yuan(0) }),
      await file({ customerId, dealOn: '2026-03-18' }),
      await file({ customerId }),
    ];
    await reject(f.supervisor, '先不要', row(second));
    await approve(f.supervisor, row(gift));
    expect(stage()).toBe('negotiation');

    await approve(f.supervisor, row(first));
    expect(stage()).toBe('won');
    expect(
      db
        .select()
        .from(stageChanges)
        .where(and(eq(stageChanges.customerId, customerId), eq(stageChanges.toStage, 'won')))
        .all(),
    ).toMatchObject([{ fromStage: 'negotiation', changedOn: '2026-03-18', changedBy: f.supervisor.id }]);

    // What people set afterwards stands: the second sale is no first one.
    db.update(customers).set({ stage: 'negotiation' }).where(eq(customers.id, customerId)).run();
    await approve(f.supervisor, row(await file({ customerId })));
    expect(stage()).toBe('negotiation');
  });
});

describe('whose sale it is', () => {
  type People = 'wanglei' | 'lina' | 'supervisor' | 'manager' | 'second' | 'stranger';
  const person = (name: People, second: Viewer) =>
    ({ ...f, second, stranger: otherTeam.supervisor })[name] as unknown as Viewer;

  test.each<{ seller: People; filer: People; asks?: People; who: People; may: string; without?: People[] }>([
    // The team's supervisor and any manager; nobody else.
    { seller: 'wanglei', filer: 'wanglei', who: 'supervisor', may: 'yes' },
    { seller: 'wanglei', filer: 'wanglei', who: 'manager', may: 'yes' },
    { seller: 'wanglei', filer: 'wanglei', who: 'wanglei', may: 'no' },
    { seller: 'wanglei', filer: 'wanglei', who: 'lina', may: 'no' },
    { seller: 'wanglei', filer: 'wanglei', who: 'stranger', may: 'no' },
    // Sold, filed or asked for by the reviewer: someone else's while there is one.
    { seller: 'supervisor', filer: 'supervisor', who: 'supervisor', may: 'own' },
    { seller: 'wanglei', filer: 'supervisor', who: 'supervisor', may: 'own' },
    { seller: 'wanglei', filer: 'wanglei', asks: 'supervisor', who: 'supervisor', may: 'own' },
    { seller: 'supervisor', filer: 'wanglei', asks: 'wanglei', who: 'supervisor', may: 'own' },
    // Who once filed or imported the sale has no part in what someone else asks for.
    { seller: 'wanglei', filer: 'supervisor', asks: 'wanglei', who: 'supervisor', may: 'yes' },
    { seller: 'wanglei', filer: 'wanglei', asks: 'supervisor', who: 'second', may: 'yes' },
    { seller: 'supervisor', filer: 'supervisor', who: 'manager', may: 'yes' },
    { seller: 'supervisor', filer: 'supervisor', who: 'second', may: 'yes' },
    { seller: 'manager', filer: 'manager', who: 'second', may: 'no' },
    // No manager and no second supervisor any more: nobody else could.
    { seller: 'supervisor', filer: 'supervisor', who: 'supervisor', may: 'self', without: ['manager', 'second'] },
    { seller: 'wanglei', filer: 'supervisor', who: 'supervisor', may: 'own', without: ['manager'] },
    { seller: 'lina', filer: 'lina', asks: 'manager', who: 'manager', may: 'self', without: ['supervisor', 'second'] },
    // A sale of a manager belongs to no team: another manager, else oneself.
    { seller: 'manager', filer: 'manager', who: 'manager', may: 'self' },
    // Sold by one reviewer and filed by the other: neither is someone else.
    { seller: 'supervisor', filer: 'manager', who: 'manager', may: 'self', without: ['second'] },
    { seller: 'supervisor', filer: 'manager', who: 'manager', may: 'own' },
  ])('$seller’s, filed by $filer, asked by $asks, for $who, without $without: $may', async ({ seller, ...given }) => {
    const second = await write((tx) => makePerson(tx, '何川', 'supervisor', f.team));
    const of = (name: People) => person(name, second);
    const id = await file({ salespersonId: of(seller).id, createdBy: of(given.filer).id });
    for (const gone of given.without ?? [])
      db.update(users)
        .set({ status: 'disabled', disabledAt: '2026-03-01T00:00:00.000Z' })
        .where(eq(users.id, of(gone).id))
        .run();
    const who = of(given.who);
    const asks = given.asks ? of(given.asks) : null;
    if (asks) {
      db.update(sales).set({ review: 'approved' }).where(eq(sales.id, id)).run();
      await write((tx) => fileChange(tx, asks, { saleId: id, kind: 'void', reason: '重复' }));
    }
    expect(mayReview(db, who, sale(id), asks?.id)).toBe(given.may);
    // What is counted is what may be decided, and the action agrees.
    const isDecided = ['yes', 'self'].includes(given.may);
    expect(reviewCount(who)).toBe(isDecided ? 1 : 0);
    const change = pendingChange(db, id);
    await approve(who, change ? changeRow(change.id) : row(id));
    expect(change ? sale(id).voidedAt !== null : sale(id).review === 'approved').toBe(isDecided);
    if (given.may === 'self')
      expect(audited().at(-1)).toMatchObject({ details: { sales: [expect.objectContaining({ self: true })] } });
  });

  test('a lone manager decides on their own sale until there is a second one', async () => {
    const id = await file({ salespersonId: f.manager.id, createdBy: f.manager.id });
    expect(reviewCount(f.manager)).toBe(1);
    await write((tx) => makePerson(tx, '唐悦', 'manager', null));
    expect(reviewCount(f.manager)).toBe(0);
    expect(await approve(f.manager, row(id))).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('要由别人审核'),
    });
    expect(sale(id).review).toBe('pending');
  });

  test('another team’s looks like a missing one, alone or among others', async () => {
    const [ours, own] = [await file(), await file({ salespersonId: otherTeam.rep.id, createdBy: otherTeam.rep.id })];
    const before = audited().length;
    for (const rows of [[row(ours)], [row(own), row(ours)], ['sale.999999.1'], ['change.1.1'], ['nonsense']])
      expect(await approve(otherTeam.supervisor, ...rows)).toMatchObject({
        status: 'refused',
        message: '没有这条记录，可能已被删除或不归你管',
      });
    expect(await approve(f.wanglei, row(ours))).toMatchObject({ status: 'refused' });
    expect([sale(ours).review, sale(own).review]).toEqual(['pending', 'pending']);
    expect(audited()).toHaveLength(before);
    expect(reviewCount(otherTeam.supervisor)).toBe(1);
    expect(reviewCount(f.supervisor)).toBe(1);
    expect(reviewCount(f.manager)).toBe(2);
    expect(reviewCount(f.wanglei)).toBe(0);
  });
});

describe('many at once', () => {
  test('are decided together in one audit row; a form posted twice decides once', async () => {
    const ids = [await file(), await file(), await file()];
    const before = audited().length;
    const rows = ids.map(row);
    await as(f.supervisor, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' }, 'once');
    await as(f.supervisor, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' }, 'once');
    expect(ids.map((id) => sale(id).review)).toEqual(['approved', 'approved', 'approved']);
    expect(ids.map((id) => sale(id).version)).toEqual([2, 2, 2]);
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({ objectId: null });
  });

  test('a row that changed, was decided or withdrawn meanwhile is named with the reason and left as it is', async () => {
    const [good, edited, decided] = [await file(), await file(), await file()];
    const withdrawn = await edit(f.sales.s2, f.wanglei, { amountFen: yuan(60_000) });
    const rows = [row(good), row(edited), row(decided), changeRow(withdrawn)];
    db.update(sales).set({ version: 2 }).where(eq(sales.id, edited)).run();
    await approve(f.manager, row(decided));
    await as(f.wanglei, withdrawChange, { changeId: String(withdrawn) });
    expect(change(withdrawn).status).toBe('withdrawn');

    const state = await approve(f.supervisor, ...rows);
    expect(state.message).toBe(
      `已通过 1 笔，3 笔没有处理：${sale(edited).orderNumber} 你打开之后又改过了，请看过最新内容再审；` +
        `${sale(decided).orderNumber} 已经有人审过了；S2 提交的人已撤回`,
    );
    expect(sale(good).review).toBe('approved');
    expect(sale(edited).review).toBe('pending');
    expect(sale(decided).reviewedBy).toBe(f.manager.id);
    expect(sale(f.sales.s2).amountFen).toBe(yuan(50_000));

    expect(await approve(f.supervisor, ...rows.slice(1))).toMatchObject({ status: 'refused' });
  });

  test('none chosen is said', async () => {
    expect(await approve(f.supervisor)).toMatchObject({ status: 'refused', message: '先勾选要审的，再点通过或驳回' });
    const id = await file();
    expect(
      await as(f.supervisor, reviewSales, { 'rows[]': row(id), decision: '', reason: '', list: '1' }),
    ).toMatchObject({ status: 'refused', message: '先点通过或驳回' });
    expect(sale(id).review).toBe('pending');
  });

  test('the button of one row decides that row alone', async () => {
    const [one, two] = [await file(), await file()];
    await as(f.supervisor, reviewSales, { 'rows[]': [row(two)], only: row(one), reason: '' });
    expect([sale(one).review, sale(two).review]).toEqual(['approved', 'pending']);
  });
});

describe('a new version of an approved sale', () => {
  test('the old one counts until it is approved; payments stay with the sale', async () => {
    const id = await edit(f.sales.s2, f.wanglei, {
      amountFen: yuan(45_000),
      dealOn: '2026-03-02',
      dueOn: '2026-04-01',
    });
    expect(soldIn(f.wanglei, '2026-02')).toBe(50_000);
    expect(change(id).before).toMatchObject({ customerName: '晨川水务设备有限公司', amountFen: 5_000_000 });
    const before = audited().length;

    await approve(f.supervisor, changeRow(id));
    expect(soldIn(f.wanglei, '2026-02')).toBe(0);
    expect(soldIn(f.wanglei, '2026-03')).toBe(45_000);
    expect(sale(f.sales.s2)).toMatchObject({ version: 2, dueOn: '2026-04-01', balanceFen: yuan(25_000) });
    expect(change(id)).toMatchObject({ status: 'approved', reviewedBy: f.supervisor.id });
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.approved',
      objectId: f.sales.s2,
      details: { sales: [{ kind: 'edit', before: { amountFen: 5_000_000 }, after: { amountFen: 4_500_000 } }] },
    });
  });

  test('of another customer freezes that customer’s dimensions and moves its stage; the team stays', async () => {
    const place = await write((tx) => ensureDictionaryEntry(tx, 'region', '华北'));
    const customerId = await write((tx) =>
      insertCustomer(tx, {
        ...{ code: null, name: '云帆包装机械有限公司', ownerId: f.lina.id, filedOn: '2026-03-01', regionId: place },
        ...{ level: 'key', stage: 'research', createdBy: f.lina.id },
      }),
    );
    await approve(f.supervisor, changeRow(await edit(f.sales.s3, f.lina, { customerId })));
    expect(sale(f.sales.s3)).toMatchObject({ customerId, regionId: place, level: 'key', teamId: f.team });
    expect(sale(f.sales.s3).salespersonId).toBe(f.lina.id);
    // The reversal copies its original (R19).
    expect(sale(f.sales.s3r)).toMatchObject({ customerId, regionId: place, level: 'key' });
    expect(db.select().from(customers).where(eq(customers.id, customerId)).get()?.stage).toBe('won');
  });

  test('of another product takes over its line, and leaves the customer’s dimensions alone', async () => {
    const product = await write((tx) => ensureProduct(tx, '流量计', ensureDictionaryEntry(tx, 'product_line', '仪表')));
    db.update(customers).set({ level: 'strategic', regionId: null }).where(eq(customers.id, f.customers.c002)).run();
    const { regionId, level } = sale(f.sales.s2);
    await approve(
      f.supervisor,
      changeRow(await edit(f.sales.s2, f.wanglei, { productId: product.id, productName: '流量计' })),
    );
    expect(sale(f.sales.s2)).toMatchObject({ productName: '流量计', regionId, level });
    expect(sale(f.sales.s2).productLineId).not.toBe(f.line);
  });

  test('brings its instalments, and keeps what was changed directly since it was filed', async () => {
    const parts = [
      { dueOn: '2026-03-01', amountFen: yuan(30_000) },
      { dueOn: '2026-05-01', amountFen: yuan(20_000) },
    ];
    const id = await edit(f.sales.s2, f.wanglei, { instalments: parts });
    db.update(sales)
      .set({ unitPrice: 5 as never })
      .where(eq(sales.id, f.sales.s2))
      .run();
    await approve(f.supervisor, changeRow(id));
    expect(db.select().from(instalments).where(eq(instalments.saleId, f.sales.s2)).all()).toMatchObject([
      { ...parts[0], throughFen: yuan(30_000) },
      { ...parts[1], throughFen: yuan(50_000) },
    ]);
    expect(sale(f.sales.s2)).toMatchObject({ unitPrice: 5, dueOn: '2026-03-01', instalmentCount: 2 });

    // Back to one payment, on the day it says.
    await approve(f.supervisor, changeRow(await edit(f.sales.s2, f.wanglei, { instalments: [], dueOn: '2026-04-20' })));
    expect(sale(f.sales.s2)).toMatchObject({ dueOn: '2026-04-20', instalmentCount: 0 });
  });

  test('whose instalments were set while it waited says so instead of leaving them beside the amount', async () => {
    const id = await edit(f.sales.s2, f.wanglei, { amountFen: yuan(45_000) });
    await write((tx) => setInstalments(tx, f.sales.s2, [{ dueOn: '2026-05-01', amountFen: yuan(50_000) }]));
    expect(await approve(f.supervisor, changeRow(id))).toMatchObject({ message: expect.stringContaining('对不上') });
    expect(sale(f.sales.s2).amountFen).toBe(yuan(50_000));
  });

  test.each<[string, () => number, () => Partial<SaleContent>, string]>([
    ['less than was paid', () => f.sales.s2, () => ({ amountFen: yuan(19_999) }), '已回款 20,000.00 元'],
    ['less than was reversed', () => f.sales.s3, () => ({ amountFen: yuan(19_999) }), '已红冲 20,000.00 元'],
    ['dealt after its reversal', () => f.sales.s3, () => ({ dealOn: '2026-03-21' }), '红冲 S3R 是 2026-03-20 的'],
    ['a reversal beyond its original', () => f.sales.s3r, () => ({ amountFen: yuan(-80_001) }), '只剩 80,000.00 元'],
    ['a reversal before its original', () => f.sales.s3r, () => ({ dealOn: '2026-01-30' }), '不能比它早'],
    ['a reversal of someone else', () => f.sales.s3r, () => ({ customerId: f.customers.c001 }), '客户要和原单 S3 一样'],
  ])('is not approved when it is %s', async (_, saleId, content, words) => {
    const id = await edit(saleId(), f.lina, content());
    const [before, events] = [sale(saleId()), audited().length];
    expect(await approve(f.supervisor, changeRow(id))).toMatchObject({
      status: 'refused',
      message: expect.stringContaining(words),
    });
    expect(sale(saleId())).toEqual(before);
    expect(change(id).status).toBe('pending');
    expect(audited()).toHaveLength(events);
  });

  test('rejected, leaves the sale alone and may be filed again; only one waits at a time', async () => {
    const id = await edit(f.sales.s2, f.wanglei, { amountFen: yuan(60_000) });
    expect(await edit(f.sales.s2, f.wanglei, { amountFen: yuan(70_000) })).toBeNull();
    await reject(f.supervisor, '没有补充协议', changeRow(id));
    expect(change(id)).toMatchObject({ status: 'rejected', rejectReason: '没有补充协议' });
    expect(sale(f.sales.s2)).toMatchObject({ amountFen: yuan(50_000), version: 1, review: 'approved' });
    expect(await edit(f.sales.s2, f.wanglei, { amountFen: yuan(70_000) })).toBeGreaterThan(id);
  });

  test('is taken back by whoever asked, by nobody else, and not once decided', async () => {
    const id = await edit(f.sales.s2, f.wanglei, { amountFen: yuan(60_000) });
    for (const other of [f.lina, f.supervisor, f.manager, otherTeam.rep])
      expect(await as(other, withdrawChange, { changeId: String(id) })).toMatchObject({ status: 'refused' });
    expect(change(id).status).toBe('pending');
    await approve(f.supervisor, changeRow(id));
    expect(await as(f.wanglei, withdrawChange, { changeId: String(id) })).toMatchObject({
      status: 'refused',
      message: '已经有人审过了',
    });
  });
});

test('a setting turns review off, but only for teams without a supervisor', async () => {
  expect(needsReview(db, f.team)).toBe(true);
  const { storeSettings } = await import('../settings/writes');
  await write((tx) => storeSettings(tx, { reviewSales: false }, null));
  expect(needsReview(db, f.team)).toBe(true);
  db.update(users)
    .set({ status: 'disabled', disabledAt: '2026-03-01T00:00:00.000Z' })
    .where(eq(users.id, f.supervisor.id))
    .run();
  expect(needsReview(db, f.team)).toBe(false);
  expect(needsReview(db, null)).toBe(false);
});
