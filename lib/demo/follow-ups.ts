import type { Level } from '@/db/schema/customers';
import { followUpMethods, type followUpRecords, type followUpTasks } from '@/db/schema/follow-ups';
import { addMonths, dayNumber } from '../days';
import type { Calendar } from './calendar';
import { type Customer, ownerAt } from './customers';
import type { Random } from './random';
import * as words from './words';

type RecordRow = typeof followUpRecords.$inferInsert;
type TaskRow = typeof followUpTasks.$inferInsert;

const often: Record<Level, number> = { strategic: 5, key: 3, potential: 1.4, normal: 0.7 };

/** Contacts over the customer's life and the tasks that are open now; sets last contact and next due (R33). */
export function planFollowUps(
  random: Random,
  calendar: Calendar,
  list: readonly Customer[],
  perCustomer: number,
): { records: RecordRow[]; tasks: TaskRow[] } {
  const records: { day: number; row: RecordRow }[] = [];
  const tasks: TaskRow[] = [];
  for (const customer of list) {
    const count = Math.round(perCustomer * often[customer.level] * random.between(0.2, 1.8));
    const from = Math.max(customer.filedOn, calendar.first - 60);
    let last: number | null = null;
    for (let made = 0; made < count; made++) {
      const day = from + Math.floor(random.next() * (calendar.today - from + 1));
      const row = recordRow(random, calendar, customer, day);
      records.push({ day, row });
      if (row.reached) last = Math.max(last ?? 0, day);
      if (random.chance(0.2)) {
        tasks.push(doneTask(random, calendar, customer, day, tasks.length + 1));
        row.taskId = tasks.length;
      }
    }
    customer.row.lastContactOn = last === null ? null : calendar.text(last);
    openTasks(random, calendar, customer, last, tasks);
  }
  records.sort((a, b) => a.day - b.day);
  return { records: records.map(({ row }) => row), tasks };
}

function recordRow(random: Random, calendar: Calendar, customer: Customer, day: number): RecordRow {
  const contactedAt = calendar.moment(day, random);
  // One in twelve is entered after the 24 hours (R35).
  const enteredAt = random.chance(0.08) ? calendar.moment(Math.min(calendar.today, day + 3), random) : contactedAt;
  const nextPlan = random.chance(0.6) ? random.pick(words.plans) : null;
  return {
    customerId: customer.id,
    taskId: null,
    authorId: ownerAt(customer, day).id,
    method: random.pick(followUpMethods),
    contactedOn: calendar.text(day),
    contactedAt,
    enteredAt,
    reached: random.chance(0.9),
    summary: random.pick(words.summaries),
    feedback: random.pick(words.feedbacks),
    nextPlan,
    nextOn: nextPlan && random.chance(0.7) ? calendar.text(day + random.int(2, 30)) : null,
    stageAfter: null,
  };
}

const task = (
  customer: Customer,
  assigneeId: number | null,
  changes: Pick<TaskRow, 'kind' | 'dueOn' | 'createdAt'>,
) => ({
  customerId: customer.id,
  assigneeId,
  method: null,
  objective: null,
  status: 'open' as const,
  cancelReason: null,
  createdBy: assigneeId,
  startedAt: null,
  finishedAt: null,
  ...changes,
});

function doneTask(random: Random, calendar: Calendar, customer: Customer, day: number, id: number): TaskRow {
  const createdAt = calendar.moment(Math.max(customer.filedOn, day - 10), random);
  const finishedAt = calendar.moment(day, random);
  const isCancelled = random.chance(0.06);
  return {
    id,
    ...task(customer, ownerAt(customer, day).id, { kind: 'manual', dueOn: calendar.text(day), createdAt }),
    method: random.pick(followUpMethods),
    objective: random.pick(words.objectives),
    status: isCancelled ? 'cancelled' : 'done',
    cancelReason: isCancelled ? '客户改期' : null,
    startedAt: finishedAt,
    finishedAt,
  };
}

/** The next automatic task of every customer that has one to do, and a few set by hand. */
function openTasks(random: Random, calendar: Calendar, customer: Customer, last: number | null, tasks: TaskRow[]) {
  if (customer.row.ownerId === null || customer.isArchived || customer.row.stage === 'lost') return;
  const ownerId = customer.row.ownerId ?? null;
  const due = nextDue(random, calendar, customer.level, last ?? customer.filedOn);
  const createdAt = calendar.moment(last ?? customer.filedOn, random);
  const dueOn = calendar.text(due);
  const isStarted = random.chance(0.02);
  tasks.push({
    id: tasks.length + 1,
    ...task(customer, ownerId, { kind: 'automatic', dueOn, createdAt }),
    status: isStarted ? 'in_progress' : 'open',
    startedAt: isStarted ? calendar.moment(calendar.today, random) : null,
  });
  let first = dueOn;
  if (random.chance(0.04)) {
    const manualDue = calendar.text(calendar.today + random.int(-3, 12));
    tasks.push({
      id: tasks.length + 1,
      ...task(customer, ownerId, { kind: 'manual', dueOn: manualDue, createdAt }),
      method: random.pick(followUpMethods),
      objective: random.pick(words.objectives),
    });
    if (manualDue < first) first = manualDue;
  }
  customer.row.nextDueOn = first;
}

/** R33's cadence, moved off weekends; a team that keeps up, so long-forgotten ones come due about now. */
function nextDue(random: Random, calendar: Calendar, level: Level, from: number): number {
  const day = calendar.text(from);
  const exact =
    level === 'strategic'
      ? from + 7
      : level === 'key'
        ? from + 14
        : dayNumber(addMonths(day, level === 'potential' ? 1 : 2));
  const due = exact >= calendar.today - 20 ? exact : calendar.today + random.int(-12, 45);
  const weekday = (due + 3) % 7;
  return weekday < 5 ? due : due + 7 - weekday;
}
