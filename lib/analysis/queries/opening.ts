import { and, eq, gte, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Day } from '@/db/columns';
import { payments, sales } from '@/db/schema/sales';
import { firstOfMonth } from '@/lib/days';
import { visible } from '@/lib/scope';
import { keyColumn, narrowed, type Question } from './rows';
import { byKey, counting, creditOf, total } from './sums';

// Opening receivables (R25): what was owed when a day began = per sale dealt before it,
// max(0, amount + reversals − payments, each dated before it) = max(0, today's balance + payments since − reversals since).

/** Only sales that owe now, or were paid or reversed since, can have owed then. */
export const openingOf = (question: Question, day: Day): Map<string, { openingFen: number }> =>
  // Each part by its own index: the plus and `union all` keep SQLite from walking the table in order of id instead.
  standingOf(
    question,
    day,
    1,
    sql`select id from sales where balance_fen > 0 and +deal_on < ${day}
      union all select id from sales where last_paid_on >= ${day} and +deal_on < ${day}
      union all select reverses_id from sales where deal_on >= ${day} and +reverses_id is not null and counts = 1`,
  );

/** Only sales with a credit now, or with money paid back since, can have had one then. */
const creditWhen = (question: Question, day: Day): number =>
  sum(
    standingOf(
      question,
      day,
      -1,
      sql`select id from sales where balance_fen < 0 and +deal_on < ${day}
        union all select sale_id from payments where paid_on >= ${day} and amount_fen < 0 and voided_at is null`,
    ),
  );

/** The balances on one side of 0 (1 owed, -1 credit) when a day began, among the candidates that can have any. */
function standingOf({ viewer, by, filter, reader }: Question, day: Day, side: 1 | -1, candidates: SQL) {
  const key = keyColumn(by);
  const paidSince = sql`coalesce((select sum(p.amount_fen) from payments p where p.sale_id = ${sales.id} and p.paid_on >= ${day} and p.voided_at is null), 0)`;
  const reversedSince = sql`coalesce((select sum(r.amount_fen) from sales r where r.reverses_id = ${sales.id} and r.deal_on >= ${day} and r.counts = 1), 0)`;
  return byKey(
    reader
      .select({
        key,
        openingFen: total(sql`max(0, ${side} * (${sales.balanceFen} + ${paidSince} - ${reversedSince}))`),
      })
      .from(visible(viewer, sales))
      .where(
        and(
          sql`${sales.id} in (${candidates})`,
          sql`+${sales.dealOn} < ${day}`,
          counting,
          sql`+${sales.reversesId} is null`,
          ...narrowed(filter),
        ),
      )
      .groupBy(key)
      .all(),
  );
}

/**
 * Opening receivables of each month, in a few passes instead of one a month: balances add up (what was owed less what
 * was in credit), so their sum at each month's start follows from sums by month, and only the few credits need a look.
 */
export function openingByMonth(question: Question, months: readonly string[]): Map<string, number> {
  const first = firstOfMonth(months[0] as string);
  const credits = creditOf({ ...question, by: 'month' });
  const moves = [
    ...[...owedNow(question)].map(([deal, { owedFen }]) => ({ deal, since: '9999-12', fen: owedFen })),
    ...[...credits].map(([deal, { creditFen }]) => ({ deal, since: '9999-12', fen: -creditFen })),
    ...paidSinceByMonth(question, first),
    ...reversedSinceByMonth(question, first).map((row) => ({ ...row, fen: -row.fen })),
  ];
  return new Map(
    months.map((month) => {
      const net = moves.filter(({ deal, since }) => deal < month && since >= month).map(({ fen }) => fen);
      return [month, net.reduce((all, fen) => all + fen, 0) + creditWhen(question, firstOfMonth(month))];
    }),
  );
}

const owedNow = ({ viewer, filter, reader }: Question) => {
  const key = keyColumn('month');
  return byKey(
    reader
      .select({ key, owedFen: total(sales.balanceFen) })
      .from(visible(viewer, sales))
      .where(and(sql`${sales.balanceFen} > 0`, ...narrowed(filter)))
      .groupBy(key)
      .all(),
  );
};

/** Payments since a day, by the sale's deal month and the month they were received. */
function paidSinceByMonth({ viewer, filter, reader }: Question, day: Day) {
  const since = sql<string>`substr(${payments.paidOn}, 1, 7)`;
  return reader
    .select({ deal: sales.dealMonth, since, fen: sql<number>`sum(${payments.amountFen})` })
    .from(visible(viewer, sales))
    .innerJoin(payments, eq(payments.saleId, sales.id))
    .where(and(gte(payments.paidOn, day), isNull(payments.voidedAt), counting, ...narrowed(filter)))
    .groupBy(sql`+${sales.dealMonth}`, since)
    .all();
}

/** Reversals since a day, by their original's deal month and their own. */
function reversedSinceByMonth({ viewer, filter, reader }: Question, day: Day) {
  const reversal = alias(sales, 'reversal');
  return reader
    .select({ deal: sales.dealMonth, since: reversal.dealMonth, fen: sql<number>`sum(${reversal.amountFen})` })
    .from(visible(viewer, sales))
    .innerJoin(reversal, eq(reversal.reversesId, sales.id))
    .where(and(gte(reversal.dealOn, day), sql`${reversal.counts} = 1`, counting, ...narrowed(filter)))
    .groupBy(sql`+${sales.dealMonth}`, sql`+${reversal.dealMonth}`)
    .all();
}

const sum = (rows: Map<string, { openingFen: number }>) =>
  [...rows.values()].reduce((all, { openingFen }) => all + openingFen, 0);
