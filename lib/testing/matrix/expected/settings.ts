import { access } from '../access';
import type { Table } from '../rows';
import { admins, auditReaders, everyone, wordKeepers, wordKeepersOf } from './rules';

const words = () => '/settings/dictionaries?kind=region';
/** R6, R8, R38: what opens data to more people is the manager's as well. */
const adminsAndManagers = access({ rep: '', supervisor: '', manager: 'yes', adminRep: 'yes' });

export const settings: Table = {
  pages: {
    '/settings': { why: 'everyone, each with the parts they may change', may: everyone },
    '/settings/dictionaries': { why: 'R9', may: wordKeepers },
    '/settings/rules': { why: 'R6, R8, R38; §1', may: adminsAndManagers },
    '/settings/audit/access': { why: 'R6, R41: who exported and who looked', may: auditReaders },
    '/settings/audit': { why: 'R41', may: auditReaders },
  },
  actions: {
    createEntry: {
      why: 'R9',
      may: wordKeepers,
      home: words,
      form: 'plain',
      fields: () => ({ kind: 'region', name: '西北' }),
    },
    nameEntry: {
      why: 'R9',
      may: wordKeepersOf,
      takes: ['entry'],
      home: words,
      form: 'plain',
      fields: (r) => ({ entryId: String(r.entry), name: '华东区', was: '华东' }),
    },
    shiftEntry: {
      why: 'R9',
      may: wordKeepersOf,
      takes: ['entry'],
      home: words,
      form: 'plain',
      fields: (r) => ({ entryId: String(r.entry), to: 'down' }),
    },
    stopEntry: {
      why: 'R9',
      may: wordKeepersOf,
      takes: ['entry'],
      home: words,
      form: 'plain',
      fields: (r) => ({ entryId: String(r.entry) }),
    },
    reviveEntry: {
      why: 'R9',
      may: wordKeepersOf,
      takes: ['retiredEntry'],
      home: words,
      form: 'plain',
      fields: (r) => ({ entryId: String(r.retiredEntry) }),
    },
    deleteEntry: {
      why: 'R9: only what nothing uses',
      may: wordKeepersOf,
      takes: ['unusedEntry'],
      home: words,
      form: 'plain',
      fields: (r) => ({ entryId: String(r.unusedEntry) }),
    },
    saveRules: [
      {
        why: 'R6: the manager’s and the admin’s',
        as: 'contacts',
        may: adminsAndManagers,
        home: () => '/settings/rules',
        form: 'plain',
        fields: () => ({
          section: 'contacts',
          opened: JSON.stringify({ supervisorsSeeContacts: 'off', contactViewsPerHour: '30' }),
          supervisorsSeeContacts: 'on',
          contactViewsPerHour: '30',
        }),
      },
      {
        why: 'R38: the manager’s and the admin’s',
        as: 'exports',
        may: adminsAndManagers,
        home: () => '/settings/rules',
        form: 'plain',
        fields: () => ({ section: 'exports', opened: JSON.stringify({ repsMayExport: 'on' }), repsMayExport: 'off' }),
      },
      {
        why: '§4: the admin’s',
        as: 'signIn',
        may: admins,
        home: () => '/settings/rules',
        form: 'plain',
        fields: () => ({
          section: 'signIn',
          opened: JSON.stringify({ sessionIdleDays: '7', sessionDays: '30' }),
          sessionIdleDays: '5',
          sessionDays: '30',
        }),
      },
      {
        why: '§1: the admin’s; no section lets another’s fields through',
        as: 'company',
        may: admins,
        home: () => '/settings/rules',
        form: 'plain',
        hostile: true,
        fields: () => ({
          section: 'company',
          opened: JSON.stringify({ companyName: '青山测控', fiscalStart: '1', dueDays: '30', reviewSales: 'on' }),
          companyName: '青山测控',
          fiscalStart: '1',
          dueDays: '45',
          reviewSales: 'on',
        }),
      },
    ],
  },
};
