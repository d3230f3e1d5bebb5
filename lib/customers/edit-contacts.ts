import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { contacts } from '@/db/schema/customers';
import { done, type Outcome, refuse, refuseFields } from '../action-core';
import { lastChange } from '../audit/last-change';
import { record } from '../audit/record';
import { momentIn } from '../days';
import { mergeEdits, parseOpened, refuseClash } from '../edits';
import { none } from '../format';
import { readSettings } from '../settings/queries';
import { clean, phoneKey, searchText } from '../text';
import type { Viewer } from '../viewer';
import { auditedContact, type ContactFields, contactProblems } from './contact';
import { contactsOf, findOpenCustomer } from './queries/customer';
import type { EditContactInput, NewContactInput } from './validation';
import { insertContact } from './writes';

export const contactFields = ['name', 'title', 'phone', 'wechat', 'email'] as const;
type ContactField = (typeof contactFields)[number];

const home = (customerId: number) => `/customers/${customerId}?tab=contacts`;

/** The first contact of a customer is its primary one. */
export function addContact(tx: Tx, viewer: Viewer, { customerId, ...contact }: NewContactInput): Outcome {
  const found = findOpenCustomer(viewer, customerId, tx);
  if (!found) return refuse('form.gone');
  const errors = contactProblems(contact);
  if (Object.keys(errors).length > 0) return refuseFields(errors);
  const isFirst = rowsOf(tx, customerId).length === 0;
  const id = insertContact(tx, customerId, { ...contact, isPrimary: isFirst });
  record(tx, viewer, {
    action: 'contact.added',
    object: { kind: 'contact', id },
    details: { customerId, ...auditedContact(contact) },
  });
  return done({ to: home(customerId), message: { key: 'customers.contact.added', params: { name: contact.name } } });
}

/**
 * Changes a contact. Whoever reads masks edits masks: what comes back as it was shown stays as it is, and no mask ever
 * takes the place of a real value (R6).
 */
export function editContact(tx: Tx, viewer: Viewer, input: EditContactInput): Outcome {
  const shown = contactAsShown(tx, viewer, input);
  if (!shown) return refuse('form.gone');
  const opened = parseOpened(contactFields, input.opened);
  if (!opened) return refuse('form.stale');
  const present = spelledContact(shown);
  const merged = mergeEdits(contactFields, { opened, typed: spelledContact(input), present });
  if (merged.clashes.length > 0) {
    const last = lastChange(tx, { kind: 'contact', id: shown.id });
    return refuseClash(merged, present, {
      show: (_, value) => value || none,
      by: last?.by ?? none,
      at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
    });
  }
  const { changed } = merged;
  const errors = contactProblems(input, changed);
  if (Object.keys(errors).length > 0) return refuseFields(errors);
  if (changed.length === 0) return refuse('customers.form.nothing');

  const row = tx.select().from(contacts).where(eq(contacts.id, shown.id)).get() as typeof contacts.$inferSelect;
  const after = { ...fieldsOf(row), ...Object.fromEntries(changed.map((field) => [field, input[field]])) };
  tx.update(contacts)
    .set({
      ...after,
      name: clean(after.name),
      phoneKey: after.phone && phoneKey(after.phone),
      searchText: searchText([after.name], { surname: true }),
      version: sql`version + 1`,
    })
    .where(and(eq(contacts.id, row.id), eq(contacts.version, row.version)))
    .run();
  const some = (fields: ContactFields) =>
    auditedContact({ ...nothing, ...Object.fromEntries(changed.map((field) => [field, fields[field]])) });
  record(tx, viewer, {
    action: 'contact.edited',
    object: { kind: 'contact', id: row.id },
    details: { customerId: row.customerId, before: some(fieldsOf(row)), after: some(after) },
  });
  return done({ to: home(row.customerId), message: { key: 'customers.contact.saved', params: { name: after.name } } });
}

const nothing: ContactFields = { name: '', title: null, phone: null, wechat: null, email: null };

/** Its place as primary goes to the oldest one left. */
export function removeContact(tx: Tx, viewer: Viewer, ids: { customerId: number; contactId: number }): Outcome {
  const shown = contactAsShown(tx, viewer, ids);
  if (!shown) return refuse('form.gone');
  tx.delete(contacts).where(eq(contacts.id, shown.id)).run();
  const [next] = rowsOf(tx, ids.customerId);
  if (shown.isPrimary && next) setPrimary(tx, next.id);
  record(tx, viewer, {
    action: 'contact.removed',
    object: { kind: 'contact', id: shown.id },
    details: { customerId: ids.customerId, name: shown.name, ...(shown.title ? { title: shown.title } : {}) },
  });
  return done({
    to: home(ids.customerId),
    message: { key: 'customers.contact.removed', params: { name: shown.name } },
  });
}

export function makePrimary(tx: Tx, viewer: Viewer, ids: { customerId: number; contactId: number }): Outcome {
  const shown = contactAsShown(tx, viewer, ids);
  if (!shown) return refuse('form.gone');
  tx.update(contacts)
    .set({ isPrimary: false, version: sql`version + 1` })
    .where(and(eq(contacts.customerId, ids.customerId), eq(contacts.isPrimary, true), ne(contacts.id, shown.id)))
    .run();
  setPrimary(tx, shown.id);
  record(tx, viewer, {
    action: 'contact.madePrimary',
    object: { kind: 'contact', id: shown.id },
    details: { customerId: ids.customerId, name: shown.name },
  });
  return done({
    to: home(ids.customerId),
    message: { key: 'customers.contact.primary', params: { name: shown.name } },
  });
}

const setPrimary = (tx: Tx, id: number) =>
  tx.update(contacts).set({ isPrimary: true, version: sql`version + 1` }).where(eq(contacts.id, id)).run();

/** A contact of that customer as the viewer reads it; a contact of another customer is none (P24). */
function contactAsShown(tx: Tx, viewer: Viewer, ids: { customerId: number; contactId: number }) {
  const found = findOpenCustomer(viewer, ids.customerId, tx);
  if (!found) return undefined;
  const { supervisorsSeeContacts } = readSettings(tx);
  return contactsOf(viewer, found.customer, supervisorsSeeContacts, tx).contacts.find(({ id }) => id === ids.contactId);
}

const rowsOf = (tx: Tx, customerId: number) =>
  tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), isNull(contacts.erasedAt)))
    .orderBy(asc(contacts.id))
    .all();

const fieldsOf = ({ name, title, phone, wechat, email }: ContactFields): ContactFields => ({
  name,
  title,
  phone,
  wechat,
  email,
});

/** A contact as its form's inputs spell it. */
export const spelledContact = (contact: ContactFields): Record<ContactField, string> => ({
  name: contact.name,
  title: contact.title ?? '',
  phone: contact.phone ?? '',
  wechat: contact.wechat ?? '',
  email: contact.email ?? '',
});
