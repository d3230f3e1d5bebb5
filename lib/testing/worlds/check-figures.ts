import { expect } from 'vitest';
import { amounts } from '../../analysis/queries/amounts';
import { figures } from '../../analysis/queries/figures';
import { longOverdueCustomers } from '../../analysis/queries/long-overdue';
import { filterOptions, hasSales, namesOfFilter } from '../../analysis/queries/options';
import { trend } from '../../analysis/queries/trend';
import { dimensions, type FigureFilter } from '../../analysis/types';
import { readAnalysisFile } from '../../exports/queries/analysis';
import { type Period, parsePeriod } from '../../period';
import { listTargets } from '../../targets/queries';
import { targetGrid } from '../../targets/queries/grid';
import { expectedReport } from '../figures-oracle';
import { peopleInReach } from './check-customers';
import { today } from './load';
import { daysAgo, type Sight, sum } from './sight';
import type { Question } from './world';

export function checkFigures(sight: Sight, asked: Question['figures']): void {
  for (const one of asked) checkReport(sight, one);
  checkTrend(sight);
  checkLongOverdue(sight);
  checkTargets(sight);
  const { db, viewer, attributed } = sight;
  expect(hasSales(viewer, db)).toBe(attributed.length > 0);
  for (const { id, name } of sight.rows.customers) {
    const sold = attributed.some((sale) => sale.customerId === id);
    expect(namesOfFilter(viewer, { customer: String(id) }, db).customer?.map(({ label }) => label)).toEqual(
      sold ? [name] : undefined,
    );
  }
  const offered = filterOptions(viewer, db).rep?.map(({ value }) => Number(value)) ?? [];
  expect(offered.toSorted()).toEqual(peopleInReach(sight).toSorted());
}

function figureFilter({ of }: Sight, given: Question['figures'][number]['filter']): FigureFilter {
  const id = (value: number | null | undefined, as: (n: number) => number | null) =>
    value === undefined ? undefined : value === null ? 'none' : String(as(value) ?? 'none');
  const read = {
    level: given.level,
    rep: id(given.rep, of.person),
    team: id(given.team, of.team),
    region: id(given.region, of.region),
    line: id(given.line, of.line),
    customer: id(given.customer, of.customer),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

const summed = [
  'amountFen',
  'collectedFen',
  'cashFen',
  'pendingFen',
  'receivableFen',
  'overdueFen',
  'creditFen',
] as const;

/** Every row of a report, its total and its file, against the recount. */
function checkReport(sight: Sight, { period: key, by: which, filter: given }: Question['figures'][number]): void {
  const { db, viewer, money } = sight;
  const period = parsePeriod(key) as Period;
  const by = dimensions[which % dimensions.length] as (typeof dimensions)[number];
  const filter = figureFilter(sight, given);
  const where = `${viewer.role} ${viewer.id}, ${key} by ${by} ${JSON.stringify(filter)}`;
  const expected = expectedReport(money, viewer, period, by, filter);
  const report = figures(viewer, period, by, filter, db);
  expect(report.total, `${where}: total`).toMatchObject(expected.total);
  for (const row of report.rows) {
    if (by === 'month' && /^(earlier|later)$/.test(row.key)) continue;
    expect(row, `${where}: ${row.key}`).toMatchObject(expected.of.get(row.key) ?? { nothing: 'of the kind' });
  }
  for (const name of summed)
    expect(sum(report.rows.map((row) => row[name])), `${where}: Σ ${name}`).toBe(report.total[name]);
  const shares = amounts(viewer, period, by, filter, db).rows;
  expect(sum(shares.map((row) => row.amountFen)), `${where}: shares`).toBe(report.total.amountFen);
  const file = readAnalysisFile(viewer, { period, by, filter, share: 'line', sort: null, direction: 'desc' }, db);
  expect(file.report.rows, `${where}: file`).toEqual(report.rows);
  expect(file.report.total, `${where}: file`).toEqual(report.total);
  // A head names nobody's customer that the figures don't hold.
  const named = sight.rows.customers.filter(({ name }) => file.head.filters.some((text) => text.includes(name)));
  expect(
    named.every(({ id }) => sight.attributed.some((sale) => sale.customerId === id)),
    `${where}: head`,
  ).toBe(true);
}

function checkTrend({ db, viewer, attributed, money }: Sight): void {
  const points = trend(viewer, parsePeriod('2026-Q1') as Period, {}, db);
  const counting = attributed.filter((sale) => money.counts(sale));
  const first = counting.map((sale) => sale.dealOn.slice(0, 7)).toSorted()[0];
  const of = (month: string) =>
    sum(counting.filter((sale) => sale.dealOn.startsWith(month) && sale.dealOn <= today).map((sale) => sale.amountFen));
  expect(points).toHaveLength(12);
  for (const { month, amountFen, lastYearFen } of points) {
    const before = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
    expect([month, amountFen, lastYearFen]).toEqual([month, of(month), first && before >= first ? of(before) : null]);
  }
}

function checkLongOverdue({ db, viewer, rows, owned, money }: Sight): void {
  const late = (customerId: number) =>
    owned
      .filter((sale) => sale.customerId === customerId)
      .map((sale) => money.duesOf(sale).filter(({ dueOn }) => daysAgo(dueOn) > 30))
      .filter((dues) => dues.length > 0);
  const expected = rows.customers.flatMap(({ id }) => {
    const dues = late(id).flat();
    if (dues.length === 0) return [];
    const days = Math.max(...dues.map(({ dueOn }) => daysAgo(dueOn)));
    return [{ customerId: id, sales: late(id).length, owedFen: sum(dues.map(({ fen }) => fen)), days }];
  });
  const read = longOverdueCustomers(viewer, db).map(({ customerId, sales, owedFen, days }) => ({
    customerId,
    sales,
    owedFen,
    days,
  }));
  expect(read.toSorted((a, b) => a.customerId - b.customerId)).toEqual(expected);
}

function checkTargets({ db, viewer, rows, readsTarget }: Sight): void {
  const readable = rows.targets.filter(readsTarget);
  const fen = (list: readonly { amountFen: number }[]) =>
    list.map(({ amountFen }) => amountFen).toSorted((a, b) => a - b);
  expect(fen(listTargets(viewer, { from: '2026-02', to: '2026-11' }, db))).toEqual(
    fen(readable.filter((one) => one.metric === 'amount' && one.month >= '2026-02' && one.month <= '2026-11')),
  );
  for (const metric of ['amount', 'cash'] as const) {
    const { department, groups } = targetGrid(viewer, parsePeriod('2026') as Period, metric, db);
    const shown = [department, ...groups.flatMap(({ team, people }) => [team, ...people])];
    const cells = shown.flatMap((row) => row?.cells ?? []).filter((cell) => cell !== null);
    expect(cells.map(Number).toSorted((a, b) => a - b)).toEqual(
      fen(readable.filter((one) => one.metric === metric && one.productLineId === null)),
    );
  }
}
