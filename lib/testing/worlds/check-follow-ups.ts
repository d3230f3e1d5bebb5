import { expect } from 'vitest';
import type { FollowUpFilter } from '../../follow-ups/filters';
import { listRecords, listTasks } from '../../follow-ups/queries';
import { aboutCustomer } from '../../follow-ups/queries/form';
import { findRecord } from '../../follow-ups/queries/record';
import { doneOn, findOpenTask, todayBoard } from '../../follow-ups/queries/today';
import { lateTasksByPerson, todayTasks } from '../../home/queries/tasks';
import { everyRow } from './check-customers';
import { today } from './load';
import { dayBack, daysAgo, type Sight, sorted } from './sight';
import { isInName, terms } from './words';
import type { Question } from './world';

const sunday = '2026-04-05';
const ids = (list: readonly { id: number }[]) => list.map(({ id }) => id);

export function checkFollowUps(sight: Sight, asked: Question['followUps'], supervisorsSeeClear: boolean): void {
  for (const filter of [{}, ...asked.map((one) => followUpFilter(sight, one))]) {
    const { due, ...ofRecords } = filter;
    const { reached, from, ...ofTasks } = filter;
    checkRecords(sight, ofRecords);
    checkTasks(sight, ofTasks);
  }
  checkBoard(sight, supervisorsSeeClear);
  checkPages(sight);
}

function followUpFilter(
  { of }: Sight,
  { q, person, customer, from, ...plain }: Question['followUps'][number],
): FollowUpFilter {
  const read = {
    ...plain,
    q: q === undefined ? undefined : terms[q % terms.length],
    person: person === undefined ? undefined : person === null ? 'none' : String(of.person(person)),
    customer: customer === undefined ? undefined : String(of.customer(customer) ?? '0'),
    from: from === undefined ? undefined : dayBack(from),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

const isPerson = (value: number | null, asked: string | undefined) =>
  asked === undefined || String(value ?? 'none') === asked;

function checkRecords(sight: Sight, filter: FollowUpFilter): void {
  const { db, viewer, customerOf } = sight;
  const list = sight.records
    .filter((record) => isPerson(record.authorId, filter.person) && record.method === (filter.method ?? record.method))
    .filter((record) => filter.customer === undefined || String(record.customerId) === filter.customer)
    .filter((record) => filter.reached === undefined || record.reached === (filter.reached === 'yes'))
    .filter((record) => record.contactedOn >= (filter.from ?? ''))
    .filter(
      ({ summary, customerId }) =>
        filter.q === undefined ||
        summary.toLowerCase().includes(filter.q.toLowerCase()) ||
        isInName(filter.q, customerOf(customerId)),
    );
  const inOrder = sorted(
    list,
    (record) => record.contactedOn,
    (record) => record.id,
  );
  expect(
    ids(everyRow((page) => listRecords(viewer, { ...filter, ...page }, db))),
    `${viewer.role} ${viewer.id}, records ${JSON.stringify(filter)}`,
  ).toEqual(ids(filter.direction === 'asc' ? inOrder : inOrder.toReversed()));
}

function checkTasks(sight: Sight, filter: FollowUpFilter): void {
  const { db, viewer, customerOf, isOpenTask } = sight;
  const list = sight.tasks
    .filter((task) => isOpenTask(task) && isPerson(task.assigneeId, filter.person))
    .filter((task) => filter.method === undefined || task.method === filter.method)
    .filter((task) => filter.customer === undefined || String(task.customerId) === filter.customer)
    .filter(
      ({ dueOn }) => !filter.due || { late: dueOn < today, today: dueOn === today, week: dueOn <= sunday }[filter.due],
    )
    .filter((task) => filter.q === undefined || isInName(filter.q, customerOf(task.customerId)));
  const inOrder = sorted(
    list,
    (task) => task.dueOn,
    (task) => task.id,
  );
  expect(
    ids(everyRow((page) => listTasks(viewer, { filter: { ...filter, ...page }, today }, db))),
    `${viewer.role} ${viewer.id}, tasks ${JSON.stringify(filter)}`,
  ).toEqual(ids(filter.direction === 'desc' ? inOrder.toReversed() : inOrder));
}

/** Done on the company's 31st, which began at 16:00 of the 30th by universal time. */
const isDoneToday = ({ status, finishedAt }: Sight['tasks'][number]) =>
  status === 'done' && (finishedAt ?? '') >= '2026-03-30T16:00' && (finishedAt ?? '') < '2026-03-31T16:00';

function checkBoard(sight: Sight, supervisorsSeeClear: boolean): void {
  const { db, viewer, rows, customerOf, isOpenTask, owns } = sight;
  const where = `${viewer.role} ${viewer.id}, board`;
  const open = sorted(
    sight.tasks.filter(isOpenTask),
    (task) => task.dueOn,
    (task) => task.id,
  );
  const groups = {
    late: open.filter(({ dueOn }) => dueOn < today),
    today: open.filter(({ dueOn }) => dueOn === today),
    week: open.filter(({ dueOn }) => dueOn > today && dueOn <= sunday),
    later: open.filter(({ dueOn }) => dueOn > sunday),
  };
  const done = sight.tasks.filter(isDoneToday);
  const board = todayBoard(viewer, today, db);
  for (const { group, rows: shown, total } of board.groups) {
    const limit = group === 'later' ? 20 : 50;
    expect(ids(shown), `${where}, ${group}`).toEqual(ids(groups[group]).slice(0, limit));
    expect(total, `${where}, ${group}`).toBe(groups[group].length);
    for (const row of shown) {
      const customer = customerOf(row.customerId);
      const isClear =
        customer.ownerId === viewer.id ||
        (supervisorsSeeClear && viewer.role === 'supervisor' && customer.teamId === viewer.teamId);
      const phone = rows.contacts.find((contact) => contact.customerId === customer.id)?.phone ?? null;
      expect(row.phone, where).toBe(isClear ? phone : null);
    }
  }
  expect(board.done, where).toBe(done.length);
  expect(board.total, where).toBe(done.length + groups.late.length + groups.today.length);
  expect(doneOn(viewer, { today }, db), where).toBe(done.length);

  const mine = (task: Sight['tasks'][number]) => task.assigneeId === viewer.id;
  const own = open.filter((task) => mine(task) && task.dueOn <= today);
  const day = todayTasks(viewer, { today, most: 500 }, db);
  expect(ids(day.rows), where).toEqual(ids(own));
  expect([day.done, day.total], where).toEqual([done.filter(mine).length, done.filter(mine).length + own.length]);

  // By whose it is: of the customers owned alone.
  const late = groups.late.filter((task) => owns(customerOf(task.customerId)));
  const people = [...new Set(late.map((task) => task.assigneeId))];
  expect(
    new Map(lateTasksByPerson(viewer, today, db).map(({ personId, tasks, days }) => [personId, { tasks, days }])),
    where,
  ).toEqual(
    new Map(
      people.map((person) => {
        const tasks = late.filter((task) => task.assigneeId === person);
        return [person, { tasks: tasks.length, days: Math.max(...tasks.map((task) => daysAgo(task.dueOn))) }];
      }),
    ),
  );
}

function checkPages(sight: Sight): void {
  const { db, viewer, rows, reaches, customerOf } = sight;
  for (const { id, customerId } of rows.records)
    expect(findRecord(viewer, id, db)?.record.id, `${viewer.role} ${viewer.id}, record ${id}`).toBe(
      reaches(customerOf(customerId)) ? id : undefined,
    );
  const open = sight.tasks.filter(sight.isOpenTask);
  for (const { id } of rows.tasks)
    expect(findOpenTask(viewer, id, db)?.task.id, `${viewer.role} ${viewer.id}, task ${id}`).toBe(
      open.some((task) => task.id === id) ? id : undefined,
    );
  for (const customer of rows.customers) {
    const about = aboutCustomer(viewer, { customerId: customer.id, taskId: null, today }, db);
    expect(about?.customer.id, `${viewer.role} ${viewer.id}, form for ${customer.id}`).toBe(
      reaches(customer) && customer.archivedAt === null ? customer.id : undefined,
    );
  }
}
