import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { realNow } from '../clock';
import type { Viewer } from '../viewer';
import type { Follow } from './follow';
import { findCustomer, findOpenCustomer } from './queries/customer';
import { archiveObstacle } from './queries/obstacle';

/**
 * Puts a customer away: out of lists, pickers and cadence, its history kept. Not while money is owed or a sale waits for
 * review, whoever sold it. Open follow-ups are called off.
 */
export function archiveCustomer(
  tx: Tx,
  viewer: Viewer,
  { customerId }: { customerId: number },
  follow: Follow,
): Outcome {
  const found = findOpenCustomer(viewer, customerId, tx);
  if (!found) return refuse('form.gone');
  const obstacle = archiveObstacle(customerId, tx);
  if (obstacle) return refuse(obstacle.key, { params: obstacle.params });
  put(tx, customerId, realNow());
  follow(tx, customerId, 'archive');
  record(tx, viewer, { action: 'customer.archived', object: { kind: 'customer', id: customerId } });
  return done({
    to: `/customers/${customerId}`,
    message: { key: 'customers.archive.done', params: { name: found.customer.name } },
  });
}

export function restoreCustomer(
  tx: Tx,
  viewer: Viewer,
  { customerId }: { customerId: number },
  follow: Follow,
): Outcome {
  const found = findCustomer(viewer, customerId, tx);
  if (!found || found.customer.archivedAt === null) return refuse('form.gone');
  put(tx, customerId, null);
  follow(tx, customerId, 'archive');
  record(tx, viewer, { action: 'customer.restored', object: { kind: 'customer', id: customerId } });
  return done({
    to: `/customers/${customerId}`,
    message: { key: 'customers.archive.restored', params: { name: found.customer.name } },
  });
}

const put = (tx: Tx, customerId: number, archivedAt: string | null) =>
  tx.update(customers).set({ archivedAt, version: sql`version + 1` }).where(eq(customers.id, customerId)).run();
