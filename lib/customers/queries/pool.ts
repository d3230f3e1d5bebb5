import { and, count, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { customers, type OwnerChangeKind, ownerChanges } from '@/db/schema/customers';
import { dictionaryEntries } from '@/db/schema/settings';
import { today } from '../../clock';
import { addMonths, firstOfMonth, lastOfMonth, monthOf } from '../../days';
import { type Page, pageQuery, toPage } from '../../paging';
import { canAssignPooled } from '../../permissions';
import { visible } from '../../scope';
import { readSettings } from '../../settings/queries';
import { searchTerm } from '../../text';
import type { Viewer } from '../../viewer';
import { maskWithin } from '../mask';
import type { PoolFilter } from '../pool-filters';
import { coolOffUntil } from '../pool-rules';
import { receiversFor } from './receivers';

const [industry, region] = [alias(dictionaryEntries, 'industry'), alias(dictionaryEntries, 'region')];
/** The change that put the customer where it is: since when it is in the pool, and why. */
const latest = sql`(select id from owner_changes latest where latest.customer_id = ${customers.id}
  order by latest.changed_at desc, latest.id desc limit 1)`;
/** When the viewer last lost the customer, for the cool-off. */
const lostBy = (viewer: Viewer) => sql<Day | null>`(select max(lost.changed_on) from owner_changes lost
  where lost.customer_id = ${customers.id} and lost.from_owner_id = ${viewer.id})`;

/**
 * What everyone may know of a customer in the pool (R8), and nothing else of it: no contact, no money, no former owner.
 * The reason is one typed for everyone to read: in 退回公海, or in a handover to the pool, whose form says so.
 */
const columns = (viewer: Viewer) => ({
  id: customers.id,
  code: customers.code,
  name: customers.name,
  industry: industry.name,
  region: region.name,
  level: customers.level,
  stage: customers.stage,
  lastContactOn: customers.lastContactOn,
  pooledAt: sql<string>`${customers.pooledAt}`,
  since: ownerChanges.changedOn,
  why: sql<OwnerChangeKind | null>`${ownerChanges.kind}`,
  reason: sql<string | null>`case ${ownerChanges.kind} when 'released' then ${ownerChanges.reason} end`,
  lostOn: lostBy(viewer),
});

const pooled = (viewer: Viewer, reader: Reader) =>
  reader
    .select(columns(viewer))
    .from(visible(viewer, customers, 'pooled'))
    .leftJoin(industry, eq(industry.id, customers.industryId))
    .leftJoin(region, eq(region.id, customers.regionId))
    .leftJoin(ownerChanges, eq(ownerChanges.id, latest));

type Read = ReturnType<ReturnType<typeof pooled>['all']>[number];
/** `claimableOn`: the day from which the viewer, who had it, may claim it again; null: at once. */
export type PooledCustomer = Omit<Read, 'lostOn'> & { claimableOn: Day | null };

/** One page of the pool, who came last first. Empty while the pool is off. */
export function listPool(viewer: Viewer, filter: PoolFilter, reader: Reader = database()): Page<PooledCustomer> {
  const page = pageQuery({ value: sql`${customers.pooledAt}`, id: sql`${customers.id}`, direction: 'desc' }, filter);
  const rows = readSettings(reader).pool
    ? pooled(viewer, reader)
        .where(and(conditions(filter), page.where))
        .orderBy(...page.orderBy)
        .limit(page.limit)
        .all()
    : [];
  return toPage(withCoolOff(rows, reader), filter, (row) => [row.pooledAt, row.id]);
}

/** How many a filter finds, counted up to `limit`. */
export function countPool(viewer: Viewer, filter: PoolFilter, limit = 1000, reader: Reader = database()): number {
  if (!readSettings(reader).pool) return 0;
  const some = reader
    .select({ one: sql`1`.as('one') })
    .from(visible(viewer, customers, 'pooled'))
    .where(conditions(filter))
    .limit(limit)
    .as('some');
  return reader.select({ n: count() }).from(some).get()?.n ?? 0;
}

/** A customer of the pool; undefined for any other, and for all of them while the pool is off. */
export function findPooled(viewer: Viewer, id: number, reader: Reader = database()): PooledCustomer | undefined {
  if (!readSettings(reader).pool) return undefined;
  const row = pooled(viewer, reader)
    .where(and(conditions({}), eq(customers.id, id)))
    .get();
  return row && withCoolOff([row], reader)[0];
}

function withCoolOff(rows: Read[], reader: Reader): PooledCustomer[] {
  const { poolCoolOffDays, timeZone } = readSettings(reader);
  const now = today(timeZone);
  return rows.map(({ lostOn, reason, ...row }) => ({
    ...row,
    // Whoever put it back may have written a number down (R6).
    reason: reason && maskWithin(reason),
    claimableOn: coolOffUntil(lostOn, poolCoolOffDays, now),
  }));
}

function conditions(filter: PoolFilter): SQL | undefined {
  // By name and code alone: what a contact is called or reached at is not the pool's to tell.
  const term = searchTerm(filter.q ?? '');
  return and(
    isNull(customers.archivedAt),
    term === '' ? undefined : sql`instr(${customers.searchText}, ${term}) > 0`,
    filter.level && eq(customers.level, filter.level),
    isOrNone(customers.industryId, filter.industry),
    isOrNone(customers.regionId, filter.region),
  );
}

function isOrNone(column: typeof customers.industryId | typeof customers.regionId, value: string | undefined) {
  if (value === undefined) return undefined;
  if (value === 'none') return isNull(column);
  return /^\d{1,15}$/.test(value) ? eq(column, Number(value)) : sql`0`;
}

/** How many customers the viewer may still claim in this calendar month (R8), out of how many, and when it starts anew. */
export function claimsOf(viewer: Viewer, reader: Reader = database()): { left: number; most: number; again: Day } {
  const { poolClaimsPerMonth: most, timeZone } = readSettings(reader);
  const now = today(timeZone);
  const month = monthOf(now);
  const made =
    reader
      .select({ n: count() })
      .from(ownerChanges)
      .where(
        and(
          eq(ownerChanges.toOwnerId, viewer.id),
          eq(ownerChanges.kind, 'claimed'),
          sql`${ownerChanges.changedOn} between ${firstOfMonth(month)} and ${lastOfMonth(month)}`,
        ),
      )
      .get()?.n ?? 0;
  return { left: Math.max(0, most - made), most, again: addMonths(firstOfMonth(month), 1) };
}

/** Whom the viewer may give a customer of the pool: a supervisor the own team, but takes one by claiming like everyone. */
export const poolReceivers = (viewer: Viewer, reader: Reader = database()) =>
  canAssignPooled(viewer)
    ? receiversFor(viewer, reader).filter((person) => viewer.role === 'manager' || person.id !== viewer.id)
    : [];

/** A customer the viewer may put back into the pool: an open one in the owned scope that isn't there yet, while it is on. */
export const findReleasable = (viewer: Viewer, id: number, reader: Reader = database()) =>
  readSettings(reader).pool
    ? reader
        .select()
        .from(visible(viewer, customers))
        .where(and(eq(customers.id, id), isNull(customers.archivedAt), isNull(customers.pooledAt)))
        .get()
    : undefined;
