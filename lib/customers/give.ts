import type { Tx } from '@/db/client';
import type { customers, OwnerChangeKind } from '@/db/schema/customers';
import type { Viewer } from '../viewer';
import type { Follow } from './follow';
import { setOwner } from './owner';

/** Where customers go: to one person, to several in turn, to 待分配 under the team they have, or to the pool. */
export type Whereto = { to: 'people'; receivers: readonly number[] } | { to: 'unassigned' } | { to: 'pool' };
export type CustomerToGive = Pick<
  typeof customers.$inferSelect,
  'id' | 'name' | 'ownerId' | 'teamId' | 'version' | 'archivedAt' | 'stage' | 'pooledAt'
>;
export type Moved = {
  customerId: number;
  from: number | null;
  /** Null: nobody has it, in the pool or waiting under `teamId`. */
  to: number | null;
  teamId: number | null;
  isPooled: boolean;
};
/** What follow-ups do about it, a concept above this one: the actions bring it along. */
export type Aftercare = {
  follow: Follow;
  /** Called for a customer that nobody has now, after `follow`. */
  wait: (tx: Tx, viewer: Viewer, customer: CustomerToGive) => void;
  /** Both sides are told, once each. */
  tell: (tx: Tx, viewer: Viewer, moved: readonly Moved[]) => void;
};

/** It is there already: nothing is to be done. */
export const isThere = (row: Pick<CustomerToGive, 'ownerId' | 'pooledAt'>, whereto: Whereto): boolean =>
  whereto.to === 'pool'
    ? row.pooledAt !== null
    : whereto.to === 'unassigned'
      ? row.ownerId === null
      : row.ownerId !== null && whereto.receivers.includes(row.ownerId);

/** Of the receivers the one whose turn it is: the first row goes to the first, and so on round. */
export const receiverOf = (whereto: Whereto, turn: number): number | null =>
  whereto.to === 'people' ? (whereto.receivers[turn % whereto.receivers.length] as number) : null;

/** Without a kind: 移交, or 分配 of what nobody had. Into the pool is always 退回公海. */
type Change = { kind: OwnerChangeKind | null; reason: string | null };

/**
 * Gives customers away with everything that hangs on them (R7); what is there already stays. A row's turn is its place
 * among `turns`, so that one left out changes nobody else's receiver. Records no audit row; past sales are not touched.
 */
export function giveAway(
  tx: Tx,
  viewer: Viewer,
  rows: readonly CustomerToGive[],
  whereto: Whereto,
  { change, aftercare, turns }: { change: Change; aftercare: Aftercare; turns?: ReadonlyMap<number, number> },
): Moved[] {
  const moving = rows.filter((row) => !isThere(row, whereto));
  const moved = moving.map((row, place): Moved => {
    const to = receiverOf(whereto, turns?.get(row.id) ?? place);
    const destination = to !== null ? { ownerId: to } : whereto.to === 'pool' ? 'pool' : { teamId: row.teamId };
    const kind = whereto.to === 'pool' ? 'released' : (change.kind ?? (row.ownerId === null ? 'assigned' : 'handover'));
    if (!setOwner(tx, row, destination, { kind, reason: change.reason, by: viewer.id }))
      throw new Error('the customer changed under the transaction');
    aftercare.follow(tx, row.id, 'owner');
    if (whereto.to === 'unassigned') aftercare.wait(tx, viewer, row);
    return { customerId: row.id, from: row.ownerId, to, teamId: row.teamId, isPooled: whereto.to === 'pool' };
  });
  aftercare.tell(tx, viewer, moved);
  return moved;
}

/** How many each person got or gave, in the order of the ids. */
export function countBy<T>(rows: readonly T[], of: (row: T) => number | null): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const id = of(row);
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** The same as the audit trail has it. */
export const countsOf = (counts: ReadonlyMap<number, number>) =>
  [...counts].map(([userId, n]) => ({ userId, customers: n }));
