import type { Calendar } from './calendar';
import type { Product } from './catalogue';
import type { Customer } from './customers';
import type { Random } from './random';
import { newSale, type PlannedSale, reversal, roundSum, thirds, unlinkedReversal, type World } from './sales';
import * as words from './words';

// Every state a sale can be in, on days counted back from today, so that a small company shows them all as well.

export function shownSales(random: Random, calendar: Calendar, world: World): PlannedSale[] {
  const { today } = calendar;
  const next = customersInTurn(calendar, world);
  const product = (name: string) => world.catalogue.products.find((one) => one.name === name) as Product;
  const goods = ['智能终端 T3', '工业网关 G2', '仓储管理系统', '边缘服务器', '生产管理系统'].map(product);
  const rows: PlannedSale[] = [];

  /** A sale of that many days ago to the next customer. */
  function sold(daysAgo: number, changes: Partial<PlannedSale> = {}, customer = next()): PlannedSale {
    const item = random.pick(goods);
    const quantity = item.price > 100_000_000 ? random.int(1, 2) : random.int(2, 6);
    const sale = newSale(random, calendar, { customer, day: today - daysAgo, product: item, quantity });
    rows.push(Object.assign(sale, changes));
    return sale;
  }
  const pay = (sale: PlannedSale, daysAgo: number, share: number, reason: string | null = null) =>
    sale.payments.push({
      day: today - daysAgo,
      amount: share < 1 ? roundSum(sale.amount * share) : sale.amount,
      reason,
      isVoid: false,
    });
  const due = (daysAgo: number) => ({ dueOn: calendar.text(today - daysAgo) });

  // Every age, in part paid and not (R21).
  sold(18, due(-12));
  sold(30, due(0));
  pay(sold(39, due(9)), 20, 0.3);
  sold(74, due(44));
  pay(sold(105, due(75)), 60, 0.5);
  sold(160, due(130));
  pay(sold(245, due(215)), 200, 0.4);
  pay(sold(12), 5, 0.5);
  const inThree = sold(70);
  for (const [daysAgo, share] of [
    [60, 0.25],
    [45, 0.25],
  ] as const)
    pay(inThree, daysAgo, share);
  const left = inThree.amount - inThree.payments.reduce((sum, { amount }) => sum + amount, 0);
  inThree.payments.push({ day: today - 33, amount: left, reason: null, isVoid: false });

  // Too much came in; some of it went back; a wrong entry was voided (R18).
  const credit = sold(50);
  pay(credit, 20, 1);
  credit.payments.push({ day: today - 8, amount: 50_000, reason: null, isVoid: false });
  const refunded = sold(66);
  pay(refunded, 30, 1);
  refunded.payments.push({ day: today - 24, amount: 128_000, reason: null, isVoid: false });
  refunded.payments.push({ day: today - 15, amount: -128_000, reason: '多付一笔，原路退回', isVoid: false });
  const mistyped = sold(28);
  mistyped.payments.push({ day: today - 6, amount: mistyped.amount * 10, reason: null, isVoid: true });
  pay(mistyped, 6, 1);

  // Goods that came back (R19).
  const unlinked = unlinkedReversal(random, calendar, world, next(), today - 14);
  unlinked.payments = [];
  rows.push(unlinked);
  const halfBack = sold(55);
  rows.push(reversal(random, calendar, halfBack, { day: today - 21, part: Math.round(halfBack.amount / 2) }));
  const allBack = sold(47);
  rows.push(reversal(random, calendar, allBack, { day: today - 26, part: allBack.amount }));
  const goingBack = sold(40);
  const waiting = reversal(random, calendar, goingBack, { day: today - 1, part: Math.round(goingBack.amount / 4) });
  rows.push(Object.assign(waiting, { review: 'pending' }));
  // It counts only once it is approved.
  goingBack.reversed = 0;

  // What waits for review in every team, what was refused, what was voided (R17).
  for (const customer of oneOfEachTeam(calendar, world)) {
    sold(2, { review: 'pending' }, customer);
    sold(1, { review: 'pending', notes: random.pick(words.saleNotes) }, customer);
  }
  pay(sold(3, { review: 'pending', notes: '客户先付了定金' }), 2, 0.3);
  sold(4, { review: 'pending', wasRejected: true, reason: words.rejectReasons[0] ?? null });
  for (const reason of words.rejectReasons) sold(5 + random.int(0, 20), { review: 'rejected', reason });
  for (const reason of words.voidReasons) sold(20 + random.int(0, 30), { isVoid: true, reason });
  const twice = { kind: 'edit', status: 'pending', day: today - 1, reason: '客户加订' } as const;
  const tripled = sold(9);
  tripled.changes = [{ ...twice, quantity: (tripled.line.quantity / 1000) * 2 + 1 }];
  sold(11, { changes: [{ kind: 'void', status: 'pending', day: today - 1, reason: '客户改签另一份合同' }] });
  const changed = sold(33);
  changed.changes = [
    { ...twice, status: 'approved', day: today - 30, quantity: changed.line.quantity / 1000 + 1, reason: '数量写错' },
  ];
  sold(35, { changes: [{ kind: 'void', status: 'rejected', day: today - 29, reason: '客户说不要了' }] });
  const withdrawn = sold(36);
  withdrawn.changes = [
    { ...twice, status: 'withdrawn', day: today - 31, quantity: withdrawn.line.quantity / 1000 + 2 },
  ];

  // Paid in parts: as agreed, late with the second, and done (R18).
  const big = product('生产管理系统');
  for (const [daysAgo, paid] of [
    [20, 1],
    [100, 1],
    [260, 3],
  ] as const) {
    const day = today - daysAgo;
    const sale = newSale(random, calendar, { customer: next(), day, product: big, quantity: random.int(1, 3) });
    sale.parts = thirds(sale, day);
    sale.payments = sale.parts.slice(0, paid).map(({ due: on, amount }) => ({
      ...{ day: Math.min(today, on + 2), amount, reason: null, isVoid: false },
    }));
    rows.push(sale);
  }

  // A gift, an order of three lines, terms to the month's end, sales of whoever leads, of the one who left.
  sold(16, { amount: 0, notes: '随上一单赠送', dueOn: calendar.text(today - 16) });
  const order = { number: '', lines: 3 };
  const [customer, names] = [next(), ['数据采集器', '移动端许可', '现场培训']];
  for (const [position, name] of names.entries()) {
    const item = product(name);
    const sale = newSale(random, calendar, { customer, day: today - 7, product: item, quantity: 2 });
    rows.push(Object.assign(sale, { order, position }));
  }
  for (const one of world.customers.filter(({ part }) => part !== '')) {
    if (one.part === 'monthEnd') sold(25, {}, one);
    if (one.part === 'ofManager') pay(sold(22, {}, one), 3, 1);
    if (one.part === 'ofSupervisor') sold(2, { review: 'pending' }, one);
    const until = one.part === 'ofLeaver' ? one.owners[0]?.until : null;
    if (until) for (const before of [400, 180, 30]) soldBefore(one, until - before);
  }
  return rows;

  function soldBefore(one: Customer, day: number) {
    if (day < Math.max(calendar.first, one.filedOn)) return;
    const sale = sold(today - day, {}, one);
    if (day < today - 60) pay(sale, today - day - 25, 1);
  }
}

/** Customers that have bought for long on the company's usual terms, each salesperson's in turn. */
function customersInTurn(calendar: Calendar, { customers }: World): () => Customer {
  const fit = customers.filter((one) => isSteady(calendar, one) && one.row.termsKind === null);
  const owners = [...new Set(fit.map(({ row }) => row.ownerId))];
  const queues = owners.map((id) => fit.filter(({ row }) => row.ownerId === id));
  let turn = 0;
  return () => {
    const queue = queues[turn % queues.length] as Customer[];
    const found = queue[Math.floor(turn / queues.length) % queue.length] as Customer;
    turn += 1;
    return found;
  };
}

function oneOfEachTeam(calendar: Calendar, { customers }: World): Customer[] {
  const fit = customers.filter((one) => isSteady(calendar, one) && one.row.teamId !== null);
  return [...new Set(fit.map(({ row }) => row.teamId))].map(
    (team) => fit.find(({ row }) => row.teamId === team) as Customer,
  );
}

/** Buys, is a salesperson's, and has been that one's long enough for everything shown. */
const isSteady = ({ today }: Calendar, { weight, part, filedOn, owners, row }: Customer): boolean =>
  weight > 0 &&
  (part === '' || part === 'monthEnd') &&
  row.ownerId !== null &&
  filedOn <= today - 300 &&
  owners.every(({ person, until }) => person.role === 'rep' && (until === null || until <= today - 280));
