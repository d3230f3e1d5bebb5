import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { saleChanges, sales } from '@/db/schema/sales';
import { yuan } from '@/lib/format';

type Place = 'customers.archive' | 'pool';
type Obstacle =
  | { key: `${Place}.owing`; params: { amount: string; n: number } }
  | { key: `${Place}.pending`; params: Record<string, never> };

/**
 * What keeps a customer from being archived, or from going to the pool: money owed, or a sale, or a change of one, that
 * waits for review; also a change that would make a sale theirs. Whoever made them: the caller has found the customer in
 * scope. Null when nothing does; `place` says whose words tell it.
 */
export function archiveObstacle(
  customerId: number,
  reader: Reader = database(),
  place: Place = 'customers.archive',
): Obstacle | null {
  const owed = reader
    .select({ amountFen: sql<number>`coalesce(sum(balance_fen), 0)`, sales: sql<number>`count(*)` })
    .from(sales)
    .where(and(eq(sales.customerId, customerId), sql`balance_fen > 0`))
    .get();
  if (owed && owed.sales > 0) return { key: `${place}.owing`, params: { amount: yuan(owed.amountFen), n: owed.sales } };
  return isUnderReview(customerId, reader) ? { key: `${place}.pending`, params: {} } : null;
}

/** Of many customers, which the caller has found in scope, those that `archiveObstacle` keeps out of the pool. */
export const keptOutOfPool = (which: SQL | undefined, reader: Reader = database()): Set<number> =>
  new Set(
    reader
      .select({ id: customers.id })
      .from(customers)
      .where(
        and(
          which,
          sql`(exists (select 1 from sales s where s.customer_id = ${customers.id} and s.balance_fen > 0)
            or exists (select 1 from sales s where s.customer_id = ${customers.id} and s.review = 'pending' and s.voided_at is null)
            or exists (select 1 from sale_changes c join sales s on s.id = c.sale_id
              where c.status = 'pending' and (s.customer_id = ${customers.id} or c.customer_id = ${customers.id})))`,
        ),
      )
      .all()
      .map(({ id }) => id),
  );

function isUnderReview(customerId: number, reader: Reader): boolean {
  const waiting = reader
    .select({ id: sales.id })
    .from(sales)
    .where(and(eq(sales.customerId, customerId), eq(sales.review, 'pending'), isNull(sales.voidedAt)))
    .limit(1)
    .get();
  const changing = reader
    .select({ id: saleChanges.id })
    .from(saleChanges)
    .innerJoin(sales, eq(sales.id, saleChanges.saleId))
    .where(
      and(
        eq(saleChanges.status, 'pending'),
        or(eq(sales.customerId, customerId), eq(saleChanges.customerId, customerId)),
      ),
    )
    .limit(1)
    .get();
  return waiting !== undefined || changing !== undefined;
}
