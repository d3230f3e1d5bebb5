import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { contacts, customers } from '@/db/schema/customers';
import { visible } from '../scope';
import { halfWidth, phoneKey } from '../text';
import type { Viewer } from '../viewer';
import { type Finders, findersOf, withoutPerson } from './finders';
import { type PlaceKind, places, rowsOf } from './places';
import { jsonWithoutPerson, type Stored, storedWith } from './stores';

export type Contact = typeof contacts.$inferSelect;
export type Mention = {
  kind: PlaceKind;
  id: number;
  column: string;
  /** As it stands, and as it will. */
  text: string;
  erased: unknown;
  times: number;
  at: string | null;
};
export type Held = {
  contact: Contact;
  customer: { id: number; name: string; code: string };
  finders: Finders;
  mentions: Mention[];
  /** The same person at other customers, as far as a number, WeChat or address says so. */
  elsewhere: { id: number; name: string; customerId: number; customerName: string }[];
};

/** A contact in the viewer's owned scope that isn't erased, with everything held on the person (R43). */
export function heldOn(viewer: Viewer, contactId: number, reader: Reader): Held | undefined {
  const contact = reader
    .select()
    .from(visible(viewer, contacts))
    .where(and(eq(contacts.id, contactId), isNull(contacts.erasedAt)))
    .get();
  const customer =
    contact &&
    reader
      .select({ id: customers.id, name: customers.name, code: customers.code })
      .from(visible(viewer, customers))
      .where(eq(customers.id, contact.customerId))
      .get();
  if (!contact || !customer) return undefined;
  const finders = findersOf(contact);
  return {
    contact,
    customer,
    finders,
    mentions: mentionsOf(reader, contact, finders),
    elsewhere: elsewhere(viewer, contact, reader),
  };
}

/** What the program keeps for itself about the person: see lib/personal/stores.ts. */
export const storedOn = ({ finders, customer }: Pick<Held, 'finders' | 'customer'>, reader: Reader): Stored[] =>
  storedWith(reader, finders, customer);

function mentionsOf(reader: Reader, contact: Contact, finders: Finders): Mention[] {
  const all = [...finders.names, ...finders.numbers];
  return places.flatMap((place) =>
    rowsOf(reader, place, contact.customerId).flatMap((row): Mention[] => {
      if (place.kind === 'contact' && row.id === contact.id) return [];
      const mention = { kind: place.kind, id: row.id, at: dayOf(row) };
      return [
        ...place.columns.flatMap((column): Mention[] => {
          const text = row[column];
          if (typeof text !== 'string') return [];
          const { text: erased, times } = withoutPerson(text, all);
          return times === 0 ? [] : [{ ...mention, column, text, erased, times }];
        }),
        ...(place.json ?? []).flatMap((column): Mention[] => {
          const { value, times } = jsonWithoutPerson(row[column] as never, all);
          return times === 0 ? [] : [{ ...mention, column, text: JSON.stringify(row[column]), erased: value, times }];
        }),
      ];
    }),
  );
}

/** The day a row is of, whatever its table calls it. */
function dayOf(row: Record<string, unknown>): string | null {
  for (const name of [
    'contactedOn',
    'editedAt',
    'changedOn',
    'dueOn',
    'dealOn',
    'requestedAt',
    'rejectedAt',
    'paidOn',
  ]) {
    const value = row[name];
    if (typeof value === 'string') return value.slice(0, 10);
  }
  return null;
}

function elsewhere(viewer: Viewer, { id, phone, wechat, email }: Contact, reader: Reader): Held['elsewhere'] {
  const numbers = (phone ?? '')
    .split(/[/、,，;；\n]+/)
    .map((part) => phoneKey(part))
    .filter((digits) => digits.length >= 7);
  const same: SQL[] = [
    ...numbers.map((digits) => sql`instr(${contacts.phoneKey}, ${digits}) > 0`),
    ...(wechat ? [sql`lower(${contacts.wechat}) = ${halfWidth(wechat).toLowerCase()}`] : []),
    ...(email ? [sql`lower(${contacts.email}) = ${halfWidth(email).toLowerCase()}`] : []),
  ];
  if (same.length === 0) return [];
  return reader
    .select({ id: contacts.id, name: contacts.name, customerId: customers.id, customerName: customers.name })
    .from(visible(viewer, contacts))
    .innerJoin(customers, eq(customers.id, contacts.customerId))
    .where(and(ne(contacts.id, id), or(...same)))
    .orderBy(customers.sortKey, contacts.id)
    .all();
}
