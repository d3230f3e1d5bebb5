import { createHash } from 'node:crypto';
import type { Tx } from '@/db/client';
import { done, type FieldErrors, type Outcome, refuseFields } from '../action-core';
import { ownPath } from '../address';
import { record } from '../audit/record';
import { today } from '../clock';
import { readSettings } from '../settings/queries';
import { nameKey, phoneKey } from '../text';
import type { Viewer } from '../viewer';
import { auditedContact, contactProblems } from './contact';
import { clearByType } from './demand';
import { columnsOf, customerFields } from './fields';
import type { Follow } from './follow';
import { customerProblems, isLiving } from './problems';
import { nearDuplicates } from './queries/duplicates';
import type { NewCustomerInput } from './validation';
import { insertCustomer } from './writes';

/** Files a customer (R9) unless it is there already (R10). A rep's is their own whatever was posted. */
export function fileCustomer(tx: Tx, viewer: Viewer, input: NewCustomerInput, follow: Follow): Outcome {
  const now = today(readSettings(tx).timeZone);
  const values = {
    ...input,
    filedOn: input.filedOn || now,
    ownerId: viewer.role === 'rep' ? viewer.id : (input.ownerId ?? viewer.id),
  };
  const contact = contactOf(input);
  const errors: FieldErrors = {
    ...customerProblems(tx, viewer, { values, changed: new Set(customerFields), present: null, today: now }),
    ...contactErrors(contact),
    ...lossErrors(tx, input),
  };
  if (Object.keys(errors).length > 0) return refuseFields(errors);
  const question = unanswered(tx, viewer, input);
  if (question) return question;

  const { code, ...columns } = columnsOf(values);
  const id = insertCustomer(tx, {
    ...columns,
    code: code || null,
    demandClear: values.demandClear ?? clearByType(tx, values.demandTypeId),
    stage: input.stage,
    lossReasonId: input.stage === 'lost' ? input.lossReasonId : null,
    createdBy: viewer.id,
    contact: contact.name === '' ? null : contact,
  });
  follow(tx, id, 'filed');
  record(tx, viewer, {
    action: 'customer.filed',
    object: { kind: 'customer', id },
    details: { ...columns, stage: input.stage, contact: contact.name === '' ? null : auditedContact(contact) },
  });
  const back = ownPath(input.back);
  return done({
    to: back ? withCustomer(back, id) : `/customers/${id}`,
    message: { key: 'customers.form.filed', params: { name: values.name } },
  });
}

const contactOf = (input: NewCustomerInput) => ({
  name: input.contactName,
  title: input.contactTitle,
  phone: input.contactPhone,
  wechat: input.contactWechat,
  email: input.contactEmail,
});

/** Errors of the contact under the names its fields have in the customer's form. */
function contactErrors(contact: ReturnType<typeof contactOf>): FieldErrors {
  const isBlank = Object.values(contact).every((value) => !value);
  if (isBlank) return {};
  const errors = contactProblems(contact);
  if (contact.name === '') errors.name = [{ key: 'customers.form.problem.contactName' }];
  return Object.fromEntries(
    Object.entries(errors).map(([field, messages]) => [`contact${field[0]?.toUpperCase()}${field.slice(1)}`, messages]),
  );
}

function lossErrors(tx: Tx, { stage, lossReasonId }: NewCustomerInput): FieldErrors {
  if (stage !== 'lost') return {};
  return lossReasonId !== null && isLiving(tx, 'loss_reason', lossReasonId)
    ? {}
    : { lossReasonId: [{ key: 'customers.form.problem.lossReason' }] };
}

/** A near name or the same phone asks once; the answer holds for the name and phone it was given to. */
function unanswered(tx: Tx, viewer: Viewer, { name, contactPhone, confirmed }: NewCustomerInput): Outcome | null {
  const near = nearDuplicates(viewer, { name, phone: contactPhone }, tx);
  if (near.name.length + near.phone.length === 0) return null;
  if (confirmed === confirmation(name, contactPhone)) return null;
  return {
    done: false,
    message: { key: 'customers.form.near' },
    values: { confirmed: confirmation(name, contactPhone) },
  };
}

/** What 仍然新建 posts: it says what was looked at, and nothing about whom it resembles. */
export const confirmation = (name: string, phone: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([nameKey(name), phoneKey(phone ?? '')]))
    .digest('hex')
    .slice(0, 16);

function withCustomer(path: string, id: number): string {
  const url = new URL(path, 'http://site.invalid');
  url.searchParams.set('customer', String(id));
  return url.pathname + url.search;
}
