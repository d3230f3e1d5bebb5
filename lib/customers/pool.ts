import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { canAssignPooled, canClaim } from '../permissions';
import type { Viewer } from '../viewer';
import type { Follow } from './follow';
import { type OwnerChange, setOwner } from './owner';
import { archiveObstacle } from './queries/obstacle';
import { claimsOf, findPooled, findReleasable, poolReceivers } from './queries/pool';
import type { AssignInput, ReleaseInput } from './validation';

/** Telling somebody in the app, a concept above this one: the actions bring it along. */
export type TellOfPool = (
  tx: Tx,
  userId: number,
  notice: {
    kind: 'poolAssigned' | 'poolReleased' | 'poolWarned' | 'poolReturned' | 'poolReturnedTeam';
    data: Record<string, string | number>;
    href: string;
  },
) => void;
type After = { follow: Follow; tell: TellOfPool };

/**
 * 领取 (R8): a rep or supervisor takes a customer of the pool, up to so many a month, and not one lost a few days ago. Of
 * two at once the second finds it gone, exactly like a customer that was never there.
 */
export function claimCustomer(
  tx: Tx,
  viewer: Viewer,
  { customerId }: { customerId: number },
  { follow }: Pick<After, 'follow'>,
): Outcome {
  if (!canClaim(viewer)) return refuse('form.gone');
  const customer = findPooled(viewer, customerId, tx);
  if (!customer) return refuse('pool.gone');
  if (customer.claimableOn) return refuse('pool.coolOff', { params: { day: customer.claimableOn } });
  const { left, most, again } = claimsOf(viewer, tx);
  if (left === 0) return refuse('pool.full', { params: { most, day: again } });

  move(tx, customerId, { ownerId: viewer.id }, { kind: 'claimed', by: viewer.id }, follow);
  record(tx, viewer, {
    action: 'customer.claimed',
    object: { kind: 'customer', id: customerId },
    details: { before: { ownerId: null }, after: { ownerId: viewer.id } },
  });
  return done({ to: `/customers/${customerId}`, message: { key: 'pool.claimed', params: { name: customer.name } } });
}

/** 分配 (R8): a supervisor gives a customer of the pool to the own team, a manager to anybody at work. No cap, no cool-off. */
export function assignPooled(
  tx: Tx,
  viewer: Viewer,
  { customerId, ownerId }: AssignInput,
  { follow, tell }: After,
): Outcome {
  if (!canAssignPooled(viewer)) return refuse('form.gone');
  const customer = findPooled(viewer, customerId, tx);
  if (!customer) return refuse('pool.gone');
  const receiver = poolReceivers(viewer, tx).find(({ id }) => id === ownerId);
  if (!receiver) return refuse('customers.form.problem.owner', { field: 'ownerId' });

  move(tx, customerId, { ownerId }, { kind: 'assigned', by: viewer.id }, follow);
  record(tx, viewer, {
    action: 'customer.assigned',
    object: { kind: 'customer', id: customerId },
    details: { before: { ownerId: null }, after: { ownerId } },
  });
  if (ownerId !== viewer.id)
    tell(tx, ownerId, {
      kind: 'poolAssigned',
      data: { by: viewer.name, name: customer.name },
      href: `/customers/${customerId}`,
    });
  return done({
    to: '/customers/pool',
    message: { key: 'pool.assigned', params: { name: customer.name, owner: receiver.name } },
  });
}

/**
 * 退回公海 (R8): by the owner, their supervisor or a manager, for a reason everyone may read. Not while money is owed or a
 * sale waits for review: nobody would chase the one or answer for the other.
 */
export function releaseCustomer(
  tx: Tx,
  viewer: Viewer,
  { customerId, reason }: ReleaseInput,
  { follow, tell }: After,
): Outcome {
  const customer = findReleasable(viewer, customerId, tx);
  if (!customer) return refuse('form.gone');
  const obstacle = archiveObstacle(customerId, tx, 'pool');
  if (obstacle) return refuse(obstacle.key, { params: obstacle.params });

  move(tx, customerId, 'pool', { kind: 'released', reason, by: viewer.id }, follow);
  record(tx, viewer, {
    action: 'customer.released',
    object: { kind: 'customer', id: customerId },
    details: { before: { ownerId: customer.ownerId }, after: { ownerId: null }, reason },
  });
  if (customer.ownerId !== null && customer.ownerId !== viewer.id)
    tell(tx, customer.ownerId, {
      kind: 'poolReleased',
      data: { by: viewer.name, name: customer.name },
      href: '/customers/pool',
    });
  return done({ to: '/customers/pool', message: { key: 'pool.released', params: { name: customer.name } } });
}

function move(tx: Tx, id: number, to: Parameters<typeof setOwner>[2], change: OwnerChange, follow: Follow): void {
  const row = tx.select().from(customers).where(eq(customers.id, id)).get();
  if (!row || !setOwner(tx, row, to, change)) throw new Error('the customer changed under the transaction');
  follow(tx, id, 'owner');
}
