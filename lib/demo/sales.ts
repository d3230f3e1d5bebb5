import type { Fen, Milli, Moment, UnitPrice } from '@/db/columns';
import type { Level } from '@/db/schema/customers';
import type { instalments, payments, ReviewStatus, saleChangeStatuses, sales } from '@/db/schema/sales';
import { dayNumber } from '../days';
import { multiply } from '../money';
import { dueDay } from '../sales/due';
import { codeKey } from '../text';
import type { Calendar } from './calendar';
import type { Catalogue, Product } from './catalogue';
import { type Customer, ownerAt } from './customers';
import { type Person, teamAt } from './people';
import { type Random, Weights } from './random';
import { shownSales } from './shown';
import * as words from './words';

export type PlannedPayment = { day: number; amount: number; reason: string | null; isVoid: boolean };
/** 分期: due days and amounts. */
export type PlannedPart = { due: number; amount: number };
type SaleChangeStatus = (typeof saleChangeStatuses)[number];
export type PlannedChange = {
  kind: 'edit' | 'void';
  status: SaleChangeStatus;
  day: number;
  reason: string;
  /** The other quantity of an edit: proposed while it waits, the former one once it is approved. */
  quantity?: number;
};
/** One row of `sales` before it has its id: rows are numbered by deal date, as in life. */
export type PlannedSale = {
  day: number;
  customer: Customer;
  person: Person;
  line: { productId: number | null; productName: string; lineId: number | null; quantity: Milli; price: UnitPrice };
  /** Lines of one order share the object. */
  order: { number: string; lines: number; filedAt?: Moment };
  position: number;
  amount: number;
  dueOn: string;
  review: ReviewStatus;
  isVoid: boolean;
  reverses: PlannedSale | null;
  reversed: number;
  payments: PlannedPayment[];
  parts: PlannedPart[];
  notes: string | null;
  /** Why it was rejected or voided. */
  reason: string | null;
  /** Rejected once, put right and filed again. */
  wasRejected: boolean;
  /** New versions and 作废 asked for (R17). */
  changes: PlannedChange[];
  id: number;
};

export type World = { customers: readonly Customer[]; catalogue: Catalogue };

/** `count` rows in all (never fewer than it takes to show every state): orders of one to four lines, reversals, reviews. */
export function planSales(random: Random, calendar: Calendar, world: World, count: number): PlannedSale[] {
  const rows: PlannedSale[] = shownSales(random, calendar, world);
  const buyers = new Weights(world.customers.map((customer) => customer.weight));
  while (rows.length < count) {
    const customer = world.customers[buyers.draw(random)] as Customer;
    const day = calendar.dealDay(random, customer.filedOn);
    if (random.chance(0.003)) {
      rows.push(unlinkedReversal(random, calendar, world, customer, day));
      continue;
    }
    const order = { number: '', lines: Math.min(count - rows.length, random.weighted(lineCounts)) };
    const review = reviewOf(random, calendar, day);
    for (let position = 0; position < order.lines; position++) {
      const sale = plainSale(random, calendar, world, { customer, day, order, position, review });
      rows.push(sale);
      if (rows.length < count && sale.review === 'approved' && sale.amount > 0 && !sale.isVoid && random.chance(0.02))
        rows.push(...reversalOf(random, calendar, sale));
    }
  }
  rows.sort((a, b) => a.day - b.day);
  number(calendar, rows);
  return rows;
}

const lineCounts = [
  [1, 78],
  [2, 14],
  [3, 6],
  [4, 2],
] as const;

function reviewOf(random: Random, calendar: Calendar, day: number): ReviewStatus {
  // What was refused is put right within weeks.
  if (calendar.today - day <= 60 && random.chance(0.02)) return 'rejected';
  return calendar.today - day <= 5 && random.chance(0.4) ? 'pending' : 'approved';
}

function plainSale(
  random: Random,
  calendar: Calendar,
  { catalogue }: World,
  { customer, day, order, position, review }: Pick<PlannedSale, 'customer' | 'day' | 'order' | 'position' | 'review'>,
): PlannedSale {
  const product = random.pick(catalogue.products);
  // Cheap things are bought by the hundred, systems one at a time; an order comes to some thousands of yuan.
  const wanted = (Math.exp(random.normal() * 0.9) * 6000 * customer.size) / (product.price / 10_000);
  const sale = newSale(random, calendar, { customer, day, product, quantity: Math.max(1, Math.round(wanted)) });
  const isVoid = review === 'approved' && random.chance(0.006);
  const isGift = random.chance(0.002);
  Object.assign(sale, { order, position, review, isVoid, reason: reasonOf(random, review, isVoid) });
  if (isGift) Object.assign(sale, { amount: 0, notes: '随上一单赠送' });
  if (sale.amount >= 5_000_000 && random.chance(0.25)) sale.parts = thirds(sale, day);
  if (isVoid || review === 'rejected' || (review === 'pending' && !random.chance(0.1))) return sale;
  sale.payments =
    sale.parts.length > 0
      ? paymentsOfParts(random, calendar, sale)
      : planPayments(random, calendar, { amount: sale.amount, day, due: dayNumber(sale.dueOn) });
  return sale;
}

/** An approved sale at list price, or a little under it, on the customer's terms, nothing paid yet. */
export function newSale(
  random: Random,
  calendar: Calendar,
  { customer, day, product, quantity }: { customer: Customer; day: number; product: Product; quantity: number },
): PlannedSale {
  const price = (
    random.chance(0.3) ? discounted(product.price, random.between(0.85, 0.99)) : product.price
  ) as UnitPrice;
  const thousandths = (quantity * 1000) as Milli;
  return {
    ...{ customer, day, order: { number: '', lines: 1 }, position: 0, person: ownerAt(customer, day) },
    line: { productId: product.id, productName: product.name, lineId: product.lineId, quantity: thousandths, price },
    amount: multiply(thousandths, price),
    dueOn: dueDay(calendar.text(day), termsOf(customer), 30),
    ...{ review: 'approved', isVoid: false, reason: null, wasRejected: false },
    ...{ reverses: null, reversed: 0, payments: [], parts: [], changes: [], id: 0 },
    notes: random.chance(0.06) ? random.pick(words.saleNotes) : null,
  };
}

/** As people agree on prices: whole tens of yuan where it is much, whole 0.1 where it isn't. */
function discounted(price: number, share: number): number {
  const step = price > 5_000_000 ? 100_000 : 1000;
  return Math.round((price * share) / step) * step;
}

/** Part payments are round sums. */
export const roundSum = (fen: number): number =>
  Math.max(1, fen > 1_000_000 ? Math.round(fen / 100_000) * 100_000 : Math.round(fen));

const reasonOf = (random: Random, review: ReviewStatus, isVoid: boolean): string | null =>
  review === 'rejected' ? random.pick(words.rejectReasons) : isVoid ? random.pick(words.voidReasons) : null;

/** 30 % on signing, 60 % a month after delivery, 10 % after the warranty's first quarter. */
export function thirds({ amount }: Pick<PlannedSale, 'amount'>, day: number): PlannedPart[] {
  const [first, second] = [Math.round(amount * 0.3), Math.round(amount * 0.6)];
  return [
    { due: day + 7, amount: first },
    { due: day + 60, amount: second },
    { due: day + 150, amount: amount - first - second },
  ];
}

/** Part by part about its due day; who is late with one is late with the rest. */
function paymentsOfParts(random: Random, calendar: Calendar, { parts, day }: PlannedSale): PlannedPayment[] {
  const list: PlannedPayment[] = [];
  let lag = 0;
  for (const { due, amount } of parts) {
    lag = Math.max(lag, random.chance(0.85) ? random.int(-4, 6) : random.int(10, 70));
    if (Math.max(day, due + lag) > calendar.today) break;
    list.push({ day: Math.max(day, due + lag), amount, reason: null, isVoid: false });
  }
  return list;
}

const termsOf = ({ row }: Customer) => ({ termsKind: row.termsKind ?? null, termsDays: row.termsDays ?? null });

/** Most pay about the due date, some late, a few never; in one to three parts, now and then too much. */
function planPayments(
  random: Random,
  calendar: Calendar,
  { amount, day, due }: { amount: number; day: number; due: number },
): PlannedPayment[] {
  if (amount <= 0) return [];
  const lag = random.weighted([
    [random.int(-25, 8), 82],
    [random.int(9, 60), 13],
    [random.int(61, 240), 3.5],
    // Some never pay; what is older than a year has been settled one way or the other.
    [calendar.today - due > 330 ? random.int(120, 300) : Number.POSITIVE_INFINITY, 1],
  ]);
  const parts = random.weighted([
    [1, 66],
    [2, 26],
    [3, 8],
  ]);
  const list: PlannedPayment[] = [];
  let rest = amount;
  for (let part = 1; part <= parts && rest > 0; part++) {
    const last = Math.max(day, due + lag);
    const on = part === parts ? last : day + Math.floor((Math.min(last, due + 400) - day) * (part / (parts + 1)));
    const share = part === parts ? rest : roundSum(amount * random.between(0.2, 0.45));
    const over = part === parts && random.chance(0.004) ? 100 * random.int(100, 5000) : 0;
    const value = Math.min(rest, share) + over;
    if (on <= calendar.today) {
      if (random.chance(0.003)) list.push({ day: on, amount: value, reason: null, isVoid: true });
      list.push({ day: on, amount: value, reason: null, isVoid: false });
      const back = on + random.int(3, 20);
      if (over > 0 && back <= calendar.today && random.chance(0.5))
        list.push({ day: back, amount: -over, reason: '多收退回', isVoid: false });
    }
    rest -= share;
  }
  return list;
}

/** A reversal some weeks after, of a part or the whole; what was paid for it may go back to the customer. */
function reversalOf(random: Random, calendar: Calendar, original: PlannedSale): PlannedSale[] {
  const day = original.day + random.int(2, 75);
  if (day > calendar.today) return [];
  const part = random.chance(0.3)
    ? original.amount
    : Math.min(original.amount, roundSum(original.amount * random.between(0.05, 0.5)));
  return [reversal(random, calendar, original, { day, part })];
}

export function reversal(
  random: Random,
  calendar: Calendar,
  original: PlannedSale,
  { day, part }: { day: number; part: number },
): PlannedSale {
  const amount = -part;
  original.reversed = amount;
  const paid = original.payments.reduce((sum, payment) => sum + (payment.isVoid ? 0 : payment.amount), 0);
  const surplus = paid - (original.amount + amount);
  const lastPaid = Math.max(day, ...original.payments.map((payment) => payment.day));
  if (surplus > 0 && lastPaid < calendar.today && random.chance(0.93))
    original.payments.push({ day: lastPaid + 1, amount: -surplus, reason: '退货退款', isVoid: false });
  return {
    ...original,
    day,
    line: { ...original.line, quantity: -1000 as Milli, price: Math.abs(amount * 100) as UnitPrice },
    order: { number: '', lines: 1 },
    ...{
      position: 0,
      amount,
      dueOn: calendar.text(day),
      reverses: original,
      reversed: 0,
      payments: [],
      parts: [],
      changes: [],
    },
    notes: random.pick(words.returnNotes),
  };
}

export function unlinkedReversal(
  random: Random,
  calendar: Calendar,
  { catalogue }: World,
  customer: Customer,
  day: number,
): PlannedSale {
  const product = random.pick(catalogue.products);
  const amount = -100 * random.int(100, 8000);
  const price = (Math.abs(amount) * 100) as UnitPrice;
  const line = { productId: null, productName: product.name, lineId: product.lineId, quantity: -1000 as Milli, price };
  const back = day + random.int(1, 30);
  const isRefunded = back <= calendar.today && random.chance(0.85);
  return {
    ...{ customer, day, person: ownerAt(customer, day), line, order: { number: '', lines: 1 }, position: 0, amount },
    ...{ dueOn: calendar.text(day), review: 'approved', isVoid: false, reverses: null, reversed: 0, id: 0 },
    payments: isRefunded ? [{ day: back, amount, reason: '退货退款', isVoid: false }] : [],
    ...{ parts: [], changes: [], reason: null, wasRejected: false, notes: random.pick(words.returnNotes) },
  };
}

/** XS2603-00012, lines of one order XS2603-00012-1, -2; reversals HC2603-00003. */
function number(calendar: Calendar, rows: PlannedSale[]): void {
  const next = new Map<string, number>();
  rows.forEach((row, position) => {
    row.id = position + 1;
    if (row.order.number !== '') return;
    const month = calendar.text(row.day).slice(2, 7).replace('-', '');
    const prefix = `${row.amount < 0 ? 'HC' : 'XS'}${month}`;
    const count = (next.get(prefix) ?? 0) + 1;
    next.set(prefix, count);
    row.order.number = `${prefix}-${String(count).padStart(5, '0')}`;
  });
}

const lower: Record<Level, Level> = { strategic: 'key', key: 'potential', potential: 'normal', normal: 'normal' };

export function saleRow(
  random: Random,
  calendar: Calendar,
  plan: PlannedSale,
  reviewerId: number,
): typeof sales.$inferInsert {
  const { customer, person, line, order } = plan;
  const orderNumber = order.lines > 1 ? `${order.number}-${plan.position + 1}` : order.number;
  order.filedAt ??= calendar.moment(plan.day, random);
  const createdAt = order.filedAt;
  const reviewedAt = later(calendar.moment(Math.min(calendar.today, plan.day + random.int(0, 2)), random), createdAt);
  const voidedAt = later(calendar.moment(Math.min(calendar.today, plan.day + random.int(1, 9)), random), reviewedAt);
  const counted = plan.payments.filter((payment) => !payment.isVoid);
  const paid = counted.reduce((sum, payment) => sum + payment.amount, 0);
  const isReviewed = plan.review !== 'pending';
  // A level a year ago was lower for some: sales keep the level of their day (R16), reversals their original's (R19).
  const frozenOn = plan.reverses?.day ?? plan.day;
  const wasLower = calendar.today - frozenOn > 365 && customer.id % 4 === 0;
  return {
    id: plan.id,
    orderNumber,
    orderKey: codeKey(orderNumber),
    orderGroup: codeKey(order.number),
    kind: plan.amount < 0 ? 'reversal' : 'sale',
    reversesId: plan.reverses?.id ?? null,
    customerId: customer.id,
    productId: line.productId,
    productName: line.productName,
    quantity: line.quantity,
    unitPrice: line.price,
    amountFen: plan.amount as Fen,
    dealOn: calendar.text(plan.day),
    dueOn: openPart(plan, paid) ?? plan.dueOn,
    review: plan.review,
    reviewedBy: isReviewed ? reviewerId : null,
    reviewedAt: isReviewed ? reviewedAt : null,
    rejectReason: plan.review === 'rejected' ? plan.reason : null,
    voidedAt: plan.isVoid ? voidedAt : null,
    voidedBy: plan.isVoid ? reviewerId : null,
    voidReason: plan.isVoid ? plan.reason : null,
    salespersonId: person.id,
    teamId: teamAt(person, frozenOn),
    productLineId: line.lineId,
    regionId: customer.row.regionId ?? null,
    industryId: customer.row.industryId ?? null,
    sourceId: customer.row.sourceId ?? null,
    level: wasLower ? lower[customer.level] : customer.level,
    paidFen: paid as Fen,
    lastPaidOn: counted.length > 0 ? calendar.text(Math.max(...counted.map((payment) => payment.day))) : null,
    reversedFen: plan.reversed as Fen,
    notes: plan.notes,
    createdAt,
    createdBy: person.id,
    instalmentCount: plan.parts.length,
  };

  /** A sale in parts is due when the first part still open is; paid in full, when the last was (R18). */
  function openPart({ parts, amount, reversed }: PlannedSale, paidFen: number): string | null {
    let through = 0;
    for (const { due, amount: part } of parts) {
      through += part;
      if (Math.min(through, amount + reversed) > paidFen) return calendar.text(due);
    }
    const last = parts.at(-1);
    return last ? calendar.text(last.due) : null;
  }
}

const later = (moment: Moment, other: Moment): Moment => (moment > other ? moment : other);

export function instalmentRows(calendar: Calendar, plans: readonly PlannedSale[]): (typeof instalments.$inferInsert)[] {
  return plans.flatMap(({ id, parts }) => {
    let through = 0;
    return parts.map(({ due, amount }, index) => {
      through += amount;
      const sums = { amountFen: amount as Fen, throughFen: through as Fen };
      return { saleId: id, position: index + 1, dueOn: calendar.text(due), ...sums };
    });
  });
}

const methods = [
  ['transfer', 80],
  ['draft', 8],
  ['cheque', 4],
  ['cash', 5],
  ['other', 3],
] as const;

export function paymentRows(
  random: Random,
  calendar: Calendar,
  plans: readonly PlannedSale[],
): (typeof payments.$inferInsert)[] {
  return plans
    .flatMap((plan) => plan.payments.map((payment) => ({ plan, payment })))
    .sort((a, b) => a.payment.day - b.payment.day || a.plan.id - b.plan.id)
    .map(({ plan, payment }) => {
      const recordedAt = calendar.moment(payment.day, random);
      return {
        saleId: plan.id,
        amountFen: payment.amount as Fen,
        paidOn: calendar.text(payment.day),
        method: random.weighted(methods),
        reason: payment.reason,
        recordedBy: ownerAt(plan.customer, payment.day).id,
        recordedAt,
        voidedAt: payment.isVoid ? recordedAt : null,
        voidReason: payment.isVoid ? '金额录错' : null,
      };
    });
}
