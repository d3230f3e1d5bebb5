import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day, Moment } from '@/db/columns';
import { customers, type Stage } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { done, type Message, type Outcome, refuse, refuseFields } from '../action-core';
import { ownPath } from '../address';
import { record } from '../audit/record';
import { now } from '../clock';
import { changeDemand } from '../customers/demand';
import { isLiving } from '../customers/problems';
import { sees } from '../customers/sees';
import { moveStage } from '../customers/writes';
import { addDays, dayIn, momentAt, parts } from '../days';
import { parseOpened, type Spelled } from '../edits';
import { translator } from '../i18n/translator';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { onWorkingDay } from '../working-days';
import { demandClash } from './demand-clash';
import { ownOrOwned } from './reach';
import { drop, openTasks, scheduleNext } from './schedule';
import { snapshot, type TaskState } from './snapshot';
import type { RecordInput } from './validation';
import { insertRecord, insertTask } from './writes';

/**
 * One save (R34): the record, the task it completes, stage, demand and the next task. An attempt nobody answered is
 * logged, puts the task to tomorrow and resets nothing (R33).
 */
export function fileRecord(tx: Tx, viewer: Viewer, input: RecordInput): Outcome {
  const customer = openCustomer(tx, viewer, input.customerId);
  if (!customer) return refuse('form.gone');
  const open = openTasks(tx, customer.id);
  if (input.taskId !== null && !isTaskOf(tx, viewer, input.taskId, customer.id)) return refuse('form.gone');
  const { timeZone } = readSettings(tx);
  const filed = { at: now().toISOString(), today: dayIn(now(), timeZone) };
  const moment = momentOf(input.contactedAt, timeZone);
  if ('problem' in moment) return refuse(moment.problem, { field: 'contactedAt' });
  const reached = input.outcome !== 'unreached';
  const wrong = reached ? problemOf(tx, viewer, input, filed.today, customer) : null;
  if (wrong) return wrong;
  const summary = input.summary || translator(viewer.language)('followUps.unreached');
  const contact = { at: moment.at, on: dayIn(moment.at, timeZone) };
  const twice = askTwin(tx, viewer, { ...input, summary, on: contact.on });
  if (twice) return twice;

  const before = snapshot(tx, customer.id);
  const isTheirs = (one: TaskState) => sees(viewer, customer) || one.assigneeId === viewer.id;
  const task = open.find(({ id }) => id === input.taskId) ?? null;
  const id = insertRecord(
    tx,
    {
      customerId: customer.id,
      taskId: task?.id ?? null,
      authorId: viewer.id,
      method: input.method,
      contactedOn: contact.on,
      contactedAt: contact.at,
      reached,
      summary,
      feedback: input.feedback,
      feedbackTags: input['feedbackTags[]'].length > 0 ? input['feedbackTags[]'] : null,
      nextPlan: input.nextPlan,
    },
    filed.at,
  );
  const nextOn = reached
    ? afterContact(tx, viewer, { input, customer, task, open, filed, on: contact.on })
    : afterAttempt(tx, task ?? open.find((one) => one.dueOn <= filed.today && isTheirs(one)) ?? null, filed);
  const { stage } = snapshot(tx, customer.id).customer;
  if (reached)
    tx.update(followUpRecords)
      .set({ nextOn, stageAfter: stage === customer.stage ? null : stage })
      .where(eq(followUpRecords.id, id))
      .run();
  record(tx, viewer, {
    action: 'followUp.recorded',
    object: { kind: 'followUpRecord', id },
    details: { customerId: customer.id, reached, summary, before, after: snapshot(tx, customer.id) },
  });
  return done({
    to: ownPath(input.back) ?? `/customers/${customer.id}`,
    message: saved(reached, nextOn),
    undo: { name: 'followUp.undo', fields: { recordId: String(id) } },
  });
}

type Customer = NonNullable<ReturnType<typeof openCustomer>>;
type Filed = { at: Moment; today: Day };

/** In the viewer's scope, 协同 too, and not archived. */
const openCustomer = (tx: Tx, viewer: Viewer, id: number) =>
  tx
    .select()
    .from(visible(viewer, customers, 'reached'))
    .where(and(eq(customers.id, id), isNull(customers.archivedAt)))
    .get();

/**
 * One that is done meanwhile doesn't keep what was typed from being filed; one of another customer does, and for a 协同人
 * one of somebody else's.
 */
const isTaskOf = (tx: Tx, viewer: Viewer, taskId: number, customerId: number): boolean =>
  tx
    .select({ id: followUpTasks.id })
    .from(visible(viewer, followUpTasks, 'reached'))
    .where(
      and(eq(followUpTasks.id, taskId), eq(followUpTasks.customerId, customerId), ownOrOwned(viewer, followUpTasks)),
    )
    .get() !== undefined;

/** When the contact was: the moment of saving unless another was chosen, and never later than it (R35). */
function momentOf(typed: string, timeZone: string): { at: Moment } | { problem: string } {
  if (typed === '') return { at: now().toISOString() };
  if (typed.slice(0, 10) > dayIn(now(), timeZone)) return { problem: 'followUps.problem.future' };
  const at = momentAt(typed.slice(0, 10), typed.slice(11, 16), timeZone);
  if (at === null) return { problem: 'followUps.problem.moment' };
  return at > now().toISOString() ? { problem: 'followUps.problem.future' } : { at };
}

const openedFields = ['customerId', 'stage', 'demandTypeId', 'demandChange'] as const;

type Changes = {
  opened: Spelled<(typeof openedFields)[number]>;
  stage: Stage | null;
  demand: { demandTypeId?: number | null; demandChange?: string | null };
};

/** What the form changes of the customer: only what differs from what it was opened with (R42). */
function changesOf(input: RecordInput): Changes | null {
  const opened = parseOpened(openedFields, input.opened);
  if (opened?.customerId !== String(input.customerId)) return null;
  const typed = input.lossReasonId !== null ? ('lost' as const) : input.stage;
  const { demandTypeId, demandChange } = input;
  return {
    opened,
    stage: typed && typed !== opened.stage ? typed : null,
    demand: {
      ...(String(demandTypeId ?? '') === opened.demandTypeId ? {} : { demandTypeId }),
      ...((demandChange ?? '') === opened.demandChange ? {} : { demandChange }),
    },
  };
}

/** Past next days, unknown words, and a stage somebody else moved meanwhile. */
function problemOf(tx: Tx, viewer: Viewer, input: RecordInput, today: Day, customer: Customer): Outcome | null {
  if (input.nextOn !== null && input.nextOn <= today) return refuse('followUps.problem.nextPast', { field: 'nextOn' });
  if (input.lossReasonId !== null && !isLiving(tx, 'loss_reason', input.lossReasonId))
    return refuse('form.choose', { field: 'lossReasonId' });
  const changes = changesOf(input);
  if (!changes) return null;
  const { stage, demand, opened } = changes;
  // Stage and demand are for the owner's side to say (R5).
  if (!sees(viewer, customer) && (stage !== null || Object.keys(demand).length > 0))
    return refuse('followUps.problem.shared');
  if (stage === 'lost' && input.lossReasonId === null)
    return refuse('followUps.problem.lossReason', { field: 'lossReasonId' });
  if (demand.demandTypeId && !isLiving(tx, 'demand_type', demand.demandTypeId))
    return refuse('form.choose', { field: 'demandTypeId' });
  const clash = demandClash(tx, customer, { opened, typed: input });
  if (clash) return clash;
  if (stage === null || stage === customer.stage || opened.stage === customer.stage) return null;
  return {
    ...refuse('followUps.problem.stageMoved', {
      field: 'stage',
      params: { stage: translator(viewer.language)(`customers.stage.${customer.stage}`) },
    }),
    values: { opened: JSON.stringify({ ...opened, stage: customer.stage }) },
  };
}

/** The same words about the same customer on the same day are probably the same talk: two open forms, or back and again. */
function askTwin(
  tx: Tx,
  viewer: Viewer,
  { customerId, summary, on, asked, confirmed }: RecordInput & { on: Day },
): Outcome | null {
  const twin = tx
    .select({ id: followUpRecords.id })
    .from(followUpRecords)
    .where(
      and(
        eq(followUpRecords.customerId, customerId),
        eq(followUpRecords.authorId, viewer.id),
        eq(followUpRecords.contactedOn, on),
        eq(followUpRecords.summary, summary),
        eq(followUpRecords.reached, true),
      ),
    )
    .orderBy(desc(followUpRecords.id))
    .limit(1)
    .get();
  if (!twin || (confirmed && asked === String(twin.id))) return null;
  return {
    ...refuseFields({ confirmed: [{ key: 'followUps.problem.twin' }] }),
    values: { asked: String(twin.id), confirmed: '' },
  };
}

type Contact = {
  input: RecordInput;
  customer: Customer;
  task: TaskState | null;
  open: TaskState[];
  filed: Filed;
  /** The day of the contact. */
  on: Day;
};

/** Completes, moves and plans; the day of the next follow-up, if there is one. */
function afterContact(tx: Tx, viewer: Viewer, { input, customer, task, open, filed, on }: Contact): Day | null {
  // Any real contact is what an automatic task that is due asked for, and counts the cadence anew (R33): unless it was
  // before one on record already.
  const isLatest = on >= (customer.lastContactOn ?? '');
  const answers = (one: TaskState) =>
    isLatest && one.kind === 'automatic' && (one.dueOn <= filed.today || one.status === 'in_progress');
  for (const one of open)
    if (one === task || answers(one))
      tx.update(followUpTasks)
        .set({ status: 'done', finishedAt: filed.at, version: sql`version + 1` })
        .where(eq(followUpTasks.id, one.id))
        .run();
  const by = { on: filed.today, by: viewer.id };
  // A 协同人 plans for themselves, and leaves the owner's automatic task to its cadence.
  const isShared = !sees(viewer, customer);
  const { stage = null, demand = {} } = changesOf(input) ?? {};
  if (stage) moveStage(tx, customer.id, stage, { ...by, lossReasonId: stage === 'lost' ? input.lossReasonId : null });
  changeDemand(tx, customer.id, demand, by);

  const dueOn = input.nextOn ? onWorkingDay(input.nextOn) : stepsOn(input.next, filed.today);
  if (dueOn !== null)
    insertTask(tx, {
      customerId: customer.id,
      assigneeId: isShared ? viewer.id : (customer.ownerId ?? viewer.id),
      kind: 'manual',
      method: null,
      objective: input.nextPlan,
      dueOn,
      createdBy: viewer.id,
    });
  scheduleNext(tx, customer.id, isLatest ? 'contact' : 'task');
  const automatic = openTasks(tx, customer.id).find(({ kind }) => kind === 'automatic');
  if (isShared) return dueOn ?? openTasks(tx, customer.id).find((one) => one.assigneeId === viewer.id)?.dueOn ?? null;
  if (automatic && dueOn === null && input.next === 'none') drop(tx, automatic.id, 'byHand');
  else if (automatic && dueOn === null && input.nextPlan)
    tx.update(followUpTasks).set({ objective: input.nextPlan }).where(eq(followUpTasks.id, automatic.id)).run();
  return dueOn ?? openTasks(tx, customer.id)[0]?.dueOn ?? null;
}

/** +1, +3, +7 days, off rest days; null: no task of its own. */
const stepsOn = (next: RecordInput['next'], today: Day): Day | null =>
  next === 'cadence' || next === 'none' ? null : onWorkingDay(addDays(today, Number(next)));

/** 未接通: the task that is due stays open and comes again on the next working day. */
function afterAttempt(tx: Tx, task: TaskState | null, filed: Filed): Day | null {
  if (!task) return null;
  const dueOn = onWorkingDay(addDays(filed.today, 1));
  tx.update(followUpTasks)
    .set({ status: 'in_progress', startedAt: task.startedAt ?? filed.at, dueOn, version: sql`version + 1` })
    .where(eq(followUpTasks.id, task.id))
    .run();
  return dueOn;
}

function saved(reached: boolean, nextOn: Day | null): Message {
  const kind = reached ? 'reached' : 'unreached';
  if (nextOn === null) return { key: `followUps.saved.${kind}.none` };
  const { month, day } = parts(nextOn);
  return { key: `followUps.saved.${kind}.next`, params: { month, day } };
}
