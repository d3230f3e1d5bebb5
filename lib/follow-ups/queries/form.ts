import { and, asc, eq, inArray, lte, or } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { customers, type Level, levels } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { dictionaryEntries } from '@/db/schema/settings';
import { pickedCustomer } from '@/lib/customers/queries/pick';
import { addDays } from '@/lib/days';
import { visible } from '@/lib/scope';
import { listDictionary, readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { isKnownYear, isWorkingDay, onWorkingDay } from '@/lib/working-days';
import { nextDue } from '../cadence';
import { ownOrOwned } from '../reach';

/** What the record form knows of the customer it is about. */
export type About = NonNullable<ReturnType<typeof aboutCustomer>>;

/** The customer, and the task a record would complete: the one asked for, else the longest due up to today. */
export function aboutCustomer(
  viewer: Viewer,
  { customerId, taskId, today }: { customerId: number | null; taskId: number | null; today: Day },
  reader: Reader = database(),
) {
  const asked = taskId === null ? null : openTask(viewer, eq(followUpTasks.id, taskId), reader);
  if (taskId !== null && !asked) return null;
  const id = asked?.customerId ?? customerId;
  const customer = id === null ? null : pickedCustomer(viewer, id, reader, 'reached');
  if (id === null || !customer) return null;
  const demand = reader
    .select({
      demandTypeId: customers.demandTypeId,
      demandChange: customers.demandChange,
      demandType: dictionaryEntries.name,
    })
    .from(visible(viewer, customers, 'reached'))
    .leftJoin(dictionaryEntries, eq(dictionaryEntries.id, customers.demandTypeId))
    .where(eq(customers.id, id))
    .get();
  if (!demand) return null;
  const due = and(
    eq(followUpTasks.customerId, id),
    or(lte(followUpTasks.dueOn, today), eq(followUpTasks.status, 'in_progress')),
  );
  return { customer: { ...customer, ...demand }, task: asked ?? openTask(viewer, due, reader) ?? null };
}

/** A 协同人 completes own tasks only. */
const openTask = (viewer: Viewer, where: Parameters<typeof and>[0], reader: Reader) =>
  reader
    .select()
    .from(visible(viewer, followUpTasks, 'reached'))
    .where(and(where, ownOrOwned(viewer, followUpTasks), inArray(followUpTasks.status, ['open', 'in_progress'])))
    .orderBy(asc(followUpTasks.dueOn), asc(followUpTasks.id))
    .limit(1)
    .get();

const ahead = 400;
const back = 8;

/** The calendar as the form in the browser needs it: working days, cadences, and how far the table reaches. */
export function formCalendar(today: Day, reader: Reader = database()) {
  const { cadence } = readSettings(reader);
  const days = Array.from({ length: ahead }, (_, index) => addDays(today, index));
  return {
    today,
    /** Where a rest day moves to. */
    moved: Object.fromEntries(days.filter((day) => !isWorkingDay(day)).map((day) => [day, onWorkingDay(day)])),
    /** The next day by cadence for a contact so many days ago. */
    byCadence: Object.fromEntries(
      levels.map((level) => [
        level,
        Array.from({ length: back }, (_, ago) => nextDue(addDays(today, -ago), cadence[level])),
      ]),
    ) as Record<Level, Day[]>,
    cadence,
    unknownFrom: days.find((day) => !isKnownYear(day)) ?? null,
  };
}
export type FormCalendar = ReturnType<typeof formCalendar>;

/** Words to choose from; retired ones no more. */
export function formWords(reader: Reader = database()) {
  const living = (kind: 'loss_reason' | 'demand_type') =>
    listDictionary(reader, kind)
      .filter(({ retired }) => !retired)
      .map(({ id, name }) => ({ value: String(id), label: name }));
  return { lossReasons: living('loss_reason'), demandTypes: living('demand_type') };
}
