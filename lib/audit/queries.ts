import { and, eq, gte, inArray, isNull, lt, notInArray, or, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { addDays, momentAt } from '../days';
import { type Page, pageQuery, toPage } from '../paging';
import { scopeOfAudit, visible } from '../scope';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import type { AuditFilter } from './filters';
import { actionsCalled, actionsOf } from './kinds';
import { type Names, namesFor } from './names';

export type AuditRow = ReturnType<typeof selectAudit>[number];
type Part = { where?: SQL | undefined; orderBy: SQL[]; limit: number };

/** One page of the trail, the newest first, as far as the viewer reads it (R41), with the names its rows speak of. */
export function listAudit(
  viewer: Viewer,
  filter: AuditFilter,
  reader: Reader = database(),
): Page<AuditRow> & { names: Names } {
  const value = order(filter);
  const asked = pageQuery(
    { value: sql`${auditEvents[value]}`, id: sql`${auditEvents.seq}`, direction: 'desc' },
    filter,
  );
  const page = toPage(selectAudit(viewer, filter, asked, reader), filter, (row) => [row[value], row.seq]);
  return { ...page, names: namesFor(viewer, page.rows, reader) };
}

/** One person's rows come in order of time from their index; sorting them by number would read all of them first. */
const order = ({ who }: AuditFilter) => (who ? 'at' : 'seq');

/** The newest rows of a filter for a file, at most `limit`. */
export function auditRows(viewer: Viewer, filter: AuditFilter, limit: number, reader: Reader = database()) {
  const rows = selectAudit(viewer, filter, { orderBy: [sql`${auditEvents.seq} desc`], limit }, reader);
  return { rows, names: namesFor(viewer, rows, reader) };
}

/** Rows under a filter and the viewer's scope; `where` narrows them further. */
export const selectAudit = (viewer: Viewer, filter: AuditFilter, { where, orderBy, limit }: Part, reader: Reader) =>
  reader
    .select({
      seq: auditEvents.seq,
      at: auditEvents.at,
      actorId: auditEvents.actorId,
      actorName: auditEvents.actorName,
      action: auditEvents.action,
      objectKind: auditEvents.objectKind,
      objectId: auditEvents.objectId,
      details: auditEvents.details,
      address: auditEvents.address,
      requestId: auditEvents.requestId,
    })
    .from(auditEvents)
    .where(and(scopeOfAudit(viewer), ...conditions(viewer, filter, reader), where))
    .orderBy(...orderBy)
    .limit(limit)
    .all();

function conditions(viewer: Viewer, filter: AuditFilter, reader: Reader): (SQL | undefined)[] {
  const { who, kind, object, from, to, q } = filter;
  const { timeZone } = readSettings(reader);
  const startOf = (day: Day) => momentAt(day, '00:00', timeZone) ?? '';
  const [objectKind = '', objectId = ''] = object?.split('.') ?? [];
  return [
    who === 'none' ? isNull(auditEvents.actorId) : who ? eq(auditEvents.actorId, Number(who)) : undefined,
    kind && inArray(auditEvents.action, actionsOf(kind)),
    object ? and(eq(auditEvents.objectKind, objectKind), eq(auditEvents.objectId, Number(objectId))) : undefined,
    from ? gte(auditEvents.at, startOf(from as Day)) : undefined,
    to ? lt(auditEvents.at, startOf(addDays(to as Day, 1))) : undefined,
    q ? searchCondition(viewer, q) : undefined,
  ];
}

/** In what the row says and in whom it is about. What a row doesn't show its reader isn't searched either. */
function searchCondition(viewer: Viewer, q: string): SQL | undefined {
  const holds = (text: SQL | typeof auditEvents.actorName) => sql`instr(lower(${text}), lower(${q})) > 0`;
  const named = visible(viewer, customers);
  const ofCustomer = sql`(select ${customers.id} from ${named} where ${holds(sql`${customers.name}`)})`;
  const ofUser = sql`(select ${users.id} from ${visible(viewer, users)} where ${holds(sql`${users.name}`)})`;
  const actions = actionsCalled(q);
  return or(
    holds(auditEvents.actorName),
    holds(sql`${auditEvents.address}`),
    eq(auditEvents.requestId, q),
    actions.length > 0 ? inArray(auditEvents.action, actions) : undefined,
    showsFilters(viewer)
      ? holds(sql`${auditEvents.details}`)
      : and(
          notInArray(auditEvents.action, ['export.made', 'contact.shown', 'contact.exported']),
          holds(sql`${auditEvents.details}`),
        ),
    and(eq(auditEvents.objectKind, 'user'), sql`${auditEvents.objectId} in ${ofUser}`),
    and(eq(auditEvents.objectKind, 'customer'), sql`${auditEvents.objectId} in ${ofCustomer}`),
    sql`${auditEvents.details} ->> '$.customerId' in ${ofCustomer}`,
  );
}

/** What an export was narrowed to may name customers: that is for who sees them all. */
export const showsFilters = (viewer: Viewer) => viewer.role === 'manager';
