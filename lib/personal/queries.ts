import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { contacts, customers } from '@/db/schema/customers';
import { auditRows } from '../audit/queries';
import { tell } from '../audit/tell';
import { momentIn } from '../days';
import type { Translate } from '../i18n/translator';
import { canHandlePersonalData } from '../permissions';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import { phoneKey, searchTerm } from '../text';
import type { Viewer } from '../viewer';
import { type Held, heldOn } from './held';

/** What is held on a contact; undefined for whoever may not know, exactly as if there were no such contact. */
export const personalData = (viewer: Viewer, contactId: number, reader: Reader = database()): Held | undefined =>
  canHandlePersonalData(viewer) ? heldOn(viewer, contactId, reader) : undefined;

const mostTraces = 500;

/** The rows of the trail about the contact itself, in words, the newest first. */
export function traceOf(viewer: Viewer, { contact }: Pick<Held, 'contact'>, t: Translate, reader: Reader = database()) {
  const { rows, names } = auditRows(viewer, { object: `contact.${contact.id}` }, mostTraces, reader);
  const { timeZone } = readSettings(reader);
  return rows.map((row) => {
    const { who, what, changes, facts } = tell(row, { viewer, names, showsFilters: true, t });
    const lines = [
      ...changes.map(({ label, before, after }) => `${label}：${before} → ${after}`),
      ...facts.map(({ label, value }) => `${label}：${value}`),
    ];
    return { at: momentIn(row.at, timeZone), who, what, content: lines.join('\n') };
  });
}

/** Contacts to choose from on the command line, by name, number in full or part of it, WeChat or address. */
export function findPeople(viewer: Viewer, typed: string, reader: Reader = database()) {
  const digits = phoneKey(typed);
  const plain = typed.trim().toLowerCase();
  return reader
    .select({
      id: contacts.id,
      name: contacts.name,
      title: contacts.title,
      phone: contacts.phone,
      customerName: customers.name,
      customerCode: customers.code,
    })
    .from(visible(viewer, contacts))
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(
      and(
        isNull(contacts.erasedAt),
        or(
          sql`instr(${contacts.searchText}, ${searchTerm(typed)}) > 0`,
          digits.length >= 7 ? sql`instr(${contacts.phoneKey}, ${digits}) > 0` : undefined,
          sql`lower(${contacts.wechat}) = ${plain}`,
          sql`lower(${contacts.email}) = ${plain}`,
        ),
      ),
    )
    .orderBy(customers.sortKey, contacts.id)
    .limit(50)
    .all();
}
