import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { instalments, sales } from '@/db/schema/sales';
import { fen, sumFen } from '../money';
import type { InstalmentPart } from './changes';

/**
 * Puts the 分期 of a sale in place of those it had (R18); none = to be paid at once, on `dueOn`. Their sum is the sale's
 * amount, which the caller has checked with words. Triggers keep the sale's count and due day. Records no audit row.
 */
export function setInstalments(tx: Tx, saleId: number, parts: readonly InstalmentPart[], dueOn?: Day): void {
  const sale = tx.select({ amountFen: sales.amountFen }).from(sales).where(eq(sales.id, saleId)).get();
  if (parts.length > 0 && sale?.amountFen !== sumFen(parts.map((part) => part.amountFen)))
    throw new Error(`the instalments of sale ${saleId} don't sum to its amount`);
  tx.delete(instalments).where(eq(instalments.saleId, saleId)).run();
  let throughFen = 0;
  for (const [index, { dueOn, amountFen }] of parts.entries()) {
    throughFen += amountFen;
    const row = { saleId, position: index + 1, dueOn, amountFen: fen(amountFen), throughFen: fen(throughFen) };
    tx.insert(instalments).values(row).run();
  }
  if (parts.length === 0 && dueOn) tx.update(sales).set({ dueOn }).where(eq(sales.id, saleId)).run();
}

/** Whether parts can be the 分期 of an amount: none, or summing to exactly it. */
export const partsFit = (parts: readonly InstalmentPart[], amountFen: number): boolean =>
  parts.length === 0 || sumFen(parts.map((part) => part.amountFen)) === amountFen;
