import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { figures } from '@/lib/analysis/queries/figures';
import { type Period, parsePeriod } from '@/lib/period';
import type { SaleFilter } from '@/lib/sales/filters';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { listPayments, paymentsQuery, totalPayments } from './queries';

const q1 = parsePeriod('2026-Q1') as Period;
let f: FixtureF;
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
});

describe('cash and the payments behind it', () => {
  test.each(['rep', 'team', 'region', 'line', 'level', 'product', 'customer'] as const)('by %s, to the fen', (by) => {
    for (const viewer of [f.manager, f.supervisor, f.wanglei, f.lina])
      for (const row of figures(viewer, q1, by).rows) {
        const filter: SaleFilter = { [by]: row.key, from: q1.from, to: q1.to };
        expect(totalPayments(viewer, filter).amountFen).toBe(row.cashFen);
      }
    expect(totalPayments(f.manager, { from: q1.from, to: q1.to })).toEqual({ rows: 4, amountFen: 17_000_000 });
  });
});

test('the latest first; a payment of a customer handed over stays with who sold, without a link', () => {
  const rows = listPayments(f.wanglei, {}).rows;
  expect(rows.map((row) => [row.paidOn, row.orderNumber, row.amountFen, Boolean(row.ownsCustomer)])).toEqual([
    ['2026-03-05', 'S2', 2_000_000, true],
    ['2026-02-10', 'S1', 4_000_000, false],
    ['2026-01-20', 'S1', 6_000_000, false],
    ['2026-01-05', 'S0', 5_000_000, false],
    ['2025-02-10', 'S0', 7_000_000, false],
  ]);
});

test('another team and another rep see none of it', () => {
  for (const viewer of [f.lina, f.other?.supervisor, f.other?.rep]) {
    if (!viewer) throw new Error('the fixture has another team');
    expect(listPayments(viewer, {}).rows).toEqual([]);
    expect(listPayments(viewer, { rep: String(f.wanglei.id) }).rows).toEqual([]);
    expect(totalPayments(viewer, { q: 'S1' })).toEqual({ rows: null, amountFen: 0 });
    expect(totalPayments(viewer, { from: '2020-01-01' })).toEqual({ rows: 0, amountFen: 0 });
  }
});

test('void payments and payments of sales that do not count are left out', () => {
  const db = database();
  db.$client.exec(
    "update payments set voided_at = '2026-03-31T00:00:00.000Z', void_reason = '记错' where amount_fen = 2000000",
  );
  const ever = { from: '2020-01-01' };
  expect(totalPayments(f.manager, ever)).toEqual({ rows: 4, amountFen: 22_000_000 });
  expect(totalPayments(f.manager, {}).amountFen).toBe(22_000_000);
  db.$client.exec("update sales set review = 'pending' where order_number = 'S1'");
  expect(totalPayments(f.manager, ever)).toEqual({ rows: 2, amountFen: 12_000_000 });
  expect(totalPayments(f.manager, {}).amountFen).toBe(12_000_000);
  expect(listPayments(f.manager, {}).rows).toHaveLength(2);
});

test('the default order comes from the index by day; only payments of one day are sorted', () => {
  for (const viewer of [f.manager, f.supervisor, f.wanglei]) expectInOrder(viewer);
});

function expectInOrder(viewer: Viewer) {
  const { sql, params } = paymentsQuery(viewer, {}, database()).toSQL();
  const steps = database()
    .$client.prepare(`explain query plan ${sql}`)
    .all(...params) as { detail: string }[];
  const plan = steps.map((step) => step.detail).join('\n');
  expect(plan).toContain('payments_paid');
  expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
}
