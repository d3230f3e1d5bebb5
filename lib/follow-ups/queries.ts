import { and, eq, gte, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { endOfWeek } from '../days';
import { type Page, pageQuery, toPage } from '../paging';
import { visible } from '../scope';
import { searchTerm } from '../text';
import type { Viewer } from '../viewer';
import type { FollowUpFilter } from './filters';
import { reachOf } from './reach';

export type RecordRow = ReturnType<typeof selectRecords>[number];
export type TaskRow = ReturnType<typeof selectTasks>[number];

/**
 * One page of follow-up records, the latest contact first: of the customers the viewer's owned scope holds now, and the
 * viewer's own of those they are 协同人 of (R5).
 */
export const listRecords = (viewer: Viewer, filter: FollowUpFilter, reader: Reader = database()): Page<RecordRow> =>
  toPage(selectRecords(viewer, filter, reader), filter, (row) => [row.contactedOn, row.id]);

const selectRecords = (viewer: Viewer, filter: FollowUpFilter, reader: Reader) =>
  recordsQuery(viewer, filter, reader).all();

/** The statement itself, so that its plan can be tested. */
export function recordsQuery(viewer: Viewer, filter: FollowUpFilter, reader: Reader) {
  const { meaning, own } = reachOf(viewer, followUpRecords, reader);
  const page = pageQuery(
    {
      value: sql`${followUpRecords.contactedOn}`,
      id: sql`${followUpRecords.id}`,
      direction: filter.direction ?? 'desc',
    },
    filter,
  );
  return (
    reader
      .select({
        id: followUpRecords.id,
        customerId: customers.id,
        customerName: customers.name,
        method: followUpRecords.method,
        contactedOn: followUpRecords.contactedOn,
        contactedAt: followUpRecords.contactedAt,
        reached: followUpRecords.reached,
        summary: followUpRecords.summary,
        feedback: followUpRecords.feedback,
        feedbackTags: followUpRecords.feedbackTags,
        enteredAt: followUpRecords.enteredAt,
        isEdited: wasEdited,
        nextPlan: followUpRecords.nextPlan,
        nextOn: followUpRecords.nextOn,
        authorName: users.name,
      })
      .from(followUpRecords)
      // Cross join: records come in order of day from their index and each looks up its customer.
      .crossJoin(visible(viewer, customers, meaning))
      .leftJoin(users, eq(users.id, followUpRecords.authorId))
      .where(
        and(
          eq(customers.id, followUpRecords.customerId),
          own,
          isPerson(followUpRecords.authorId, filter.person),
          filter.method && eq(followUpRecords.method, filter.method),
          filter.from ? gte(followUpRecords.contactedOn, filter.from) : undefined,
          filter.to ? lte(followUpRecords.contactedOn, filter.to) : undefined,
          ofCustomer(followUpRecords.customerId, filter.customer),
          filter.reached && eq(followUpRecords.reached, filter.reached === 'yes'),
          filter.q ? recordSearch(filter.q) : undefined,
          page.where,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
  );
}

/** Edited after its 24 hours, the old text kept (R35). */
export const wasEdited =
  sql`exists (select 1 from follow_up_record_edits where record_id = ${followUpRecords.id})`.mapWith(Boolean);

/** A part of what was said, or of the customer's name or pinyin (R3); % and _ are ordinary characters. */
function recordSearch(text: string): SQL {
  const plain = text.normalize('NFC').toLowerCase();
  return sql`(instr(lower(${followUpRecords.summary}), ${plain}) > 0 or ${followUpRecords.customerId} in (select id from customers where instr(search_text, ${searchTerm(text)}) > 0))`;
}

/** One page of open tasks, the longest due first. */
export const listTasks = (
  viewer: Viewer,
  { filter, today }: { filter: FollowUpFilter; today: Day },
  reader: Reader = database(),
): Page<TaskRow> => toPage(selectTasks(viewer, filter, today, reader), filter, (row) => [row.dueOn, row.id]);

const selectTasks = (viewer: Viewer, filter: FollowUpFilter, today: Day, reader: Reader) =>
  tasksQuery(viewer, filter, today, reader).all();

export function tasksQuery(viewer: Viewer, filter: FollowUpFilter, today: Day, reader: Reader) {
  const { meaning, own } = reachOf(viewer, followUpTasks, reader);
  const page = pageQuery(
    { value: sql`${followUpTasks.dueOn}`, id: sql`${followUpTasks.id}`, direction: filter.direction ?? 'asc' },
    filter,
  );
  return reader
    .select({
      id: followUpTasks.id,
      customerId: customers.id,
      customerName: customers.name,
      level: customers.level,
      lastContactOn: customers.lastContactOn,
      kind: followUpTasks.kind,
      method: followUpTasks.method,
      objective: followUpTasks.objective,
      status: followUpTasks.status,
      dueOn: followUpTasks.dueOn,
      assigneeName: users.name,
    })
    .from(followUpTasks)
    .crossJoin(visible(viewer, customers, meaning))
    .leftJoin(users, eq(users.id, followUpTasks.assigneeId))
    .where(
      and(
        eq(customers.id, followUpTasks.customerId),
        own,
        // As the partial index spells it.
        sql`${followUpTasks.status} in ('open', 'in_progress')`,
        isPerson(followUpTasks.assigneeId, filter.person),
        filter.method && eq(followUpTasks.method, filter.method),
        ofCustomer(followUpTasks.customerId, filter.customer),
        filter.due && dueCondition(filter.due, today),
        filter.q ? sql`instr(${customers.searchText}, ${searchTerm(filter.q)}) > 0` : undefined,
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

type PersonColumn = typeof followUpRecords.authorId | typeof followUpTasks.assigneeId;
type CustomerColumn = typeof followUpRecords.customerId | typeof followUpTasks.customerId;
const idOf = (value: string) => (/^\d{1,15}$/.test(value) ? Number(value) : null);

/** `none` = nobody; a value that is no id matches nothing. */
function isPerson(column: PersonColumn, value: string | undefined): SQL | undefined {
  if (value === undefined) return undefined;
  if (value === 'none') return isNull(column);
  const id = idOf(value);
  return id === null ? sql`0` : eq(column, id);
}

function ofCustomer(column: CustomerColumn, value: string | undefined): SQL | undefined {
  if (value === undefined) return undefined;
  const id = idOf(value);
  return id === null ? sql`0` : eq(column, id);
}

/** What is late waits in this week too. */
function dueCondition(due: NonNullable<FollowUpFilter['due']>, today: Day): SQL {
  return {
    late: lt(followUpTasks.dueOn, today),
    today: eq(followUpTasks.dueOn, today),
    week: lte(followUpTasks.dueOn, endOfWeek(today)),
  }[due];
}
