import fc from 'fast-check';
import { levels, stages } from '@/db/schema/customers';
import { followUpMethods, taskStatuses } from '@/db/schema/follow-ups';

// A small company as fast-check makes and shrinks it: numbers that say which of the things made before is meant. What
// can't be (a paid void sale, a reversal of more than there is) is made into what can by `load.ts`.

const ref = fc.nat(20);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 3, nil: null });
const rarely = fc.nat(9).map((n) => n === 0);
const often = <T extends string>(usual: T, ...others: readonly T[]) => fc.constantFrom(usual, usual, usual, ...others);

const person = fc.record({
  role: fc.constantFrom('rep', 'rep', 'rep', 'supervisor', 'manager'),
  team: ref,
  status: often('active', 'disabled'),
});
const customer = fc.record({
  owner: maybe(ref),
  /** Under whose supervisor it waits without an owner. */
  team: maybe(ref),
  pooled: rarely,
  archived: rarely,
  name: ref,
  level: fc.constantFrom(...levels),
  stage: fc.constantFrom(...stages.filter((stage) => stage !== 'lost')),
  industry: maybe(ref),
  region: maybe(ref),
  source: maybe(ref),
  filed: fc.integer({ min: 480, max: 700 }),
  contact: maybe(fc.record({ name: ref, hasPhone: fc.boolean(), hasWechat: fc.boolean(), hasEmail: fc.boolean() })),
});
const sale = fc.record({
  customer: ref,
  seller: ref,
  filer: maybe(ref),
  /** Not always the team the seller is in today: people move. */
  team: maybe(ref),
  amount: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 9_000_000 })),
  deal: fc.nat(480),
  due: fc.nat(120),
  review: often('approved', 'pending', 'rejected'),
  voided: rarely,
  /** A reversal (R19): of which sale, and how much of it; of none, a credit to the customer. */
  reverses: fc.option(fc.record({ of: ref, share: fc.constantFrom(10, 50, 100) }), { freq: 4, nil: null }),
  isCredit: rarely,
  /** 分期. */
  parts: fc.nat(3),
  /** Another line of the order before. */
  isLine: rarely,
  product: maybe(ref),
  price: maybe(fc.nat(50_000)),
  line: maybe(ref),
  region: maybe(ref),
  industry: maybe(ref),
  source: maybe(ref),
  level: fc.constantFrom(...levels),
  /** A new version or a 作废 that waits (R17). */
  change: fc.option(fc.record({ kind: fc.constantFrom('edit' as const, 'void' as const), by: ref, customer: ref }), {
    freq: 4,
    nil: null,
  }),
});
const payment = fc.record({
  sale: ref,
  /** Percent of the amount: parts, all, too much, a refund. */
  share: fc.constantFrom(10, 40, 50, 100, 130, -20),
  after: fc.nat(200),
  voided: rarely,
});
const task = fc.record({
  customer: ref,
  assignee: maybe(ref),
  due: fc.integer({ min: -20, max: 20 }),
  status: fc.constantFrom(...taskStatuses),
  method: maybe(fc.constantFrom(...followUpMethods)),
  /** Hours before noon of today it was finished. */
  finished: fc.nat(40),
});
const record = fc.record({
  customer: ref,
  author: maybe(ref),
  ago: fc.nat(90),
  method: fc.constantFrom(...followUpMethods),
  reached: fc.boolean(),
  summary: ref,
});
const target = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  metric: often('amount', 'cash'),
  layer: fc.constantFrom('person', 'person', 'team', 'department'),
  person: ref,
  /** The team a person's target counts under: not always theirs today. */
  team: ref,
  line: fc.option(ref, { freq: 1, nil: null }),
  amount: fc.nat(9_000_000),
});

/** What is asked of it. */
const customerFilter = fc.record(
  {
    q: ref,
    level: fc.constantFrom(...levels, 'important' as const),
    stage: fc.constantFrom(...stages),
    owner: maybe(ref),
    industry: maybe(ref),
    region: maybe(ref),
    source: maybe(ref),
    owing: fc.constantFrom('any' as const, 'overdue' as const),
    due: fc.constantFrom('late' as const, 'week' as const),
    silent: fc.constantFrom('1', '30', '60'),
    archived: fc.constant('1' as const),
    shared: fc.constant('1' as const),
    sort: fc.constantFrom('name' as const, 'level' as const, 'contact' as const, 'due' as const, 'filed' as const),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  },
  { requiredKeys: [] },
);
const saleFilter = fc.record(
  {
    q: ref,
    rep: ref,
    team: maybe(ref),
    region: maybe(ref),
    line: maybe(ref),
    industry: maybe(ref),
    source: maybe(ref),
    product: maybe(ref),
    customer: ref,
    level: fc.constantFrom(...levels),
    owner: fc.oneof(fc.constant('any' as const), fc.constant(null), ref),
    state: fc.constantFrom(
      'counted' as const,
      'pending' as const,
      'rejected' as const,
      'void' as const,
      'all' as const,
    ),
    owing: fc.constantFrom(
      ...(['any', 'overdue', 'current', 'days30', 'days60', 'days90', 'days180', 'older'] as const),
    ),
    credit: fc.constant('1' as const),
    from: fc.nat(480),
    to: fc.nat(240),
    sort: fc.constantFrom(...(['deal', 'amount', 'balance', 'due', 'customer', 'number'] as const)),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  },
  { requiredKeys: [] },
);
const followUpFilter = fc.record(
  {
    q: ref,
    person: maybe(ref),
    customer: ref,
    method: fc.constantFrom(...followUpMethods),
    reached: fc.constantFrom('yes' as const, 'no' as const),
    due: fc.constantFrom('late' as const, 'today' as const, 'week' as const),
    from: fc.nat(90),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
  },
  { requiredKeys: [] },
);
const figureQuestion = fc.record({
  period: fc.constantFrom('2026-Q1', '2026-03', '2026-02', '2025', '2026', '2025-Q4'),
  by: ref,
  filter: fc.record(
    {
      rep: ref,
      team: maybe(ref),
      region: maybe(ref),
      line: maybe(ref),
      customer: ref,
      level: fc.constantFrom(...levels),
    },
    { requiredKeys: [] },
  ),
});

export type World = ReturnType<typeof worldOf> extends fc.Arbitrary<infer T> ? T : never;
export type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

/** Two or three teams, one to six people, and from `least` to `most` of everything else. */
export function worldOf(least: number, most: number) {
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: least, maxLength: most });
  return fc.record({
    teams: fc.integer({ min: 2, max: 3 }),
    people: fc.array(person, { minLength: 1, maxLength: 6 }),
    supervisorsSeeContacts: fc.boolean(),
    pool: fc.boolean(),
    customers: some(customer),
    sales: fc.array(sale, { minLength: least, maxLength: most * 2 }),
    payments: fc.array(payment, { minLength: least, maxLength: most * 2 }),
    tasks: some(task),
    records: some(record),
    targets: some(target),
    collaborators: fc.array(fc.record({ customer: ref, person: ref }), { maxLength: 4 }),
    notifications: fc.array(fc.record({ to: ref, read: fc.boolean() }), { maxLength: 6 }),
    imports: fc.array(fc.record({ by: ref, status: often('published', 'draft', 'discarded') }), { maxLength: 4 }),
  });
}

export const question = fc.record({
  customers: fc.array(customerFilter, { minLength: 2, maxLength: 3 }),
  sales: fc.array(saleFilter, { minLength: 3, maxLength: 4 }),
  followUps: fc.array(followUpFilter, { minLength: 2, maxLength: 3 }),
  figures: fc.array(figureQuestion, { minLength: 2, maxLength: 2 }),
});
