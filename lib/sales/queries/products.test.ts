import { beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen, Milli, UnitPrice } from '@/db/columns';
import { products } from '@/db/schema/settings';
import { freshDatabase } from '@/db/test-db';
import { ensureProduct } from '@/lib/settings/writes';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { insertSale } from '../writes';
import { searchProducts } from './products';

let db: Db;
let f: FixtureF;
let others: NonNullable<FixtureF['other']>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  others = f.other as typeof others;
});

const add = (name: string) => write((tx) => ensureProduct(tx, name, f.line));
const names = (text: string, viewer: Viewer = f.wanglei) =>
  searchProducts(viewer, { text, customerId: null }).map((product) => product.name);
let made = 0;
const sell = (salesperson: Viewer, customerId: number, dealOn: string, price: number, review: 'approved' | 'pending') =>
  write((tx) =>
    insertSale(tx, {
      orderNumber: `P${++made}`,
      customerId,
      productId: f.product,
      productName: '压力变送器',
      quantity: 1_000 as Milli,
      unitPrice: (price * 10_000) as UnitPrice,
      amountFen: (price * 100) as Fen,
      dealOn,
      salespersonId: salesperson.id,
      createdBy: salesperson.id,
      review,
    }),
  );
const priceFor = (viewer: Viewer, customerId: number | null) =>
  searchProducts(viewer, { text: '压力', customerId })[0]?.price;

test('a product is found by Chinese, full pinyin and initials, the closest first', async () => {
  await add('温度变送器');
  await add('变送器');
  await add('DN50 球阀');
  await add('100%棉_布');
  expect(names('变送器')).toEqual(['变送器', '温度变送器', '压力变送器']);
  expect(names('ylbsq')).toEqual(['压力变送器']);
  expect(names('yali')).toEqual(['压力变送器']);
  expect(names('ｄｎ５０')).toEqual(['DN50 球阀']);
  expect(names('%')).toEqual(['100%棉_布']);
  expect(names('没有')).toEqual([]);
  // Without a text: what was sold comes first.
  await sell(f.wanglei, f.customers.c002, '2026-03-01', 90, 'approved');
  expect(names('')[0]).toBe('压力变送器');
  db.update(products).set({ retiredAt: '2026-03-01T00:00:00.000Z' }).run();
  expect(names('变送器')).toEqual([]);
});

test('the price is what this customer paid last, else what it was last sold for, else the list price', async () => {
  const { c002, c003 } = f.customers;
  expect(priceFor(f.wanglei, c002)).toBeNull();
  db.update(products)
    .set({ defaultPrice: 1_000_000 as UnitPrice })
    .run();
  expect(priceFor(f.wanglei, c002)).toEqual({ value: 1_000_000, from: 'list', on: null });
  await sell(f.wanglei, c002, '2026-03-01', 90, 'pending');
  await sell(f.wanglei, c002, '2026-02-01', 95, 'approved');
  expect(priceFor(f.wanglei, c002)).toEqual({ value: 900_000, from: 'customer', on: '2026-03-01' });
  expect(priceFor(f.supervisor, c003)).toEqual({ value: 900_000, from: 'sold', on: '2026-03-01' });
});

test('nobody learns a price from sales that aren’t theirs to see (P23)', async () => {
  await sell(f.wanglei, f.customers.c002, '2026-03-01', 90, 'approved');
  expect(priceFor(f.lina, null)).toBeNull();
  expect(priceFor(f.lina, f.customers.c002)).toBeNull();
  expect(priceFor(others.supervisor, f.customers.c002)).toBeNull();
  // 李娜 owns C001 now and reads all its sales, those of 王磊 included.
  await sell(f.wanglei, f.customers.c001, '2026-03-02', 80, 'approved');
  expect(priceFor(f.lina, f.customers.c001)).toMatchObject({ value: 800_000, from: 'customer' });
});
