import { type SQL, sql } from 'drizzle-orm';
import type { Day } from '@/db/columns';

// What is owed by the day it is due, as SQL over a row of `sales` (R18, R21). A sale in 分期 owes each part on its own
// day; all others, the many, answer from their own row.

/**
 * What is open of an instalment, with its sale beside it: payments cover the parts from the first on, a reversal takes
 * away from the last. More paid back than came in (a sheet may say so) is open again on the first, so that the parts
 * always sum to what the sale owes. The same as `openOf` in lib/sales/parts.ts and the triggers.
 */
export const openOfPart = sql`max(0, min(instalments.through_fen, sales.amount_fen + sales.reversed_fen)
  - iif(instalments.position = 1, sales.paid_fen,
    max(sales.paid_fen, min(instalments.through_fen - instalments.amount_fen, sales.amount_fen + sales.reversed_fen))))`;

/** Days something is due on, both ends included; null = without end. */
export type DueRange = { from: Day | null; to: Day | null };

/** `column between …`, as far as the range has ends. */
export function dueWithin(column: SQL, { from, to }: DueRange): SQL {
  if (from !== null && to !== null) return sql`${column} between ${from} and ${to}`;
  if (from !== null) return sql`${column} >= ${from}`;
  return to === null ? sql`true` : sql`${column} <= ${to}`;
}

/**
 * What a sale owes that is due in a range, in fen: 0 for credits and sales that don't count. The cheap questions come
 * first: most sales owe nothing, and none owes anything before its own due day, its first open part's.
 */
export function owedWithin(range: DueRange): SQL {
  const { from, to } = range;
  if (from === null && to === null) return sql`max(sales.balance_fen, 0)`;
  return sql`case when sales.balance_fen <= 0 ${to === null ? sql`` : sql`or sales.due_on > ${to}`} then 0
    when sales.instalment_count = 0
      then ${from === null ? sql`sales.balance_fen` : sql`iif(sales.due_on >= ${from}, sales.balance_fen, 0)`}
    else (select coalesce(sum(${openOfPart}), 0) from instalments
      where instalments.sale_id = sales.id and ${dueWithin(sql`instalments.due_on`, range)}) end`;
}
