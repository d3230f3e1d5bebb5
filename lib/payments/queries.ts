import { and, eq, gte, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { payments, sales } from '@/db/schema/sales';
import { type Page, pageQuery, toPage } from '../paging';
import { dimensionConditions, searchCondition } from '../sales/conditions';
import type { SaleFilter } from '../sales/filters';
import { scopeOf, visible } from '../scope';
import type { Viewer } from '../viewer';

export type PaymentRow = ReturnType<typeof select>[number];

/** Cash of sales that count, by the day it came in; the sale's frozen dimensions narrow it (R25). */
function paymentConditions(filter: SaleFilter): SQL | undefined {
  return and(
    isNull(payments.voidedAt),
    eq(sales.counts, 1),
    ...dimensionConditions(filter),
    filter.from ? gte(payments.paidOn, filter.from) : undefined,
    filter.to ? lte(payments.paidOn, filter.to) : undefined,
    filter.q ? searchCondition(filter.q) : undefined,
  );
}

/** One page of payments, the latest first, attributed meaning (R5). */
export const listPayments = (viewer: Viewer, filter: SaleFilter, reader: Reader = database()): Page<PaymentRow> =>
  toPage(select(viewer, filter, reader), filter, (row) => [row.paidOn, row.id]);

const select = (viewer: Viewer, filter: SaleFilter, reader: Reader) => paymentsQuery(viewer, filter, reader).all();

/** The statement itself, so that its plan can be tested. */
export function paymentsQuery(viewer: Viewer, filter: SaleFilter, reader: Reader) {
  const page = pageQuery(
    { value: sql`${payments.paidOn}`, id: sql`${payments.id}`, direction: filter.direction ?? 'desc' },
    filter,
  );
  return reader
    .select({
      id: payments.id,
      paidOn: payments.paidOn,
      amountFen: payments.amountFen,
      method: payments.method,
      reason: payments.reason,
      saleId: sales.id,
      orderNumber: sales.orderNumber,
      saleAmountFen: sales.amountFen,
      salespersonName: users.name,
      customerId: sales.customerId,
      // As on its sale (R5): the name for whoever reads the sale, the link only inside the owned scope.
      customerName: customers.name,
      ownsCustomer: sql<number>`${scopeOf(viewer, customers, 'owned') ?? sql`1`}`,
    })
    .from(payments)
    .innerJoin(visible(viewer, sales, 'attributed'), eq(sales.id, payments.saleId))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .innerJoin(users, eq(users.id, sales.salespersonId))
    .where(and(paymentConditions(filter), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

/** 合计 over the whole filter: equals the cash figure that linked here (R22). */
export const totalPayments = (viewer: Viewer, filter: SaleFilter, reader: Reader = database()) =>
  reader
    .select({ rows: sql<number>`count(*)`, amountFen: sql<Fen>`coalesce(sum(${payments.amountFen}), 0)` })
    .from(payments)
    .innerJoin(visible(viewer, sales, 'attributed'), eq(sales.id, payments.saleId))
    .where(paymentConditions(filter))
    .get() ?? { rows: 0, amountFen: 0 as Fen };
