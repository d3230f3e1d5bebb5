import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordsOf } from '@/components/analysis/view';
import { database } from '@/db/client';
import { followUpTasks } from '@/db/schema/follow-ups';
import { sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { insertTask } from '@/lib/follow-ups/writes';
import { reviewCount } from '@/lib/sales/queries/review';
import { totalSales } from '@/lib/sales/queries/totals';
import { insertSale } from '@/lib/sales/writes';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import type { Viewer } from '@/lib/viewer';
import { managerDay, repDay, supervisorDay } from './days';
import { chaseAll, chaseOverdue } from './overdue';

// Fixture F on its day: the last of March, both reps behind in the month, S2 and S3 overdue.
const at = { today: '2026-03-31', timeZone: 'Asia/Shanghai' };
const { today } = at;
const yuan = (amount: number) => Math.round(amount * 100);
let f: FixtureF;
beforeAll(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
  const { c002, c003 } = f.customers;
  database().transaction((tx) => {
    const sale = (orderNumber: string, rep: Viewer) =>
      insertSale(tx, {
        orderNumber,
        customerId: c002,
        productId: f.product,
        productName: '压力变送器',
        quantity: null,
        unitPrice: null,
        amountFen: yuan(7_000) as never,
        dealOn: '2026-03-27',
        salespersonId: rep.id,
        review: 'pending',
        createdBy: rep.id,
      });
    sale('P1', f.wanglei);
    const rejected = { review: 'rejected', rejectReason: '缺合同' } as const;
    tx.update(sales)
      .set(rejected)
      .where(eq(sales.id, sale('R1', f.wanglei)))
      .run();
    const task = (customerId: number, who: Viewer, dueOn: string) =>
      insertTask(tx, { customerId, assigneeId: who.id, kind: 'manual', method: 'phone', dueOn, status: 'open' });
    task(c002, f.wanglei, '2026-03-30');
    task(c002, f.wanglei, '2026-03-31');
    task(c002, f.wanglei, '2026-04-01');
    task(c003, f.lina, '2026-03-20');
    // Done: the first moment of today in Shanghai, and the last of yesterday.
    for (const finishedAt of ['2026-03-30T16:00:00.000Z', '2026-03-30T15:59:59.999Z'])
      tx.update(followUpTasks)
        .set({ status: 'done', finishedAt })
        .where(eq(followUpTasks.id, task(c002, f.wanglei, '2026-03-31')))
        .run();
  });
});
const strangers = () => [f.other?.supervisor, f.other?.rep] as Viewer[];

describe('a rep', () => {
  test('sees the own month, what is left of it and what came back', () => {
    const { month } = repDay(f.wanglei, at);
    expect(month.report.total).toMatchObject({ amountFen: 0, targetFen: yuan(66_666.68), isBehind: true });
    expect(month).toMatchObject({
      left: { key: 'missing', missingFen: yuan(66_666.68), daysLeft: 1, perDayFen: yuan(66_666.68) },
      pendingFen: yuan(7_000),
      rejected: 1,
      // 李娜 sold more; 周敏 of the other team as little.
      rank: { rank: 2, of: 3 },
    });
    expect(repDay(f.lina, at).month).toMatchObject({
      report: { total: { amountFen: yuan(20_000), targetFen: yuan(33_333.34), attainmentBp: 6000 } },
      left: { missingFen: yuan(13_333.34) },
      pendingFen: 0,
      rejected: 0,
      rank: { rank: 1, of: 3 },
    });
  });

  test('has the follow-ups up to today, the longest due first', () => {
    const { tasks } = repDay(f.wanglei, at);
    expect(tasks).toMatchObject({ done: 1, total: 3 });
    expect(tasks.rows.map((row) => row.dueOn)).toEqual(['2026-03-30', '2026-03-31']);
    expect(repDay(f.lina, at).tasks.rows.map((row) => row.customerName)).toEqual(['南屿食品机械有限公司']);
  });

  test('chases the money of the customers owned now', () => {
    expect(repDay(f.wanglei, at).money).toMatchObject({
      receivableFen: yuan(30_000),
      overdueFen: yuan(30_000),
      sales: 1,
      rows: [{ orderNumber: 'S2', owedFen: yuan(30_000), days: 14 }],
    });
    expect(repDay(f.lina, at).money).toMatchObject({
      receivableFen: yuan(100_000),
      overdueFen: yuan(60_000),
      rows: [{ orderNumber: 'S3', owedFen: yuan(60_000), days: 31 }],
    });
  });
});

describe('a supervisor', () => {
  test('sees the team, who is behind and what to talk about', () => {
    const day = supervisorDay(f.supervisor, at);
    expect(day.month.report.total).toMatchObject({ amountFen: yuan(20_000), targetFen: yuan(100_000.02) });
    expect(day.month.rank).toBeNull();
    expect(day.behind).toMatchObject([
      {
        label: '王磊',
        missingFen: yuan(66_666.68),
        attainmentBp: 0,
        overdue: { sales: 1, fen: yuan(30_000) },
        late: { tasks: 1, days: 1 },
      },
      {
        label: '李娜',
        missingFen: yuan(13_333.34),
        attainmentBp: 6000,
        overdue: { sales: 1, fen: yuan(60_000) },
        late: { tasks: 1, days: 11 },
      },
    ]);
    expect(day.money).toMatchObject({ receivableFen: yuan(130_000), overdueFen: yuan(90_000), sales: 2 });
    expect(day.money.rows.map((row) => row.orderNumber)).toEqual(['S3', 'S2']);
    expect(day.late.map(({ name, tasks }) => [name, tasks])).toEqual([
      ['李娜', 1],
      ['王磊', 1],
    ]);
  });

  test('reviews what the inbox counts', () => {
    const { waiting, waitingRows } = supervisorDay(f.supervisor, at);
    expect(waiting).toMatchObject([{ teamId: f.team, items: 1, changes: 0, amountFen: yuan(7_000) }]);
    expect(waiting[0]?.items).toBe(reviewCount(f.supervisor));
    expect(waitingRows.map((row) => row.sale.orderNumber)).toEqual(['P1']);
  });
});

test('a manager sees the teams, whom to ask, and the customers overdue for long', () => {
  const day = managerDay(f.manager, at);
  expect(day.month.report.rows.map((row) => [row.label, row.amountFen, row.pendingFen, row.overdueFen])).toEqual([
    ['一组', yuan(20_000), yuan(7_000), yuan(90_000)],
  ]);
  expect(day.behind).toMatchObject([
    {
      label: '一组',
      leaders: ['赵刚'],
      missingFen: yuan(80_000.02),
      worst: [{ label: '王磊' }, { label: '李娜' }],
      overdueFen: yuan(90_000),
      overdueSales: 2,
    },
  ]);
  expect(day.long).toMatchObject([{ name: '南屿食品机械有限公司', sales: 1, fen: yuan(60_000), days: 31 }]);
  expect(day.waiting[0]?.items).toBe(reviewCount(f.manager));
});

test('another team sees none of it', () => {
  for (const stranger of strangers()) {
    const rep = repDay(stranger, at);
    expect(rep.month.report.total).toMatchObject({ amountFen: 0, targetFen: null, attainmentBp: null });
    expect(rep).toMatchObject({
      month: { left: { key: 'noTarget' }, pendingFen: 0, rejected: 0 },
      tasks: { total: 0, rows: [] },
      money: { receivableFen: 0, overdueFen: 0, rows: [] },
    });
    expect(supervisorDay(stranger, at)).toMatchObject({ behind: [], waiting: [], waitingRows: [], late: [] });
  }
});

test('every figure equals the list it opens, to the fen', () => {
  const total = (viewer: Viewer, filter: Parameters<typeof totalSales>[1]['filter']) =>
    totalSales(viewer, { filter, today });
  for (const viewer of [f.manager, f.supervisor, f.wanglei, f.lina, ...strangers()]) {
    const { month, money } = repDay(viewer, at);
    expect(total(viewer, recordsOf(month.report).period).amountFen).toBe(month.report.total.amountFen);
    expect(total(viewer, { state: 'pending' }).amountFen).toBe(month.pendingFen);
    expect(total(viewer, chaseAll).receivableFen).toBe(money.receivableFen);
    expect(total(viewer, chaseOverdue)).toMatchObject({ receivableFen: money.overdueFen, rows: money.sales });
  }
  for (const { key, overdue } of supervisorDay(f.supervisor, at).behind)
    expect(total(f.supervisor, { owner: key, owing: 'overdue' })).toMatchObject({
      receivableFen: overdue?.fen,
      rows: overdue?.sales,
    });
  const day = managerDay(f.manager, at);
  for (const team of day.behind)
    expect(total(f.manager, { team: team.key, owing: 'overdue' })).toMatchObject({
      receivableFen: team.overdueFen,
      rows: team.overdueSales,
    });
  for (const customer of day.long)
    expect(total(f.manager, { ...chaseOverdue, customer: String(customer.customerId) })).toMatchObject({
      receivableFen: customer.fen,
      rows: customer.sales,
    });
});
