import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { contacts, customers } from '@/db/schema/customers';
import { payments, sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { insertCustomer } from './customers/writes';
import { fen } from './money';
import { insertPayment } from './payments/writes';
import { insertSale } from './sales/writes';
import { visible } from './scope';
import { makePerson, makeTeam } from './testing/people';
import { asSystem, type Viewer } from './viewer';

let db: Db;
let people: Record<'wang' | 'li' | 'zhao' | 'zhou' | 'liu', Viewer>;

// 一组: 王磊, 李娜 under 赵刚; 二组: 周婷. C1 was 王磊's when S1 was sold and is 李娜's now; C2 is 周婷's.
beforeEach(async () => {
  db = freshDatabase();
  await write((tx) => {
    const [one, two] = [makeTeam(tx, '一组'), makeTeam(tx, '二组')];
    people = {
      wang: makePerson(tx, '王磊', 'rep', one),
      li: makePerson(tx, '李娜', 'rep', one),
      zhao: makePerson(tx, '赵刚', 'supervisor', one),
      zhou: makePerson(tx, '周婷', 'rep', two),
      liu: makePerson(tx, '刘建国', 'manager', null),
    };
    const make = (code: string, owner: Viewer, seller: Viewer, amount: number) => {
      const customerId = insertCustomer(tx, {
        code,
        name: `${code}公司`,
        filedOn: '2026-01-01',
        ownerId: owner.id,
        contact: { name: '沈国华', phone: '19900000001' },
      });
      const saleId = insertSale(tx, {
        orderNumber: `S-${code}`,
        customerId,
        productName: '培训课程',
        amountFen: fen(amount),
        dealOn: '2026-01-10',
        salespersonId: seller.id,
        review: 'approved',
      });
      insertPayment(tx, { saleId, amountFen: fen(amount / 2), paidOn: '2026-01-20' });
    };
    make('C1', people.li, people.wang, 1000);
    make('C2', people.zhou, people.zhou, 2000);
  });
});

const amounts = (viewer: Viewer, meaning: 'attributed' | 'owned') =>
  db
    .select({ amount: sales.amountFen })
    .from(visible(viewer, sales, meaning))
    .orderBy(sales.id)
    .all()
    .map((row) => row.amount);
const owned = (viewer: Viewer) =>
  db
    .select({ code: customers.code })
    .from(visible(viewer, customers))
    .orderBy(customers.id)
    .all()
    .map((row) => row.code);

describe('attributed: the sale’s frozen salesperson and team', () => {
  test.each([
    ['wang', [1000]],
    ['li', []],
    ['zhao', [1000]],
    ['zhou', [2000]],
    ['liu', [1000, 2000]],
  ] as const)('%s sees %j', (who, expected) => expect(amounts(people[who], 'attributed')).toEqual(expected));
});

describe('owned: the customer’s present owner and their team', () => {
  test.each([
    ['wang', [], []],
    ['li', ['C1'], [1000]],
    ['zhao', ['C1'], [1000]],
    ['zhou', ['C2'], [2000]],
    ['liu', ['C1', 'C2'], [1000, 2000]],
  ] as const)('%s owns %j and their sales %j', (who, codes, sums) => {
    expect(owned(people[who])).toEqual(codes);
    expect(amounts(people[who], 'owned')).toEqual(sums);
  });
});

test('contacts follow their customer, payments their sale in the meaning asked for', () => {
  const count = (viewer: Viewer) => db.select().from(visible(viewer, contacts)).all().length;
  expect([count(people.wang), count(people.li), count(people.liu)]).toEqual([0, 1, 2]);
  const paid = (viewer: Viewer, meaning: 'attributed' | 'owned') =>
    db
      .select({ amount: payments.amountFen })
      .from(visible(viewer, payments, meaning))
      .all()
      .map((row) => row.amount);
  expect(paid(people.wang, 'attributed')).toEqual([500]);
  expect(paid(people.wang, 'owned')).toEqual([]);
  expect(paid(people.li, 'owned')).toEqual([500]);
});

test('a further condition narrows the scope and never replaces it', () => {
  const byCode = (viewer: Viewer) => db.select().from(visible(viewer, customers)).where(eq(customers.code, 'C2')).get();
  expect(byCode(people.zhou)?.name).toBe('C2公司');
  expect(byCode(people.wang)).toBeUndefined();
});

test('SQLite flattens the subquery: one search by index, no scan and no copy', () => {
  const query = db.select().from(visible(people.zhou, sales)).where(eq(sales.dealOn, '2026-01-10')).toSQL();
  const plan = db.$client.prepare(`explain query plan ${query.sql}`).all(...query.params) as { detail: string }[];
  expect(plan.map((step) => step.detail)).toEqual([
    expect.stringMatching(/^SEARCH sales USING INDEX sales_salesperson/),
  ]);
});

test('closed tables have no reading for a viewer; the system reads all', () => {
  expect(() => visible(people.liu, auditEvents)).toThrow();
  expect(owned(asSystem('test'))).toEqual(['C1', 'C2']);
});
