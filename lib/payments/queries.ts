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
const paymentConditions = (filter: SaleFilter): SQL | undefined =>
  and(
    isNull(payments.voidedAt),
    filter.from ? gte(payments.paidOn, filter.from) : undefined,
    filter.to ? lte(payments.paidOn, filter.to) : undefined,
    saleConditions(filter),
  );

const saleConditions = (filter: SaleFilter): SQL | undefined =>
  and(eq(sales.counts, 1), ...dimensionConditions(filter), filter.q ? searchCondition(filter.q) : undefined);

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
  const selected = reader
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
    .from(payments);
  const visibleSales = visible(viewer, sales, 'attributed');
  // A filter of sales may lead from few sales to their payments. Without one, payments come in order of day from their
  // index and each looks up its sale (a cross join keeps SQLite to that order) until the page is full.
  const joined =
    filter.q || dimensionConditions(filter).length > 0
      ? selected.innerJoin(visibleSales, eq(sales.id, payments.saleId))
      : selected.crossJoin(visibleSales);
  return joined
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .innerJoin(users, eq(users.id, sales.salespersonId))
    .where(and(eq(sales.id, payments.saleId), paymentConditions(filter), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

export type PaymentTotals = { rows: number | null; amountFen: Fen };

/**
 * 合计 over the whole filter: equals the cash figure that linked here (R22). Over all days it is what the sales have
 * been paid (kept by triggers, R18), which needs no payment to be read; they are then not counted.
 */
export function totalPayments(viewer: Viewer, filter: SaleFilter, reader: Reader = database()): PaymentTotals {
  const visibleSales = visible(viewer, sales, 'attributed');
  const total =
    filter.from || filter.to
      ? reader
          .select({ rows: sql<number>`count(*)`, amountFen: sql<Fen>`coalesce(sum(${payments.amountFen}), 0)` })
          .from(payments)
          .innerJoin(visibleSales, eq(sales.id, payments.saleId))
          .where(paymentConditions(filter))
          .get()
      : reader
          .select({ rows: sql<null>`null`, amountFen: sql<Fen>`coalesce(sum(${sales.paidFen}), 0)` })
          .from(visibleSales)
          .where(saleConditions(filter))
          .get();
  return total ?? { rows: 0, amountFen: 0 as Fen };
}
