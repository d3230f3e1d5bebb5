import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers } from '@/db/schema/customers';
import { payments, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { type Outcome, type Refusal, runAction } from '../action-core';
import { figures } from '../analysis/queries/figures';
import { Random } from '../demo/random';
import { type Period, parsePeriod } from '../period';
import { insertSale } from '../sales/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { sessionOf } from '../testing/people';
import type { Viewer } from '../viewer';
import { recordPayment } from './record-payment';
import { paymentSchema, voidPaymentSchema } from './validation';
import { voidPayment } from './void-payment';

let db: Db;
let f: FixtureF;
let others: NonNullable<FixtureF['other']>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  others = f.other as typeof others;
});

let keys = 0;
const found = (id: number) => db.select().from(sales).where(eq(sales.id, id)).get() as typeof sales.$inferSelect;
const paid = (id: number) => found(id).paidFen;
const audited = () => db.select().from(auditEvents).all();
const written = () => db.select().from(payments).all();

/** Posts as a browser does, with what the sale had been paid when the form was opened (now, unless given). */
async function post(viewer: Viewer, saleId: number, given: Record<string, string> = {}): Promise<Outcome> {
  const fields = {
    saleId: String(saleId),
    amount: '100',
    paidOn: '2026-03-31',
    opened: String(paid(saleId)),
    ...given,
  };
  return run('payment.record', fields, viewer);
}
const postVoid = (viewer: Viewer, paymentId: number, given: Record<string, string> = {}) =>
  run('payment.void', { paymentId: String(paymentId), reason: '记错了', ...given }, viewer);

async function run(name: 'payment.record' | 'payment.void', fields: Record<string, string>, viewer: Viewer) {
  const sessionToken = await write((tx) => sessionOf(tx, viewer));
  const form = new FormData();
  for (const [field, value] of Object.entries({ _key: `key ${++keys}`, ...fields })) form.append(field, value);
  const caller = { origin: 'http://keji.test', fetchSite: 'same-origin', hosts: ['keji.test'], sessionToken };
  return name === 'payment.record'
    ? runAction({ name, schema: paymentSchema, run: (tx, input, who) => recordPayment(tx, who, input) }, caller, form)
    : runAction(
        { name, schema: voidPaymentSchema, run: (tx, input, who) => voidPayment(tx, who, input) },
        caller,
        form,
      );
}
/** What was asked, as the refusal hands it to the form. */
const asked = (outcome: Outcome) => (outcome as Refusal).values?.asked ?? '';
const questions = (outcome: Outcome) => ((outcome as Refusal).errors?.confirmed ?? []).map(({ key }) => key);
const yes = (outcome: Outcome) => ({ asked: asked(outcome), confirmed: 'on' });

const file = (given: Partial<Parameters<typeof insertSale>[1]> = {}) =>
  db.transaction((tx) =>
    insertSale(tx, {
      orderNumber: `N${++keys}`,
      customerId: f.customers.c002,
      productId: null,
      productName: '压力变送器',
      quantity: null,
      unitPrice: null,
      amountFen: 1_000_00 as Fen,
      dealOn: '2026-03-01',
      salespersonId: f.wanglei.id,
      review: 'approved',
      ...given,
    }),
  );

describe('money comes in', () => {
  test('part, then the rest: the sale is paid, each with one audit row', async () => {
    const before = audited().length;
    expect(await post(f.wanglei, f.sales.s2, { amount: '10,000.00', method: 'cash' })).toMatchObject({
      done: true,
      to: `/sales/${f.sales.s2}`,
      message: {
        key: 'payments.saved.receipt.owed',
        params: { amount: '10,000.00', number: 'S2', rest: '20,000.00' },
      },
    });
    expect(found(f.sales.s2)).toMatchObject({ paidFen: 30_000_00, balanceFen: 20_000_00, lastPaidOn: '2026-03-31' });
    expect(await post(f.wanglei, f.sales.s2, { amount: '￥２０，０００' })).toMatchObject({
      message: { key: 'payments.saved.receipt.paid' },
    });
    expect(found(f.sales.s2)).toMatchObject({ paidFen: 50_000_00, balanceFen: 0 });
    const rows = audited().slice(before);
    expect(rows.map((row) => [row.action, row.objectKind, row.actorId])).toEqual([
      ['payment.recorded', 'payment', f.wanglei.id],
      ['payment.recorded', 'payment', f.wanglei.id],
    ]);
    expect(rows[0]?.details).toMatchObject({
      orderNumber: 'S2',
      amountFen: 10_000_00,
      paidBefore: 20_000_00,
      paidAfter: 30_000_00,
    });
    expect(written().at(-2)).toMatchObject({ method: 'cash', recordedBy: f.wanglei.id, reason: null });
  });

  test('P14: what goes beyond asks, then is a credit that lowers nobody else’s debt', async () => {
    const owed = () => figures(f.manager, parsePeriod('2026-Q1') as Period, 'rep').total;
    const before = owed();
    const first = await post(f.wanglei, f.sales.s2, { amount: '30200' });
    expect(first).toMatchObject({ done: false, message: { key: 'payments.ask.head' } });
    expect(questions(first)).toEqual(['payments.ask.credit']);
    expect(paid(f.sales.s2)).toBe(20_000_00);
    // A tick without having been asked, or for another amount, asks anew.
    expect(questions(await post(f.wanglei, f.sales.s2, { amount: '30200', confirmed: 'on' }))).toHaveLength(1);
    expect(questions(await post(f.wanglei, f.sales.s2, { amount: '30300', ...yes(first) }))).toHaveLength(1);
    expect(await post(f.wanglei, f.sales.s2, { amount: '30200', ...yes(first) })).toMatchObject({
      message: { key: 'payments.saved.receipt.credit', params: { rest: '200.00' } },
    });
    expect(owed()).toMatchObject({
      receivableFen: before.receivableFen - 30_000_00,
      creditFen: before.creditFen + 200_00,
    });
  });

  test('on a sale under review, counting when it is approved; not on a rejected or void one', async () => {
    const pending = file({ review: 'pending' });
    expect(await post(f.wanglei, pending, { amount: '400' })).toMatchObject({ done: true });
    expect(found(pending)).toMatchObject({ paidFen: 400_00, balanceFen: 0 });
    db.update(sales).set({ review: 'approved' }).where(eq(sales.id, pending)).run();
    expect(found(pending).balanceFen).toBe(600_00);

    const count = written().length;
    const rejected = file();
    db.update(sales).set({ review: 'rejected', rejectReason: '价格不对' }).where(eq(sales.id, rejected)).run();
    const gone = file();
    db.update(sales).set({ voidedAt: '2026-03-31T00:00:00.000Z', voidReason: '重复' }).where(eq(sales.id, gone)).run();
    expect(await post(f.wanglei, rejected)).toMatchObject({ message: { key: 'payments.problem.rejected' } });
    expect(await post(f.wanglei, gone)).toMatchObject({ message: { key: 'payments.problem.void' } });
    expect(written()).toHaveLength(count);
  });

  test('before the deal asks: a prepayment, or a slip (P14, CL-08)', async () => {
    const first = await post(f.wanglei, f.sales.s2, { paidOn: '2025-02-20' });
    expect(questions(first)).toEqual(['payments.ask.early']);
    expect(await post(f.wanglei, f.sales.s2, { paidOn: '2025-02-20', ...yes(first) })).toMatchObject({ done: true });
  });

  test.each([
    [{ amount: '' }, 'amount', 'form.required'],
    [{ amount: '0.00' }, 'amount', 'payments.problem.zero'],
    [{ amount: '-5' }, 'amount', 'payments.problem.negative'],
    [{ amount: '约3000' }, 'amount', 'payments.problem.amount'],
    [{ amount: '1.005' }, 'amount', 'payments.problem.amount'],
    [{ paidOn: '2026-04-01' }, 'paidOn', 'payments.problem.future'],
    [{ paidOn: '2026-02-30' }, 'paidOn', 'payments.problem.day'],
    [{ kind: 'refund', reason: '  ' }, 'reason', 'payments.problem.reason'],
    [{ kind: 'refund', reason: '退货', amount: '20000.01' }, 'amount', 'payments.problem.refundTooMuch'],
    [{ kind: 'refund', reason: '退货', paidOn: '2026-03-04' }, 'paidOn', 'payments.problem.refundEarly'],
  ])('%j: a word beside %s', async (given, field, key) => {
    const before = [written().length, audited().length];
    expect(await post(f.wanglei, f.sales.s2, given)).toMatchObject({ done: false, errors: { [field]: [{ key }] } });
    expect([written().length, audited().length]).toEqual(before);
  });
});

describe('money goes back', () => {
  test('a refund with its reason; all of it at most', async () => {
    expect(await post(f.wanglei, f.sales.s2, { kind: 'refund', amount: '5000', reason: '少发两台' })).toMatchObject({
      message: { key: 'payments.saved.refund.owed', params: { rest: '35,000.00' } },
    });
    expect(written().at(-1)).toMatchObject({ amountFen: -5_000_00, reason: '少发两台' });
    expect(paid(f.sales.s2)).toBe(15_000_00);
    expect(audited().at(-1)).toMatchObject({ action: 'payment.refunded' });
  });

  test('on a linked reversal it is booked on its original (R19)', async () => {
    await post(f.lina, f.sales.s3, { amount: '60000' });
    expect(found(f.sales.s3).balanceFen).toBe(0);
    const outcome = await post(f.lina, f.sales.s3r, {
      kind: 'refund',
      amount: '1000',
      reason: '多退',
      opened: String(paid(f.sales.s3)),
    });
    expect(outcome).toMatchObject({ done: true, to: `/sales/${f.sales.s3}` });
    expect(paid(f.sales.s3r)).toBe(0);
    expect(found(f.sales.s3)).toMatchObject({ paidFen: 59_000_00, balanceFen: 1_000_00 });
  });

  test('a return of −300 is refunded by −300, and no more', async () => {
    const returned = file({ amountFen: -300_00 as Fen });
    expect(found(returned).balanceFen).toBe(-300_00);
    const refund = { kind: 'refund', reason: '退货' };
    expect(await post(f.wanglei, returned, { ...refund, amount: '300.01' })).toMatchObject({
      errors: { amount: [{ key: 'payments.problem.returnTooMuch', params: { left: '300.00' } }] },
    });
    expect(await post(f.wanglei, returned, { ...refund, amount: '300' })).toMatchObject({
      message: { key: 'payments.saved.refund.settled' },
    });
    expect(found(returned)).toMatchObject({ paidFen: -300_00, balanceFen: 0 });
  });
});

describe('who', () => {
  test('another’s sale looks like a missing one, and nothing is written', async () => {
    const before = [written().length, audited().length];
    for (const viewer of [f.wanglei, others.rep, others.supervisor])
      expect(await post(viewer, f.sales.s3)).toMatchObject({ done: false, message: { key: 'form.gone' } });
    expect(
      await run('payment.record', { saleId: '9999', amount: '1', paidOn: '2026-03-31', opened: '0' }, f.lina),
    ).toMatchObject({ message: { key: 'form.gone' } });
    expect([written().length, audited().length]).toEqual(before);
  });

  test('after a handover the new owner books on old sales; who sold them sees them and can’t', async () => {
    db.update(sales)
      .set({ amountFen: 110_000_00 as Fen })
      .where(eq(sales.id, f.sales.s1))
      .run();
    expect(await post(f.wanglei, f.sales.s1)).toMatchObject({ message: { key: 'payments.problem.notYours' } });
    expect(await post(f.lina, f.sales.s1)).toMatchObject({ done: true });
    expect(await post(f.supervisor, f.sales.s1, { amount: '50' })).toMatchObject({ done: true });
    expect(await post(f.manager, f.sales.s1, { amount: '60' })).toMatchObject({ done: true });
    expect(paid(f.sales.s1)).toBe(100_210_00);
  });
});

test('handed over across teams: the new team books, the old supervisor still may, the old rep may not (R5, R7)', async () => {
  db.update(customers)
    .set({ ownerId: others.rep.id, teamId: others.team })
    .where(eq(customers.id, f.customers.c002))
    .run();
  for (const [viewer, amount] of [
    [others.rep, '1000'],
    [others.supervisor, '1100'],
    [f.supervisor, '1200'],
  ] as const)
    expect(await post(viewer, f.sales.s2, { amount })).toMatchObject({ done: true });
  expect(await post(f.wanglei, f.sales.s2)).toMatchObject({ message: { key: 'payments.problem.notYours' } });
  expect(await post(f.lina, f.sales.s2)).toMatchObject({ message: { key: 'form.gone' } });
  expect(paid(f.sales.s2)).toBe(23_300_00);
});

describe('twice, or by two people (R42, P26)', () => {
  test('the same form posted again answers the same and writes once', async () => {
    const count = written().length;
    const fields = { saleId: String(f.sales.s2), amount: '30', paidOn: '2026-03-31', opened: '2000000', _key: 'same' };
    const [first, second] = await Promise.all([
      run('payment.record', fields, f.wanglei),
      run('payment.record', fields, f.wanglei),
    ]);
    expect(second).toEqual(first);
    expect(written()).toHaveLength(count + 1);
  });

  test('two forms for the same rest: the second is asked, about the credit too', async () => {
    const opened = { opened: String(paid(f.sales.s2)) };
    expect(await post(f.wanglei, f.sales.s2, { amount: '30000', ...opened })).toMatchObject({ done: true });
    const second = await post(f.supervisor, f.sales.s2, { amount: '30000', ...opened });
    expect(questions(second)).toEqual(['payments.ask.credit', 'payments.ask.double']);
    const other = await post(f.supervisor, f.sales.s2, { amount: '500', paidOn: '2026-03-30', ...opened });
    expect(questions(other)).toEqual(['payments.ask.credit', 'payments.ask.changed']);
    // Two equal payments of one day exist: asked, not refused.
    expect(await post(f.supervisor, f.sales.s2, { amount: '30000', ...opened, ...yes(second) })).toMatchObject({
      message: { key: 'payments.saved.receipt.credit', params: { rest: '30,000.00' } },
    });
  });

  test('twenty racing payments never break the rule', async () => {
    const sale = file();
    const opened = { opened: '0', amount: '300' };
    const racers = Array.from({ length: 20 }, () => [f.wanglei, f.supervisor, f.manager][keys++ % 3] as Viewer);
    const outcomes = await Promise.all(racers.map((viewer) => post(viewer, sale, opened)));
    expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(1);
    expect(paid(sale)).toBe(300_00);

    // All say yes to what they were asked; what was asked holds for the first of them only.
    const again = await Promise.all(
      racers.map((viewer, index) =>
        post(viewer, sale, { ...opened, ...(outcomes[index]?.done ? {} : yes(outcomes[index] as Outcome)) }),
      ),
    );
    const through = again.filter((outcome) => outcome.done).length;
    expect(paid(sale)).toBe(300_00 * (1 + through));
    for (const outcome of again) if (!outcome.done) expect(questions(outcome).length).toBeGreaterThan(0);
    // Nobody came beyond the amount without having been asked about that very credit.
    expect(paid(sale)).toBeLessThanOrEqual(1_000_00);
  });

  test('twenty racing refunds never take paid below 0', async () => {
    const refund = { kind: 'refund', reason: '退货', amount: '3000' };
    const opened = { opened: String(paid(f.sales.s2)) };
    const racers = Array.from({ length: 20 }, (_, index) =>
      post(f.wanglei, f.sales.s2, { ...refund, ...opened, paidOn: `2026-03-${10 + index}` }).then((outcome) =>
        outcome.done
          ? outcome
          : post(f.wanglei, f.sales.s2, { ...refund, ...opened, paidOn: `2026-03-${10 + index}`, ...yes(outcome) }),
      ),
    );
    await Promise.all(racers);
    expect(paid(f.sales.s2)).toBeGreaterThanOrEqual(0);
    expect(paid(f.sales.s2)).toBeLessThan(20_000_00);
  });
});

describe('a mistake is voided', () => {
  const payment = (saleId: number) => written().findLast((row) => row.saleId === saleId)?.id as number;

  test('by whoever recorded it, with who, when and why; the sum forgets it', async () => {
    const id = payment(f.sales.s2);
    const before = audited().length;
    expect(await postVoid(f.wanglei, id)).toMatchObject({ done: true, to: `/sales/${f.sales.s2}` });
    expect(db.select().from(payments).where(eq(payments.id, id)).get()).toMatchObject({
      voidedBy: f.wanglei.id,
      voidReason: '记错了',
      voidedAt: expect.any(String),
    });
    expect(found(f.sales.s2)).toMatchObject({ paidFen: 0, lastPaidOn: null, balanceFen: 50_000_00 });
    expect(audited().slice(before)).toMatchObject([
      { action: 'payment.voided', objectId: id, details: { amountFen: 20_000_00, paidAfter: 0, reason: '记错了' } },
    ]);
    expect(await postVoid(f.wanglei, id)).toMatchObject({ message: { key: 'payments.problem.voided' } });
    expect(await postVoid(f.wanglei, id, { reason: ' ' })).toMatchObject({
      errors: { reason: [{ key: 'payments.problem.voidReason' }] },
    });
  });

  test('by a leader, not by another rep, nor by who has lost the customer; strangers find nothing', async () => {
    const old = payment(f.sales.s1);
    for (const [viewer, key] of [
      [f.wanglei, 'payments.problem.notYoursToVoid'],
      [f.lina, 'payments.problem.notYoursToVoid'],
      [others.rep, 'form.gone'],
      [others.supervisor, 'form.gone'],
    ] as const)
      expect(await postVoid(viewer, old)).toMatchObject({ done: false, message: { key } });
    expect(await postVoid(f.lina, 9_999)).toMatchObject({ message: { key: 'form.gone' } });
    expect(await postVoid(f.supervisor, old)).toMatchObject({ done: true });
  });

  test('what has gone back already holds the payment it came from', async () => {
    const came = payment(f.sales.s2);
    await post(f.wanglei, f.sales.s2, { kind: 'refund', amount: '1', reason: '零头' });
    const back = payment(f.sales.s2);
    expect(await postVoid(f.supervisor, came)).toMatchObject({
      message: { key: 'payments.problem.voidRefundFirst' },
    });
    expect(await postVoid(f.supervisor, back)).toMatchObject({ done: true });
    expect(await postVoid(f.supervisor, came)).toMatchObject({ done: true });
    expect(paid(f.sales.s2)).toBe(0);
  });

  test('voiding a refund that brings a credit back asks', async () => {
    const over = await post(f.wanglei, f.sales.s2, { amount: '30100' });
    await post(f.wanglei, f.sales.s2, { amount: '30100', ...yes(over) });
    await post(f.wanglei, f.sales.s2, { kind: 'refund', amount: '100', reason: '多收的退回' });
    const back = payment(f.sales.s2);
    const first = await postVoid(f.wanglei, back);
    expect(questions(first)).toEqual(['payments.ask.voidCredit']);
    expect(await postVoid(f.wanglei, back, yes(first))).toMatchObject({ done: true });
    expect(found(f.sales.s2).balanceFen).toBe(-100_00);
  });
});

const seed = 518;
test(`amount − paid − owed + credits = 0 and the ageing is the receivables, whatever people do (seed ${seed})`, () => {
  const random = new Random(seed);
  const upTo = (count: number) => Math.floor(random.next() * count);
  const ids = [f.sales.s2, f.sales.s3, f.sales.s4, file({ amountFen: -300_00 as Fen }), file({ review: 'pending' })];
  const ever = parsePeriod('2025-01-01..2026-12-31') as Period;
  // One transaction, since nothing but the rules is tried here; every refusal comes before the first write.
  const done = db.transaction((tx) => {
    const booked = (given: Record<string, string>) => recordPayment(tx, f.manager, paymentSchema.parse(given));
    const voided = (given: Record<string, string>) => voidPayment(tx, f.manager, voidPaymentSchema.parse(given));
    let count = 0;
    for (let step = 0; step < 90; step++) {
      const standing = written().filter((row) => row.voidedAt === null && ids.includes(row.saleId));
      const saleId = ids[upTo(ids.length)] as number;
      const isVoid = upTo(4) === 0 && standing.length > 0;
      const book = isVoid ? voided : booked;
      const given: Record<string, string> = isVoid
        ? { paymentId: String(standing[upTo(standing.length)]?.id), reason: '随机' }
        : {
            saleId: String(saleId),
            kind: upTo(3) === 0 ? 'refund' : 'receipt',
            amount: String(1 + upTo(upTo(2) === 0 ? 500 : 60_000)),
            reason: '随机',
            paidOn: `2026-03-${10 + upTo(22)}`,
            opened: String(paid(saleId)),
          };
      const first = book(given);
      const outcome = asked(first) ? book({ ...given, ...yes(first) }) : first;
      if (outcome.done) count++;
      const { total } = figures(f.manager, ever, 'rep', {}, tx);
      expect(total.amountFen - total.collectedFen - total.receivableFen + total.creditFen).toBe(0);
      expect(Object.values(total.ageing).reduce((sum, part) => sum + part, 0)).toBe(total.receivableFen);
      for (const id of ids) {
        const { amountFen, paidFen } = found(id);
        expect(amountFen < 0 ? paidFen <= 0 && paidFen >= amountFen : paidFen >= 0).toBe(true);
      }
    }
    return count;
  });
  expect(done).toBeGreaterThan(30);
});
