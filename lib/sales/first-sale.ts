import { and, eq, ne, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { sales } from '@/db/schema/sales';

/** R14: the first approved sale moves the stage; a later one leaves what people have set since. A gift is none (R16). */
export function isFirstSale(reader: Reader, sale: { id: number; customerId: number; amountFen: number }): boolean {
  if (sale.amountFen <= 0) return false;
  const earlier = reader
    .select({ id: sales.id })
    .from(sales)
    .where(
      and(
        eq(sales.customerId, sale.customerId),
        eq(sales.counts, 1),
        eq(sales.kind, 'sale'),
        sql`${sales.amountFen} > 0`,
        ne(sales.id, sale.id),
      ),
    )
    .limit(1)
    .get();
  return earlier === undefined;
}
