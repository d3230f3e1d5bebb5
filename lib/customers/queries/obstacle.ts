import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { saleChanges, sales } from '@/db/schema/sales';
import { yuan } from '@/lib/format';

type Obstacle =
  | { key: 'customers.archive.owing'; params: { amount: string; n: number } }
  | { key: 'customers.archive.pending'; params: Record<string, never> };

/**
 * What keeps a customer from being archived: money owed, or a sale, or a change of one, that waits for review; also a
 * change that would make a sale theirs. Whoever made them: the caller has found the customer in scope. Null when nothing
 * does.
 */
export function archiveObstacle(customerId: number, reader: Reader = database()): Obstacle | null {
  const owed = reader
    .select({ amountFen: sql<number>`coalesce(sum(balance_fen), 0)`, sales: sql<number>`count(*)` })
    .from(sales)
    .where(and(eq(sales.customerId, customerId), sql`balance_fen > 0`))
    .get();
  if (owed && owed.sales > 0)
    return { key: 'customers.archive.owing', params: { amount: yuan(owed.amountFen), n: owed.sales } };
  return isUnderReview(customerId, reader) ? { key: 'customers.archive.pending', params: {} } : null;
}

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
