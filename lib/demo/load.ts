import { getTableColumns, type InferInsertModel } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from '@/db/client';

/** Inserts many rows through one prepared statement; every row names the same columns as the first. */
export function insertAll<T extends SQLiteTable>(db: Db, table: T, rows: readonly InferInsertModel<T>[]): void {
  const [first] = rows;
  if (!first) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first);
  const names = columns.map(([, column]) => `"${column.name}"`);
  const statement = db.$client.prepare(
    `insert into "${getTableConfig(table).name}" (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
  );
  for (const row of rows as readonly Record<string, unknown>[]) {
    statement.run(
      columns.map(([key, column]) => (row[key] === null ? null : column.mapToDriverValue(row[key]))) as never,
    );
  }
}
