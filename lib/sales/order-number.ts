import { and, eq, gte, inArray, lt, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { sales } from '@/db/schema/sales';
import { codeKey } from '../text';

/** One line has the order's number, several have it with -1, -2 behind (R16). */
export const lineNumbers = (order: string, lines: number): string[] =>
  lines === 1 ? [order] : Array.from({ length: lines }, (_, index) => `${order}-${index + 1}`);

/**
 * XS-2026-0001, XS-2026-0002, …: one past the highest of the deal's year. Inside a write transaction, so that of ten
 * people saving at once each gets another one.
 */
export function nextOrderNumber(tx: Tx, dealOn: Day): string {
  const prefix = `XS-${dealOn.slice(0, 4)}-`;
  // The highest of one width is the last in the index; a wider one is looked for only when that width is used up.
  for (let width = 4; ; width += 1) {
    const highest = highestOf(tx, prefix, width);
    if (highest >= 10 ** width - 1) continue;
    const next = Math.max(highest + 1, width > 4 ? 10 ** (width - 1) : 1);
    return prefix + String(next).padStart(4, '0');
  }
}

/** The highest number of so many digits under a prefix, with or without a line's suffix; 0 = none. */
function highestOf(tx: Tx, prefix: string, width: number): number {
  const digits = sql`substr(${sales.orderKey}, ${prefix.length + 1}, ${width})`;
  const found = tx
    .select({ digits: sql<string>`${digits}` })
    .from(sales)
    .where(
      and(
        gte(sales.orderKey, prefix),
        lt(sales.orderKey, `${prefix}:`),
        sql`${sales.orderKey} glob ${`${prefix}${'[0-9]'.repeat(width)}*`}`,
        sql`substr(${sales.orderKey}, ${prefix.length + width + 1}, 1) in ('', '-')`,
      ),
    )
    .orderBy(sql`${sales.orderKey} desc`)
    .limit(1)
    .get();
  return Number(found?.digits ?? 0);
}

/**
 * Whether an order of that number can't be filed: one of its lines' numbers is taken (a voided one stays so), or other
 * sales already belong to an order of that number (R26 counts an order once). `exceptId`: the sale that has it now.
 */
export function isOrderTaken(tx: Tx, order: string, numbers: readonly string[], exceptId = 0): boolean {
  const key = codeKey(order);
  const ofThatOrder = and(gte(sales.orderKey, `${key}-`), lt(sales.orderKey, `${key}.`), eq(sales.orderGroup, key));
  return (
    tx
      .select({ id: sales.id })
      .from(sales)
      .where(and(or(inArray(sales.orderKey, [key, ...numbers.map(codeKey)]), ofThatOrder), ne(sales.id, exceptId)))
      .limit(1)
      .get() !== undefined
  );
}
