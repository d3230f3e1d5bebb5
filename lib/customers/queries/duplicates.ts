import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { contacts, customers } from '@/db/schema/customers';
import { visible } from '@/lib/scope';
import { nameCore, nameKey, phoneKey } from '@/lib/text';
import type { Viewer } from '@/lib/viewer';
import { isNearName } from '../near';

/** Another customer that may be the same one; outside the viewer's scope nothing but that there is one (R10). */
export type Duplicate = { id: number; name: string; code: string; isArchived: boolean } | { id: null };
export type Typed = { name: string; creditCode?: string | null; phone?: string | null; except?: number | null };

// Duplicates are looked for among all customers, archived ones too, whoever owns them: two people filing the same one is
// what this is for. `told` lets names out only where the scope does.

/** What blocks: the exact key of the name, and the credit code. A record never collides with itself. */
export function exactDuplicates(
  viewer: Viewer,
  { name, creditCode, except }: Typed,
  reader: Reader = database(),
): { name: Duplicate | null; creditCode: Duplicate | null } {
  const one = (condition: SQL | undefined) => {
    const row = reader
      .select({ id: customers.id })
      .from(customers)
      .where(and(condition, other(except)))
      .get();
    return row ? (told(viewer, [row.id], reader)[0] ?? null) : null;
  };
  return {
    name: nameKey(name) === '' ? null : one(eq(customers.nameKey, nameKey(name))),
    creditCode: creditCode ? one(eq(customers.creditCode, creditCode)) : null,
  };
}

const shown = 3;

/** What only warns: a near name, and the same phone. */
export function nearDuplicates(
  viewer: Viewer,
  { name, phone, except }: Typed,
  reader: Reader = database(),
): { name: Duplicate[]; phone: Duplicate[] } {
  const near = told(viewer, nearNames(name, except, reader).slice(0, shown), reader);
  const phones = told(viewer, customersOfPhone(phone ?? '', except, reader).slice(0, shown), reader);
  // Once is enough for one the viewer sees. Out of scope, leaving it out would tell that name and phone are one customer's.
  const isSaid = (one: Duplicate) => one.id !== null && near.some(({ id }) => id === one.id);
  return { name: near, phone: phones.filter((one) => !isSaid(one)) };
}

function nearNames(name: string, except: number | null | undefined, reader: Reader): number[] {
  const core = nameCore(name);
  if (core.length < 2) return [];
  const holdsCore = sql`instr(${customers.nameKey}, ${core}) > 0`;
  const isCandidate = or(
    holdsCore,
    sql`substr(${customers.nameKey}, 1, 2) = ${core.slice(0, 2)}`,
    sql`instr(${customers.nameKey}, ${core.slice(-3)}) > 0`,
  );
  return (
    reader
      .select({ id: customers.id, name: customers.name })
      .from(customers)
      .where(and(isCandidate, ne(customers.nameKey, nameKey(name)), other(except)))
      // Thousands begin with the same city: whoever holds the whole name comes first, then names about as long.
      .orderBy(sql`${holdsCore} desc`, sql`abs(length(${customers.nameKey}) - ${nameKey(name).length})`)
      .limit(2000)
      .all()
      .filter((row) => isNearName(row.name, name))
      .map((row) => row.id)
  );
}

/** A field may hold several numbers: one of mobile length is looked for inside. */
function customersOfPhone(phone: string, except: number | null | undefined, reader: Reader): number[] {
  const digits = phoneKey(phone);
  if (digits.length < 7) return [];
  const isSame = digits.length >= 11 ? sql`instr(${contacts.phoneKey}, ${digits}) > 0` : eq(contacts.phoneKey, digits);
  return reader
    .selectDistinct({ id: contacts.customerId })
    .from(contacts)
    .where(and(isSame, except ? ne(contacts.customerId, except) : undefined))
    .limit(shown * 2)
    .all()
    .map((row) => row.id);
}

const other = (except: number | null | undefined) => (except ? ne(customers.id, except) : undefined);

/** Name and link where the viewer may see the customer, one bare mention for all the others. */
function told(viewer: Viewer, ids: number[], reader: Reader): Duplicate[] {
  if (ids.length === 0) return [];
  const seen = reader
    .select({ id: customers.id, name: customers.name, code: customers.code, archivedAt: customers.archivedAt })
    .from(visible(viewer, customers))
    .where(inArray(customers.id, ids))
    .all()
    .map(({ archivedAt, ...row }) => ({ ...row, isArchived: archivedAt !== null }));
  return seen.length < ids.length ? [...seen, { id: null }] : seen;
}
