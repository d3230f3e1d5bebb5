import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { collaborators, customers, type OwnerChangeKind, ownerChanges } from '@/db/schema/customers';
import { realNow, today } from '../clock';
import { readSettings } from '../settings/queries';
import { teamOf } from './writes';

type Customer = Pick<typeof customers.$inferSelect, 'id' | 'ownerId' | 'teamId' | 'version'>;
/**
 * Where a customer goes: to a person (under that person's team), to a team without an owner (待分配), or to the pool (公海).
 */
export type Destination = { ownerId: number } | { teamId: number | null } | 'pool';
export type OwnerChange = { kind: OwnerChangeKind; reason?: string | null; by: number | null };

/**
 * Gives a customer another owner, and keeps who had it, why and since when (R7, R8): the one way a customer changes hands.
 * Past sales keep their salesperson; follow-ups go along by the caller's `Follow`, told after this. Records no audit row.
 * False: somebody changed the customer meanwhile, nothing is written.
 */
export function setOwner(tx: Tx, customer: Customer, to: Destination, change: OwnerChange): boolean {
  const ownerId = to !== 'pool' && 'ownerId' in to ? to.ownerId : null;
  const teamId = to === 'pool' ? null : 'ownerId' in to ? teamOf(tx, to.ownerId) : to.teamId;
  const pooledAt = to === 'pool' ? realNow() : null;
  const { changes } = tx
    .update(customers)
    .set({ ownerId, teamId, pooledAt, version: sql`version + 1` })
    .where(and(eq(customers.id, customer.id), eq(customers.version, customer.version)))
    .run();
  if (changes !== 1) return false;
  keepOwnerChange(tx, customer, { ownerId, teamId }, change);
  // In the pool nobody works on it: everyone sees the same of it (R8).
  if (to === 'pool') tx.delete(collaborators).where(eq(collaborators.customerId, customer.id)).run();
  return true;
}

/** The history row of a change of owner that is already written. Whoever owns a customer is no 协同人 of it. */
export function keepOwnerChange(
  tx: Tx,
  before: Pick<Customer, 'id' | 'ownerId' | 'teamId'>,
  after: { ownerId: number | null; teamId: number | null },
  { kind, reason = null, by }: OwnerChange,
): void {
  tx.insert(ownerChanges)
    .values({
      customerId: before.id,
      kind,
      fromOwnerId: before.ownerId,
      fromTeamId: before.teamId,
      toOwnerId: after.ownerId,
      toTeamId: after.teamId,
      reason,
      changedOn: today(readSettings(tx).timeZone),
      changedAt: realNow(),
      changedBy: by !== null && by > 0 ? by : null,
    })
    .run();
  if (after.ownerId !== null)
    tx.delete(collaborators)
      .where(and(eq(collaborators.customerId, before.id), eq(collaborators.userId, after.ownerId)))
      .run();
}
