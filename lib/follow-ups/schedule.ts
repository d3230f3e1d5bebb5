import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { insertRow } from '@/db/prepared';
import { customers } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { realNow, today } from '../clock';
import { translator } from '../i18n/translator';
import { readSettings } from '../settings/queries';
import { onWorkingDay } from '../working-days';
import { nextDue, spreadDue } from './cadence';
import { asksForAnOwner } from './waiting';
import { insertTask } from './writes';

/**
 * What happened to the customer. `contact`, `level` and `owner` count the cadence anew; `skipped` counts it from today;
 * the others leave an automatic task on the day it has, which somebody may have chosen.
 */
export type Because = 'filed' | 'contact' | 'level' | 'owner' | 'stage' | 'archive' | 'task' | 'skipped';
const recounts: ReadonlySet<Because> = new Set(['contact', 'level', 'owner', 'skipped']);

/**
 * Puts a customer's automatic task right (R33), after any change that matters to it: one is open at most, due one
 * cadence after the last real contact (else the filing), today when that is past; none for 流失, archived or ownerless customers, and none while a
 * task made by hand is due no later. Records no audit row: its caller does, for the change itself.
 */
export function scheduleNext(tx: Tx, customerId: number, because: Because): void {
  const customer = tx.select().from(customers).where(eq(customers.id, customerId)).get();
  if (!customer) return;
  if (customer.archivedAt !== null) {
    callOff(tx, customerId);
    return;
  }
  if (because === 'owner') {
    if (customer.ownerId !== null) endWaiting(tx, customerId);
    handOver(tx, customerId, customer.ownerId);
  }
  const automatic = openTasks(tx, customerId).find((task) => task.kind === 'automatic');
  if (customer.ownerId === null || customer.stage === 'lost') {
    if (automatic) drop(tx, automatic.id, 'noCadence');
    return;
  }

  const { cadence, timeZone } = readSettings(tx);
  const now = today(timeZone);
  const every = cadence[customer.level];
  const from = because === 'skipped' ? now : (customer.lastContactOn ?? customer.filedOn);
  const counted = automatic && !recounts.has(because) ? automatic.dueOn : nextDue(from, every);
  const isPast = counted < now;
  // Nothing is late the moment it is asked for: a day that is past means today, and what was late already stays so.
  const dueOn = !isPast ? counted : automatic && automatic.dueOn < now ? automatic.dueOn : onWorkingDay(now);
  // Once the cadence has run out, a task made by hand within the next one is the answer to it.
  if (manualUntil(tx, customerId, isPast ? nextDue(now, every) : dueOn)) {
    if (automatic) drop(tx, automatic.id, 'byHand');
  } else if (!automatic)
    insertTask(tx, { customerId, assigneeId: customer.ownerId, kind: 'automatic', dueOn, status: 'open' });
  else if (automatic.dueOn !== dueOn) moveDue(tx, automatic.id, dueOn);
}

/**
 * The first tasks of customers that an import made (R33): due by cadence where that is still to come, the others spread
 * over one cadence per owner and level, in the order given. Customers with an open task keep what they have.
 */
export function scheduleAfterImport(tx: Tx, customerIds: readonly number[], importId: number | null = null): void {
  const { cadence, timeZone } = readSettings(tx);
  const now = today(timeZone);
  const given = sql`(select value from json_each(${JSON.stringify(customerIds)}))`;
  const rows = tx
    .select({
      id: customers.id,
      ownerId: customers.ownerId,
      level: customers.level,
      lastContactOn: customers.lastContactOn,
      filedOn: customers.filedOn,
    })
    .from(customers)
    .where(
      sql`${customers.id} in ${given} and ${customers.archivedAt} is null and ${customers.ownerId} is not null
        and ${customers.stage} <> 'lost' and ${customers.nextDueOn} is null`,
    )
    .orderBy(customers.id)
    .all()
    .map((row) => ({ ...row, dueOn: nextDue(row.lastContactOn ?? row.filedOn, cadence[row.level]) }));
  const groups = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.ownerId} ${row.level}`;
    if (row.dueOn <= now) groups.get(key)?.push(row) ?? groups.set(key, [row]);
  }
  for (const group of groups.values())
    for (const [index, row] of group.entries())
      row.dueOn = spreadDue(now, cadence[row.level], { index, count: group.length });
  const createdAt = realNow();
  for (const { id, ownerId, dueOn } of rows)
    insertRow(tx, followUpTasks, {
      customerId: id,
      assigneeId: ownerId,
      kind: 'automatic' as const,
      dueOn,
      createdAt,
      importId,
    });
}

/** Imported contacts reset the cadence of customers who have one, like any other contact, where they are the latest (R33). */
export function scheduleContacted(tx: Tx, contactedOn: ReadonlyMap<number, Day>): void {
  for (const [customerId, day] of contactedOn) {
    const customer = tx
      .select({ latest: customers.lastContactOn, nextDueOn: customers.nextDueOn })
      .from(customers)
      .where(eq(customers.id, customerId))
      .get();
    if (customer?.latest === day && customer.nextDueOn !== null) scheduleNext(tx, customerId, 'contact');
  }
}

const isOpen = inArray(followUpTasks.status, ['open', 'in_progress']);

/** The open tasks of a customer, the longest due first. */
export const openTasks = (tx: Tx, customerId: number) =>
  tx
    .select()
    .from(followUpTasks)
    .where(and(eq(followUpTasks.customerId, customerId), isOpen))
    .orderBy(followUpTasks.dueOn, followUpTasks.id)
    .all();

const manualUntil = (tx: Tx, customerId: number, day: Day): boolean =>
  tx
    .select({ id: followUpTasks.id })
    .from(followUpTasks)
    .where(
      and(
        eq(followUpTasks.customerId, customerId),
        eq(followUpTasks.kind, 'manual'),
        isOpen,
        lte(followUpTasks.dueOn, day),
      ),
    )
    .limit(1)
    .get() !== undefined;

/** What was promised goes on with the new owner (R7); in the pool nobody has it. A 协同人 keeps what is theirs (R5). */
const handOver = (tx: Tx, customerId: number, ownerId: number | null) =>
  tx
    .update(followUpTasks)
    .set({ assigneeId: ownerId, version: sql`version + 1` })
    .where(and(eq(followUpTasks.customerId, customerId), isOpen, isNoCollaborators))
    .run();

/** Somebody has the customer now: the supervisor's task to find one is over. */
function endWaiting(tx: Tx, customerId: number): void {
  const over = tx
    .select({ id: followUpTasks.id })
    .from(followUpTasks)
    .where(and(eq(followUpTasks.customerId, customerId), isOpen, asksForAnOwner))
    .all();
  for (const { id } of over) drop(tx, id, 'takenOver');
}

/** Of an open task: it isn't one that a 协同人 has there. */
export const isNoCollaborators = sql`not exists (select 1 from collaborators c where c.customer_id = follow_up_tasks.customer_id and c.user_id = follow_up_tasks.assignee_id)`;

/** Counted anew after a contact, an attempt made before it is over. */
const moveDue = (tx: Tx, id: number, dueOn: Day) =>
  tx
    .update(followUpTasks)
    .set({ dueOn, status: 'open', startedAt: null, version: sql`version + 1` })
    .where(eq(followUpTasks.id, id))
    .run();

/** An archived customer is left alone: tasks made by hand are called off too. */
function callOff(tx: Tx, customerId: number): void {
  for (const task of openTasks(tx, customerId)) drop(tx, task.id, 'archived');
}

/** Nobody asked for an automatic task: one without an attempt leaves no trace; the others are cancelled with a reason. */
export function drop(tx: Tx, id: number, why: 'archived' | 'byHand' | 'noCadence' | 'takenOver'): void {
  const task = tx.select().from(followUpTasks).where(eq(followUpTasks.id, id)).get();
  const isTouched =
    tx.select({ id: followUpRecords.id }).from(followUpRecords).where(eq(followUpRecords.taskId, id)).limit(1).get() !==
    undefined;
  if (task?.kind === 'automatic' && !isTouched) {
    tx.delete(followUpTasks).where(eq(followUpTasks.id, id)).run();
    return;
  }
  const cancelReason = translator()(`followUps.task.dropped.${why}`);
  tx.update(followUpTasks)
    .set({ status: 'cancelled', cancelReason, finishedAt: realNow(), version: sql`version + 1` })
    .where(eq(followUpTasks.id, id))
    .run();
}
