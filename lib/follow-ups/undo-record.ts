import { and, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { contacts, customers, demandChanges, ownerChanges, stageChanges } from '@/db/schema/customers';
import { followUpRecords } from '@/db/schema/follow-ups';
import { done, type Outcome, refuse } from '../action-core';
import { lastDetails } from '../audit/details';
import { maskDetails } from '../audit/mask-details';
import { record } from '../audit/record';
import { visible } from '../scope';
import type { Viewer } from '../viewer';
import { isLost, restoreTasks, type Snapshot, snapshot } from './snapshot';

const within = 5 * 60_000;

/**
 * Takes a record back exactly: the record, its moves and its tasks go, what was before stands again. The author's only,
 * for a few minutes, and not once anything was built on it: nor once what was before isn't to come back, the customer
 * somebody else's (R7) or a person erased (R43).
 */
export function undoRecord(tx: Tx, viewer: Viewer, { recordId }: { recordId: number }): Outcome {
  const found = tx
    .select()
    .from(visible(viewer, followUpRecords, 'reached'))
    .where(eq(followUpRecords.id, recordId))
    .get();
  if (found?.authorId !== viewer.id) return refuse('form.gone');
  const filed = lastDetails(tx, 'followUp.recorded', { kind: 'followUpRecord', id: recordId });
  if (!filed || Date.now() - new Date(filed.at).getTime() > within) return refuse('followUps.problem.undoLate');
  const { before, after } = filed.details as { before: Snapshot; after: Snapshot };
  const { customerId } = found;
  if (isOver(tx, customerId, filed.at)) return refuse('followUps.problem.undoBuilt');
  if (found.version !== 1 || !isSame(maskDetails(snapshot(tx, customerId)), after) || isLost(tx, before, after))
    return refuse('followUps.problem.undoBuilt');

  tx.delete(followUpRecords).where(eq(followUpRecords.id, recordId)).run();
  restoreTasks(tx, before, after);
  if (!isSame(before.customer, after.customer)) {
    const { demandChange, ...customer } = before.customer;
    tx.update(customers)
      .set({
        ...customer,
        ...(demandChange === after.customer.demandChange ? {} : { demandChange }),
        version: sql`version + 1`,
      })
      .where(eq(customers.id, customerId))
      .run();
    // What this save wrote stands last: nothing was built on it.
    if (before.customer.stage !== after.customer.stage) dropLast(tx, stageChanges, customerId);
    if (isDemandChanged(before, after)) dropLast(tx, demandChanges, customerId);
  }
  record(tx, viewer, {
    action: 'followUp.undone',
    object: { kind: 'followUpRecord', id: recordId },
    details: { customerId, summary: found.summary, before: after, after: before },
  });
  return done({ notice: { key: 'followUps.undone' } });
}

const isOver = (tx: Tx, customerId: number, since: string): boolean =>
  [
    tx
      .select({ id: ownerChanges.id })
      .from(ownerChanges)
      .where(and(eq(ownerChanges.customerId, customerId), gte(ownerChanges.changedAt, since)))
      .get(),
    tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.customerId, customerId), gte(contacts.erasedAt, since)))
      .get(),
  ].some(Boolean);

const isDemandChanged = ({ customer: was }: Snapshot, { customer: is }: Snapshot) =>
  was.demandTypeId !== is.demandTypeId || was.demandChange !== is.demandChange;

const dropLast = (tx: Tx, table: typeof stageChanges | typeof demandChanges, customerId: number) =>
  tx
    .delete(table)
    .where(eq(table.id, sql`(select max(id) from ${table} where customer_id = ${customerId})`))
    .run();

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
