import { and, eq, max, min } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { jobs } from '@/db/schema/jobs';
import { users } from '@/db/schema/people';
import { countAccess, monthAfter } from '../audit/queries/monthly-access';
import { realNow } from '../clock';
import { dayIn, monthOf } from '../days';
import { notify } from '../notifications/writes';
import { readSettings } from '../settings/queries';
import { asSystem } from '../viewer';
import type { JobKind } from './kinds';

const kind = 'access.month';

/**
 * Once a month each manager is told who exported and who looked at contacts (R6), of the month that has ended. In real
 * time, as the trail it counts; months that a stop left out follow, those before the first time don't.
 */
export const accessListJob: JobKind = { kind, due, run };

function due(reader: Reader): string[] {
  const { timeZone } = readSettings(reader);
  const ended = monthAfter(monthOf(dayIn(realNow(), timeZone)), -1);
  const began = reader
    .select({ at: min(auditEvents.at) })
    .from(auditEvents)
    .get()?.at;
  if (!began || monthOf(dayIn(began, timeZone)) > ended) return [];
  const told = reader
    .select({ month: max(jobs.subject) })
    .from(jobs)
    .where(eq(jobs.kind, kind))
    .get()?.month;
  const months = [];
  for (let month = told ?? ended; month <= ended; month = monthAfter(month, 1)) months.push(month);
  return months;
}

function run(tx: Tx, month: string): void {
  const people = countAccess(asSystem('monthly list of access'), month, tx);
  const sum = (of: (person: (typeof people)[number]) => number) => people.reduce((total, one) => total + of(one), 0);
  const managers = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'manager'), eq(users.status, 'active')))
    .all();
  for (const { id } of managers)
    notify(tx, id, {
      kind: 'accessList',
      data: {
        year: month.slice(0, 4),
        month: Number(month.slice(5)),
        exports: sum((one) => one.exports),
        clear: sum((one) => one.clearExports),
        views: sum((one) => one.views),
      },
      href: `/settings/audit/access?month=${month}`,
      key: `${kind} ${month}`,
    });
}
