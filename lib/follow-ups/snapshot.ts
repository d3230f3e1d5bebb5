import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { isMasked, maskDetails } from '../audit/mask-details';
import { openTasks } from './schedule';

export type TaskState = typeof followUpTasks.$inferSelect;
/** What one save may change around a record: enough to go back to, and to tell whether something was built on it. */
export type Snapshot = ReturnType<typeof snapshot>;

export function snapshot(tx: Tx, customerId: number) {
  const { stage, lossReasonId, demandTypeId, demandChange, demandClear } = customerState(tx, customerId);
  return {
    customer: { stage, lossReasonId, demandTypeId, demandChange, demandClear },
    tasks: openTasks(tx, customerId),
    records: tx
      .select({ n: sql<number>`count(*)` })
      .from(followUpRecords)
      .where(eq(followUpRecords.customerId, customerId))
      .get()?.n,
  };
}

const customerState = (tx: Tx, customerId: number) => {
  const found = tx.select().from(customers).where(eq(customers.id, customerId)).get();
  if (!found) throw new Error('the customer of a follow-up is there');
  return found;
};

/**
 * Puts open tasks back as they were: what is new goes, what is gone comes back, under its own number unless a task of
 * another customer got it meanwhile. Nothing refers to one that went without a trace.
 */
export function restoreTasks(tx: Tx, before: Snapshot, after: Snapshot): void {
  const kept = new Set(before.tasks.map((task) => task.id));
  // New ones first: only one automatic task may be open at a time.
  for (const task of after.tasks)
    if (!kept.has(task.id)) tx.delete(followUpTasks).where(eq(followUpTasks.id, task.id)).run();
  for (const { version, ...task } of before.tasks) {
    const { objective, ...others } = task;
    const back = isAsKept(tx, task) ? others : task;
    const changed = tx
      .update(followUpTasks)
      .set({ ...back, version: sql`version + 1` })
      .where(and(eq(followUpTasks.id, task.id), eq(followUpTasks.customerId, task.customerId)))
      .run().changes;
    if (changed > 0) continue;
    const { id, ...values } = task;
    tx.insert(followUpTasks)
      .values({ ...values, ...(isTaken(tx, id) ? {} : { id }), version: version + 1 })
      .run();
  }
}

/** `before` comes from the trail, where a number in free text is masked: what still says the same is left as it is. */
function isAsKept(tx: Tx, { id, customerId, objective }: Pick<TaskState, 'id' | 'customerId' | 'objective'>): boolean {
  const present = tx
    .select({ objective: followUpTasks.objective })
    .from(followUpTasks)
    .where(and(eq(followUpTasks.id, id), eq(followUpTasks.customerId, customerId)))
    .get();
  return present !== undefined && maskDetails(present).objective === objective;
}

/** What the save replaced was masked on its way into the trail: it can't be put back as it was. */
export function isLost(tx: Tx, before: Snapshot, after: Snapshot): boolean {
  const { demandChange } = before.customer;
  if (isMasked(demandChange) && demandChange !== after.customer.demandChange) return true;
  return before.tasks.some((task) => isMasked(task.objective) && !isAsKept(tx, task));
}

const isTaken = (tx: Tx, id: number): boolean =>
  tx.select({ id: followUpTasks.id }).from(followUpTasks).where(eq(followUpTasks.id, id)).get() !== undefined;
