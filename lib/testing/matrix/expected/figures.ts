import { access } from '../access';
import type { Table } from '../rows';
import { anybody, auditReaders, everyone } from './rules';

const quarter = 'period=2026-Q1';

export const figures: Table = {
  pages: {
    '/': { why: 'R5: today, each with their own', may: everyone },
    '/more': { why: 'the phone’s menu', may: everyone },
    '/analysis': [
      { why: 'R5 attributed', may: everyone },
      {
        why: 'R5 attributed',
        as: 'by customer',
        may: everyone,
        path: () => `/analysis?${quarter}&by=customer`,
        shows: 'name',
      },
      {
        why: 'R5: narrowed to another’s customer there is nothing, like to none',
        as: 'of customer',
        may: access({ rep: 'own', supervisor: 'own team', manager: 'own team other' }),
        takes: ['customer'],
        path: (r) => `/analysis?${quarter}&by=customer&customer=${r.customer}`,
        shows: 'name',
      },
    ],
  },
  handlers: {
    'GET /api/health': { why: 'says nothing but that it is up', may: anybody },
    'POST /api/exports/customers.xlsx': { why: 'R5 owned, R38', may: everyone, writes: true, shows: 'name' },
    'POST /api/exports/analysis.xlsx': {
      why: 'R5 attributed, R38',
      may: everyone,
      writes: true,
      path: () => `/api/exports/analysis.xlsx?${quarter}&by=customer`,
      shows: 'name',
    },
    'POST /api/exports/analysis.pdf': {
      why: 'R5 attributed, R38; its words are looked at in its Excel twin',
      may: everyone,
      writes: true,
      path: () => `/api/exports/analysis.pdf?${quarter}`,
    },
    'POST /api/exports/audit.xlsx': { why: 'R41', may: auditReaders, writes: true },
  },
};
