import type { Table } from '../rows';
import { managersOf } from './rules';

const page = (r: { customer: number; contact: number }) => `/customers/${r.customer}/contacts/${r.contact}/personal`;

export const personal: Table = {
  pages: {
    '/customers/[id]/contacts/[contactId]/personal': {
      why: 'R43: the manager’s; P24',
      may: managersOf,
      takes: ['customer', 'contact'],
      shows: 'page',
      reveals: ['clear'],
    },
  },
  handlers: {
    'POST /api/contacts/[id]/personal': {
      why: 'R43: the manager’s, for a reason',
      may: managersOf,
      takes: ['contact'],
      writes: true,
      shows: 'clear',
      reveals: ['clear'],
      body: () => new URLSearchParams({ reason: '本人要求' }),
    },
  },
  actions: {
    erasePersonalData: {
      why: 'R43: the manager’s; P24',
      may: managersOf,
      takes: ['customer', 'contact'],
      home: page,
      form: 'plain',
      fields: (r, like) => ({
        customerId: String(r.customer),
        contactId: String(r.contact),
        version: '1',
        reason: '本人要求',
        confirm: like.forms.contact.name,
      }),
    },
  },
};
