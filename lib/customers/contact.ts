import type { FieldErrors } from '../action-core';
import { maskContact } from './mask';
import type { NewContact } from './writes';

export type ContactFields = {
  name: string;
  title: string | null;
  phone: string | null;
  wechat: string | null;
  email: string | null;
};
export const contactData = ['phone', 'wechat', 'email'] as const;
export type ContactData = Pick<ContactFields, (typeof contactData)[number]>;

/**
 * R6: what looks like a mask is never saved. A form that showed masks and left them alone changes nothing (see
 * `editContact`); a mask typed over, or pasted from a list, is refused.
 */
export function contactProblems(contact: ContactFields, fields: readonly (keyof ContactFields)[] = contactData) {
  const errors: FieldErrors = {};
  for (const field of fields)
    if (field !== 'name' && field !== 'title' && /[*＊]/.test(contact[field] ?? ''))
      errors[field] = [{ key: 'customers.contact.masked' }];
  return errors;
}

/** For the audit trail, which holds no contact data in clear (R41). */
export const auditedContact = ({ name, title, phone, wechat, email }: NewContact) => ({
  name,
  ...(title ? { title } : {}),
  ...(phone ? { phone: maskContact(phone) } : {}),
  ...(wechat ? { wechat: maskContact(wechat) } : {}),
  ...(email ? { email: maskContact(email) } : {}),
});
