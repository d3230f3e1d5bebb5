import { isDay } from '../days';

/** Sales lists keep their whole state in the address, so that every figure can link to its records (R22). */
export const saleStates = ['counted', 'pending', 'rejected', 'void', 'all'] as const;
export const owingParts = ['any', 'overdue', 'current', 'days30', 'days60', 'days90', 'days180', 'older'] as const;
export const saleSorts = ['deal', 'amount', 'balance', 'due', 'customer', 'number'] as const;

/** Ids as text, `none` for sales without one. Empty means everything in scope. */
export type SaleFilter = {
  q?: string;
  /** Deal dates, both ends included. */
  from?: string;
  to?: string;
  rep?: string;
  team?: string;
  region?: string;
  line?: string;
  level?: string;
  product?: string;
  industry?: string;
  source?: string;
  customer?: string;
  /** By the customer's present owner, who chases what is owed (owned meaning, R5): an id, `none`, or `any` in scope. */
  owner?: string;
  /** `counted` (approved, not void) by default: what the figures count. */
  state?: (typeof saleStates)[number];
  /** Balances as of today: what is owed, or one part of the ageing. */
  owing?: (typeof owingParts)[number];
  /** Credit balances (R18, R19). */
  credit?: '1';
  sort?: (typeof saleSorts)[number];
  direction?: 'asc' | 'desc';
  /** Keyset cursor of the page. */
  after?: string;
  before?: string;
};

const texts = [
  'q',
  'rep',
  'team',
  'region',
  'line',
  'level',
  'product',
  'industry',
  'source',
  'customer',
  'owner',
  'after',
  'before',
] as const;
/** The meaning of "own" a list shows its sales in (R5): by salesperson, unless it is asked for by owner. */
export const meaningOf = (filter: SaleFilter) => (filter.owner === undefined ? 'attributed' : 'owned');

type Params = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
const member = <T extends string>(list: readonly T[], value: string | undefined): T | undefined =>
  list.find((item) => item === value);

/** Reads the address; what isn't understood is left out, never guessed. */
export function parseSaleFilter(params: Params): SaleFilter {
  const filter: SaleFilter = {};
  for (const name of texts) {
    const value = one(params[name])?.trim();
    if (value) filter[name] = value;
  }
  for (const name of ['from', 'to'] as const) {
    const value = one(params[name]);
    if (value && isDay(value)) filter[name] = value;
  }
  const [state, owing, sort] = [
    member(saleStates, one(params.state)),
    member(owingParts, one(params.owing)),
    member(saleSorts, one(params.sort)),
  ];
  if (state) filter.state = state;
  if (owing) filter.owing = owing;
  if (sort) filter.sort = sort;
  if (one(params.credit) === '1') filter.credit = '1';
  const direction = member(['asc', 'desc'] as const, one(params.direction));
  if (direction) filter.direction = direction;
  return filter;
}

/** The address of a list: `/sales?from=…`. Paging is dropped unless given. */
export function salesHref(filter: SaleFilter, path: '/sales' | '/payments' = '/sales'): string {
  const entries = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(entries).toString();
  return query ? `${path}?${query}` : path;
}
