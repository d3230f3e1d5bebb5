import { asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import { contacts, customers, stageChanges } from '@/db/schema/customers';
import { teams, users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { dictionaryEntries } from '@/db/schema/settings';
import { seesContactClear } from '@/lib/permissions';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { maskContact } from '../mask';
import { sees } from '../sees';

export type Customer = NonNullable<ReturnType<typeof findCustomer>>;

/** A customer in the viewer's owned scope, with its words; undefined outside it, exactly as if there were none. */
export function findCustomer(
  viewer: Viewer,
  id: number,
  reader: Reader = database(),
  meaning: 'owned' | 'reached' = 'owned',
) {
  const word = (name: string) => alias(dictionaryEntries, name);
  const [industry, region, source] = [word('industry'), word('region'), word('source')];
  const [demand, line, loss] = [word('demand'), word('line'), word('loss')];
  return reader
    .select({
      customer: customers,
      owner: users.name,
      team: teams.name,
      industry: industry.name,
      region: region.name,
      source: source.name,
      demandType: demand.name,
      intendedLine: line.name,
      lossReason: loss.name,
    })
    .from(visible(viewer, customers, meaning))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .leftJoin(teams, eq(teams.id, customers.teamId))
    .leftJoin(industry, eq(industry.id, customers.industryId))
    .leftJoin(region, eq(region.id, customers.regionId))
    .leftJoin(source, eq(source.id, customers.sourceId))
    .leftJoin(demand, eq(demand.id, customers.demandTypeId))
    .leftJoin(line, eq(line.id, customers.intendedLineId))
    .leftJoin(loss, eq(loss.id, customers.lossReasonId))
    .where(eq(customers.id, id))
    .get();
}

/** What speaks of a customer's money, or of what it is worth: not a 协同人's to read (R5). */
const moneyFields = [
  'expectedAnnualFen',
  'termsKind',
  'termsDays',
  'invoiceDetails',
  'strategicValue',
  'strategicReason',
] as const satisfies (keyof Customer['customer'])[];
export type SharedCustomer = NonNullable<ReturnType<typeof findShared>>;

/** A customer the viewer works on as 协同人 and nothing more: without its money (R5). Undefined everywhere else. */
export function findShared(viewer: Viewer, id: number, reader: Reader = database()) {
  const found = findCustomer(viewer, id, reader, 'reached');
  if (!found || sees(viewer, found.customer)) return undefined;
  const customer: Partial<Customer['customer']> = { ...found.customer };
  for (const field of moneyFields) delete customer[field];
  return { ...found, customer: customer as Omit<Customer['customer'], (typeof moneyFields)[number]> };
}

/** For a follow-up: owned, or 协同; not archived. */
export function findReached(viewer: Viewer, id: number, reader: Reader = database()) {
  const found = findCustomer(viewer, id, reader, 'reached');
  return found?.customer.archivedAt === null ? found : undefined;
}

/** One that isn't archived: an archived customer is restored first, then changed. */
export function findOpenCustomer(viewer: Viewer, id: number, reader: Reader = database()) {
  const found = findCustomer(viewer, id, reader);
  return found?.customer.archivedAt === null ? found : undefined;
}

/** The contacts of a customer, the primary one first, masked here for whoever may not read them clear (R6). */
export function contactsOf(
  viewer: Viewer,
  customer: Pick<Customer['customer'], 'id' | 'ownerId' | 'teamId'>,
  supervisorsSeeClear: boolean,
  reader: Reader = database(),
) {
  const isClear = seesContactClear(viewer, customer, supervisorsSeeClear);
  const show = (value: string | null) => (value === null || isClear ? value : maskContact(value));
  const rows = reader
    .select({
      id: contacts.id,
      name: contacts.name,
      title: contacts.title,
      phone: contacts.phone,
      wechat: contacts.wechat,
      email: contacts.email,
      isPrimary: contacts.isPrimary,
      erasedAt: contacts.erasedAt,
    })
    .from(visible(viewer, contacts, 'reached'))
    .where(eq(contacts.customerId, customer.id))
    .orderBy(desc(contacts.isPrimary), asc(contacts.id))
    .all();
  return {
    isClear,
    contacts: rows
      .filter(({ erasedAt }) => erasedAt === null)
      .map(({ erasedAt, ...row }) => ({
        ...row,
        phone: show(row.phone),
        wechat: show(row.wechat),
        email: show(row.email),
      })),
    /** Anonymous ones (R43): there was somebody, and nothing of them is left to show or edit. */
    erased: rows.flatMap(({ id, name, erasedAt }) => (erasedAt === null ? [] : [{ id, name, erasedAt }])),
  };
}

/** How the customer moved between stages, oldest first (R14). */
export const stageHistory = (viewer: Viewer, customerId: number, reader: Reader = database()) =>
  reader
    .select({ toStage: stageChanges.toStage, fromStage: stageChanges.fromStage, changedOn: stageChanges.changedOn })
    .from(visible(viewer, stageChanges, 'reached'))
    .where(eq(stageChanges.customerId, customerId))
    .orderBy(asc(stageChanges.changedAt), asc(stageChanges.id))
    .all();

/** What the customer still owes, the longest due first, whoever sold it (owned meaning, R5). */
export const openSalesOf = (viewer: Viewer, customerId: number, reader: Reader = database()) =>
  reader
    .select({
      id: sales.id,
      orderNumber: sales.orderNumber,
      kind: sales.kind,
      reversesId: sales.reversesId,
      review: sales.review,
      voidedAt: sales.voidedAt,
      amountFen: sales.amountFen,
      paidFen: sales.paidFen,
      reversedFen: sales.reversedFen,
      balanceFen: sales.balanceFen,
      dueOn: sales.dueOn,
    })
    .from(visible(viewer, sales, 'owned'))
    .where(sql`${sales.customerId} = ${customerId} and balance_fen > 0`)
    .orderBy(asc(sales.dueOn), asc(sales.id))
    .all();

/** Numbers on the tabs of a customer's page. */
export const countsOf = (viewer: Viewer, customerId: number, reader: Reader = database()) => ({
  sales:
    reader
      .select({ n: sql<number>`count(*)` })
      .from(visible(viewer, sales, 'owned'))
      .where(eq(sales.customerId, customerId))
      .get()?.n ?? 0,
});
