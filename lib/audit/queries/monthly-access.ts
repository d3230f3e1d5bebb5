import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { users } from '@/db/schema/people';
import { addDays, addMonths, firstOfMonth, lastOfMonth, momentAt, monthOf } from '@/lib/days';
import { scopeOfAudit, visible } from '@/lib/scope';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import type { AuditAction } from '../action';
import { namesFor } from '../names';
import { selectAudit } from '../queries';

/** What takes data out of the house, or contact data out of its mask (R6). */
export const accessActions = ['export.made', 'contact.shown', 'contact.exported'] as const satisfies AuditAction[];

export type AccessOfPerson = ReturnType<typeof countAccess>[number];
/** The latest rows of a person that the page shows at once; the rest stands in 操作记录. */
export const shownAtOnce = 20;

/** Per person of a month ("2026-03"): exports and views of contacts, those who took contact data in clear first. */
export function monthlyAccess(viewer: Viewer, month: string, reader: Reader = database()) {
  const people = countAccess(viewer, month, reader).map((person) => {
    const filter = { who: String(person.id), from: firstOfMonth(month), to: lastOfMonth(month) };
    const orderBy = [sql`${auditEvents.at} desc`, sql`${auditEvents.seq} desc`];
    const where = inArray(auditEvents.action, [...accessActions]);
    return { ...person, rows: selectAudit(viewer, filter, { where, orderBy, limit: shownAtOnce }, reader) };
  });
  return {
    people,
    names: namesFor(
      viewer,
      people.flatMap(({ rows }) => rows),
      reader,
    ),
  };
}

export const countAccess = (viewer: Viewer, month: string, reader: Reader = database()) =>
  countQuery(viewer, month, reader).all();

/** The statement itself, so that its plan can be tested. */
export function countQuery(viewer: Viewer, month: string, reader: Reader) {
  const { timeZone } = readSettings(reader);
  const startOf = (first: string) => momentAt(first, '00:00', timeZone) ?? '';
  const isExport = sql`${auditEvents.action} = 'export.made'`;
  const isView = sql`${auditEvents.action} in ('contact.shown', 'contact.exported')`;
  const clear = sql`count(*) filter (where ${auditEvents.details} ->> '$.clear' = 1)`;
  return (
    reader
      .select({
        id: users.id,
        name: users.name,
        exports: sql<number>`count(*) filter (where ${isExport})`,
        exportedRows: sql<number>`coalesce(sum(${auditEvents.details} ->> '$.rows') filter (where ${isExport}), 0)`,
        clearExports: sql<number>`${clear}`,
        views: sql<number>`count(*) filter (where ${isView})`,
        customers: sql<number>`count(distinct ${auditEvents.details} ->> '$.customerId') filter (where ${isView})`,
      })
      .from(visible(viewer, users))
      // Person by person from their index: the whole trail has none by time.
      .crossJoin(auditEvents)
      .where(
        and(
          eq(auditEvents.actorId, users.id),
          gte(auditEvents.at, startOf(firstOfMonth(month))),
          lt(auditEvents.at, startOf(addDays(lastOfMonth(month), 1))),
          inArray(auditEvents.action, [...accessActions]),
          scopeOfAudit(viewer),
        ),
      )
      .groupBy(users.id)
      .orderBy(sql`${clear} desc`, sql`count(*) desc`, users.sortKey)
  );
}

export const isMonth = (text: string): boolean => /^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/.test(text);
/** "2026-03", −1 → "2026-02". */
export const monthAfter = (month: string, count: number): string => monthOf(addMonths(firstOfMonth(month), count));
