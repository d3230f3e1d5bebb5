import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

// CHECK expressions can't carry bound parameters, so values are inlined; they are constants of this code base.
const quoted = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(', '));

/** The column holds one of the listed words (NULL passes unless the column is NOT NULL). */
export const oneOf = (column: AnyColumn, values: readonly string[]): SQL => sql`${column} in (${quoted(values)})`;

/** The column looks like `YYYY-MM-DD` and is a day that exists: SQLite rolls 02-30 over, so the round trip must agree. */
export const isDay = (column: AnyColumn): SQL => sql`${column} is null or date(${column}, '+0 days') = ${column}`;

/** The column looks like `YYYY-MM`. */
export const isMonth = (column: AnyColumn): SQL =>
  sql`${column} glob '[0-9][0-9][0-9][0-9]-[01][0-9]' and substr(${column}, 6, 2) between '01' and '12'`;

/** The column is a UTC moment as written by `Date#toISOString`. */
export const isMoment = (column: AnyColumn): SQL =>
  sql`${column} is null or ${column} glob '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'`;

/** Trimmed and not empty (R3). */
export const isFilled = (column: AnyColumn): SQL => sql`${column} <> '' and ${column} = trim(${column})`;
