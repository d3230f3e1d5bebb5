import { gunzipSync, gzipSync } from 'node:zlib';
import { asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { idempotencyKeys } from '@/db/schema/audit';
import { importChunks } from '@/db/schema/imports';
import { notifications } from '@/db/schema/notifications';
import { nameKey } from '../text';
import { type Finders, gone, withoutPerson } from './finders';

// What the program keeps for itself, and a person may still stand in: answers to forms, notifications, files on their way
// in. Numbers go wherever they are; a name only where the row is about the customer, since another may have the same.

type About = { id: number; name: string };
export type Stored = { kind: 'answer' | 'notification' | 'import'; times: number; store: (tx: Tx) => void };

export function storedWith(reader: Reader, finders: Finders, customer: About): Stored[] {
  return [
    ...answersWith(reader, finders, customer),
    ...notificationsWith(reader, finders),
    ...importsWith(reader, finders, customer),
  ];
}

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };

/** Every text in it without the person; a cell that is their number as a number becomes a text. */
export function jsonWithoutPerson(value: Json, finders: readonly RegExp[]): { value: Json; times: number } {
  let times = 0;
  const walk = (one: Json): Json => {
    if (typeof one === 'string') {
      const found = withoutPerson(one, finders);
      times += found.times;
      return found.text;
    }
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    if (typeof one.n === 'number' && withoutPerson(String(one.n), finders).times > 0) {
      times += 1;
      return gone;
    }
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return { value: walk(value), times };
}

function answersWith(reader: Reader, { names, numbers }: Finders, { id }: About): Stored[] {
  return reader
    .select({ key: idempotencyKeys.key, result: idempotencyKeys.result })
    .from(idempotencyKeys)
    .all()
    .flatMap((row): Stored[] => {
      const to = (row.result as { to?: unknown }).to;
      const isAbout = typeof to === 'string' && new RegExp(`^/customers/${id}(?![0-9])`).test(to);
      const { value, times } = jsonWithoutPerson(row.result as Json, isAbout ? [...names, ...numbers] : numbers);
      if (times === 0) return [];
      const store = (tx: Tx) =>
        tx.update(idempotencyKeys).set({ result: value }).where(eq(idempotencyKeys.key, row.key)).run();
      return [{ kind: 'answer', times, store }];
    });
}

function notificationsWith(reader: Reader, { numbers }: Finders): Stored[] {
  if (numbers.length === 0) return [];
  return reader
    .select({ id: notifications.id, data: notifications.data })
    .from(notifications)
    .all()
    .flatMap((row): Stored[] => {
      const { value, times } = jsonWithoutPerson(row.data, numbers);
      if (times === 0) return [];
      const data = value as typeof row.data;
      const store = (tx: Tx) => tx.update(notifications).set({ data }).where(eq(notifications.id, row.id)).run();
      return [{ kind: 'notification', times, store }];
    });
}

/** Files not confirmed yet, and the rows of confirmed ones that were refused or pointed out. */
function importsWith(reader: Reader, finders: Finders, customer: About): Stored[] {
  const ids = reader.selectDistinct({ id: importChunks.importId }).from(importChunks).all();
  return ids.flatMap(({ id }): Stored[] => {
    const packed = Buffer.concat(
      reader
        .select({ data: importChunks.data })
        .from(importChunks)
        .where(eq(importChunks.importId, id))
        .orderBy(asc(importChunks.position))
        .all()
        .map(({ data }) => data),
    );
    const { value, times } = rowsWithoutPerson(
      JSON.parse(gunzipSync(packed).toString('utf8')) as Json,
      finders,
      customer,
    );
    if (times === 0) return [];
    return [{ kind: 'import', times, store: (tx) => storeChunk(tx, id, gzipSync(JSON.stringify(value))) }];
  });
}

const chunkBytes = 512 * 1024;

function storeChunk(tx: Tx, importId: number, packed: Buffer): void {
  tx.delete(importChunks).where(eq(importChunks.importId, importId)).run();
  for (let position = 0; position * chunkBytes < packed.length; position++)
    tx.insert(importChunks)
      .values({ importId, position, data: packed.subarray(position * chunkBytes, (position + 1) * chunkBytes) })
      .run();
}

/** Row by row: the name too where the row has the person's number or speaks of the customer. */
function rowsWithoutPerson(file: Json, { names, numbers }: Finders, customer: About): { value: Json; times: number } {
  const key = nameKey(customer.name);
  let times = 0;
  const take = (found: { value: Json; times: number }) => {
    times += found.times;
    return found.value;
  };
  const walk = (one: Json): Json => {
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    if (typeof one.row !== 'number')
      return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, walk(inner)]));
    const isTheirs = jsonWithoutPerson(one, numbers).times > 0 || textsIn(one).some((text) => nameKey(text) === key);
    return take(jsonWithoutPerson(one, isTheirs ? [...names, ...numbers] : numbers));
  };
  return { value: walk(file), times };
}

const textsIn = (value: Json): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap((inner) => textsIn(inner as Json))
      : [];
