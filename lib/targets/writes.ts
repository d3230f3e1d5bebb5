import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Fen } from '@/db/columns';
import { targets } from '@/db/schema/targets';
import { realNow } from '../clock';

export type TargetCell = {
  month: string;
  metric: 'amount' | 'cash';
  layer: 'person' | 'team' | 'department';
  userId: number | null;
  teamId: number | null;
  productLineId: number | null;
  /** Null clears the cell. */
  amountFen: Fen | null;
};

/** Puts one target in its place; records no audit row (a grid saves many cells under one). */
export function putTarget(tx: Tx, cell: TargetCell, updatedBy: number | null): void {
  const subject = `${cell.layer}:${(cell.layer === 'person' ? cell.userId : cell.teamId) ?? 0}:${cell.productLineId ?? 0}`;
  const place = and(eq(targets.month, cell.month), eq(targets.metric, cell.metric), eq(targets.subject, subject));
  const { amountFen, ...key } = cell;
  if (amountFen === null) {
    tx.delete(targets).where(place).run();
    return;
  }
  const change = { amountFen, updatedAt: realNow(), updatedBy };
  const changed = tx
    .update(targets)
    .set({ ...change, version: sql`version + 1` })
    .where(place)
    .run().changes;
  if (changed === 0)
    tx.insert(targets)
      .values({ ...key, ...change })
      .run();
}
