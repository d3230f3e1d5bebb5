import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { owedWithin } from '@/lib/owed';
import { type Direction, type Page, pageQuery, toPage } from '@/lib/paging';
import { type Meaning, scopeOf, visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { dueRange, saleConditions } from '../conditions';
import { meaningOf, type SaleFilter } from '../filters';

export type SaleRow = ReturnType<typeof select>[number];
type SaleSort = NonNullable<SaleFilter['sort']>;

const sortValues = ({ owing, credit }: SaleFilter, owedFen: SQL): Record<SaleSort, SQL> => ({
  // Few sales stand in a part of the ageing: they are found first and sorted, not looked for along all deal dates.
  deal: credit || isLatePart(owing) ? sql`+${sales.dealOn}` : sql`${sales.dealOn}`,
  amount: sql`${sales.amountFen}`,
  balance: owedFen,
  due: sql`${sales.dueOn}`,
  customer: sql`${customers.sortKey}`,
  number: sql`${sales.orderKey}`,
});
const keyOf: Record<SaleSort, (row: SaleRow) => string | number> = {
  deal: (row) => row.dealOn,
  amount: (row) => row.amountFen,
  balance: (row) => row.owedFen,
  due: (row) => row.dueOn,
  customer: (row) => row.customerSortKey,
  number: (row) => row.orderKey,
};

const isLatePart = (owing: SaleFilter['owing']) =>
  owing !== undefined && owing !== 'any' && owing !== 'overdue' && owing !== 'current';

/** Newest deals and largest amounts first; what is due, names and numbers from the front. */
export function saleSort(filter: SaleFilter): { sort: SaleSort; direction: Direction } {
  const sort = filter.sort ?? 'deal';
  const fallback = sort === 'deal' || sort === 'amount' || sort === 'balance' ? 'desc' : 'asc';
  return { sort, direction: filter.direction ?? fallback };
}

/** One page of the sales a filter asks for: attributed; by owner, or on a customer’s page, owned (R5). */
export function listSales(
  viewer: Viewer,
  { filter, today, meaning = meaningOf(filter) }: { filter: SaleFilter; today: Day; meaning?: Meaning },
  reader: Reader = database(),
): Page<SaleRow> {
  return toPage(select(viewer, filter, today, reader, meaning), filter, (row) => [
    keyOf[saleSort(filter).sort](row),
    row.id,
  ]);
}

const select = (viewer: Viewer, filter: SaleFilter, today: Day, reader: Reader, meaning: Meaning) =>
  listQuery(viewer, filter, today, reader, meaning).all();

/** The balance, or in a part of the ageing what is due in it: a sale in 分期 may owe in several (R21). */
const owedOf = ({ owing }: SaleFilter, today: Day): SQL =>
  owing === undefined || owing === 'any' ? sql`sales.balance_fen` : owedWithin(dueRange(owing, today));

/** The statement itself, so that its plan can be tested. */
export function listQuery(
  viewer: Viewer,
  filter: SaleFilter,
  today: Day,
  reader: Reader,
  meaning: Meaning = 'attributed',
) {
  const { sort, direction } = saleSort(filter);
  const owedFen = owedOf(filter, today);
  const page = pageQuery({ value: sortValues(filter, owedFen)[sort], id: sql`${sales.id}`, direction }, filter);
  const conditions = and(saleConditions(filter, today), page.where);
  // Deal dates come in order from an index. Any other order is made from the narrow rows alone, before names are joined.
  const ids = reader
    .select({ id: sales.id })
    .from(visible(viewer, sales, meaning))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .where(conditions)
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return reader
    .select({
      id: sales.id,
      orderNumber: sales.orderNumber,
      orderKey: sales.orderKey,
      kind: sales.kind,
      reversesId: sales.reversesId,
      customerId: sales.customerId,
      // A name stands on its sale for whoever reads the sale; the link only inside the owned scope (R5).
      customerName: customers.name,
      customerSortKey: customers.sortKey,
      ownsCustomer: sql<number>`${scopeOf(viewer, customers, 'owned') ?? sql`1`}`,
      productName: sales.productName,
      salespersonName: users.name,
      amountFen: sales.amountFen,
      paidFen: sales.paidFen,
      reversedFen: sales.reversedFen,
      balanceFen: sales.balanceFen,
      owedFen: sql<Fen>`${owedFen}`,
      instalmentCount: sales.instalmentCount,
      dealOn: sales.dealOn,
      dueOn: sales.dueOn,
      review: sales.review,
      voidedAt: sales.voidedAt,
    })
    .from(visible(viewer, sales, meaning))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .innerJoin(users, eq(users.id, sales.salespersonId))
    .where(sort === 'deal' ? conditions : inArray(sales.id, ids))
    .orderBy(...page.orderBy)
    .limit(page.limit);
}
