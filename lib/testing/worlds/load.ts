import { eq } from 'drizzle-orm';
import type { Db, Tx } from '@/db/client';
import type { Fen } from '@/db/columns';
import { collaborators, contacts, customers } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { imports } from '@/db/schema/imports';
import { notifications } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import { instalments, payments, saleChanges, sales } from '@/db/schema/sales';
import { targets } from '@/db/schema/targets';
import { insertCustomer } from '../../customers/writes';
import { addDays } from '../../days';
import { insertRecord, insertTask } from '../../follow-ups/writes';
import { viewerOf } from '../../people/queries';
import { addTeam } from '../../people/teams';
import { addUser } from '../../people/writes';
import { fileChange } from '../../sales/changes';
import { setInstalments } from '../../sales/instalments';
import { ensureDictionaryEntry, ensureProduct, storeSettings } from '../../settings/writes';
import { putTarget } from '../../targets/writes';
import type { Viewer } from '../../viewer';
import { bases, contactNames, summaries } from './words';
import type { World } from './world';

export const today = '2026-03-31';
const noon = (day: string) => `${day}T04:00:00.000Z`;

/** What there is, as plain arrays: the rows as they were put in, whatever the database keeps beside them. */
export type Rows = ReturnType<typeof rowsOf>;
export type Loaded = { viewers: Viewer[]; rows: Rows; of: References };
/** Which thing a number of the world means; null where there is none of its kind. */
export type References = Record<
  'person' | 'team' | 'customer' | 'region' | 'line' | 'industry' | 'source' | 'product',
  (n: number) => number | null
>;

/** Fills an empty database with a world. */
export function load(db: Db, world: World): Loaded {
  const of = db.transaction((tx) => fill(tx, world));
  const rows = rowsOf(db);
  return { viewers: rows.users.filter((user) => user.status === 'active').map(viewerOf), rows, of };
}

const rowsOf = (db: Db) => ({
  users: db.select().from(users).all(),
  customers: db.select().from(customers).all(),
  contacts: db.select().from(contacts).all(),
  collaborators: db.select().from(collaborators).all(),
  sales: db.select().from(sales).all(),
  saleChanges: db.select().from(saleChanges).all(),
  payments: db.select().from(payments).all(),
  instalments: db.select().from(instalments).all(),
  tasks: db.select().from(followUpTasks).all(),
  records: db.select().from(followUpRecords).all(),
  targets: db.select().from(targets).all(),
  notifications: db.select().from(notifications).all(),
  imports: db.select().from(imports).all(),
});

const among = (ids: readonly number[]) => (n: number) => (ids.length === 0 ? null : (ids[n % ids.length] as number));

function fill(tx: Tx, world: World): References {
  storeSettings(tx, { supervisorsSeeContacts: world.supervisorsSeeContacts, pool: world.pool }, null);
  const words = (kind: 'region' | 'product_line' | 'industry' | 'source', ...names: string[]) =>
    among(names.map((name) => ensureDictionaryEntry(tx, kind, name)));
  const of: References = {
    team: among(Array.from({ length: world.teams }, (_, n) => addTeam(tx, null, `${n + 1}组`) as number)),
    person: () => null,
    customer: () => null,
    region: words('region', '华东', '华南'),
    line: words('product_line', '传感器', '仪表'),
    industry: words('industry', '制造', '水务'),
    source: words('source', '展会', '介绍'),
    product: among(['变送器', '流量计', '阀门'].map((name) => ensureProduct(tx, name).id)),
  };
  of.person = among(world.people.map((person, n) => addPerson(tx, person, n, of)));
  of.customer = among(world.customers.map((customer, n) => addCustomer(tx, customer, n, of)));
  const filed = addSales(tx, world, of);
  addPayments(tx, world, filed);
  addFollowUps(tx, world, of);
  for (const { month, metric, layer, person, team, line, amount } of world.targets)
    putTarget(
      tx,
      {
        ...{ month: `2026-${String(month).padStart(2, '0')}`, metric, layer, amountFen: amount as Fen },
        userId: layer === 'person' ? of.person(person) : null,
        teamId: layer === 'department' ? null : of.team(team),
        productLineId: line === null ? null : of.line(line),
      },
      null,
    );
  for (const { customer, person } of world.collaborators) {
    const [customerId, userId] = [of.customer(customer), of.person(person)];
    if (customerId !== null && userId !== null)
      tx.insert(collaborators)
        .values({ customerId, userId, addedAt: noon(today) })
        .onConflictDoNothing()
        .run();
  }
  for (const { to, read } of world.notifications)
    tx.insert(notifications)
      .values({
        ...{ userId: of.person(to) as number, kind: 'customersReceived', data: { by: '刘建国', count: 1 } },
        ...{ createdAt: noon(today), readAt: read ? noon(today) : null },
      })
      .run();
  for (const [n, { by, status }] of world.imports.entries())
    tx.insert(imports)
      .values({
        ...{ fileName: `${n}.csv`, fileHash: `hash ${n % 2}`, status, createdBy: of.person(by) as number },
        ...{ createdAt: noon(today), publishedAt: status === 'published' ? noon(today) : null },
      })
      .run();
  return of;
}

function addPerson(tx: Tx, { role, team, status }: World['people'][number], n: number, of: References): number {
  const teamId = role === 'manager' && team % 2 === 0 ? null : of.team(team);
  const id = addUser(tx, null, { name: `${n}号`, login: `p${n}`, role, teamId, isAdmin: false }) as number;
  const disabledAt = status === 'disabled' ? noon(today) : null;
  tx.update(users).set({ status, disabledAt, passwordHash: 'none' }).where(eq(users.id, id)).run();
  return id;
}

function addCustomer(tx: Tx, given: World['customers'][number], n: number, of: References): number {
  const isPooled = given.owner === null && given.pooled;
  const ownerId = given.owner === null ? null : of.person(given.owner);
  const [base] = bases[given.name % bases.length] as readonly [string, string, string];
  const id = insertCustomer(
    tx,
    {
      code: `K${n}`,
      name: `${base}${n}`,
      ownerId,
      ...(ownerId === null && !isPooled && given.team !== null ? { teamId: of.team(given.team) } : {}),
      level: given.level,
      stage: given.stage,
      industryId: given.industry === null ? null : of.industry(given.industry),
      regionId: given.region === null ? null : of.region(given.region),
      sourceId: given.source === null ? null : of.source(given.source),
      filedOn: addDays(today, -given.filed),
      contact: given.contact && {
        name: (contactNames[given.contact.name % contactNames.length] as readonly [string, string, string])[0],
        phone: given.contact.hasPhone ? `1990000${String(1000 + n)}` : null,
        wechat: given.contact.hasWechat ? `wx_${n}x` : null,
        email: given.contact.hasEmail ? `user${n}@example.com` : null,
      },
    },
    noon(addDays(today, -given.filed)),
  );
  if (isPooled)
    tx.update(customers)
      .set({ pooledAt: noon(today) })
      .where(eq(customers.id, id))
      .run();
  if (given.archived)
    tx.update(customers)
      .set({ archivedAt: noon(today) })
      .where(eq(customers.id, id))
      .run();
  return id;
}

type Filed = typeof sales.$inferSelect;

function addSales(tx: Tx, world: World, of: References): Filed[] {
  const filed: Filed[] = [];
  const reversed = new Map<number, number>();
  const changed = new Set<number>();
  for (const [n, given] of world.sales.entries()) {
    const customerId = of.customer(given.customer);
    if (customerId === null) break;
    const original = originalOf(given, filed, reversed);
    const before = filed.at(-1);
    const amountFen = original
      ? -Math.max(1, Math.floor((original.left * (given.reverses?.share ?? 0)) / 100))
      : given.isCredit
        ? -(given.amount + 1)
        : given.amount;
    const salesperson = of.person(given.seller) as number;
    const dealOn = addDays(today, -given.deal);
    const own = {
      customerId,
      salespersonId: salesperson,
      teamId: given.team === null ? null : of.team(given.team),
      productId: given.product === null ? null : of.product(given.product),
      productLineId: given.line === null ? null : of.line(given.line),
      regionId: given.region === null ? null : of.region(given.region),
      industryId: given.industry === null ? null : of.industry(given.industry),
      sourceId: given.source === null ? null : of.source(given.source),
      level: given.level,
    };
    const isLine = given.isLine && before?.kind === 'sale' && amountFen > 0;
    const review = given.review as Filed['review'];
    const row = tx
      .insert(sales)
      .values({
        ...{ orderNumber: `S${n}`, orderKey: `S${n}`, orderGroup: isLine ? before.orderGroup : `S${n}` },
        ...{ kind: amountFen < 0 ? 'reversal' : 'sale', productName: '变送器', review },
        ...{ amountFen: amountFen as Fen, dealOn: original && dealOn < original.sale.dealOn ? today : dealOn },
        dueOn: addDays(dealOn, given.due),
        unitPrice: given.price as never,
        rejectReason: review === 'rejected' ? '价格不对' : null,
        ...(given.voided && review !== 'rejected' ? { voidedAt: noon(today), voidReason: '重复' } : {}),
        createdAt: noon(dealOn),
        createdBy: given.filer === null ? salesperson : of.person(given.filer),
        ...own,
        ...(isLine ? { customerId: before.customerId, dealOn: before.dealOn } : {}),
        ...(original ? frozen(original.sale) : {}),
      })
      .returning()
      .get();
    if (original && row.review === 'approved' && row.voidedAt === null)
      reversed.set(original.sale.id, (reversed.get(original.sale.id) ?? 0) + amountFen);
    split(tx, row, given.parts);
    filed.push(row);
    if (
      given.change &&
      row.review === 'approved' &&
      row.voidedAt === null &&
      row.kind === 'sale' &&
      !changed.has(row.id)
    ) {
      changed.add(row.id);
      propose(tx, row, given.change, of);
    }
  }
  return filed;
}

/** The sale a reversal takes back, with what of it is left; undefined when this is none, or nothing is left. */
function originalOf({ reverses }: World['sales'][number], filed: readonly Filed[], reversed: Map<number, number>) {
  const open = filed
    .filter((sale) => sale.kind === 'sale' && sale.review === 'approved' && sale.voidedAt === null)
    .map((sale) => ({ sale, left: sale.amountFen + (reversed.get(sale.id) ?? 0) }))
    .filter(({ left }) => left > 0);
  return reverses === null || open.length === 0 ? undefined : open[reverses.of % open.length];
}

/** R19: a reversal copies what is frozen on its original. */
const frozen = ({
  id,
  customerId,
  salespersonId,
  teamId,
  productId,
  productLineId,
  regionId,
  industryId,
  sourceId,
  level,
}: Filed) => ({
  ...{
    reversesId: id,
    customerId,
    salespersonId,
    teamId,
    productId,
    productLineId,
    regionId,
    industryId,
    sourceId,
    level,
  },
});

function split(tx: Tx, { id, amountFen, dealOn, kind }: Filed, count: number): void {
  if (kind !== 'sale' || count < 2 || amountFen < count) return;
  const part = Math.floor(amountFen / count);
  const parts = Array.from({ length: count }, (_, n) => ({
    dueOn: addDays(dealOn, 10 + n * 45),
    amountFen: n === count - 1 ? amountFen - part * (count - 1) : part,
  }));
  setInstalments(tx, id, parts);
}

function propose(
  tx: Tx,
  sale: Filed,
  { kind, by, customer }: NonNullable<World['sales'][number]['change']>,
  of: References,
) {
  const viewer = { id: of.person(by) as number } as Viewer;
  if (kind === 'void') fileChange(tx, viewer, { saleId: sale.id, kind, reason: '重复' });
  else
    fileChange(tx, viewer, {
      ...{ saleId: sale.id, kind, reason: null },
      content: {
        customerId: of.customer(customer) as number,
        productId: sale.productId,
        productName: sale.productName,
        quantity: null,
        unitPrice: null,
        amountFen: (sale.amountFen + 1) as Fen,
        dealOn: sale.dealOn,
        dueOn: sale.dueOn,
        instalments: [],
      },
    });
}

function addPayments(tx: Tx, world: World, filed: readonly Filed[]): void {
  // A linked reversal's money is its original's (R19); what is rejected or void is unpaid.
  const payable = filed.filter(
    (sale) => sale.reversesId === null && sale.review !== 'rejected' && sale.voidedAt === null && sale.amountFen !== 0,
  );
  if (payable.length === 0) return;
  for (const { sale: which, share, after, voided } of world.payments) {
    const sale = payable[which % payable.length] as Filed;
    const paidOn = addDays(sale.dealOn, after);
    tx.insert(payments)
      .values({
        saleId: sale.id,
        amountFen: (Math.trunc((sale.amountFen * share) / 100) || Math.sign(sale.amountFen * share)) as Fen,
        paidOn: paidOn > today ? today : paidOn,
        recordedAt: noon(today),
        ...(voided ? { voidedAt: noon(today), voidReason: '记错' } : {}),
      })
      .run();
  }
}

function addFollowUps(tx: Tx, world: World, of: References): void {
  if (of.customer(0) === null) return;
  for (const [n, { customer, assignee, due, status, method, finished }] of world.tasks.entries()) {
    const isOver = status === 'done' || status === 'cancelled';
    insertTask(tx, {
      customerId: of.customer(customer) as number,
      assigneeId: assignee === null ? null : of.person(assignee),
      ...{ kind: 'manual', method, objective: `目标${n}`, dueOn: addDays(today, due), status },
      cancelReason: status === 'cancelled' ? '不需要' : null,
      finishedAt: isOver ? new Date(Date.parse(noon(today)) - finished * 3_600_000).toISOString() : null,
    });
  }
  for (const { customer, author, ago, method, reached, summary } of world.records)
    insertRecord(
      tx,
      {
        customerId: of.customer(customer) as number,
        authorId: author === null ? null : of.person(author),
        ...{ contactedOn: addDays(today, -ago), method, reached },
        summary: summaries[summary % summaries.length] as string,
      },
      noon(today),
    );
}
