import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Db, database } from '@/db/client';
import type { Fen } from '@/db/columns';
import { instalments, payments, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { insertPayment } from '../payments/writes';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { setInstalments } from './instalments';
import { insertSale } from './writes';

let db: Db;
let f: FixtureF;
let sale: number;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
  sale = file(100_00);
  db.transaction((tx) => setInstalments(tx, sale, thirds));
});

const thirds = [
  { dueOn: '2026-02-01', amountFen: 30_00 },
  { dueOn: '2026-04-01', amountFen: 60_00 },
  { dueOn: '2026-06-01', amountFen: 10_00 },
];
const file = (amountFen: number) =>
  database().transaction((tx) =>
    insertSale(tx, {
      orderNumber: `T${amountFen}`,
      customerId: f.customers.c002,
      productId: null,
      productName: '压力变送器',
      quantity: null,
      unitPrice: null,
      amountFen: amountFen as Fen,
      dealOn: '2026-01-05',
      dueOn: '2026-02-04',
      salespersonId: f.wanglei.id,
      review: 'approved',
    }),
  );
const pay = (amountFen: number) =>
  db.transaction((tx) => insertPayment(tx, { saleId: sale, amountFen: amountFen as Fen, paidOn: '2026-03-01' }));
const reverse = (amountFen: number) =>
  db.transaction((tx) =>
    insertSale(tx, {
      orderNumber: `R${amountFen}`,
      reversesId: sale,
      customerId: f.customers.c002,
      productId: null,
      productName: '压力变送器',
      quantity: null,
      unitPrice: null,
      amountFen: -amountFen as Fen,
      dealOn: '2026-03-05',
      salespersonId: f.wanglei.id,
      review: 'approved',
    }),
  );
const found = () => db.select().from(sales).where(eq(sales.id, sale)).get();
const due = () => found()?.dueOn;

test('a sale is due with its first part still open, then with its last', () => {
  expect(found()).toMatchObject({ instalmentCount: 3, dueOn: '2026-02-01', version: 1 });
  pay(29_99);
  expect(due()).toBe('2026-02-01');
  pay(1);
  expect(due()).toBe('2026-04-01');
  pay(65_00);
  expect(due()).toBe('2026-06-01');
  pay(10_00);
  expect(due()).toBe('2026-06-01');
});

test('voiding a payment opens its part again', () => {
  const id = pay(30_00);
  expect(due()).toBe('2026-04-01');
  db.update(payments)
    .set({ voidedAt: '2026-03-02T00:00:00.000Z', voidReason: '记错' })
    .where(eq(payments.id, id))
    .run();
  expect(due()).toBe('2026-02-01');
});

test('a reversal takes away from the last part', () => {
  pay(90_00);
  expect(due()).toBe('2026-06-01');
  reverse(10_00);
  // Nothing is open: the last part's day stays.
  expect(found()).toMatchObject({ dueOn: '2026-06-01', balanceFen: 0 });
  reverse(20_00);
  expect(found()).toMatchObject({ dueOn: '2026-06-01', balanceFen: -20_00 });
});

test('more paid back than came in is open on the first part, though all of it was reversed', () => {
  pay(-5_00);
  expect(found()).toMatchObject({ dueOn: '2026-02-01', balanceFen: 105_00 });
  reverse(100_00);
  expect(found()).toMatchObject({ dueOn: '2026-02-01', balanceFen: 5_00 });
});

test('whoever writes the due day or the amount of a sale in parts doesn’t move it', () => {
  db.update(sales).set({ dueOn: '2030-01-01' }).where(eq(sales.id, sale)).run();
  expect(due()).toBe('2026-02-01');
  pay(30_00);
  db.update(sales)
    .set({ amountFen: 120_00 as Fen })
    .where(eq(sales.id, sale))
    .run();
  expect(due()).toBe('2026-04-01');
});

test('parts are replaced, and taken away with the day the sale is due on then', () => {
  db.transaction((tx) => setInstalments(tx, sale, [{ dueOn: '2026-05-05', amountFen: 100_00 }]));
  expect(found()).toMatchObject({ instalmentCount: 1, dueOn: '2026-05-05' });
  db.transaction((tx) => setInstalments(tx, sale, [], '2026-03-03'));
  expect(found()).toMatchObject({ instalmentCount: 0, dueOn: '2026-03-03' });
  expect(db.select().from(instalments).all()).toEqual([]);
});

test('parts in the wrong order of days are not kept', () => {
  const swapped = [thirds[1], thirds[0], thirds[2]] as typeof thirds;
  expect(() => db.transaction((tx) => setInstalments(tx, sale, swapped))).toThrow(/notLater/);
  expect(due()).toBe('2026-02-01');
});

test('parts that don’t sum to the amount are not kept', () => {
  for (const amountFen of [10_01, 9_99])
    expect(() =>
      db.transaction((tx) => setInstalments(tx, sale, [...thirds.slice(0, 2), { dueOn: '2026-06-01', amountFen }])),
    ).toThrow(/tooMuch|tooLittle/);
  expect(db.select({ throughFen: instalments.throughFen }).from(instalments).all()).toEqual([
    { throughFen: 30_00 },
    { throughFen: 90_00 },
    { throughFen: 100_00 },
  ]);
});
