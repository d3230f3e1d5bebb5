import type { Day } from '@/db/columns';
import { addMonths, firstOfMonth, lastOfMonth, monthOf } from '@/lib/days';
import { monthsOf, type Period, previousPeriod, type Range } from '@/lib/period';
import { listTargets } from '@/lib/targets/queries';
import { noParts, type Parts } from '../combine';
import { targetsBy } from '../targets';
import { openingByMonth, openingOf } from './opening';
import { keyText, type Question } from './rows';
import { buyersOf, cashOf, creditOf, ordersOf, owedOf, pendingOf, sumsOf } from './sums';

type Asked = { range: Range; lastYear: Range; previous: Range; today: Day; alertDays: number };

/** What a report is made of: the parts by key, and those of the total that can't be added up from them. */
export type ReportParts = { of: Map<string, Parts>; own: Partial<Parts> };

export function readParts(question: Question, period: Period, asked: Asked): ReportParts {
  const of = new Map<string, Parts>();
  const at = (key: string): Parts => {
    const parts = of.get(key) ?? { ...noParts };
    of.set(key, parts);
    return parts;
  };
  const take = <T extends Partial<Parts>>(found: Map<string, T>, keyOf = (key: string) => key) => {
    for (const [key, parts] of found) Object.assign(at(keyOf(key)), parts);
  };
  const months = monthsOf(period);
  if (question.by === 'month') for (const month of months) at(month);

  take(sumsOf(question, asked.range));
  take(pendingOf(question, asked.range));
  take(cashOf(question, asked.range));
  const own = {
    ...counted(question, asked.range, at),
    ...compared(question, asked, at),
    ...opened(question, asked, at),
  };

  const other = (month: string) => (month < (months[0] as string) ? 'earlier' : 'later');
  const keyOf = (key: string) => (question.by !== 'month' || months.includes(key) ? key : other(key));
  for (const owed of [owedOf(question, asked.today, asked.alertDays), creditOf(question)])
    for (const [key, parts] of owed) addTo(at(keyOf(key)), parts);

  const targets = targetsOf(question, period);
  for (const [key, targetFen] of targets.of) at(key).targetFen = targetFen;
  return { of, own: { ...own, targetFen: targets.total } };
}

function addTo(parts: Parts, more: Partial<Parts>) {
  for (const [name, value] of Object.entries(more) as [keyof Parts, number][]) parts[name] = (parts[name] ?? 0) + value;
}

/** Orders, customers and repeat customers: distinct by key, and again over all keys. */
function counted(question: Question, range: Range, at: (key: string) => Parts) {
  const orders = ordersOf(question, range);
  for (const [key, count] of orders.of) at(key).orders = count.orders;

  const dates = new Map<number, { first: Day; last: Day }>();
  for (const { key, customerId, first, last } of buyersOf(question, range)) {
    const parts = at(keyText(key));
    parts.customers += 1;
    if (first < last) parts.repeatCustomers += 1;
    const known = dates.get(customerId);
    dates.set(customerId, {
      first: known && known.first < first ? known.first : first,
      last: known && known.last > last ? known.last : last,
    });
  }
  const repeatCustomers = [...dates.values()].filter(({ first, last }) => first < last).length;
  return { orders: orders.total, customers: dates.size, repeatCustomers };
}

/** The bases of 同比 and 环比. A month's own 环比 is the month before it, the total's the period before it. */
function compared(
  question: Question,
  { range, lastYear, previous }: Asked,
  at: (key: string) => Parts,
): Partial<Parts> {
  const moved = (months: number) => (key: string) =>
    question.by === 'month' ? monthOf(addMonths(firstOfMonth(key), months)) : key;
  for (const [key, base] of sumsOf(question, lastYear)) at(moved(12)(key)).lastYearFen = base.amountFen;
  const before = question.by === 'month' ? previousPeriod(range, 'month') : previous;
  for (const [key, base] of sumsOf(question, before)) at(moved(1)(key)).previousFen = base.amountFen;
  if (question.by !== 'month') return {};
  return { previousFen: sum([...sumsOf(question, previous).values()].map((base) => base.amountFen)) };
}

/** Opening receivables: owed when the period began; a month's own when the month began. */
function opened(question: Question, { range }: Asked, at: (key: string) => Parts): Partial<Parts> {
  const opening = openingOf(question, range.from);
  if (question.by !== 'month') {
    for (const [key, { openingFen }] of opening) at(key).openingFen = openingFen;
    return {};
  }
  const openingFen = sum([...opening.values()].map((row) => row.openingFen));
  const [first, ...later] = monthsOf(range);
  at(first as string).openingFen = openingFen;
  if (later.length > 0) for (const [month, owed] of openingByMonth(question, later)) at(month).openingFen = owed;
  return { openingFen };
}

/** Targets are monthly (R29): a free range that cuts a month has none. */
function targetsOf({ viewer, by, filter, reader }: Question, period: Period) {
  const months = { from: monthOf(period.from), to: monthOf(period.to) };
  if (period.from !== firstOfMonth(months.from) || period.to !== lastOfMonth(months.to))
    return { total: null, of: new Map<string, null>() };
  return targetsBy(by, filter, listTargets(viewer, months, reader));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
