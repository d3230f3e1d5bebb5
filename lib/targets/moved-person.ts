import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { targets } from '@/db/schema/targets';
import { today } from '../clock';
import { readSettings } from '../settings/queries';

/**
 * A person has another team: the targets of the months to come count under the new one, so that its supervisor sees and
 * sets them; this month's and the past stay where they were set (R7, R29). Records no audit row; returns how many moved.
 */
export function carryTargets(tx: Tx, person: { id: number; teamId: number | null }): number {
  const month = today(readSettings(tx).timeZone).slice(0, 7);
  return tx
    .update(targets)
    .set({ teamId: person.teamId, version: sql`version + 1` })
    .where(and(eq(targets.layer, 'person'), eq(targets.userId, person.id), gt(targets.month, month)))
    .run().changes;
}
