import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { type FollowUpMethod, followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { done, type Outcome, refuse } from '../action-core';
import { ownPath } from '../address';
import { lastChange } from '../audit/last-change';
import { record } from '../audit/record';
import { now, today } from '../clock';
import { collaboratorIds } from '../customers/queries/collaborators';
import { sees } from '../customers/sees';
import { momentIn, parts } from '../days';
import { mergeEdits, parseOpened, refuseClash } from '../edits';
import { none } from '../format';
import { translator } from '../i18n/translator';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';

import { mayHave } from './assignees';
import { ownOrOwned } from './reach';
import { scheduleNext } from './schedule';
import type { TaskState } from './snapshot';
import type { EditTaskInput, NewTaskInput } from './validation';
import { insertTask } from './writes';

/** A task made by hand (R34): the customer's owner has it unless a leader names another; a 协同人 has their own. */
export function addTask(tx: Tx, viewer: Viewer, input: NewTaskInput): Outcome {
  const customer = tx
    .select()
    .from(visible(viewer, customers, 'reached'))
    .where(and(eq(customers.id, input.customerId), isNull(customers.archivedAt)))
    .get();
  if (!customer) return refuse('form.gone');
  if (input.dueOn < today(readSettings(tx).timeZone)) return refuse('followUps.problem.duePast', { field: 'dueOn' });
  const assigneeId = input.assigneeId ?? (sees(viewer, customer) ? customer.ownerId : null) ?? viewer.id;
  if (!mayBeGiven(tx, viewer, assigneeId, customer))
    return refuse('followUps.problem.assignee', { field: 'assigneeId' });
  const { method, objective, dueOn } = input;
  const id = insertTask(tx, {
    customerId: customer.id,
    assigneeId,
    kind: 'manual',
    method,
    objective,
    dueOn,
    createdBy: viewer.id,
  });
  scheduleNext(tx, customer.id, 'task');
  record(tx, viewer, {
    action: 'task.added',
    object: { kind: 'followUpTask', id },
    details: { customerId: customer.id, method, objective, dueOn, assigneeId },
  });
  const { month, day } = parts(dueOn);
  return done({
    to: ownPath(input.back) ?? `/customers/${customer.id}`,
    message: { key: 'followUps.task.added', params: { month, day } },
  });
}

const taskFields = ['method', 'objective', 'dueOn', 'assigneeId'] as const;
export const spellTask = (task: Pick<TaskState, (typeof taskFields)[number]>) => ({
  method: task.method ?? '',
  objective: task.objective ?? '',
  dueOn: task.dueOn,
  assigneeId: String(task.assigneeId ?? ''),
});

/** Method, objective, day and whose it is; what another changed meanwhile is kept or asked about (R42). */
export function editTask(tx: Tx, viewer: Viewer, input: EditTaskInput): Outcome {
  const found = openTask(tx, viewer, input.taskId);
  if (!found) return refuse('form.gone');
  const { task, customer } = found;
  const opened = parseOpened(taskFields, input.opened);
  if (!opened) return refuse('form.stale');
  const present = spellTask(task);
  const typed = { ...input, assigneeId: String(input.assigneeId ?? '') };
  const merged = mergeEdits(taskFields, { opened, typed, present });
  const { values, changed, clashes } = merged;
  if (clashes.length > 0) {
    const t = translator(viewer.language);
    const last = lastChange(tx, { kind: 'followUpTask', id: task.id });
    return refuseClash(merged, present, {
      show: (field, value) =>
        value === ''
          ? none
          : field === 'assigneeId'
            ? nameOf(tx, Number(value))
            : field === 'method'
              ? t(`followUps.method.${value as FollowUpMethod}`)
              : value,
      by: last?.by ?? none,
      at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
    });
  }
  if (changed.length === 0) return refuse('followUps.problem.nothing');
  if (changed.includes('dueOn') && values.dueOn < today(readSettings(tx).timeZone))
    return refuse('followUps.problem.duePast', { field: 'dueOn' });
  const assigneeId = values.assigneeId === '' ? customer.ownerId : Number(values.assigneeId);
  if (changed.includes('assigneeId') && !(assigneeId !== null && mayBeGiven(tx, viewer, assigneeId, customer)))
    return refuse('followUps.problem.assignee', { field: 'assigneeId' });
  tx.update(followUpTasks)
    .set({
      method: (values.method || null) as TaskState['method'],
      objective: values.objective || null,
      dueOn: values.dueOn,
      assigneeId,
      version: sql`version + 1`,
    })
    .where(eq(followUpTasks.id, task.id))
    .run();
  scheduleNext(tx, customer.id, 'task');
  record(tx, viewer, {
    action: 'task.edited',
    object: { kind: 'followUpTask', id: task.id },
    details: { before: present, after: values },
  });
  return done({ to: ownPath(input.back) ?? `/customers/${customer.id}`, message: { key: 'followUps.task.edited' } });
}

/** 明天, 下周, or back to the day before by 撤销. */
export function moveTask(
  tx: Tx,
  viewer: Viewer,
  { taskId, version, dueOn, isUndo }: { taskId: number; version: number; dueOn: string; isUndo?: '1' | undefined },
): Outcome {
  const found = openTask(tx, viewer, taskId);
  if (!found) return refuse('form.gone');
  const { task, customer } = found;
  if (task.version !== version) return refuse('followUps.problem.taskChanged');
  tx.update(followUpTasks)
    .set({ dueOn, version: sql`version + 1` })
    .where(and(eq(followUpTasks.id, taskId), eq(followUpTasks.version, version)))
    .run();
  scheduleNext(tx, customer.id, 'task');
  record(tx, viewer, {
    action: 'task.moved',
    object: { kind: 'followUpTask', id: taskId },
    details: { before: task.dueOn, after: dueOn },
  });
  // An automatic one put behind one made by hand has given way to it (R33): there is nothing left to put back.
  if (!openTask(tx, viewer, taskId))
    return done({ notice: { key: 'followUps.task.gaveWay', params: { name: customer.name } } });
  if (isUndo) return done({ notice: { key: 'followUps.undone' } });
  const { month, day } = parts(dueOn);
  return done({
    notice: { key: 'followUps.task.moved', params: { name: customer.name, month, day } },
    undo: {
      name: 'task.move',
      fields: { taskId: String(taskId), version: String(version + 1), dueOn: task.dueOn, isUndo: '1' },
    },
  });
}

/** With a reason. A cancelled automatic one skips its round: the next is due one cadence from today (R33). */
export function cancelTask(
  tx: Tx,
  viewer: Viewer,
  { taskId, version, reason, back }: { taskId: number; version: number; reason: string; back: string },
): Outcome {
  const found = openTask(tx, viewer, taskId);
  if (!found) return refuse('form.gone');
  const { task, customer } = found;
  if (task.version !== version) return refuse('followUps.problem.taskChanged');
  tx.update(followUpTasks)
    .set({ status: 'cancelled', cancelReason: reason, finishedAt: now().toISOString(), version: sql`version + 1` })
    .where(eq(followUpTasks.id, taskId))
    .run();
  scheduleNext(tx, customer.id, task.kind === 'automatic' ? 'skipped' : 'task');
  record(tx, viewer, {
    action: 'task.cancelled',
    object: { kind: 'followUpTask', id: taskId },
    details: { customerId: customer.id, reason, before: task.status },
  });
  return done({
    to: ownPath(back) ?? '/follow-ups',
    message: { key: 'followUps.task.cancelled', params: { name: customer.name } },
    undo: { name: 'task.reopen', fields: { taskId: String(taskId), version: String(version + 1) } },
  });
}

/** 撤销 of 取消; the automatic task that took its place goes, unless somebody worked on it. */
export function reopenTask(tx: Tx, viewer: Viewer, { taskId, version }: { taskId: number; version: number }): Outcome {
  const found = taskOf(tx, viewer, taskId);
  if (found?.task.status !== 'cancelled') return refuse('form.gone');
  const { task, customer } = found;
  if (task.version !== version) return refuse('followUps.problem.taskChanged');
  if (task.kind === 'automatic') {
    const place = and(
      eq(followUpTasks.customerId, customer.id),
      eq(followUpTasks.kind, 'automatic'),
      inArray(followUpTasks.status, ['open', 'in_progress']),
    );
    const successor = tx.select().from(followUpTasks).where(place).get();
    if (successor && (successor.version > 1 || isWorkedOn(tx, successor.id)))
      return refuse('followUps.problem.undoBuilt');
    tx.delete(followUpTasks).where(place).run();
  }
  tx.update(followUpTasks)
    .set({
      status: task.startedAt === null ? 'open' : 'in_progress',
      assigneeId: whoseNow(tx, viewer, task, customer),
      cancelReason: null,
      finishedAt: null,
      version: sql`version + 1`,
    })
    .where(eq(followUpTasks.id, taskId))
    .run();
  scheduleNext(tx, customer.id, 'task');
  // The customer was archived or lost meanwhile, or something else was planned: it would be gone again at once.
  if (!openTask(tx, viewer, taskId)) return refuse('followUps.problem.undoBuilt');
  record(tx, viewer, {
    action: 'task.reopened',
    object: { kind: 'followUpTask', id: taskId },
    details: { customerId: customer.id, reason: task.cancelReason },
  });
  return done({ notice: { key: 'followUps.undone' } });
}

/** Whose it is when it comes back: the customer may have gone to somebody else meanwhile, or the person (R7). */
function whoseNow(tx: Tx, viewer: Viewer, task: TaskState, customer: typeof customers.$inferSelect): number {
  const person = tx
    .select()
    .from(users)
    .where(and(eq(users.id, task.assigneeId ?? 0), eq(users.status, 'active')))
    .get();
  const stillHas =
    task.kind === 'manual' && person && (sees(person, customer) || collaboratorIds(tx, customer.id).has(person.id));
  return stillHas ? person.id : (customer.ownerId ?? viewer.id);
}

/** 开始: 待处理 → 进行中. */
export function startTask(tx: Tx, viewer: Viewer, { taskId, version }: { taskId: number; version: number }): Outcome {
  const found = openTask(tx, viewer, taskId);
  if (!found) return refuse('form.gone');
  if (found.task.version !== version || found.task.status !== 'open') return refuse('followUps.problem.taskChanged');
  tx.update(followUpTasks)
    .set({ status: 'in_progress', startedAt: now().toISOString(), version: sql`version + 1` })
    .where(eq(followUpTasks.id, taskId))
    .run();
  record(tx, viewer, { action: 'task.started', object: { kind: 'followUpTask', id: taskId } });
  return done({ notice: { key: 'followUps.task.started' } });
}

/** A task of a customer in the viewer's scope; of a customer they are only 协同人 of, one of their own. */
function taskOf(tx: Tx, viewer: Viewer, id: number) {
  const task = tx
    .select()
    .from(visible(viewer, followUpTasks, 'reached'))
    .where(and(eq(followUpTasks.id, id), ownOrOwned(viewer, followUpTasks)))
    .get();
  const customer =
    task &&
    tx
      .select()
      .from(visible(viewer, customers, 'reached'))
      .where(eq(customers.id, task.customerId))
      .get();
  return task && customer ? { task, customer } : undefined;
}

function openTask(tx: Tx, viewer: Viewer, id: number) {
  const found = taskOf(tx, viewer, id);
  return found && ['open', 'in_progress'].includes(found.task.status) ? found : undefined;
}

const isWorkedOn = (tx: Tx, taskId: number): boolean =>
  tx
    .select({ id: followUpRecords.id })
    .from(followUpRecords)
    .where(eq(followUpRecords.taskId, taskId))
    .limit(1)
    .get() !== undefined;

function mayBeGiven(tx: Tx, viewer: Viewer, userId: number, customer: typeof customers.$inferSelect): boolean {
  const person = tx.select().from(users).where(eq(users.id, userId)).get();
  return person !== undefined && mayHave(viewer, person, customer, collaboratorIds(tx, customer.id));
}

const nameOf = (tx: Tx, id: number) =>
  tx.select({ name: users.name }).from(users).where(eq(users.id, id)).get()?.name ?? '';
