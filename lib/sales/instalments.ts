import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Fen } from '@/db/columns';
import { instalments } from '@/db/schema/sales';
import { fen } from '../money';
import type { InstalmentPart } from './changes';

/** Puts the 分期 of a sale in place of those it had (R18); none = to be paid at once. Records no audit row. */
export function setInstalments(tx: Tx, saleId: number, parts: readonly InstalmentPart[]): void {
  tx.delete(instalments).where(eq(instalments.saleId, saleId)).run();
  let throughFen = 0;
  for (const [index, part] of parts.entries()) {
    throughFen += part.amountFen;
    tx.insert(instalments)
      .values({
        saleId,
        position: index + 1,
        dueOn: part.dueOn,
        amountFen: part.amountFen as Fen,
        throughFen: fen(throughFen),
      })
      .run();
  }
}
