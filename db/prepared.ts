import { type InferInsertModel, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './client';

const preparedIn = new WeakMap<Tx, Map<string, unknown>>();

/** A statement of one transaction, built at its first use: a write of many rows otherwise spends its time building SQL. */
export function prepareOnce<T>(tx: Tx, key: string, make: () => T): T {
  const known = preparedIn.get(tx) ?? new Map<string, unknown>();
  preparedIn.set(tx, known);
  if (!known.has(key)) known.set(key, make());
  return known.get(key) as T;
}

const tableName = (table: SQLiteTable) =>
  (table as unknown as { [key: symbol]: string })[Symbol.for('drizzle:Name')] as string;

/** INSERT … RETURNING id, prepared once per transaction and set of columns. */
export function insertRow<T extends SQLiteTable & { id: SQLiteColumn }>(
  tx: Tx,
  table: T,
  values: InferInsertModel<T>,
): number {
  // What is null or not given stays out: the statement then says null, or the column's default.
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  const names = given.map(([name]) => name);
  const statement = prepareOnce(tx, `insert ${tableName(table)} ${names.join()}`, () =>
    tx
      .insert(table as SQLiteTable)
      .values(Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])))
      .returning({ id: table.id })
      .prepare(),
  );
  return (statement.get(Object.fromEntries(given)) as { id: number }).id;
}
