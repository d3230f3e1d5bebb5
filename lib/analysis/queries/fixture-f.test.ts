import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { type Period, parsePeriod } from '@/lib/period';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { FigureRow, Report } from '../types';
import { figures } from './figures';
import { longOverdueCustomers } from './long-overdue';
import { trend } from './trend';

// The worked example of DESIGN §2, to the fen.

let f: FixtureF;
const q1 = parsePeriod('2026-Q1') as Period;
const yuan = (amount: number) => Math.round(amount * 100);
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
});

const rowOf = (report: Report, label: string): FigureRow => {
  const row = report.rows.find((found) => found.label === label);
  if (!row) throw new Error(`no row ${label}`);
  return row;
};

const department = {
  amountFen: yuan(250_000),
  orders: 4,
  customers: 3,
  targetFen: yuan(300_000),
  shortfallFen: yuan(-50_000),
  attainmentBp: 8333,
  yoyBp: 10833,
  yoyDifferenceFen: yuan(130_000),
  popBp: null,
  popDifferenceFen: yuan(250_000),
  collectedFen: yuan(120_000),
  cashFen: yuan(170_000),
  openingFen: yuan(50_000),
  collectionBySigningBp: 4800,
  collectionByCashBp: 6800,
  collectionByReceivablesBp: 5667,
  perCustomerFen: yuan(83_333.33),
  perOrderFen: yuan(62_500),
  repurchaseBp: 3333,
  pendingFen: 0,
  receivableFen: yuan(130_000),
  overdueFen: yuan(90_000),
  overdueSales: 2,
  creditFen: 0,
  ageing: { current: yuan(40_000), days30: yuan(30_000), days60: yuan(60_000), days90: 0, days180: 0, older: 0 },
  isBehind: false,
  hasLongOverdue: true,
};
const wanglei = {
  amountFen: yuan(150_000),
  targetFen: yuan(200_000),
  shortfallFen: yuan(-50_000),
  attainmentBp: 7500,
  yoyBp: 2500,
  popBp: null,
  collectionBySigningBp: 8000,
  collectionByCashBp: 11333,
  collectionByReceivablesBp: 8500,
  customers: 2,
  perCustomerFen: yuan(75_000),
  perOrderFen: yuan(75_000),
  receivableFen: yuan(30_000),
  overdueFen: yuan(30_000),
  isBehind: true,
  hasLongOverdue: false,
};
const lina = {
  amountFen: yuan(100_000),
  targetFen: yuan(100_000),
  shortfallFen: 0,
  attainmentBp: 10000,
  yoyBp: null,
  popBp: null,
  collectionBySigningBp: 0,
  collectionByCashBp: 0,
  collectionByReceivablesBp: 0,
  customers: 2,
  perCustomerFen: yuan(50_000),
  perOrderFen: yuan(50_000),
  receivableFen: yuan(100_000),
  isBehind: false,
  hasLongOverdue: true,
};

describe('2026 Q1', () => {
  test('the department, by salesperson', () => {
    const report = figures(f.manager, q1, 'rep');
    expect(report.total).toMatchObject(department);
    expect(report.rows.map((row) => row.label)).toEqual(['王磊', '李娜']);
    expect(rowOf(report, '王磊')).toMatchObject({ ...wanglei, teamName: '一组' });
    expect(rowOf(report, '李娜')).toMatchObject(lina);
    expect(report).toMatchObject({
      isRunning: false,
      asOf: '2026-03-31',
      range: { from: '2026-01-01', to: '2026-03-31' },
      lastYear: { from: '2025-01-01', to: '2025-03-31' },
      previous: { from: '2025-10-01', to: '2025-12-31' },
      pace: { bp: 10000 },
    });
  });

  test('the total is the same over every dimension', () => {
    for (const by of ['team', 'region', 'line', 'level', 'product', 'month', 'industry', 'source', 'customer'] as const)
      expect(figures(f.manager, q1, by).total, by).toMatchObject(department);
  });

  test('each sees their own: the supervisor the team, a rep the own sales, another team nothing', () => {
    expect(figures(f.supervisor, q1, 'rep').total).toMatchObject(department);
    expect(figures(f.wanglei, q1, 'rep').total).toMatchObject(wanglei);
    expect(figures(f.wanglei, q1, 'rep').rows).toHaveLength(1);
    expect(figures(f.lina, q1, 'customer').total).toMatchObject(lina);
    expect(figures(f.lina, q1, 'customer').rows.map((row) => [row.label, row.amountFen])).toEqual([
      ['南屿食品机械有限公司', yuan(60_000)],
      ['华岳精密仪器有限公司', yuan(40_000)],
    ]);
    for (const stranger of [f.other?.supervisor, f.other?.rep]) {
      const report = figures(stranger as never, q1, 'rep');
      expect(report.rows).toEqual([]);
      expect(report.total).toMatchObject({ amountFen: 0, receivableFen: 0, targetFen: null, attainmentBp: null });
    }
  });

  test('by month: the months in order, with what is owed on them', () => {
    const report = figures(f.manager, q1, 'month');
    expect(report.rows.map((row) => [row.label, row.amountFen, row.targetFen, row.cashFen, row.receivableFen])).toEqual(
      [
        ['2026-01', yuan(180_000), 9_999_999, yuan(110_000), yuan(60_000)],
        ['2026-02', yuan(50_000), 9_999_999, yuan(40_000), yuan(30_000)],
        ['2026-03', yuan(20_000), 10_000_002, yuan(20_000), yuan(40_000)],
      ],
    );
    // March alone: opening = 30,000 + 20,000 of S2 + 80,000 of S3.
    expect(report.rows[2]).toMatchObject({ openingFen: yuan(130_000), collectionByReceivablesBp: 1333, popBp: -6000 });
  });

  test('filters narrow every figure', () => {
    expect(figures(f.manager, q1, 'month', { rep: String(f.wanglei.id) }).total).toMatchObject(wanglei);
    const south = figures(f.manager, q1, 'rep', { region: String(f.regions.south) });
    expect(south.total).toMatchObject({ amountFen: yuan(60_000), targetFen: null, receivableFen: yuan(60_000) });
  });

  test('exactly two alerts: 王磊 under 80 %, and C003 overdue 31 days', () => {
    expect(
      figures(f.manager, q1, 'rep')
        .rows.filter((row) => row.isBehind)
        .map((row) => row.label),
    ).toEqual(['王磊']);
    expect(longOverdueCustomers(f.manager)).toEqual([
      {
        customerId: f.customers.c003,
        code: 'C003',
        name: '南屿食品机械有限公司',
        sales: 1,
        owedFen: yuan(60_000),
        days: 31,
      },
    ]);
    expect(longOverdueCustomers(f.wanglei)).toEqual([]);
  });

  test('the trend puts each month beside the same month a year before', () => {
    const points = trend(f.manager, q1);
    expect(points).toHaveLength(12);
    expect(points[0]).toEqual({ month: '2025-04', amountFen: 0, lastYearFen: null, targetFen: null, isRunning: false });
    expect(points.slice(-3)).toEqual([
      {
        month: '2026-01',
        amountFen: yuan(180_000),
        lastYearFen: yuan(120_000),
        targetFen: 9_999_999,
        isRunning: false,
      },
      { month: '2026-02', amountFen: yuan(50_000), lastYearFen: 0, targetFen: 9_999_999, isRunning: false },
      { month: '2026-03', amountFen: yuan(20_000), lastYearFen: 0, targetFen: 10_000_002, isRunning: false },
    ]);
  });
});

test('the handover leaves 王磊 his first quarter, and gives 李娜 the customer', () => {
  const year = parsePeriod('2026') as Period;
  expect(figures(f.wanglei, year, 'customer').rows.map((row) => row.amountFen)).toEqual([yuan(100_000), yuan(50_000)]);
});

test('whoever left stays in past periods under their name (R28)', async () => {
  const db = freshDatabase();
  const fresh = await loadFixtureF();
  db.transaction((tx) => {
    tx.update(users)
      .set({ status: 'disabled', disabledAt: '2026-03-30T04:00:00.000Z' })
      .where(eq(users.id, fresh.wanglei.id))
      .run();
    tx.update(users).set({ name: '王磊（已离职）' }).where(eq(users.id, fresh.wanglei.id)).run();
  });
  expect(figures(fresh.supervisor, q1, 'rep').rows[0]).toMatchObject({
    label: '王磊（已离职）',
    amountFen: yuan(150_000),
  });
});
