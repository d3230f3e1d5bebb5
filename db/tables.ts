import * as audit from './schema/audit';
import * as customers from './schema/customers';
import * as followUps from './schema/follow-ups';
import * as imports from './schema/imports';
import * as jobs from './schema/jobs';
import * as notifications from './schema/notifications';
import * as people from './schema/people';
import * as sales from './schema/sales';
import * as settings from './schema/settings';
import * as targets from './schema/targets';

/** Every table by its name in code: the scope registry must have a rule for each (lib/scope.ts). */
export const tables = {
  instance: settings.instance,
  settings: settings.settings,
  dictionaryEntries: settings.dictionaryEntries,
  products: settings.products,
  teams: people.teams,
  users: people.users,
  sessions: people.sessions,
  userTokens: people.userTokens,
  userIdentities: people.userIdentities,
  signInThrottles: people.signInThrottles,
  customers: customers.customers,
  contacts: customers.contacts,
  stageChanges: customers.stageChanges,
  demandChanges: customers.demandChanges,
  ownerChanges: customers.ownerChanges,
  collaborators: customers.collaborators,
  sales: sales.sales,
  payments: sales.payments,
  instalments: sales.instalments,
  saleChanges: sales.saleChanges,
  saleRejections: sales.saleRejections,
  followUpTasks: followUps.followUpTasks,
  followUpRecords: followUps.followUpRecords,
  followUpRecordEdits: followUps.followUpRecordEdits,
  targets: targets.targets,
  imports: imports.imports,
  importChunks: imports.importChunks,
  importWords: imports.importWords,
  notifications: notifications.notifications,
  jobs: jobs.jobs,
  auditEvents: audit.auditEvents,
  idempotencyKeys: audit.idempotencyKeys,
};
export type Tables = typeof tables;
