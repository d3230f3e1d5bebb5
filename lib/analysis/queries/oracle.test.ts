import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Db } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { moneyOfCustomers } from '@/lib/customers/queries/list';
import { daysBetween } from '@/lib/days';
import { type Period, parsePeriod } from '@/lib/period';
import type { SaleFilter } from '@/lib/sales/filters';
import { listSales, type SaleRow } from '@/lib/sales/queries/list';
import { totalSales } from '@/lib/sales/queries/totals';
import { expectedReport, oracleOf } from '@/lib/testing/figures-oracle';
import { fillRandomly } from '@/lib/testing/random-business';
import type { Viewer } from '@/lib/viewer';
import { dimensions, type FigureFilter, type FigureRow, type Report } from '../types';
import { figures } from './figures';
import { longOverdueCustomers } from './long-overdue';

// figures() against a slow recount from the rules, over random data; the seed stands in the test's name.

vi.setConfig({ testTimeout: 120_000 });
afterEach(() => vi.unstubAllEnvs());

const summed = [
  'amountFen',
  'collectedFen',
  'cashFen',
  'pendingFen',
  'receivableFen',
  'overdueFen',
  'overdueSales',
  'creditFen',
] as const;

describe.each([
  { seed: 11, today: '2026-03-31' },
  { seed: 12, today: '2026-03-17' },
  { seed: 13, today: '2026-02-28' },
])('seed $seed, today $today', ({ seed, today }) => {
  const load = (): { db: Db; viewers: ReturnType<typeof fillRandomly>['viewers']; customers: number[] } => {
    vi.stubEnv('KEJI_CLOCK', `${today}T04:00:00.000Z`);
    const db = freshDatabase();
    return { db, ...fillRandomly(db, seed, today) };
  };

  test('every dimension, role and period equals the recount', () => {
    const { db, viewers, customers } = load();
    const oracle = oracleOf(db, today);
    const [manager, supervisor] = viewers;
    const filters: FigureFilter[] = [
      {},
      { rep: String(viewers[2]?.id) },
      { team: String(supervisor?.teamId) },
      { team: 'none', level: 'key' },
      { customer: String(customers[0]) },
      { line: '3', region: 'none' },
      { line: '3' },
    ];
    for (const viewer of viewers)
      for (const key of ['2026-Q1', '2026-03', '2026-02', '2025', '2026', '2025-Q3'])
        for (const by of dimensions)
          for (const filter of viewer === manager && key !== '2025' ? filters : [{}]) {
            const period = parsePeriod(key) as Period;
            const report = figures(viewer, period, by, filter);
            const expected = expectedReport(oracle, viewer, period, by, filter);
            const where = `${viewer.name} ${key} by ${by} ${JSON.stringify(filter)}`;
            expect(report.total, `${where}: total`).toMatchObject(expected.total);
            expectRows(report, expected.of, where);
            for (const name of summed) expect(sum(report.rows, name), `${where}: Σ ${name}`).toBe(report.total[name]);
          }
  });

  test('a list narrowed to a part of the ageing totals to it, row by row, for every role', () => {
    const { db, viewers } = load();
    const oracle = oracleOf(db, today);
    const period = parsePeriod('2026-Q1') as Period;
    for (const viewer of viewers) {
      const { total } = figures(viewer, period, 'rep');
      const figuresOf = { ...total.ageing, overdue: total.overdueFen, any: total.receivableFen };
      for (const [owing, fen] of Object.entries(figuresOf) as [keyof typeof figuresOf, number][]) {
        const where = `${viewer.name} ${owing}`;
        const filter = { owing };
        const sum = totalSales(viewer, { filter, today });
        expect(sum.receivableFen, where).toBe(fen);
        expect(sum.overdueFen, where).toBe(owing === 'current' ? 0 : owing === 'any' ? total.overdueFen : fen);
        const rows = everyRow(viewer, { ...filter, sort: 'balance' }, today);
        expect(rows, where).toHaveLength(sum.rows);
        expect(
          rows.reduce((all, row) => all + row.owedFen, 0),
          where,
        ).toBe(fen);
        expect(rows.every((row) => row.owedFen > 0 && row.owedFen <= row.balanceFen)).toBe(true);
      }
      expect(totalSales(viewer, { filter: {}, today })).toMatchObject({
        receivableFen: total.receivableFen,
        overdueFen: total.overdueFen,
      });
    }
    const inParts = oracle.all.filter((sale) => sale.instalmentCount > 0 && oracle.duesOf(sale).length > 1);
    expect(inParts.length).toBeGreaterThan(3);
  });

  test('what customers owe late, and who for long, equals the recount', () => {
    const { db, viewers, customers } = load();
    const manager = viewers[0] as Viewer;
    const { all, duesOf } = oracleOf(db, today);
    const late = (customer: number, days: number) =>
      all
        .filter((sale) => sale.customerId === customer)
        .flatMap(duesOf)
        .filter(({ dueOn }) => daysBetween(dueOn, today) > days);
    const sumOf = (dues: { fen: number }[]) => dues.reduce((sum, { fen }) => sum + fen, 0);
    const money = moneyOfCustomers(manager, customers, today);
    const long = new Map(longOverdueCustomers(manager).map((row) => [row.customerId, row]));
    for (const customer of customers) {
      expect(money.get(customer)?.overdueFen ?? 0).toBe(sumOf(late(customer, 0)));
      const dues = late(customer, 30);
      const days = Math.max(...dues.map(({ dueOn }) => daysBetween(dueOn, today)));
      const row = long.get(customer);
      expect(row && { owedFen: row.owedFen, days: row.days }).toEqual(
        dues.length > 0 ? { owedFen: sumOf(dues), days } : undefined,
      );
    }
  });

  test('amount − paid − owed + credits = 0 over all sales that count', () => {
    const { db, viewers } = load();
    const ever = parsePeriod('2000-01-01..2099-12-31') as Period;
    const { total } = figures(viewers[0] as never, ever, 'rep');
    const { all, counts } = oracleOf(db, today);
    expect(total.amountFen).toBe(all.filter(counts).reduce((amount, sale) => amount + sale.amountFen, 0));
    expect(total.amountFen - total.collectedFen - total.receivableFen + total.creditFen).toBe(0);
    expect(total.creditFen).toBeGreaterThan(0);
  });
});

function everyRow(viewer: Viewer, filter: SaleFilter, today: string): SaleRow[] {
  const page = listSales(viewer, { filter, today });
  return page.after === null ? page.rows : [...page.rows, ...everyRow(viewer, { ...filter, after: page.after }, today)];
}

const sum = (rows: FigureRow[], name: (typeof summed)[number]) => rows.reduce((total, row) => total + row[name], 0);

function expectRows(report: Report, expected: Map<string, Record<string, unknown>>, where: string) {
  const found = new Map(report.rows.map((row) => [row.key, row]));
  for (const [key, figure] of expected) {
    const row = found.get(key);
    if (row) expect(row, `${where}: ${key}`).toMatchObject(figure);
    else expect(isNothing(figure), `${where}: no row ${key}`).toBe(true);
  }
  const others = [...found.keys()].filter((key) => !expected.has(key));
  expect(
    others.every((key) => report.by === 'month' && /^(earlier|later)$/.test(key)),
    `${where}: ${others}`,
  ).toBe(true);
}

const isNothing = (figure: Record<string, unknown>) =>
  (['yoyDifferenceFen', 'popDifferenceFen', 'targetFen', 'openingFen', ...summed] as const).every(
    (name) => !figure[name],
  );
