import type { Db } from '@/db/client';
import { instalments, payments, sales } from '@/db/schema/sales';
import { targets } from '@/db/schema/targets';
import type { Dimension, FigureFilter } from '../analysis/types';
import type { Viewer } from '../viewer';

// Figures recounted the slow way, straight from the rules: every row is loaded, nothing that triggers, generated columns
// or the queries under test keep is used, and days are compared as text.

type Sale = typeof sales.$inferSelect;
type Span = { from: string; to: string };
type Expected = Record<string, unknown>;
const add = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export type Oracle = ReturnType<typeof oracleOf>;

export function oracleOf(db: Db, today: string, alertDays = 30, alertPercent = 80) {
  const all = db.select().from(sales).all();
  const paid = db
    .select()
    .from(payments)
    .all()
    .filter((payment) => payment.voidedAt === null);
  const goals = db
    .select()
    .from(targets)
    .all()
    .filter((target) => target.metric === 'amount');

  const counts = (sale: Sale) => sale.review === 'approved' && sale.voidedAt === null;
  const paidOn = (sale: Sale, span: Span) =>
    add(
      paid.filter((p) => p.saleId === sale.id && p.paidOn >= span.from && p.paidOn <= span.to).map((p) => p.amountFen),
    );
  const reversedOn = (sale: Sale, span: Span) =>
    add(
      all
        .filter((r) => r.reversesId === sale.id && counts(r) && r.dealOn >= span.from && r.dealOn <= span.to)
        .map((r) => r.amountFen),
    );
  const ever = { from: '0000-00-00', to: '9999-99-99' };
  /** Everything dated before a day. */
  const before = (day: string) => ({ from: '0000-00-00', to: dayBefore(day) });
  const balance = (sale: Sale) =>
    counts(sale) && sale.reversesId === null ? sale.amountFen + reversedOn(sale, ever) - paidOn(sale, ever) : 0;

  const parts = db.select().from(instalments).all();
  /** What a sale owes by the day it is due (R18): a reversal is struck off its instalments from the last, money from the first. */
  const duesOf = (sale: Sale): { dueOn: string; fen: number }[] => {
    if (balance(sale) <= 0) return [];
    const left = parts
      .filter((part) => part.saleId === sale.id)
      .sort((a, b) => a.position - b.position)
      .map((part) => ({ dueOn: part.dueOn, fen: Number(part.amountFen) }));
    if (left.length === 0) return [{ dueOn: sale.dueOn, fen: balance(sale) }];
    const strike = (from: typeof left, fen: number) => {
      for (const part of from) {
        const struck = Math.min(part.fen, fen);
        part.fen -= struck;
        fen -= struck;
      }
    };
    strike(left.toReversed(), -reversedOn(sale, ever));
    strike(left, paidOn(sale, ever));
    return left.filter((part) => part.fen > 0);
  };

  const keyOf = (sale: Sale, by: Dimension): string => {
    const values = {
      rep: sale.salespersonId,
      team: sale.teamId,
      region: sale.regionId,
      line: sale.productLineId,
      level: sale.level,
      product: sale.productId,
      month: sale.dealOn.slice(0, 7),
      industry: sale.industryId,
      source: sale.sourceId,
      customer: sale.customerId,
    };
    return String(values[by] ?? 'none');
  };
  const reachedBy = (viewer: Viewer, filter: FigureFilter) =>
    all
      .filter(
        (sale) =>
          viewer.role === 'manager' ||
          (viewer.role === 'supervisor' ? sale.teamId === viewer.teamId : sale.salespersonId === viewer.id),
      )
      .filter((sale) => Object.entries(filter).every(([name, value]) => keyOf(sale, name as Dimension) === value));

  const isIn = (day: string, span: Span) => day >= span.from && day <= span.to;
  const amountIn = (rows: Sale[], span: Span) =>
    add(rows.filter((sale) => counts(sale) && isIn(sale.dealOn, span)).map((sale) => sale.amountFen));

  /** The figures of some sales: dealt in `now`, compared with two spans, and owed today by `owing`. */
  function figure(
    rows: Sale[],
    owing: Sale[],
    spans: { now: Span; lastYear: Span; previous: Span },
    target: number | null,
  ): Expected {
    const counting = rows.filter(counts);
    const dealt = counting.filter((sale) => isIn(sale.dealOn, spans.now));
    const orders = dealt.filter((sale) => sale.kind === 'sale' && sale.amountFen + reversedOn(sale, ever) > 0);
    const buyers = [...new Set(orders.map((sale) => sale.customerId))];
    const repeat = buyers.filter(
      (buyer) => new Set(orders.filter((sale) => sale.customerId === buyer).map((sale) => sale.dealOn)).size >= 2,
    );
    const amountFen = add(dealt.map((sale) => sale.amountFen));
    const collectedFen = add(dealt.map((sale) => paidOn(sale, ever)));
    const cashFen = add(counting.map((sale) => paidOn(sale, spans.now)));
    const start = before(spans.now.from);
    const openingFen = add(
      counting
        .filter((sale) => sale.reversesId === null && isIn(sale.dealOn, start))
        .map((sale) => Math.max(0, sale.amountFen + reversedOn(sale, start) - paidOn(sale, start))),
    );
    const count = new Set(orders.map((sale) => sale.orderGroup)).size;
    const base = { lastYear: amountIn(rows, spans.lastYear), previous: amountIn(rows, spans.previous) };
    const dues = owing.flatMap(duesOf);
    const owed = (least: number, most: number) =>
      add(
        dues
          .filter(({ dueOn }) => isIn(dueOn, { from: daysBefore(today, most), to: daysBefore(today, least) }))
          .map(({ fen }) => fen),
      );
    return {
      amountFen,
      orders: count,
      customers: buyers.length,
      targetFen: target,
      shortfallFen: target === null ? null : amountFen - target,
      attainmentBp: rate(amountFen, target ?? 0, [10_000, alertPercent * 100]),
      yoyBp: rate(amountFen - base.lastYear, base.lastYear),
      yoyDifferenceFen: amountFen - base.lastYear,
      popBp: rate(amountFen - base.previous, base.previous),
      popDifferenceFen: amountFen - base.previous,
      collectedFen,
      cashFen,
      openingFen,
      collectionBySigningBp: rate(collectedFen, amountFen, [10_000]),
      collectionByCashBp: rate(cashFen, amountFen, [10_000]),
      collectionByReceivablesBp: rate(cashFen, openingFen + amountFen, [10_000]),
      perCustomerFen: buyers.length ? average(amountFen, buyers.length) : null,
      perOrderFen: count ? average(amountFen, count) : null,
      repurchaseBp: rate(repeat.length, buyers.length, [10_000]),
      pendingFen: add(
        rows
          .filter((sale) => sale.review === 'pending' && sale.voidedAt === null && isIn(sale.dealOn, spans.now))
          .map((sale) => sale.amountFen),
      ),
      receivableFen: add(owing.map((sale) => Math.max(0, balance(sale)))),
      overdueFen: owed(1, 99_999),
      overdueSales: owing.filter((sale) => duesOf(sale).some(({ dueOn }) => dueOn < today)).length,
      creditFen: add(owing.map((sale) => Math.max(0, -balance(sale)))),
      ageing: {
        current: owed(-99_999, 0),
        days30: owed(1, 30),
        days60: owed(31, 60),
        days90: owed(61, 90),
        days180: owed(91, 180),
        older: owed(181, 99_999),
      },
      hasLongOverdue: owed(alertDays + 1, 99_999) > 0,
    };
  }

  /** R29, for the people, team and line a filter leaves; `null` where nothing is set. */
  function goal(
    viewer: Viewer,
    months: string[],
    filter: FigureFilter,
    of: { rep?: string; team?: string; line?: string } = {},
  ): number | null {
    const { rep, team, line, ...others } = { ...filter, ...of };
    if (Object.keys(others).length > 0) return null;
    const readable = goals.filter(
      (row) =>
        viewer.role === 'manager' ||
        (viewer.role === 'supervisor'
          ? row.teamId === viewer.teamId
          : row.layer === 'person' && row.userId === viewer.id),
    );
    const set = (rows: typeof goals) => (rows.length > 0 ? add(rows.map((row) => row.amountFen)) : null);
    const some = (values: (number | null)[]) =>
      values.some((value) => value !== null) ? add(values.map((value) => value ?? 0)) : null;
    return some(
      months.map((month) => {
        const here = readable.filter((row) => row.month === month && String(row.productLineId ?? '') === (line ?? ''));
        const people = here.filter((row) => row.layer === 'person');
        const ofTeam = (id: string) =>
          set(here.filter((row) => row.layer === 'team' && String(row.teamId) === id)) ??
          set(people.filter((row) => String(row.teamId) === id));
        if (rep)
          return set(people.filter((row) => String(row.userId) === rep && (!team || String(row.teamId) === team)));
        if (team) return ofTeam(team);
        const department = set(here.filter((row) => row.layer === 'department'));
        return department ?? some([...new Set(here.map((row) => String(row.teamId)))].map(ofTeam));
      }),
    );
  }

  return { all, goals, today, keyOf, reachedBy, figure, goal, balance, counts, duesOf };
}

/** What figures() should say of whole months or of a running period, by key, and in total. */
export function expectedReport(
  oracle: Oracle,
  viewer: Viewer,
  period: Span & { kind: string },
  by: Dimension,
  filter: FigureFilter,
) {
  const { today, reachedBy, figure, goal, keyOf } = oracle;
  const rows = reachedBy(viewer, filter);
  const now = { from: period.from, to: today >= period.from && today < period.to ? today : period.to };
  const step = { month: -1, quarter: -3, year: -12 }[period.kind] ?? 0;
  const spans = { now, lastYear: moved(now, -12), previous: moved(now, step) };
  const months = monthsIn(period);
  const total = figure(rows, rows, spans, goal(viewer, months, filter));

  const of = new Map<string, Expected>();
  if (by === 'month') {
    for (const month of months) {
      const whole = { from: `${month}-01`, to: lastDay(month) };
      const span = { from: whole.from, to: [whole.to, now.to].sort()[0] as string };
      const owing = rows.filter((sale) => keyOf(sale, 'month') === month);
      const target = goal(viewer, [month], filter);
      const nothing = span.from > span.to ? [] : rows;
      of.set(
        month,
        figure(nothing, owing, { now: span, lastYear: moved(span, -12), previous: moved(span, -1) }, target),
      );
    }
    return { total, of };
  }
  const ids = oracle.goals.map((row) => ({ rep: row.userId, team: row.teamId, line: row.productLineId })[by as 'rep']);
  const keys = new Set([...rows.map((sale) => keyOf(sale, by)), ...ids.flatMap((id) => (id ? [String(id)] : []))]);
  for (const key of keys) {
    const mine = rows.filter((sale) => keyOf(sale, by) === key);
    const matches = !filter[by] || filter[by] === key;
    const target =
      ['rep', 'team', 'line'].includes(by) && key !== 'none' && matches
        ? goal(viewer, months, filter, { [by]: key })
        : null;
    of.set(key, figure(mine, mine, spans, target));
  }
  return { total, of };
}

function rate(part: number, whole: number, lines: number[] = []): number | null {
  if (whole <= 0) return null;
  const [n, d] = [BigInt(part) * 10_000n, BigInt(whole)];
  const size = n < 0n ? -n : n;
  const rounded = Number((size * 2n + d) / (d * 2n)) * (n < 0n ? -1 : 1);
  const short = lines.some((line) => rounded >= line && n < BigInt(line) * d);
  return (short ? Number(n / d) : rounded) + 0;
}
const average = (total: number, count: number) => {
  const size = BigInt(Math.abs(total));
  return Number((size * 2n + BigInt(count)) / (BigInt(count) * 2n)) * Math.sign(total) + 0;
};

const utc = (day: string) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)));
const daysBefore = (day: string, count: number) => new Date(utc(day) - count * 86_400_000).toISOString().slice(0, 10);
const dayBefore = (day: string) => daysBefore(day, 1);
const lastDay = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);
function monthsIn(span: Span): string[] {
  const months = [span.from.slice(0, 7)];
  while (lastDay(months.at(-1) as string) < span.to)
    months.push(daysBefore(lastDay(months.at(-1) as string), -1).slice(0, 7));
  return months;
}
function moved(span: Span, count: number): Span {
  const move = (day: string) => {
    const first = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + count, 1));
    const month = first.toISOString().slice(0, 7);
    const last = lastDay(month);
    return `${month}-${day.slice(8)}` > last ? last : `${month}-${day.slice(8)}`;
  };
  const to = move(span.to);
  return { from: move(span.from), to: span.to === lastDay(span.to.slice(0, 7)) ? lastDay(to.slice(0, 7)) : to };
}
