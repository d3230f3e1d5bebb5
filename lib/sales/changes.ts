import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { insertRow } from '@/db/prepared';
import { customers } from '@/db/schema/customers';
import { instalments, saleChanges, sales } from '@/db/schema/sales';
import { realNow } from '../clock';
import type { Viewer } from '../viewer';

export type InstalmentPart = { dueOn: string; amountFen: number };
/** What a new version of a sale may say otherwise (R17). Salesperson and team stay frozen. */
export type SaleContent = Pick<
  typeof sales.$inferSelect,
  'customerId' | 'productId' | 'productName' | 'quantity' | 'unitPrice' | 'amountFen' | 'dealOn' | 'dueOn'
> & { instalments: InstalmentPart[] };
export type SaleChange = typeof saleChanges.$inferSelect;

/**
 * Files a new version of an approved sale, or its 作废 (without content), for review; records no audit row.
 * Null when one waits already: at most one does (R17).
 */
export function fileChange(
  tx: Tx,
  viewer: Viewer,
  change: { saleId: number; reason: string | null } & (
    | { kind: 'edit'; content: SaleContent }
    | { kind: 'void'; content?: undefined }
  ),
): number | null {
  if (pendingChange(tx, change.saleId)) return null;
  return insertRow(tx, saleChanges, {
    saleId: change.saleId,
    kind: change.kind,
    ...(change.content ?? {}),
    before: beforeOf(tx, change.saleId),
    reason: change.reason,
    status: 'pending',
    requestedBy: viewer.id,
    requestedAt: realNow(),
  });
}

/** The change of a sale that waits for review. The caller has found the sale in scope. */
export const pendingChange = (reader: Reader, saleId: number): SaleChange | undefined =>
  reader
    .select()
    .from(saleChanges)
    .where(and(eq(saleChanges.saleId, saleId), eq(saleChanges.status, 'pending')))
    .get();

/** The content of a sale as it stands. */
export function contentOf(reader: Reader, saleId: number): SaleContent & { customerName: string } {
  const row = reader
    .select({
      customerId: sales.customerId,
      customerName: customers.name,
      productId: sales.productId,
      productName: sales.productName,
      quantity: sales.quantity,
      unitPrice: sales.unitPrice,
      amountFen: sales.amountFen,
      dealOn: sales.dealOn,
      dueOn: sales.dueOn,
    })
    .from(sales)
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .where(eq(sales.id, saleId))
    .get();
  if (!row) throw new Error('a change needs its sale');
  const parts = reader
    .select({ dueOn: instalments.dueOn, amountFen: instalments.amountFen })
    .from(instalments)
    .where(eq(instalments.saleId, saleId))
    .orderBy(asc(instalments.position))
    .all();
  return { ...row, instalments: parts };
}

/** `before` of a change: the content with its words; 分期 as JSON text, since the column holds plain values. */
export function beforeOf(reader: Reader, saleId: number): SaleChange['before'] {
  const { instalments: parts, ...content } = contentOf(reader, saleId);
  return { ...content, instalments: JSON.stringify(parts) };
}
