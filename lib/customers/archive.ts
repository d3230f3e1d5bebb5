import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { saleChanges, sales } from '@/db/schema/sales';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { yuan } from '../format';
import type { Viewer } from '../viewer';
import { findCustomer, findOpenCustomer } from './queries/customer';

/**
 * Puts a customer away: out of lists, pickers and cadence, its history kept. Not while money is owed or a sale waits for
 * review, whoever sold it. `then` does what follows above: open follow-ups are called off.
 */
export function archiveCustomer(
  tx: Tx,
  viewer: Viewer,
  { customerId }: { customerId: number },
  then: (tx: Tx, customerId: number) => void = () => undefined,
): Outcome {
  const found = findOpenCustomer(viewer, customerId, tx);
  if (!found) return refuse('form.gone');
  const owed = owedOf(tx, customerId);
  if (owed.sales > 0)
    return refuse('customers.archive.owing', { params: { amount: yuan(owed.amountFen), n: owed.sales } });
  if (isUnderReview(tx, customerId)) return refuse('customers.archive.pending');
  put(tx, customerId, realNow());
  then(tx, customerId);
  record(tx, viewer, { action: 'customer.archived', object: { kind: 'customer', id: customerId } });
  return done({
    to: `/customers/${customerId}`,
    message: { key: 'customers.archive.done', params: { name: found.customer.name } },
  });
}

export function restoreCustomer(
  tx: Tx,
  viewer: Viewer,
  { customerId }: { customerId: number },
  then: (tx: Tx, customerId: number) => void = () => undefined,
): Outcome {
  const found = findCustomer(viewer, customerId, tx);
  if (!found || found.customer.archivedAt === null) return refuse('form.gone');
  put(tx, customerId, null);
  then(tx, customerId);
  record(tx, viewer, { action: 'customer.restored', object: { kind: 'customer', id: customerId } });
  return done({
    to: `/customers/${customerId}`,
    message: { key: 'customers.archive.restored', params: { name: found.customer.name } },
  });
}

const put = (tx: Tx, customerId: number, archivedAt: string | null) =>
  tx.update(customers).set({ archivedAt, version: sql`version + 1` }).where(eq(customers.id, customerId)).run();

const owedOf = (tx: Tx, customerId: number) =>
  tx
    .select({ amountFen: sql<number>`coalesce(sum(balance_fen), 0)`, sales: sql<number>`count(*)` })
    .from(sales)
    .where(and(eq(sales.customerId, customerId), sql`balance_fen > 0`))
    .get() ?? { amountFen: 0, sales: 0 };

/** A sale that waits, or a change of one. */
function isUnderReview(tx: Tx, customerId: number): boolean {
  const waiting = tx
    .select({ id: sales.id })
    .from(sales)
    .where(and(eq(sales.customerId, customerId), eq(sales.review, 'pending'), isNull(sales.voidedAt)))
    .limit(1)
    .get();
  const changing = tx
    .select({ id: saleChanges.id })
    .from(saleChanges)
    .innerJoin(sales, eq(sales.id, saleChanges.saleId))
    .where(and(eq(saleChanges.status, 'pending'), eq(sales.customerId, customerId)))
    .limit(1)
    .get();
  return waiting !== undefined || changing !== undefined;
}
