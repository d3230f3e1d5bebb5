import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader } from '@/db/client';
import { contacts, customers, demandChanges, ownerChanges } from '@/db/schema/customers';
import { followUpRecordEdits, followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { payments, saleChanges, saleRejections, sales } from '@/db/schema/sales';

type Table = SQLiteTable & { id: SQLiteColumn; version?: SQLiteColumn };
export const placeKinds = [
  'customer',
  'contact',
  'demand',
  'owner',
  'record',
  'recordEdit',
  'task',
  'sale',
  'saleChange',
  'rejection',
  'payment',
] as const;
export type PlaceKind = (typeof placeKinds)[number];
type Place = {
  kind: PlaceKind;
  table: Table;
  /** Columns that hold what somebody typed; `json` ones hold it inside. */
  columns: readonly string[];
  json?: readonly string[];
  of: (customerId: number) => SQL;
};

const salesOf = (customerId: number) => sql`(select id from sales where customer_id = ${customerId})`;

/** Everywhere in a customer's records that people write freely (R43): a new column of free text belongs in this list. */
export const places: readonly Place[] = [
  {
    kind: 'customer',
    table: customers,
    columns: ['demandChange', 'strategicReason', 'invoiceDetails', 'notes'],
    of: (id) => eq(customers.id, id),
  },
  // The person's own row is emptied as a whole; this is a colleague's, "沈国华的助理".
  { kind: 'contact', table: contacts, columns: ['title'], of: (id) => eq(contacts.customerId, id) },
  { kind: 'demand', table: demandChanges, columns: ['demandChange'], of: (id) => eq(demandChanges.customerId, id) },
  { kind: 'owner', table: ownerChanges, columns: ['reason'], of: (id) => eq(ownerChanges.customerId, id) },
  {
    kind: 'record',
    table: followUpRecords,
    columns: ['summary', 'feedback', 'nextPlan'],
    of: (id) => eq(followUpRecords.customerId, id),
  },
  {
    kind: 'recordEdit',
    table: followUpRecordEdits,
    columns: ['summary', 'feedback', 'nextPlan'],
    of: (id) =>
      inArray(followUpRecordEdits.recordId, sql`(select id from follow_up_records where customer_id = ${id})`),
  },
  {
    kind: 'task',
    table: followUpTasks,
    columns: ['objective', 'cancelReason'],
    of: (id) => eq(followUpTasks.customerId, id),
  },
  {
    kind: 'sale',
    table: sales,
    columns: ['notes', 'rejectReason', 'voidReason'],
    of: (id) => eq(sales.customerId, id),
  },
  {
    kind: 'saleChange',
    table: saleChanges,
    columns: ['reason', 'rejectReason'],
    json: ['before'],
    of: (id) => inArray(saleChanges.saleId, salesOf(id)),
  },
  {
    kind: 'rejection',
    table: saleRejections,
    columns: ['reason'],
    of: (id) => inArray(saleRejections.saleId, salesOf(id)),
  },
  {
    kind: 'payment',
    table: payments,
    columns: ['reason', 'voidReason'],
    of: (id) => inArray(payments.saleId, salesOf(id)),
  },
];

/** The rows of a place, by the names its columns have in code. Read for whoever has found the contact in scope. */
export const rowsOf = (reader: Reader, { table, of }: Place, customerId: number) =>
  reader
    .select()
    .from(table as SQLiteTable)
    .where(of(customerId))
    .orderBy(table.id)
    .all() as ({ id: number } & Record<string, unknown>)[];
