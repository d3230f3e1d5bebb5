import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '@/db/test-db';
import { figures } from '@/lib/analysis/queries/figures';
import type { Dimension, FigureFilter } from '@/lib/analysis/types';
import { type Period, parsePeriod } from '@/lib/period';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { SaleFilter } from '../filters';
import { listSales } from './list';
import { findSale, paymentsOfSale, reversalsOfSale } from './sale';
import { totalSales } from './totals';

const today = '2026-03-31';
const q1 = parsePeriod('2026-Q1') as Period;
let f: FixtureF;
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
});

describe('a figure and the list behind it', () => {
  test.each(['rep', 'team', 'region', 'line', 'level', 'product', 'industry', 'customer'] as const)(
    'by %s: amount, collected, orders and receivables, to the fen',
    (by: Exclude<Dimension, 'month'>) => {
      for (const viewer of [f.manager, f.supervisor, f.wanglei, f.lina]) {
        const { rows } = figures(viewer, q1, by);
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) {
          const narrowed: FigureFilter = { [by]: row.key };
          const sold = totalSales(viewer, { filter: { ...narrowed, from: q1.from, to: q1.to }, today });
          expect(sold).toMatchObject({
            amountFen: row.amountFen,
            paidFen: row.collectedFen,
            orders: row.orders,
            customers: row.customers,
          });
          const owing = (part: SaleFilter['owing']) =>
            totalSales(viewer, { filter: { ...narrowed, owing: part }, today }).receivableFen;
          expect(owing('any')).toBe(row.receivableFen);
          expect(owing('overdue')).toBe(row.overdueFen);
          for (const part of ['current', 'days30', 'days60', 'days90', 'days180', 'older'] as const)
            expect(owing(part), part).toBe(row.ageing[part]);
        }
      }
    },
  );
});

test('another team sees no row, no total and no page of it', () => {
  for (const stranger of [f.other?.supervisor, f.other?.rep]) {
    if (!stranger) throw new Error('the fixture has another team');
    const filter: SaleFilter = { state: 'all', from: '2020-01-01' };
    expect(listSales(stranger, { filter, today })).toEqual({ rows: [], before: null, after: null });
    expect(totalSales(stranger, { filter, today })).toMatchObject({ rows: 0, amountFen: 0, customers: 0 });
    expect(listSales(stranger, { filter: { ...filter, q: '华岳' }, today }).rows).toEqual([]);
    for (const id of Object.values(f.sales)) expect(findSale(stranger, id)).toBeUndefined();
  }
});

test('by owner, the new owner has all sales of a customer handed over and the former one none', () => {
  const all = { state: 'counted', owner: 'any' } as const;
  expect(totalSales(f.lina, { filter: all, today })).toMatchObject({ rows: 5, amountFen: 32_000_000 });
  expect(totalSales(f.wanglei, { filter: all, today })).toMatchObject({ rows: 1, amountFen: 5_000_000 });
  const ofLina = { owner: String(f.lina.id) };
  for (const viewer of [f.manager, f.supervisor, f.lina])
    expect(totalSales(viewer, { filter: ofLina, today }).amountFen).toBe(32_000_000);
  // Whoever can't see the customers gets nothing by naming their owner; what is no id matches nothing.
  for (const viewer of [f.wanglei, f.other?.supervisor, f.other?.rep])
    expect(totalSales(viewer as never, { filter: ofLina, today }).rows).toBe(0);
  expect(totalSales(f.other?.supervisor as never, { filter: all, today }).rows).toBe(0);
  expect(totalSales(f.manager, { filter: { owner: 'x' }, today }).rows).toBe(0);
  expect(totalSales(f.manager, { filter: { owner: 'none' }, today }).rows).toBe(0);
  expect(listSales(f.lina, { filter: { ...all, owing: 'overdue' }, today }).rows.map((row) => row.orderNumber)).toEqual(
    ['S3'],
  );
});

test('a sale of a customer handed over stays in the list of who made it, without a link', () => {
  const rows = listSales(f.wanglei, { filter: { q: 'hyjm' }, today }).rows;
  expect(rows.map((row) => [row.orderNumber, row.customerName, Boolean(row.ownsCustomer)])).toEqual([
    ['S1', '华岳精密仪器有限公司', false],
    ['S0', '华岳精密仪器有限公司', false],
  ]);
  expect(listSales(f.lina, { filter: {}, today }).rows.map((row) => row.orderNumber)).toEqual(['S4', 'S3R', 'S3']);
});

test('a single sale opens for whoever made it and for the customer’s owner', () => {
  expect(findSale(f.wanglei, f.sales.s0)).toMatchObject({ meaning: 'attributed', ownsCustomer: 0 });
  expect(findSale(f.lina, f.sales.s0)).toMatchObject({ meaning: 'owned', ownsCustomer: 1 });
  expect(findSale(f.wanglei, f.sales.s3)).toBeUndefined();
  expect(findSale(f.wanglei, 999_999)).toBeUndefined();
});

test('payments run up to the paid amount; a reversal and its original know each other', () => {
  const s0 = findSale(f.lina, f.sales.s0);
  if (!s0) throw new Error('S0 is owned by 李娜');
  expect(paymentsOfSale(f.lina, s0).map((payment) => [payment.paidOn, payment.amountFen, payment.paidFen])).toEqual([
    ['2025-02-10', 7_000_000, 7_000_000],
    ['2026-01-05', 5_000_000, 12_000_000],
  ]);
  const [s3, s3r] = [findSale(f.lina, f.sales.s3), findSale(f.lina, f.sales.s3r)];
  if (!s3 || !s3r) throw new Error('李娜 sold S3');
  expect(reversalsOfSale(f.lina, s3).map((sale) => sale.orderNumber)).toEqual(['S3R']);
  expect(reversalsOfSale(f.lina, s3r).map((sale) => sale.orderNumber)).toEqual(['S3']);
});

test.each([
  { q: 's3', found: ['S3R', 'S3'] },
  { q: 'Ｓ3Ｒ', found: ['S3R'] },
  { q: 'c002', found: ['S2'] },
  { q: '水', found: ['S2'] },
  { q: 'nanyu', found: ['S3R', 'S3'] },
  { q: '%', found: [] },
  { q: '_', found: [] },
])('searching $q', ({ q, found }) => {
  expect(listSales(f.manager, { filter: { q }, today }).rows.map((row) => row.orderNumber)).toEqual(found);
});

test('a filter’s value that is no id matches nothing', () => {
  expect(listSales(f.manager, { filter: { rep: 'x' }, today }).rows).toEqual([]);
  expect(listSales(f.manager, { filter: { level: 'x' }, today }).rows).toEqual([]);
  expect(listSales(f.manager, { filter: { source: 'none' }, today }).rows).toHaveLength(6);
});
