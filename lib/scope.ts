import { and, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { QueryBuilder, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { auditEvents } from '@/db/schema/audit';
import { collaborators, contacts, customers, demandChanges, ownerChanges, stageChanges } from '@/db/schema/customers';
import { followUpRecordEdits, followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { imports } from '@/db/schema/imports';
import { notifications } from '@/db/schema/notifications';
import { instalments, payments, saleChanges, saleRejections, sales } from '@/db/schema/sales';
import { targets } from '@/db/schema/targets';
import { type Tables, tables } from '@/db/tables';
import { accessActions } from './audit/kinds';
import type { Viewer } from './viewer';

/**
 * Who sees what (R5), and the only place that knows.
 * "Own" has two meanings: **attributed** = the sale's frozen salesperson and team (figures, rankings, sales lists);
 * **owned** = the customer's present owner and their team (customer pages, receivables to chase, follow-ups).
 * Two narrower ones serve single pages: **reached** = owned, or named there as 协同人 (one customer's page and follow-ups,
 * never its money); **pooled** = in the public pool, for its list and nothing else (R8).
 */
export type Meaning = 'attributed' | 'owned' | 'reached' | 'pooled';

type Rule =
  /** Every row has its own people. */
  | { meanings: Partial<Record<Meaning, (viewer: Viewer) => SQL | undefined>> }
  /** As its parent. */
  | { inherits: (viewer: Viewer, meaning: Meaning) => SQL | undefined }
  /** The same for everyone signed in, for the written reason. */
  | { global: string }
  /** Never read for a viewer: the code that may touch it is named. */
  | { closed: string };

const query = new QueryBuilder();

const ownedCustomers = (viewer: Viewer): SQL | undefined =>
  viewer.role === 'manager'
    ? undefined
    : viewer.role === 'supervisor'
      ? eq(customers.teamId, viewer.teamId as number)
      : eq(customers.ownerId, viewer.id);

/** The customers the viewer is named at as 协同人, whoever owns them (R5). */
export const scopeOfShared = (viewer: Viewer): SQL =>
  inArray(
    customers.id,
    query.select({ id: collaborators.customerId }).from(collaborators).where(eq(collaborators.userId, viewer.id)),
  );

const reachedCustomers = (viewer: Viewer): SQL | undefined => {
  const owned = ownedCustomers(viewer);
  return owned && or(owned, scopeOfShared(viewer));
};

const attributedSales = (viewer: Viewer): SQL | undefined =>
  viewer.role === 'manager'
    ? undefined
    : viewer.role === 'supervisor'
      ? eq(sales.teamId, viewer.teamId as number)
      : eq(sales.salespersonId, viewer.id);

/** `column in (customers the viewer owns)`; nothing to add for a manager. */
const ofOwnedCustomer = (column: SQL | Parameters<typeof inArray>[0]) => (viewer: Viewer) =>
  ofCustomers(column, ownedCustomers(viewer));

const ofCustomers = (column: SQL | Parameters<typeof inArray>[0], condition: SQL | undefined) =>
  condition && inArray(column as never, query.select({ id: customers.id }).from(customers).where(condition));

/** What belongs to the customer's page: as the customer, for its 协同人 too where a query asks for `reached`. */
const ofCustomerPage = (column: Parameters<typeof inArray>[0]) => (viewer: Viewer, meaning: Meaning) =>
  ofCustomers(column, meaning === 'reached' ? reachedCustomers(viewer) : ownedCustomers(viewer));

/** `column in (sales the viewer sees under that meaning)`. */
const ofSale = (column: Parameters<typeof inArray>[0]) => (viewer: Viewer, meaning: Meaning) => {
  const condition = meaning === 'attributed' ? attributedSales(viewer) : ofOwnedCustomer(sales.customerId)(viewer);
  return condition && inArray(column as never, query.select({ id: sales.id }).from(sales).where(condition));
};

const ofRecord = (viewer: Viewer, meaning: Meaning) => {
  const condition = ofCustomerPage(followUpRecords.customerId)(viewer, meaning);
  return (
    condition &&
    inArray(
      followUpRecordEdits.recordId,
      query.select({ id: followUpRecords.id }).from(followUpRecords).where(condition),
    )
  );
};

/** A rep reads own targets and no group's; a supervisor the team's and its people's (R29). */
const ownTargets = (viewer: Viewer): SQL | undefined =>
  viewer.role === 'manager'
    ? undefined
    : viewer.role === 'supervisor'
      ? eq(targets.teamId, viewer.teamId as number)
      : and(eq(targets.layer, 'person'), eq(targets.userId, viewer.id));

/** `ownTargets` over a cell as an audit row keeps it in JSON: who reads a target reads who changed it (R29). */
export const scopeOfTargetChanges = (viewer: Viewer, cell: SQL): SQL =>
  viewer.role === 'manager'
    ? sql`true`
    : viewer.role === 'supervisor'
      ? sql`${cell} ->> '$.teamId' = ${viewer.teamId}`
      : sql`(${cell} ->> '$.layer' = 'person' and ${cell} ->> '$.userId' = ${viewer.id})`;

/**
 * R41: who leads the department reads the whole trail. An admin who doesn't lead reads only who signed in, who was given
 * which right, which setting changed and what was taken out: rows about customers, sales and money would show an admin
 * who is a rep what the role keeps from them (R5).
 */
export const scopeOfAudit = (viewer: Viewer): SQL =>
  viewer.role === 'manager' ? sql`true` : viewer.isAdmin ? inArray(auditEvents.action, accessActions) : sql`false`;

const rules = {
  customers: {
    meanings: { owned: ownedCustomers, reached: reachedCustomers, pooled: () => isNotNull(customers.pooledAt) },
  },
  contacts: { inherits: ofCustomerPage(contacts.customerId) },
  stageChanges: { inherits: ofCustomerPage(stageChanges.customerId) },
  demandChanges: { inherits: ofCustomerPage(demandChanges.customerId) },
  ownerChanges: { inherits: ofCustomerPage(ownerChanges.customerId) },
  collaborators: { inherits: ofCustomerPage(collaborators.customerId) },
  followUpTasks: { inherits: ofCustomerPage(followUpTasks.customerId) },
  followUpRecords: { inherits: ofCustomerPage(followUpRecords.customerId) },
  followUpRecordEdits: { inherits: ofRecord },
  // The plus keeps SQLite from reading every sale of every customer owned: what is asked for (owing, a customer, a page in
  // order of day) decides which index serves, and whose customer it is is looked up row by row.
  sales: { meanings: { attributed: attributedSales, owned: ofOwnedCustomer(sql`+${sales.customerId}`) } },
  payments: { inherits: ofSale(payments.saleId) },
  instalments: { inherits: ofSale(instalments.saleId) },
  saleChanges: { inherits: ofSale(saleChanges.saleId) },
  saleRejections: { inherits: ofSale(saleRejections.saleId) },
  targets: { meanings: { attributed: ownTargets } },
  imports: {
    meanings: {
      owned: (viewer) => (viewer.role === 'manager' ? isNotNull(imports.id) : eq(imports.createdBy, viewer.id)),
    },
  },
  // Whoever leads has no business with what somebody else was told.
  notifications: { meanings: { owned: (viewer) => eq(notifications.userId, viewer.id) } },
  instance: { global: 'says which installation this is; no business data' },
  settings: { global: 'definitions and thresholds stand beside the figures they shape' },
  dictionaryEntries: { global: 'the words of pickers and filters are the company’s, not a person’s' },
  products: { global: 'everyone sells from the one list of products' },
  teams: { global: 'names of teams head reports and pickers' },
  users: { global: 'a colleague’s name stands on shared history; managing people asks canManagePeople' },
  importWords: { global: 'what a word of a sheet means is decided once for the company' },
  importChunks: { closed: 'read with its import by lib/imports' },
  sessions: { closed: 'read by signing in and lib/session.ts' },
  userTokens: { closed: 'read by signing in and lib/people' },
  userIdentities: { closed: 'read by signing in and lib/people' },
  jobs: { closed: 'read by the scheduler' },
  signInThrottles: { closed: 'read by signing in' },
  auditEvents: {
    closed:
      'read by lib/audit for admin and manager under scopeOfAudit; changes of targets by lib/targets, cell by cell under scopeOfTargetChanges',
  },
  idempotencyKeys: { closed: 'read by lib/action.ts' },
} satisfies Record<keyof Tables, Rule>;

const ruleOf = new Map<SQLiteTable, Rule>(
  Object.entries(rules).map(([name, rule]) => [tables[name as keyof Tables] as SQLiteTable, rule as Rule]),
);

/** The condition itself, for an UPDATE's WHERE or a hand-written statement; undefined = everything. */
export function scopeOf(viewer: Viewer, table: SQLiteTable, meaning: Meaning = 'owned'): SQL | undefined {
  const rule = ruleOf.get(table);
  if (!rule || 'closed' in rule) throw new Error('this table is not read for a viewer');
  if ('global' in rule) return undefined;
  if ('inherits' in rule) return rule.inherits(viewer, meaning);
  const condition = rule.meanings[meaning];
  if (!condition) throw new Error(`this table has no meaning of "${meaning}"`);
  return condition(viewer);
}

/**
 * The rows of a table that the viewer may read, as a subquery under the table's own name: columns of the table can be
 * used around it as usual, and SQLite flattens it. Further conditions go on the outer query and can't replace this one.
 * ```ts
 * reader.select().from(visible(viewer, customers)).where(eq(customers.id, id)).get()
 * ```
 */
export function visible<T extends SQLiteTable>(viewer: Viewer, table: T, meaning?: Meaning): T {
  const fallback: Meaning =
    table === (sales as SQLiteTable) || table === (targets as SQLiteTable) ? 'attributed' : 'owned';
  const condition = scopeOf(viewer, table, meaning ?? fallback);
  const name = (table as unknown as { [key: symbol]: string })[Symbol.for('drizzle:Name')] as string;
  // Typed as the table itself: the subquery has its name, its columns and its rows.
  return query
    .select()
    .from(table as SQLiteTable)
    .where(condition ?? sql`true`)
    .as(name) as unknown as T;
}

/** The customers whose contact data the viewer reads in clear (R6), as a condition: `seesContactClear` in SQL. */
export const scopeOfClearContacts = (viewer: Viewer, supervisorsSeeClear: boolean): SQL =>
  viewer.role === 'supervisor' && supervisorsSeeClear
    ? sql`(${customers.ownerId} = ${viewer.id} or ${customers.teamId} = ${viewer.teamId})`
    : sql`${customers.ownerId} = ${viewer.id}`;
