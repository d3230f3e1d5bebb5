import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { type Page, pageQuery, toPage } from '@/lib/paging';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { searchCondition } from '../conditions';

export type OpenSalesFilter = { customer?: number; q?: string; after?: string; before?: string };
export type OpenSale = ReturnType<typeof select>[number];

/** Sales that money is to come in on, the oldest due first, in the owned meaning: whoever chases it books it (R5). */
export const openSales = (viewer: Viewer, filter: OpenSalesFilter, reader: Reader = database()): Page<OpenSale> =>
  toPage(select(viewer, filter, reader), filter, (row) => [row.dueOn, row.id]);

function select(viewer: Viewer, filter: OpenSalesFilter, reader: Reader) {
  const page = pageQuery({ value: sql`${sales.dueOn}`, id: sql`${sales.id}`, direction: 'asc' }, filter);
  return fields(viewer, reader)
    .where(and(sql`sales.balance_fen > 0`, ...narrowed(filter), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit)
    .all();
}

/** Sales under review that aren't paid in full yet: money may come in on them already (R17). The latest deals first. */
export const pendingOpenSales = (viewer: Viewer, filter: OpenSalesFilter, reader: Reader = database()) =>
  fields(viewer, reader)
    .where(
      and(
        eq(sales.review, 'pending'),
        isNull(sales.voidedAt),
        eq(sales.kind, 'sale'),
        sql`${sales.amountFen} > ${sales.paidFen}`,
        ...narrowed(filter),
      ),
    )
    .orderBy(desc(sales.dealOn), asc(sales.id))
    .limit(50)
    .all();

const fields = (viewer: Viewer, reader: Reader) =>
  reader
    .select({
      id: sales.id,
      orderNumber: sales.orderNumber,
      customerName: customers.name,
      productName: sales.productName,
      dueOn: sales.dueOn,
      review: sales.review,
      amountFen: sales.amountFen,
      paidFen: sales.paidFen,
      balanceFen: sales.balanceFen,
      instalmentCount: sales.instalmentCount,
    })
    .from(visible(viewer, sales, 'owned'))
    .innerJoin(customers, eq(customers.id, sales.customerId));

const narrowed = ({ customer, q }: OpenSalesFilter): SQL[] => [
  ...(customer === undefined ? [] : [eq(sales.customerId, customer)]),
  ...(q ? [searchCondition(q)] : []),
];
