import { and, eq, gte, inArray, isNotNull, isNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { Day } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { settings } from '@/db/schema/settings';
import { addDays, endOfWeek } from '../days';
import { scopeOfShared } from '../scope';
import type { Viewer } from '../viewer';
import type { CustomerFilter } from './filters';
import { customerSearch } from './search';

type Asked = { filter: CustomerFilter; today: Day; supervisorsSeeClear: boolean };

/** Everything a filter asks for except the page; the scope comes from `visible`. Page and export share it (R38). */
export function customerConditions(viewer: Viewer, { filter, today, supervisorsSeeClear }: Asked): SQL | undefined {
  return and(
    filter.archived ? isNotNull(customers.archivedAt) : isNull(customers.archivedAt),
    filter.level === 'important'
      ? inArray(customers.level, ['strategic', 'key'])
      : filter.level && eq(customers.level, filter.level),
    filter.stage && eq(customers.stage, filter.stage),
    ownerCondition(filter.owner),
    isOrNone(customers.industryId, filter.industry),
    isOrNone(customers.regionId, filter.region),
    isOrNone(customers.sourceId, filter.source),
    filter.shared ? scopeOfShared(viewer) : undefined,
    // Who owes is money too.
    filter.owing && !filter.shared ? owes(filter.owing === 'overdue' ? sql`and due_on < ${today}` : sql``) : undefined,
    filter.due && dueCondition(filter.due, today),
    filter.silent
      ? or(isNull(customers.lastContactOn), lt(customers.lastContactOn, addDays(today, -Number(filter.silent))))
      : undefined,
    filter.q ? customerSearch(viewer, filter.q, supervisorsSeeClear) : undefined,
  );
}

const isPoolOn = sql`exists (select 1 from ${settings} where ${settings.key} = 'pool' and ${settings.value} = 'true')`;

/** 待分配: nobody has it, and it is not in the pool, which has a list of its own while it is on. */
export const isUnassigned = and(isNull(customers.ownerId), or(isNull(customers.pooledAt), not(isPoolOn)));

/** Owned by somebody who is disabled: nobody looks after it, and it waits to be handed over (R7). */
export const isLeft = sql`${customers.ownerId} in (select id from users where status = 'disabled')`;

function ownerCondition(owner: string | undefined): SQL | undefined {
  if (owner === 'none') return isUnassigned;
  return owner === 'left' ? isLeft : isOrNone(customers.ownerId, owner);
}

type IdColumn =
  | typeof customers.ownerId
  | typeof customers.industryId
  | typeof customers.regionId
  | typeof customers.sourceId;

/** `none` = customers without one; a value that is no id matches nothing. */
function isOrNone(column: IdColumn, value: string | undefined): SQL | undefined {
  if (value === undefined) return undefined;
  if (value === 'none') return isNull(column);
  return /^\d{1,15}$/.test(value) ? eq(column, Number(value)) : sql`0`;
}

const owes = (more: SQL) =>
  sql`exists (select 1 from sales where sales.customer_id = customers.id and balance_fen > 0 ${more})`;

/** What is late waits in this week too. */
function dueCondition(due: NonNullable<CustomerFilter['due']>, today: Day): SQL | undefined {
  if (due === 'late') return lt(customers.nextDueOn, today);
  return and(gte(customers.nextDueOn, '0'), lte(customers.nextDueOn, endOfWeek(today)));
}
