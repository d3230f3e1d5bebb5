import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day, Moment } from '@/db/columns';
import { insertRow } from '@/db/prepared';
import { customers, demandChanges } from '@/db/schema/customers';
import { dictionaryEntries } from '@/db/schema/settings';
import { realNow } from '../clock';
import { nameKey } from '../text';

type Demand = { demandTypeId: number | null; demandChange: string | null };
type Move = { on: Day; by: number | null };

/** What 需求类型 and 需求变化 became, kept with its author (R9); the customer itself is written by the caller. */
export const keepDemand = (
  tx: Tx,
  customerId: number,
  { demandTypeId, demandChange }: Demand,
  move: Move,
  at: Moment = realNow(),
) =>
  insertRow(tx, demandChanges, {
    customerId,
    demandTypeId,
    demandChange,
    changedOn: move.on,
    changedAt: at,
    changedBy: move.by,
  });

/**
 * Changes a customer's demand and keeps the change; false when nothing is different. What isn't given stays, and 需求明确
 * follows a new type.
 */
export function changeDemand(tx: Tx, customerId: number, change: Partial<Demand>, move: Move): boolean {
  const present = tx
    .select({ demandTypeId: customers.demandTypeId, demandChange: customers.demandChange })
    .from(customers)
    .where(eq(customers.id, customerId))
    .get();
  if (!present) return false;
  const demand = { ...present, ...change };
  if (demand.demandTypeId === present.demandTypeId && demand.demandChange === present.demandChange) return false;
  tx.update(customers)
    .set({
      ...demand,
      ...(demand.demandTypeId === present.demandTypeId ? {} : { demandClear: clearByType(tx, demand.demandTypeId) }),
      version: sql`version + 1`,
    })
    .where(eq(customers.id, customerId))
    .run();
  keepDemand(tx, customerId, demand, move);
  return true;
}

/** Demand types that say no demand is clear yet. */
const vague = new Set(['咨询', '不明确'].map(nameKey));

/** R9: 需求明确 is yes by itself when a demand type other than 咨询 and 不明确 is set; null where nobody can tell. */
export function clearByType(tx: Tx, demandTypeId: number | null): boolean | null {
  if (demandTypeId === null) return null;
  const type = tx
    .select({ nameKey: dictionaryEntries.nameKey })
    .from(dictionaryEntries)
    .where(eq(dictionaryEntries.id, demandTypeId))
    .get();
  return type && !vague.has(type.nameKey) ? true : null;
}
