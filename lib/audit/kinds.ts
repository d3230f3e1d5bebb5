import { audit } from '@/messages/zh/audit';
import type { AuditAction } from './action';

export type AuditKind = keyof typeof audit.kind;
type Concept = keyof typeof audit.action;

/** What a row is filtered by; a new concept doesn't compile without one. */
const kindOf = {
  session: 'signIn',
  user: 'people',
  team: 'people',
  company: 'people',
  dictionary: 'settings',
  settings: 'settings',
  customer: 'customers',
  contact: 'customers',
  sale: 'sales',
  payment: 'payments',
  followUp: 'followUps',
  task: 'followUps',
  targets: 'targets',
  import: 'imports',
  export: 'exports',
  notification: 'notifications',
  data: 'backup',
  backup: 'backup',
} as const satisfies Record<Concept, AuditKind>;

/** Looking at contact data is access, not a change of a customer. */
const ownKind: Partial<Record<AuditAction, AuditKind>> = {
  'contact.shown': 'views',
  'contact.exported': 'views',
};

/** Settings and access: what an admin reads whatever their role (R41). */
const accessKinds: readonly AuditKind[] = ['signIn', 'people', 'settings', 'views', 'exports', 'backup'];

const all = Object.entries(audit.action).flatMap(([concept, verbs]) =>
  Object.entries(verbs).map(([verb, words]) => {
    const action = `${concept}.${verb}` as AuditAction;
    return { action, kind: ownKind[action] ?? (kindOf[concept as Concept] as AuditKind), words };
  }),
);

export const auditActions = all.map(({ action }) => action);
export const actionsOf = (kind: AuditKind) => all.filter((one) => one.kind === kind).map(({ action }) => action);
export const accessActions = all.filter(({ kind }) => accessKinds.includes(kind)).map(({ action }) => action);
/** The kinds a reader of everything, or of settings and access alone, has to choose from. */
export const kindsFor = (readsAll: boolean): AuditKind[] =>
  readsAll ? [...new Set(all.map(({ kind }) => kind))] : [...accessKinds];
/** What is called something with this in it: "驳回" finds every rejection. */
export const actionsCalled = (text: string) =>
  all.filter(({ words }) => words.includes(text)).map(({ action }) => action);
