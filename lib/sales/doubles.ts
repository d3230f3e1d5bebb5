import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { sales } from '@/db/schema/sales';
import { visible } from '../scope';
import type { Viewer } from '../viewer';

export type Double = { id: number; orderNumber: string; productName: string; amountFen: number; dealOn: Day };

/** Earlier sales that look the same: customer, amount and day, not void. A question, never a refusal for good (P26). */
export const probableDoubles = (
  tx: Tx,
  viewer: Viewer,
  order: { customerId: number; dealOn: Day; amounts: readonly number[] },
): Double[] =>
  tx
    .select({
      id: sales.id,
      orderNumber: sales.orderNumber,
      productName: sales.productName,
      amountFen: sales.amountFen,
      dealOn: sales.dealOn,
    })
    // The customer is in the viewer's scope, so all its sales are (R5).
    .from(visible(viewer, sales, 'owned'))
    .where(
      and(
        eq(sales.customerId, order.customerId),
        eq(sales.dealOn, order.dealOn),
        inArray(sales.amountFen, order.amounts as never),
        eq(sales.kind, 'sale'),
        isNull(sales.voidedAt),
      ),
    )
    .orderBy(desc(sales.id))
    .limit(5)
    .all();
