import type { Level } from '@/db/schema/customers';
import { followUpMethods, type followUpRecords, type followUpTasks } from '@/db/schema/follow-ups';
import { addMonths, dayNumber } from '../days';
import type { Calendar } from './calendar';
import { type ContactRow, type Customer, ownerAt } from './customers';
import type { Random } from './random';
import { beforeOrder, objectives, type Talk, unreached, withOrders } from './talk';
import * as words from './words';

type RecordRow = typeof followUpRecords.$inferInsert;
type TaskRow = typeof followUpTasks.$inferInsert;
type World = {
  customers: readonly Customer[];
  /** Day of the first approved sale, by customer. */
  wonOn: ReadonlyMap<number, number>;
  contacts: readonly ContactRow[];
  products: readonly { name: string }[];
};

const often: Record<Level, number> = { strategic: 5, key: 3, potential: 1.4, normal: 0.7 };
const cadence: Record<Level, number> = { strategic: 7, key: 14, potential: 30, normal: 60 };

/** Contacts over the customer's life and the tasks that are open now; sets last contact and next due (R33). */
export function planFollowUps(
  random: Random,
  calendar: Calendar,
  world: World,
  perCustomer: number,
): { records: RecordRow[]; tasks: TaskRow[] } {
  const records: { day: number; row: RecordRow }[] = [];
  const tasks: TaskRow[] = [];
  const primary = new Map(world.contacts.filter(({ isPrimary }) => isPrimary).map((row) => [row.customerId, row]));
  for (const customer of world.customers) {
    let last: { day: number; row: RecordRow } | null = null;
    for (const day of contactDays(random, calendar, customer, perCustomer)) {
      const isWon = (world.wonOn.get(customer.id) ?? Number.POSITIVE_INFINITY) < day;
      const row = recordRow(random, calendar, { customer, day, isWon, contact: primary.get(customer.id), ...world });
      records.push({ day, row });
      if (row.reached && (last === null || day >= last.day)) last = { day, row };
      if (day === calendar.today || random.chance(0.2)) {
        tasks.push(doneTask(random, calendar, customer, day, tasks.length + 1));
        row.taskId = tasks.length;
      }
    }
    customer.row.lastContactOn = last === null ? null : calendar.text(last.day);
    openTask(random, calendar, customer, last, tasks);
  }
  spread(random, calendar, world.customers, tasks);
  records.sort((a, b) => ((a.row.contactedAt ?? '') < (b.row.contactedAt ?? '') ? -1 : 1));
  return { records: records.map(({ row }) => row), tasks };
}

/** When they were in contact: over the years, and lately too for whoever is looked after. */
function contactDays(random: Random, calendar: Calendar, customer: Customer, perCustomer: number): number[] {
  const from = Math.max(customer.filedOn, calendar.first - 60);
  const isOver = customer.isArchived || customer.lostOn !== null;
  const until = customer.lostOn ?? (isOver ? calendar.today - 200 : calendar.today);
  const span = Math.max(0, until - from);
  const count = Math.round(perCustomer * often[customer.level] * random.between(0.2, 1.8));
  const days = Array.from({ length: count }, () => from + Math.floor(random.next() * (span + 1)));
  if (!isOver && customer.row.ownerId !== null && random.chance(0.85))
    days.push(Math.max(customer.filedOn, calendar.today - random.int(0, cadence[customer.level])));
  if (!isOver && customer.row.ownerId !== null && customer.id % 9 === 0) days.push(calendar.today);
  return days.sort((a, b) => a - b);
}

function recordRow(
  random: Random,
  calendar: Calendar,
  {
    customer,
    day,
    isWon,
    contact,
    products,
  }: Pick<World, 'products'> & { customer: Customer; day: number; isWon: boolean; contact: ContactRow | undefined },
): RecordRow {
  const contactedAt = calendar.moment(day, random);
  const product = random.pick(products).name;
  const spoken = (text: string) =>
    // 智能终端 T1 下个月: a space between Latin and Chinese.
    text
      .replaceAll('{人}', called(contact))
      .replace(/\{品\}(?=(\p{Script=Han})?)/gu, (_, next) => (next && /\w$/.test(product) ? `${product} ` : product));
  const base = {
    ...{ customerId: customer.id, taskId: null, authorId: ownerAt(customer, day).id },
    ...{ contactedOn: calendar.text(day), contactedAt, enteredAt: calendar.entered(contactedAt, random) },
    ...{ feedback: null, feedbackTags: null, nextPlan: null, nextOn: null, stageAfter: null },
  };
  if (random.chance(0.1)) {
    const method = random.chance(0.85) ? 'phone' : 'wechat';
    return { ...base, method, reached: false, summary: spoken(random.pick<string>(unreached[method])) };
  }
  const talk: Talk = random.pick(isWon ? withOrders : beforeOrder);
  return {
    ...base,
    method: random.pick(talk.methods),
    reached: true,
    summary: spoken(talk.text),
    feedback: talk.feedback ?? null,
    feedbackTags: talk.tags ? [...talk.tags] : null,
    nextPlan: talk.next ? spoken(talk.next) : null,
    nextOn: talk.next && random.chance(0.7) ? calendar.text(calendar.workday(day + random.int(2, 20))) : null,
  };
}

/** 王经理, 李总; 对方 where nobody's name is known. */
function called(contact: ContactRow | undefined): string {
  if (!contact) return '对方';
  const surname = words.surnames.find((name) => name.length > 1 && contact.name.startsWith(name)) ?? contact.name[0];
  const title = contact.title ?? '';
  return `${surname}${/总经理|总监/.test(title) ? '总' : /经理|主管/.test(title) ? '经理' : '工'}`;
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
    objective: random.pick(objectives),
    status: isCancelled ? 'cancelled' : 'done',
    cancelReason: isCancelled ? random.pick(words.cancelReasons) : null,
    startedAt: finishedAt,
    finishedAt,
  };
}

/** What is to be done next: what the last contact planned, else by cadence; nothing for lost and archived ones (R33). */
function openTask(
  random: Random,
  calendar: Calendar,
  customer: Customer,
  last: { day: number; row: RecordRow } | null,
  tasks: TaskRow[],
) {
  if (customer.row.ownerId === null || customer.isArchived || customer.row.stage === 'lost') return;
  const ownerId = customer.row.ownerId ?? null;
  const createdAt = calendar.moment(last?.day ?? customer.filedOn, random);
  const planned = last?.row.nextOn ?? null;
  const id = tasks.length + 1;
  if (planned !== null && dayNumber(planned) >= calendar.today - 8)
    tasks.push({
      id,
      ...task(customer, ownerId, { kind: 'manual', dueOn: planned, createdAt }),
      method: random.pick(followUpMethods),
      objective: last?.row.nextPlan ?? null,
    });
  else {
    const due = nextDue(random, calendar, customer.level, last?.day ?? customer.filedOn);
    tasks.push({ id, ...task(customer, ownerId, { kind: 'automatic', dueOn: calendar.text(due), createdAt }) });
  }
  customer.row.nextDueOn = tasks.at(-1)?.dueOn ?? null;
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
  return calendar.workday(exact >= calendar.today - 10 ? exact : calendar.today + random.int(-6, 40));
}

/** Everyone has something overdue, something for today, one begun and one for later, however few there are. */
function spread(random: Random, calendar: Calendar, customers: readonly Customer[], tasks: TaskRow[]) {
  const { today } = calendar;
  const customerOf = new Map(customers.map((customer) => [customer.id, customer]));
  const open = tasks.filter(({ status }) => status === 'open').sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  for (const assignee of new Set(open.map(({ assigneeId }) => assigneeId))) {
    const own = open.filter(({ assigneeId }) => assigneeId === assignee);
    // Some are further behind than others.
    const [late, more] = [1 + ((assignee ?? 0) % 5), (assignee ?? 0) % 3];
    const overdue = Array.from({ length: more + 1 }, (_, count) => today - late - count);
    const wanted = [...overdue, today, today, today + 1, today + 6];
    for (const [position, due] of wanted.entries()) {
      const one = own[position];
      const customer = one && customerOf.get(one.customerId);
      if (!customer) break;
      one.dueOn = calendar.text(due);
      customer.row.nextDueOn = one.dueOn;
      if (position === overdue.length)
        Object.assign(one, { status: 'in_progress', startedAt: calendar.moment(today, random) });
    }
  }
}
