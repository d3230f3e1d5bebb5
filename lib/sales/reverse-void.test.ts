import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen, Milli } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { users } from '@/db/schema/people';
import { payments, saleChanges, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { figures } from '@/lib/analysis/queries/figures';
import { type Period, parsePeriod } from '@/lib/period';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { sessionOf } from '@/lib/testing/people';
import { type FormState, idle } from '../form-state';
import { insertPayment } from '../payments/writes';
import { storeSettings } from '../settings/writes';
import { signedIn } from '../testing/outside';
import type { Viewer } from '../viewer';
import { fileChange, pendingChange } from './changes';
import { leftToReverse } from './reverse';
import { rowName } from './review';
import { reverseSale, reviewSales, voidSale } from './review-actions';
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
      review: 'approved',
      reviewedBy: f.supervisor.id,
      ...given,
    }),
  );
const sale = (id: number) => db.select().from(sales).where(eq(sales.id, id)).get() as typeof sales.$inferSelect;
const named = (orderNumber: string) => db.select().from(sales).where(eq(sales.orderNumber, orderNumber)).get();
const audited = () => db.select().from(auditEvents).all();
const total = (viewer: Viewer, period: string) => figures(viewer, parsePeriod(period) as Period, 'rep').total;
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
const approve = (viewer: Viewer, orderNumber: string) => {
  const { id, version } = named(orderNumber) ?? { id: 0, version: 0 };
  const rows = rowName({ saleId: id, changeId: null, version });
  return as(viewer, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' });
};
const reverse = (viewer: Viewer, saleId: number, given: Record<string, string> = {}) =>
  as(viewer, reverseSale, {
    ...{ saleId: String(saleId), amount: '200', quantity: '', dealOn: '2026-03-31', reason: '退货' },
    ...given,
  });
const drop = (viewer: Viewer, saleId: number, given: Record<string, string> = {}) =>
  as(viewer, voidSale, { saleId: String(saleId), version: String(sale(saleId).version), reason: '重复登记', ...given });
const leaveTeamWithoutSupervisor = () =>
  write((tx) => {
    storeSettings(tx, { reviewSales: false }, null);
    const gone = { status: 'disabled' as const, disabledAt: '2026-03-01T00:00:00.000Z' };
    tx.update(users).set(gone).where(eq(users.id, f.supervisor.id)).run();
  });

describe('a reversal', () => {
  test('waits for review, is numbered by its original and counts in its own month once approved', async () => {
    const before = audited().length;
    const filed = reverse(f.wanglei, f.sales.s2, { amount: '￥１，５００.50', quantity: '2', dealOn: '2026-03-31' });
    await expect(filed).rejects.toThrow(`to /sales/${f.sales.s2}`);
    expect(said).toEqual(['红冲 S2-R1 已提交，等审核']);
    expect(named('S2-R1')).toMatchObject({
      kind: 'reversal',
      reversesId: f.sales.s2,
      review: 'pending',
      amountFen: -150_050,
      quantity: -2_000,
      salespersonId: f.wanglei.id,
      teamId: f.team,
      productLineId: f.line,
      customerId: f.customers.c002,
      dealOn: '2026-03-31',
      notes: '退货',
      createdBy: f.wanglei.id,
    });
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.reversed',
      objectId: named('S2-R1')?.id,
      details: { original: 'S2', amountFen: 150_050, reason: '退货', review: 'pending' },
    });
    expect([total(f.wanglei, '2026-02').amountFen, total(f.wanglei, '2026-03').amountFen]).toEqual([5_000_000, 0]);
    expect(sale(f.sales.s2).balanceFen).toBe(yuan(30_000));

    await approve(f.supervisor, 'S2-R1');
    expect([total(f.wanglei, '2026-02').amountFen, total(f.wanglei, '2026-03').amountFen]).toEqual([
      5_000_000, -150_050,
    ]);
    expect(total(f.lina, '2026-03').amountFen).toBe(yuan(20_000));
    expect(sale(f.sales.s2)).toMatchObject({ reversedFen: -150_050, balanceFen: 3_000_000 - 150_050 });
  });

  test('beyond what was paid makes the sale a credit, apart from what others owe', async () => {
    const owed = total(f.manager, '2026-Q1').receivableFen;
    await expect(reverse(f.lina, f.sales.s1, { amount: '30000' })).rejects.toThrow('to ');
    await approve(f.supervisor, 'S1-R1');
    expect(sale(f.sales.s1).balanceFen).toBe(yuan(-30_000));
    expect(total(f.manager, '2026-Q1')).toMatchObject({ receivableFen: owed, creditFen: yuan(30_000) });
  });

  test('takes the next free number, past voided and rejected ones', async () => {
    for (const _ of [1, 2]) await expect(reverse(f.wanglei, f.sales.s2)).rejects.toThrow('to ');
    await expect(drop(f.wanglei, named('S2-R1')?.id ?? 0)).rejects.toThrow('to ');
    await expect(reverse(f.wanglei, f.sales.s2)).rejects.toThrow('to ');
    expect(named('S2-R3')).toMatchObject({ review: 'pending' });
  });

  test('never exceeds the original, with what waits taken off and looked at again when approved', async () => {
    // S3: 80,000 less 20,000 that are reversed already.
    await expect(reverse(f.lina, f.sales.s3, { amount: '40000' })).rejects.toThrow('to ');
    expect(leftToReverse(db, sale(f.sales.s3))).toBe(yuan(20_000));
    expect(await reverse(f.lina, f.sales.s3, { amount: '20000.01' })).toMatchObject({
      status: 'refused',
      errors: { amount: ['最多还能红冲 20,000.00 元'] },
    });
    await expect(reverse(f.lina, f.sales.s3, { amount: '20000' })).rejects.toThrow('to ');
    expect((await reverse(f.lina, f.sales.s3, { amount: '0.01' })).status).toBe('refused');
    await approve(f.supervisor, 'S3-R1');
    // Meanwhile another one was brought in, as an import may.
    const third = { orderNumber: 'X9', customerId: f.customers.c003, salespersonId: f.lina.id, reversesId: f.sales.s3 };
    await file({ ...third, amountFen: yuan(-5_000), createdBy: f.lina.id });
    const state = await approve(f.supervisor, 'S3-R2');
    expect(state).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('原单 S3 只剩 15,000.00 元可红冲'),
    });
    expect(named('S3-R2')?.review).toBe('pending');
    expect(sale(f.sales.s3).reversedFen).toBe(yuan(-65_000));
  });

  test.each<[string, Record<string, string>, Record<string, string[]>]>([
    ['nothing', { amount: '' }, { amount: ['这里要填'] }],
    ['what is no amount', { amount: '约200' }, { amount: ['不是金额，最多两位小数'] }],
    ['a negative amount', { amount: '-200' }, { amount: ['填大于 0 的金额，不用写负号'] }],
    ['more than there was', { amount: '50000.01' }, { amount: ['最多还能红冲 50,000.00 元'] }],
    ['an amount beyond all reason', { amount: '99999999999999' }, { amount: ['数字太大了，检查一下有没有多打'] }],
    ['a comma for a point', { quantity: '1,5' }, { quantity: ['填大于 0 的数量，最多三位小数'] }],
    ['a quantity of nothing', { quantity: '0' }, { quantity: ['填大于 0 的数量，最多三位小数'] }],
    ['a day before the deal', { dealOn: '2026-02-14' }, { dealOn: ['不能早于成交日期 2026-02-15'] }],
    ['a day to come', { dealOn: '2026-04-01' }, { dealOn: ['不能晚于今天'] }],
    ['a day there isn’t', { dealOn: '2026-02-30' }, { dealOn: ['没有这一天'] }],
    ['no reason', { reason: ' ' }, { reason: ['写一下原因，审核的人要看'] }],
  ])('of %s is refused beside its field', async (_, given, errors) => {
    const before = audited().length;
    expect(await reverse(f.wanglei, f.sales.s2, given)).toMatchObject({ status: 'refused', errors });
    expect(named('S2-R1')).toBeUndefined();
    expect(audited()).toHaveLength(before);
  });

  test('of more pieces than were sold is refused', async () => {
    const id = await file({ quantity: 3_000 as Milli });
    expect((await reverse(f.wanglei, id, { quantity: '3.001' })).errors).toHaveProperty('quantity');
    await expect(reverse(f.wanglei, id, { quantity: '2' })).rejects.toThrow('to ');
    expect((await reverse(f.wanglei, id, { quantity: '1.001' })).errors).toEqual({ quantity: ['最多还能退 1'] });
    await expect(reverse(f.wanglei, id, { quantity: '１' })).rejects.toThrow('to ');
  });

  test('is for sales that count: not for waiting, void or negative ones, nor while a 作废 waits', async () => {
    const pending = await file({ review: 'pending' });
    for (const id of [pending, f.sales.s3r])
      expect(await reverse(f.supervisor, id)).toMatchObject({ status: 'refused', message: '这笔销售现在不能红冲' });
    const doomed = await file();
    await expect(drop(f.wanglei, doomed)).rejects.toThrow('to ');
    expect(await reverse(f.wanglei, doomed)).toMatchObject({ message: expect.stringContaining('正在等作废审核') });
  });

  test('is asked for by the salesperson, the customer’s owner or whoever leads; to others there is no such sale', async () => {
    for (const other of [f.lina, otherTeam.rep, otherTeam.supervisor])
      expect(await reverse(other, f.sales.s2)).toMatchObject({ message: '没有这条记录，可能已被删除或不归你管' });
    expect(named('S2-R1')).toBeUndefined();
    // S1 was 王磊's, its customer is 李娜's by now.
    for (const who of [f.wanglei, f.lina, f.supervisor, f.manager])
      await expect(reverse(who, f.sales.s1)).rejects.toThrow('to ');
    expect(named('S1-R4')?.salespersonId).toBe(f.wanglei.id);
  });

  test('posted twice is filed once', async () => {
    const values = { saleId: String(f.sales.s2), amount: '1', quantity: '', dealOn: '2026-03-31', reason: '退' };
    for (const _ of [1, 2]) await expect(as(f.wanglei, reverseSale, values, 'once')).rejects.toThrow('to ');
    expect(named('S2-R2')).toBeUndefined();
  });

  test('stands at once where nobody reviews', async () => {
    await leaveTeamWithoutSupervisor();
    await expect(reverse(f.wanglei, f.sales.s2)).rejects.toThrow('to ');
    expect(said).toEqual(['红冲 S2-R1 已记上']);
    expect(sale(f.sales.s2).reversedFen).toBe(yuan(-200));
  });
});

describe('a 作废', () => {
  test('of an approved sale is reviewed; until then it counts, and its number stays taken', async () => {
    const id = await file();
    const before = audited().length;
    await expect(drop(f.wanglei, id)).rejects.toThrow(`to /sales/${id}`);
    expect(sale(id)).toMatchObject({ counts: 1, voidedAt: null });
    expect(audited()).toHaveLength(before + 1);
    expect(audited().at(-1)).toMatchObject({
      action: 'sale.voidRequested',
      objectId: id,
      details: { reason: '重复登记' },
    });
    const change = pendingChange(db, id);
    expect(change).toMatchObject({ kind: 'void', reason: '重复登记', requestedBy: f.wanglei.id });

    const rows = rowName({ saleId: id, changeId: change?.id ?? 0, version: sale(id).version });
    await as(f.supervisor, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' });
    expect(sale(id)).toMatchObject({ counts: 0, voidedBy: f.wanglei.id, voidReason: '重复登记', version: 2 });
    expect(audited()).toHaveLength(before + 2);
    expect(total(f.wanglei, '2026-03').amountFen).toBe(0);
    await expect(file({ orderNumber: sale(id).orderNumber })).rejects.toThrow('UNIQUE');
  });

  test('of one never approved is done at once, by whoever sold or filed it or reviews the team', async () => {
    for (const who of [f.wanglei, f.supervisor, f.manager]) {
      const id = await file({ review: 'pending' });
      await expect(drop(who, id)).rejects.toThrow(`to /sales/${id}`);
      expect(sale(id)).toMatchObject({ voidedBy: who.id, voidReason: '重复登记' });
      expect(audited().at(-1)).toMatchObject({ action: 'sale.voided', objectId: id, actorId: who.id });
      expect(db.select().from(saleChanges).all()).toEqual([]);
    }
    const rejected = await file({ review: 'pending' });
    db.update(sales).set({ review: 'rejected', rejectReason: '不对' }).where(eq(sales.id, rejected)).run();
    await expect(drop(f.wanglei, rejected)).rejects.toThrow('to ');
    // The present owner of the customer may see it, and that is all.
    const onceMine = await file({ review: 'pending', customerId: f.customers.c001 });
    expect(await drop(f.lina, onceMine)).toMatchObject({ message: '没有这条记录，可能已被删除或不归你管' });
    expect(sale(onceMine).voidedAt).toBeNull();
  });

  test.each<[string, () => Promise<number>, string]>([
    ['paid', async () => f.sales.s2, '已回款 20,000.00 元，不能作废'],
    ['reversed', async () => f.sales.s3, '有红冲 S3R，不能作废'],
    [
      'paid and waiting',
      async () => {
        const id = await file({ review: 'pending' });
        await paid(id, 300);
        return id;
      },
      '已回款 300.00 元',
    ],
    [
      'about to be reversed',
      async () => {
        const id = await file({ orderNumber: 'Z1' });
        await expect(reverse(f.wanglei, id)).rejects.toThrow('to ');
        return id;
      },
      '有红冲 Z1-R1',
    ],
    [
      'about to be changed',
      async () => {
        const id = await file();
        await expect(drop(f.wanglei, id)).rejects.toThrow('to ');
        return id;
      },
      '已有一个改动在等审核',
    ],
  ])('of a sale that is %s is refused in words', async (_, make, words) => {
    const id = await make();
    const [before, events] = [sale(id), audited().length];
    const state = await drop(f.manager, id);
    expect(state).toMatchObject({ status: 'refused', message: expect.stringContaining(words) });
    expect(sale(id)).toEqual(before);
    expect(audited()).toHaveLength(events);
  });

  test('that became impossible while it waited is not approved, and waits on', async () => {
    const id = await file();
    await expect(drop(f.wanglei, id)).rejects.toThrow('to ');
    await paid(id, 1_000);
    const change = pendingChange(db, id);
    const rows = rowName({ saleId: id, changeId: change?.id ?? 0, version: sale(id).version });
    const state = await as(f.supervisor, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' });
    expect(state).toMatchObject({
      status: 'refused',
      message: expect.stringContaining('已回款 1,000.00 元，不能作废'),
    });
    expect(pendingChange(db, id)?.id).toBe(change?.id);
    db.update(payments)
      .set({ voidedAt: '2026-03-31T00:00:00.000Z', voidReason: '记错' })
      .where(eq(payments.saleId, id))
      .run();
    await as(f.supervisor, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' });
    expect(sale(id).counts).toBe(0);
  });

  test('needs a reason, and the sale as it was seen', async () => {
    const id = await file();
    expect((await drop(f.wanglei, id, { reason: '　' })).errors).toHaveProperty('reason');
    expect(await drop(f.wanglei, id, { version: '7' })).toMatchObject({ message: expect.stringContaining('改过了') });
    expect(pendingChange(db, id)).toBeUndefined();
  });

  test('of another team’s sale finds no sale', async () => {
    const id = await file({ review: 'pending' });
    for (const other of [otherTeam.rep, otherTeam.supervisor, f.lina])
      expect(await drop(other, id)).toMatchObject({ message: '没有这条记录，可能已被删除或不归你管' });
    expect(sale(id).voidedAt).toBeNull();
  });

  test('stands at once where nobody reviews', async () => {
    await leaveTeamWithoutSupervisor();
    const id = await file();
    await expect(drop(f.wanglei, id)).rejects.toThrow('to ');
    expect(sale(id)).toMatchObject({ counts: 0, voidedBy: f.wanglei.id });
  });

  test('of a reversal gives back what it took', async () => {
    await expect(drop(f.lina, f.sales.s3r)).rejects.toThrow('to ');
    const change = pendingChange(db, f.sales.s3r);
    expect(
      await write((tx) => fileChange(tx, f.lina, { saleId: f.sales.s3r, kind: 'void', reason: '再次' })),
    ).toBeNull();
    const rows = rowName({ saleId: f.sales.s3r, changeId: change?.id ?? 0, version: 1 });
    await as(f.supervisor, reviewSales, { 'rows[]': rows, decision: 'approve', reason: '' });
    expect(sale(f.sales.s3)).toMatchObject({ reversedFen: 0, balanceFen: yuan(80_000) });
  });
});
