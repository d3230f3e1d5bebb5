import type { Day } from '@/db/columns';
import { isDay } from '../days';
import { type Period, parsePeriod, periodOf } from '../period';
import { type Dimension, dimensions, type FigureFilter } from './types';

/** The dimensions a report can be narrowed by, under their names in the address. */
export const filterNames = dimensions.filter((name): name is Exclude<Dimension, 'month'> => name !== 'month');
export const shareDimensions = ['line', 'level', 'region', 'product', 'industry', 'source', 'rep', 'team'] as const;
export type ShareDimension = (typeof shareDimensions)[number];

export const sortColumns = [
  'label',
  'target',
  'amount',
  'shortfall',
  'attainment',
  'pace',
  'yoy',
  'pop',
  'collection',
  'receivable',
  'overdue',
  'pending',
  'orders',
  'customers',
  'perCustomer',
  'perOrder',
] as const;
export type SortColumn = (typeof sortColumns)[number];

/** The whole state of 业绩分析, as kept in the address. */
export type AnalysisAddress = {
  period: Period;
  by: Dimension;
  filter: FigureFilter;
  share: ShareDimension;
  /** Null: largest amount first, months in order. */
  sort: SortColumn | null;
  direction: 'asc' | 'desc';
};

type Params = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim();
const member = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((item) => item === value);

/** Reads the address; what isn't understood falls back to this quarter by salesperson, never guessed. */
export function parseAnalysisAddress(
  params: Params,
  { today, fiscalStart, by: usual = 'rep' }: { today: Day; fiscalStart: number; by?: Dimension },
): AnalysisAddress {
  const filter: FigureFilter = {};
  for (const name of filterNames) {
    const value = one(params[name]);
    if (value && /^(\d{1,15}|none|[a-z]{1,20})$/.test(value)) filter[name] = value;
  }
  const [from, to] = [one(params.from), one(params.to)];
  const typedRange = from && to && isDay(from) && isDay(to) ? parsePeriod(`${from}..${to}`) : null;
  return {
    period: parsePeriod(one(params.period) ?? '', fiscalStart) ?? typedRange ?? periodOf('quarter', today, fiscalStart),
    by: member(dimensions, one(params.by)) ?? usual,
    filter,
    share: member(shareDimensions, one(params.share)) ?? 'line',
    sort: member(sortColumns, one(params.sort)) ?? null,
    direction: member(['asc', 'desc'] as const, one(params.direction)) ?? 'desc',
  };
}

/** The query string of a state, `period=2026-Q1&by=rep…`; what is usual is left out. */
export function analysisQuery(address: AnalysisAddress): string {
  const query = new URLSearchParams({ period: address.period.key, by: address.by });
  for (const name of filterNames) {
    const value = address.filter[name];
    if (value) query.set(name, value);
  }
  if (address.share !== 'line') query.set('share', address.share);
  if (address.sort) {
    query.set('sort', address.sort);
    if (address.direction === 'asc') query.set('direction', 'asc');
  }
  return query.toString();
}

/** The address of the page with some of its state changed. */
export const analysisHref = (address: AnalysisAddress, change: Partial<AnalysisAddress> = {}): string =>
  `/analysis?${analysisQuery({ ...address, ...change })}`;
