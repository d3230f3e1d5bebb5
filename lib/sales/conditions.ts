import { and, eq, gte, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import type { Day } from '@/db/columns';
import { levels } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { addDays } from '../days';
import { type DueRange, dueWithin, openOfPart } from '../owed';
import { codeKey, searchTerm } from '../text';
import type { SaleFilter } from './filters';

const dimensionColumns = {
  rep: sales.salespersonId,
  team: sales.teamId,
  region: sales.regionId,
  line: sales.productLineId,
  product: sales.productId,
  industry: sales.industryId,
  source: sales.sourceId,
  customer: sales.customerId,
} as const;

/** The frozen dimensions of a filter. `none` = sales without one; an id that is none matches nothing. */
export function dimensionConditions(filter: SaleFilter): SQL[] {
  const conditions: SQL[] = [];
  for (const [name, column] of Object.entries(dimensionColumns)) {
    const value = filter[name as keyof typeof dimensionColumns];
    if (value === undefined) continue;
    if (value === 'none') conditions.push(isNull(column));
    else conditions.push(/^\d{1,15}$/.test(value) ? eq(column, Number(value)) : sql`0`);
  }
  const level = levels.find((word) => word === filter.level);
  if (filter.level !== undefined) conditions.push(level ? eq(sales.level, level) : sql`0`);
  return conditions;
}

/** Sales of the customers someone owns now; `any` is all the viewer's owned scope holds. */
function ownerCondition(owner: string | undefined): SQL | undefined {
  if (owner === undefined || owner === 'any') return undefined;
  if (owner === 'none') return sql`${sales.customerId} in (select id from customers where owner_id is null)`;
  return /^\d{1,15}$/.test(owner)
    ? sql`${sales.customerId} in (select id from customers where owner_id = ${Number(owner)})`
    : sql`0`;
}

/** What the figures count unless the filter says otherwise. */
function stateCondition(state: SaleFilter['state'] = 'counted'): SQL | undefined {
  const states = {
    counted: eq(sales.counts, 1),
    pending: and(eq(sales.review, 'pending'), isNull(sales.voidedAt)),
    rejected: and(eq(sales.review, 'rejected'), isNull(sales.voidedAt)),
    void: isNotNull(sales.voidedAt),
    all: undefined,
  };
  return states[state];
}

/** R21: days past the due date of each part of the ageing; the due day itself is not overdue (R18). */
const ageing = {
  any: [null, null],
  overdue: [1, null],
  current: [null, 0],
  days30: [1, 30],
  days60: [31, 60],
  days90: [61, 90],
  days180: [91, 180],
  older: [181, null],
} as const satisfies Record<NonNullable<SaleFilter['owing']>, readonly [number | null, number | null]>;

/** The due days of a part of the ageing, as of today. */
export function dueRange(part: NonNullable<SaleFilter['owing']> | undefined, today: Day): DueRange {
  const [least, most] = ageing[part ?? 'any'];
  return {
    from: most === null ? null : addDays(today, -most),
    to: least === null ? null : addDays(today, -least),
  };
}

/**
 * Sales with something due in a part of the ageing. A sale in 分期 is due with its first open part, so that its own row
 * tells whether anything is late; in which parts of the ageing it stands, its instalments say.
 */
function owingCondition(part: NonNullable<SaleFilter['owing']>, today: Day): SQL {
  const range = dueRange(part, today);
  // As the partial indexes spell it; nothing of a sale is due before its own due day.
  const late = sql`sales.balance_fen > 0 and ${dueWithin(sql`sales.due_on`, { from: null, to: range.to })}`;
  if (range.from === null) return late;
  // Most of what is owed isn't due yet: its rows are met along the list's own order.
  if (range.to === null)
    return sql`${late} and (sales.due_on >= ${range.from} or (sales.instalment_count > 0 and exists (
      select 1 from instalments where instalments.sale_id = sales.id
      and instalments.due_on >= ${range.from} and ${openOfPart} > 0)))`;
  return sql`${late} and sales.id in (
    select id from sales where balance_fen > 0 and instalment_count = 0 and ${dueWithin(sql`due_on`, range)}
    union all
    select sales.id from sales cross join instalments on instalments.sale_id = sales.id
    where sales.instalment_count > 0 and sales.balance_fen > 0
      and ${dueWithin(sql`instalments.due_on`, range)} and ${openOfPart} > 0)`;
}

/** Part of an order number, or of the customer's name, code or pinyin (R3). */
export function searchCondition(text: string): SQL {
  // The names of the customers stand on the rows anyway, so the whole table may be looked in.
  return sql`sales.id in (
    select id from sales where instr(order_key, ${codeKey(text)}) > 0
    union all
    select id from sales where customer_id in (select id from customers where instr(search_text, ${searchTerm(text)}) > 0))`;
}

/** Everything a filter asks for except the page; the scope comes from `visible`. */
export function saleConditions(filter: SaleFilter, today: Day): SQL | undefined {
  return and(
    ...dimensionConditions(filter),
    ownerCondition(filter.owner),
    stateCondition(filter.state),
    filter.from ? gte(sales.dealOn, filter.from) : undefined,
    filter.to ? lte(sales.dealOn, filter.to) : undefined,
    filter.owing ? owingCondition(filter.owing, today) : undefined,
    filter.credit ? sql`balance_fen < 0` : undefined,
    filter.q ? searchCondition(filter.q) : undefined,
  );
}
