import { eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { sales } from '@/db/schema/sales';
import type { Viewer } from '@/lib/viewer';
import type { Dimension, FigureFilter } from '../types';

/** Who asks, for which rows, narrowed to what. Sales are the viewer's in the attributed meaning (R5). */
export type Question = { viewer: Viewer; by: Dimension; filter: FigureFilter; reader: Reader };

/** The key of sales without the dimension's value. */
export const noneKey = 'none';
export const keyText = (value: string | number | null): string => (value === null ? noneKey : String(value));

/** The sale's frozen column of each dimension (R16). */
export const columns = {
  rep: sales.salespersonId,
  team: sales.teamId,
  region: sales.regionId,
  line: sales.productLineId,
  level: sales.level,
  product: sales.productId,
  month: sales.dealMonth,
  industry: sales.industryId,
  source: sales.sourceId,
  customer: sales.customerId,
} as const;

/**
 * A column to group by whose values become keys. The plus keeps SQLite from reading the whole table in the column's
 * order only to group by it: the range of days decides which index serves.
 */
export const keyColumn = (by: Dimension) => sql<string | number | null>`+${columns[by]}`;

/** The conditions of a filter on sales; a value that can't be an id matches nothing. */
export function narrowed(filter: FigureFilter): SQL[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (value === undefined || value === '') return [];
    const column = columns[name as Dimension];
    if (value === noneKey) return [isNull(column)];
    if (name === 'level') return [sql`${column} = ${value}`];
    return [/^\d{1,15}$/.test(value) ? eq(column, Number(value) as never) : sql`false`];
  });
}
