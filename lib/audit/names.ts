import { inArray } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { contacts, customers } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { imports } from '@/db/schema/imports';
import { teams, users } from '@/db/schema/people';
import { payments, sales } from '@/db/schema/sales';
import { dictionaryEntries } from '@/db/schema/settings';
import { visible } from '../scope';
import type { Viewer } from '../viewer';
import type { Field, Named } from './fields';
import { idFields } from './fields';

type Part = Named | 'sale' | 'import';
/** Names by id, only of what the viewer sees; and whose customer or sale an object is. */
export type Names = Record<Part, Map<number, string>> & { parents: Map<string, Parent> };
export type Parent = { kind: 'customer' | 'sale'; id: number };
type Row = { objectKind: string; objectId: number | null; details: unknown };

/** Looks up, in one go each, the names that some rows speak of. */
export function namesFor(viewer: Viewer, rows: readonly Row[], reader: Reader): Names {
  const ids: Record<Part, Set<number>> = {
    user: new Set(),
    team: new Set(),
    entry: new Set(),
    customer: new Set(),
    sale: new Set(),
    import: new Set(),
  };
  const parents = parentsOf(viewer, rows, reader);
  for (const row of rows) {
    const part = row.objectKind === 'dictionary' ? 'entry' : row.objectKind;
    if (row.objectId !== null && Object.hasOwn(ids, part)) ids[part as Part].add(row.objectId);
    collect(row.details, ids);
  }
  for (const { kind, id } of parents.values()) ids[kind].add(id);

  const look = (part: Part, read: (wanted: number[]) => { id: number; name: string }[]) =>
    new Map(ids[part].size === 0 ? [] : chunked([...ids[part]], read).map(({ id, name }) => [id, name]));
  return {
    parents,
    user: look('user', (wanted) => named(reader, visible(viewer, users), users, wanted)),
    team: look('team', (wanted) => named(reader, visible(viewer, teams), teams, wanted)),
    entry: look('entry', (wanted) => named(reader, visible(viewer, dictionaryEntries), dictionaryEntries, wanted)),
    customer: look('customer', (wanted) => named(reader, visible(viewer, customers), customers, wanted)),
    sale: look('sale', (wanted) =>
      reader
        .select({ id: sales.id, name: sales.orderNumber })
        .from(visible(viewer, sales))
        .where(inArray(sales.id, wanted))
        .all(),
    ),
    import: look('import', (wanted) =>
      reader
        .select({ id: imports.id, name: imports.fileName })
        .from(visible(viewer, imports))
        .where(inArray(imports.id, wanted))
        .all(),
    ),
  };
}

type WithName = typeof users | typeof teams | typeof dictionaryEntries | typeof customers;
const named = <T extends WithName>(reader: Reader, from: T, table: T, wanted: number[]) =>
  reader
    .select({ id: table.id, name: table.name })
    .from(from as typeof users)
    .where(inArray(table.id, wanted))
    .all();

/** SQLite takes so many values in one statement. */
const chunked = <T, R>(all: readonly T[], read: (some: T[]) => R[]): R[] =>
  Array.from({ length: Math.ceil(all.length / 5000) }, (_, n) => read(all.slice(n * 5000, (n + 1) * 5000))).flat();

/** Every id in the details, by the field it stands in; forms spell ids as text. */
function collect(value: unknown, ids: Record<Part, Set<number>>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const part = key === 'saleId' ? 'sale' : idFields[key as Field];
    if (part && /^\d{1,12}$/.test(String(inner))) ids[part].add(Number(inner));
    else collect(inner, ids);
  }
}

/** Contacts and follow-ups belong to a customer, payments to a sale: by the row itself, or by the table when it doesn't say. */
function parentsOf(viewer: Viewer, rows: readonly Row[], reader: Reader): Map<string, Parent> {
  const parents = new Map<string, Parent>();
  const open = new Map<string, number[]>();
  for (const { objectKind, objectId, details } of rows) {
    if (objectId === null || !Object.hasOwn(owners, objectKind)) continue;
    const said = details as { customerId?: unknown; saleId?: unknown };
    const { kind } = owners[objectKind as keyof typeof owners];
    const id = kind === 'sale' ? said.saleId : said.customerId;
    if (typeof id === 'number') parents.set(`${objectKind}.${objectId}`, { kind, id });
    else open.set(objectKind, [...(open.get(objectKind) ?? []), objectId]);
  }
  for (const [objectKind, wanted] of open) {
    const { kind, table, parent } = owners[objectKind as keyof typeof owners];
    const found = chunked(wanted, (some) =>
      reader
        .select({ id: table.id, parent })
        .from(visible(viewer, table) as typeof payments)
        .where(inArray(table.id, some))
        .all(),
    );
    for (const row of found) parents.set(`${objectKind}.${row.id}`, { kind, id: row.parent });
  }
  return parents;
}

const owners = {
  contact: { kind: 'customer', table: contacts, parent: contacts.customerId },
  followUpTask: { kind: 'customer', table: followUpTasks, parent: followUpTasks.customerId },
  followUpRecord: { kind: 'customer', table: followUpRecords, parent: followUpRecords.customerId },
  payment: { kind: 'sale', table: payments, parent: payments.saleId },
} as const;
