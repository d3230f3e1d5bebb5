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

const maskedFields = ['name', ...contactData] as const;

/** 138****1234, 王*: no number, no address and no name has a star in it. */
export const looksMasked = (text: string | null): boolean => /[*＊﹡∗]/.test(text ?? '');

/**
 * R6: what looks like a mask is never saved. A form that showed masks and left them alone changes nothing (see
 * `editContact`); a mask typed over, or pasted from a list, is refused.
 */
export function contactProblems(contact: ContactFields, fields: readonly (keyof ContactFields)[] = maskedFields) {
  const errors: FieldErrors = {};
  for (const field of maskedFields)
    if (fields.includes(field) && looksMasked(contact[field]))
      errors[field] = [{ key: field === 'name' ? 'customers.contact.maskedName' : 'customers.contact.masked' }];
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
