import type { Fen } from '@/db/columns';
import type { AnalysisAddress, SortColumn } from '@/lib/analysis/address';
import type { FigureRow, Report } from '@/lib/analysis/types';
import { addDays, firstOfMonth, lastOfMonth } from '@/lib/days';
import { decimalString, divideRounded, sumFen } from '@/lib/money';
import { rateBp } from '@/lib/rates';
import type { SaleFilter } from '@/lib/sales/filters';

/** A month of the period, not the `earlier` and `later` rows that hold balances only. */
export const isMonth = (key: string) => /^\d{4}-\d{2}$/.test(key);

/** 按进度: attainment ÷ share of working days gone, in basis points; cut short of the alert line (R4). */
export function pacedBp(row: FigureRow, { pace }: Pick<Report, 'pace'>, alertLine: number): number | null {
  if (!row.targetFen || pace.gone === 0) return null;
  return rateBp(row.amountFen * pace.all, row.targetFen * pace.gone, [alertLine * 100]);
}

const figureOf: Record<Exclude<SortColumn, 'label'>, (row: FigureRow) => number | null> = {
  target: (row) => row.targetFen,
  amount: (row) => row.amountFen,
  shortfall: (row) => row.shortfallFen,
  attainment: (row) => row.attainmentBp,
  // The pace is one for all rows: the order is that of attainment.
  pace: (row) => row.attainmentBp,
  yoy: (row) => row.yoyBp,
  pop: (row) => row.popBp,
  collection: (row) => row.collectionBySigningBp,
  receivable: (row) => row.receivableFen,
  overdue: (row) => row.overdueFen,
  pending: (row) => row.pendingFen,
  orders: (row) => row.orders,
  customers: (row) => row.customers,
  perCustomer: (row) => row.perCustomerFen,
  perOrder: (row) => row.perOrderFen,
};
const byPinyin = new Intl.Collator('zh-CN', { numeric: true });

/** The rows in the order the address asks for; rows without the value come last either way. */
export function arrange(rows: readonly FigureRow[], { sort, direction }: Pick<AnalysisAddress, 'sort' | 'direction'>) {
  if (sort === null) return [...rows];
  const sign = direction === 'asc' ? 1 : -1;
  if (sort === 'label') return [...rows].sort((a, b) => sign * byPinyin.compare(a.label, b.label));
  const value = figureOf[sort];
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

/** Ranks by amount; ties share one and the next is skipped: 1, 1, 3 (R28). */
export function ranksOf(rows: readonly FigureRow[]): Map<string, number> {
  const sorted = [...rows].sort((a, b) => b.amountFen - a.amountFen);
  const ranks = new Map<string, number>();
  sorted.forEach((row, position) => {
    const before = sorted[position - 1];
    ranks.set(row.key, before?.amountFen === row.amountFen ? (ranks.get(before.key) ?? 1) : position + 1);
  });
  return ranks;
}

/** What a long table leaves out, summed: only what adds up over rows (R27), so no distinct counts and no growth. */
export type Rest = {
  count: number;
  amountFen: Fen;
  orders: number;
  targetFen: Fen | null;
  collectedFen: Fen;
  receivableFen: Fen;
  overdueFen: Fen;
  pendingFen: Fen;
};
export function cutAt(rows: readonly FigureRow[], most: number): { shown: FigureRow[]; rest: Rest | null } {
  if (rows.length <= most) return { shown: [...rows], rest: null };
  const left = rows.slice(most);
  const sum = (value: (row: FigureRow) => number) => sumFen(left.map(value));
  return {
    shown: rows.slice(0, most),
    rest: {
      count: left.length,
      amountFen: sum((row) => row.amountFen),
      orders: sum((row) => row.orders),
      targetFen: left.every((row) => row.targetFen === null) ? null : sum((row) => row.targetFen ?? 0),
      collectedFen: sum((row) => row.collectedFen),
      receivableFen: sum((row) => row.receivableFen),
      overdueFen: sum((row) => row.overdueFen),
      pendingFen: sum((row) => row.pendingFen),
    },
  };
}

/** How attainment stands, for a sentence: against the time gone while the period runs, against the target after it. */
export type Standing =
  | { key: 'faster' | 'slower'; points: string }
  | { key: 'even' | 'reached' | 'noTarget' }
  | { key: 'over' | 'missing'; fen: Fen };
export function standing(report: Pick<Report, 'isRunning' | 'pace'>, row: FigureRow): Standing {
  if (!row.targetFen || row.attainmentBp === null) return { key: 'noTarget' };
  if (report.isRunning && report.pace.bp !== null) {
    const difference = row.attainmentBp - report.pace.bp;
    if (difference === 0) return { key: 'even' };
    return { key: difference > 0 ? 'faster' : 'slower', points: decimalString(Math.abs(difference), 2) };
  }
  const difference = row.amountFen - row.targetFen;
  if (difference === 0) return { key: 'reached' };
  return { key: difference > 0 ? 'over' : 'missing', fen: Math.abs(difference) as Fen };
}

/** What is missing to the alert line ("到 80% 还差 …"), rounded up to the fen; null when it is reached. */
export function missingToLine({ amountFen, targetFen }: FigureRow, alertLine: number): Fen | null {
  if (!targetFen || amountFen * 100 >= targetFen * alertLine) return null;
  const needed = (BigInt(targetFen) * BigInt(alertLine) + 99n) / 100n;
  return Number(needed - BigInt(amountFen)) as Fen;
}

/** Where the alert line stands as a part of the target, in basis points. */
export const lineShare = ({ isRunning, pace }: Pick<Report, 'isRunning' | 'pace'>, alertLine: number): number =>
  isRunning && pace.all > 0
    ? Number(divideRounded(BigInt(alertLine * 100 * pace.gone), BigInt(pace.all)))
    : alertLine * 100;

/** Parts of a rate as a width within the track. */
export const clampedPercent = (bp: number | null): string =>
  `${decimalString(Math.min(Math.max(bp ?? 0, 0), 10_000), 2)}%`;

/**
 * Filters of the list that makes a figure up (R22): `period` for what the period's sales amount to, `balance` for what
 * is owed on sales of any date. A row of a month narrows to that month.
 */
export function recordsOf(report: Report, row?: FigureRow | undefined): { period: SaleFilter; balance: SaleFilter } {
  const { range, by, filter } = report;
  const isRow = row !== undefined && row.key !== 'total';
  const own: SaleFilter = isRow && by !== 'month' ? { ...filter, [by]: row.key } : { ...filter };
  const period = { ...range };
  if (isRow && by === 'month' && isMonth(row.key)) {
    const [first, last] = [firstOfMonth(row.key), lastOfMonth(row.key)];
    if (first > period.from) period.from = first;
    if (last < period.to) period.to = last;
  }
  return { period: { ...own, ...period }, balance: { ...own, ...(isRow && by === 'month' && dealDates(row, report)) } };
}

/** By month, balances are split by the deal's month. */
function dealDates(row: FigureRow, { rows, range }: Report): SaleFilter {
  if (isMonth(row.key)) return { from: firstOfMonth(row.key), to: lastOfMonth(row.key) };
  const months = rows.map((one) => one.key).filter(isMonth);
  const [first = range.from.slice(0, 7), last = range.to.slice(0, 7)] = [months.at(0), months.at(-1)];
  return row.key === 'earlier' ? { to: addDays(firstOfMonth(first), -1) } : { from: addDays(lastOfMonth(last), 1) };
}
