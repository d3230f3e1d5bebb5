import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import type { Fen, Milli, UnitPrice } from '@/db/columns';
import { sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { insertPayment } from '@/lib/payments/writes';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { contentOf, fileChange } from '../changes';
import { insertSale, type NewSale } from '../writes';
import { reviewState } from './changes';
import { inbox, inboxSize } from './inbox';
import { reviewCount } from './review';
import { findSale } from './sale';

let db: Db;
let f: FixtureF;
let other: NonNullable<FixtureF['other']>;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  other = f.other as typeof other;
});

const yuan = (amount: number) => Math.round(amount * 100) as Fen;
let minute = 0;
const file = (orderNumber: string, given: Partial<NewSale> = {}) =>
  write((tx) =>
    insertSale(
      tx,
      {
        orderNumber,
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
      },
      `2026-03-30T02:${String(++minute % 60).padStart(2, '0')}:00.000Z`,
    ),
  );
const numbers = (viewer: Viewer, question = {}) => inbox(viewer, question).map((row) => row.sale.orderNumber);

test('a quantity and price beyond all reason, as a sheet may hold them, have no difference', async () => {
  const beyond = Number.MAX_SAFE_INTEGER;
  await file('A', { quantity: beyond as Milli, unitPrice: beyond as UnitPrice });
  expect(inbox(f.supervisor)).toMatchObject([{ sale: { orderNumber: 'A' }, differenceFen: 0 }]);
});

test('who has what before them, the longest waiting first; one’s own apart', async () => {
  await file('A');
  await file('B', { salespersonId: f.supervisor.id, createdBy: f.supervisor.id });
  await file('C', { salespersonId: other.rep.id, createdBy: other.rep.id });
  await write((tx) => fileChange(tx, f.lina, { saleId: f.sales.s4, kind: 'void', reason: '客户取消' }));
  expect(numbers(f.supervisor)).toEqual(['A', 'S4']);
  expect(numbers(f.supervisor, { mine: true })).toEqual(['B']);
  expect(numbers(f.manager)).toEqual(['A', 'B', 'C', 'S4']);
  expect(numbers(other.supervisor)).toEqual(['C']);
  for (const rep of [f.wanglei, f.lina, other.rep]) {
    expect(numbers(rep)).toEqual([]);
    expect(numbers(rep, { mine: true })).toEqual([]);
  }
});

test('one team’s alone is asked for and counted as one', async () => {
  await file('A');
  await file('C', { salespersonId: other.rep.id, createdBy: other.rep.id });
  const change = { kind: 'void' as const, reason: '签重了' };
  await write((tx) => fileChange(tx, f.wanglei, { saleId: f.sales.s2, ...change }));
  for (const [team, expected] of [
    [f.team, ['A', 'S2']],
    [other.team, ['C']],
    [null, []],
  ] as const) {
    expect(numbers(f.manager, { team }).sort()).toEqual(expected);
    expect(reviewCount(f.manager, { team })).toBe(expected.length);
    // Another team's supervisor asks in vain.
    expect(numbers(other.supervisor, { team })).toEqual(team === other.team ? expected : []);
  }
});

test('a page at a time, as many as are counted', async () => {
  for (let n = 0; n < inboxSize + 3; n++) await file(`P${n}`);
  expect(reviewCount(f.supervisor)).toBe(inboxSize + 3);
  const [first, second] = [numbers(f.supervisor), numbers(f.supervisor, { page: 2 })];
  expect([first.length, second.length]).toEqual([inboxSize, 3]);
  expect(new Set([...first, ...second]).size).toBe(inboxSize + 3);
});

describe('what stands on a row', () => {
  test('of a new sale: price and difference, money, doubles in scope, the last rejection', async () => {
    const id = await file('A', { quantity: 3_000 as Milli, unitPrice: 333_350 as UnitPrice, amountFen: yuan(90) });
    await file('B', { amountFen: yuan(90) });
    await file('far', { amountFen: yuan(90), salespersonId: other.rep.id, createdBy: other.rep.id });
    await write((tx) => {
      const rejected = { review: 'rejected' as const, rejectReason: '单价不对', reviewedBy: f.supervisor.id };
      tx.update(sales).set(rejected).where(eq(sales.id, id)).run();
      tx.update(sales).set({ review: 'pending', rejectReason: null }).where(eq(sales.id, id)).run();
      insertPayment(tx, { saleId: id, amountFen: yuan(40), paidOn: '2026-03-25', method: null });
    });
    const row = inbox(f.supervisor).find(({ saleId }) => saleId === id);
    expect(row).toMatchObject({
      ...{ kind: 'sale', filer: '王磊', salesperson: '王磊', differenceFen: yuan(90 - 100.01) },
      ...{ doubles: ['B'], rejectedBefore: '单价不对', sale: { paidFen: yuan(40) }, isSelf: false },
    });
    // Filed again after all others: it waits from then on.
    expect(numbers(f.supervisor)).toEqual(['B', 'A']);
    expect(inbox(f.manager).find(({ saleId }) => saleId === id)?.doubles).toEqual(['B', 'far']);
  });

  test('of a reversal: its original, what is left, and what would be paid too much', async () => {
    await file('S1-R1', {
      ...{ customerId: f.customers.c001, reversesId: f.sales.s1, amountFen: yuan(-30_000), notes: '退货' },
    });
    expect(inbox(f.supervisor)[0]).toMatchObject({
      ...{ kind: 'reversal', reason: '退货' },
      original: { orderNumber: 'S1', leftFen: yuan(70_000), creditFen: yuan(30_000) },
    });
  });

  test('of a new version: old and new of each field, with names, and what changed', async () => {
    await write((tx) => {
      const { customerName: _, ...present } = contentOf(tx, f.sales.s2);
      const instalments = [{ dueOn: '2026-05-01', amountFen: yuan(48_000) }];
      const content = { ...present, customerId: f.customers.c003, amountFen: yuan(48_000), instalments };
      fileChange(tx, f.wanglei, { saleId: f.sales.s2, kind: 'edit', content, reason: '改签' });
    });
    const [row] = inbox(f.supervisor);
    expect(row).toMatchObject({ kind: 'edit', filer: '王磊', reason: '改签', version: 1 });
    expect(row?.differences.map(({ field, before, after, isChanged }) => [field, before, after, isChanged])).toEqual([
      ['customer', '晨川水务设备有限公司', '南屿食品机械有限公司', true],
      ['product', '压力变送器', '压力变送器', false],
      ['quantity', '--', '--', false],
      ['unitPrice', '--', '--', false],
      ['amount', '50,000.00', '48,000.00', true],
      ['dealOn', '2026-02-15', '2026-02-15', false],
      ['dueOn', '2026-03-17', '2026-03-17', false],
      ['instalments', '', '2026-05-01 48,000.00', true],
    ]);
  });
});

test('a sale’s page tells whoever reaches it what waits, and lets decide whoever may', async () => {
  await write((tx) => fileChange(tx, f.wanglei, { saleId: f.sales.s1, kind: 'void', reason: '取消' }));
  const state = (viewer: Viewer) => {
    const found = findSale(viewer, f.sales.s1);
    return found && reviewState(viewer, found);
  };
  expect(state(f.supervisor)).toMatchObject({ may: 'yes', change: { kind: 'void', requester: '王磊' } });
  // Sold by the one, the customer is the other's by now.
  for (const rep of [f.wanglei, f.lina]) expect(state(rep)).toMatchObject({ may: 'no', change: { reason: '取消' } });
  expect(state(other.supervisor)).toBeUndefined();
});

test('only the indexes of what waits are read, whoever asks', () => {
  const statements: string[] = [];
  const prepare = db.$client.prepare.bind(db.$client);
  db.$client.prepare = ((source: string) => {
    statements.push(source);
    return prepare(source);
  }) as typeof prepare;
  for (const viewer of [f.supervisor, f.manager]) {
    reviewCount(viewer);
    inbox(viewer);
    inbox(viewer, { mine: true });
  }
  const reading = statements.filter((source) => /'pending'/.test(source));
  expect(reading.length).toBeGreaterThanOrEqual(8);
  for (const source of reading) {
    const steps = db.$client
      .prepare(`explain query plan ${source}`)
      .all(...Array(source.split('?').length - 1).fill(1)) as { detail: string }[];
    const ways = steps
      .map(({ detail }) => detail)
      .filter((detail) => /^(SCAN|SEARCH) (sales|sale_changes)\b/.test(detail));
    for (const way of ways)
      expect(way).toMatch(
        /USING (COVERING )?INDEX (sales_pending|sale_changes_(one_)?pending)|USING INTEGER PRIMARY KEY/,
      );
    expect(ways.length).toBeGreaterThan(0);
  }
});
