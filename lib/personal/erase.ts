import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from '@/db/client';
import { contacts } from '@/db/schema/customers';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { canHandlePersonalData } from '../permissions';
import type { Viewer } from '../viewer';
import { goneName, withoutPerson } from './finders';
import { type Held, heldOn, storedOn } from './held';
import { type PlaceKind, places } from './places';

export type EraseInput = {
  customerId: number;
  contactId: number;
  /** The contact as it was shown. */
  version: number;
  reason: string;
  /** The person's name, typed. */
  confirm: string;
};

/** 抹去个人资料 from the page (R43). */
export function erasePerson(tx: Tx, viewer: Viewer, input: EraseInput): Outcome {
  const held = canHandlePersonalData(viewer) ? heldOn(viewer, input.contactId, tx) : undefined;
  if (held?.customer.id !== input.customerId) return refuse('form.gone');
  const { contact } = held;
  if (contact.version !== input.version) return refuse('personal.problem.changed');
  if (plain(input.confirm) !== plain(contact.name)) return refuse('personal.problem.confirm', { field: 'confirm' });
  eraseHeld(tx, viewer, held, input.reason);
  return done({ to: `/customers/${input.customerId}?tab=contacts`, message: { key: 'personal.erased' } });
}

const plain = (text: string) => text.replace(/\s+/g, '');

export type Erased = Partial<Record<PlaceKind | 'answer' | 'notification' | 'import', number>>;

/**
 * Makes a person anonymous (R43): the contact stays as a row without anything of theirs, and where others wrote their
 * name or numbers at this customer stands 〔已抹去〕. Sales, payments and every amount stay as they are. One audit row,
 * without personal data. Answers how often they stood where.
 */
export function eraseHeld(tx: Tx, viewer: Viewer, held: Held, reason: string): Erased {
  const { contact, customer, finders } = held;
  const counts: Erased = {};
  const count = (kind: keyof Erased, times: number) => {
    counts[kind] = (counts[kind] ?? 0) + times;
  };
  // Looked for before anything is changed: it is the contact that says what to look for.
  const stored = storedOn(held, tx);
  for (const { kind, id, column, erased, times } of held.mentions) {
    rewrite(tx, kind, id, { [column]: erased });
    count(kind, times);
  }
  for (const { kind, times, store } of stored) {
    store(tx);
    count(kind, times);
  }
  tx.update(contacts)
    .set({
      ...{ name: goneName, title: null, phone: null, phoneKey: null, wechat: null, email: null },
      ...{ searchText: '', isPrimary: false, erasedAt: realNow(), version: sql`version + 1` },
    })
    .where(eq(contacts.id, contact.id))
    .run();
  if (contact.isPrimary) choosePrimary(tx, customer.id);
  record(tx, viewer, {
    action: 'contact.erased',
    object: { kind: 'contact', id: contact.id },
    details: {
      customerId: customer.id,
      reason: withoutPerson(reason, [...finders.names, ...finders.numbers]).text,
      replaced: Object.values(counts).reduce((sum, times) => sum + times, 0),
    },
  });
  return counts;
}

/** An open form of a changed row meets the new text as another person's change (R42). */
function rewrite(tx: Tx, kind: PlaceKind, id: number, values: Record<string, unknown>): void {
  const place = places.find((one) => one.kind === kind);
  if (!place) throw new Error(`no place ${kind}`);
  const { table } = place;
  tx.update(table as SQLiteTable)
    .set({ ...values, ...('version' in table ? { version: sql`version + 1` as SQL } : {}) })
    .where(eq(table.id, id))
    .run();
}

/** Its place as primary goes to the oldest one left. */
function choosePrimary(tx: Tx, customerId: number): void {
  const next = tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.customerId, customerId), isNull(contacts.erasedAt)))
    .orderBy(asc(contacts.id))
    .limit(1)
    .get();
  if (next)
    tx.update(contacts).set({ isPrimary: true, version: sql`version + 1` }).where(eq(contacts.id, next.id)).run();
}
