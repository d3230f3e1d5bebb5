import { expect } from 'vitest';
import type { CustomerFilter } from '../../customers/filters';
import { customerChoices } from '../../customers/queries/choices';
import { collaborates, collaboratorsOf } from '../../customers/queries/collaborators';
import {
  contactsOf,
  countsOf,
  findCustomer,
  findOpenCustomer,
  findReached,
  findShared,
  openSalesOf,
} from '../../customers/queries/customer';
import { exactDuplicates } from '../../customers/queries/duplicates';
import { countCustomers, listCustomers, noMoney } from '../../customers/queries/list';
import { pickCustomers, pickedCustomer } from '../../customers/queries/pick';
import { timelineOf } from '../../customers/queries/timeline';
import { readCustomersFile } from '../../exports/queries/customers';
import type { Page } from '../../paging';
import { readSettings } from '../../settings/queries';
import { today } from './load';
import { daysAgo, type Sight, sorted, sum } from './sight';
import { isInContact, isInName, terms } from './words';
import type { Question } from './world';

type Customer = Sight['customers'][number];
const sunday = '2026-04-05';

/** Every page of a list, one after the other. */
export function everyRow<T>(read: (page: { after?: string }) => Page<T>, after?: string): T[] {
  const page = read(after === undefined ? {} : { after });
  return page.after === null ? page.rows : [...page.rows, ...everyRow(read, page.after)];
}

export function checkCustomers(sight: Sight, asked: Question['customers'], supervisorsSeeClear: boolean): void {
  for (const filter of [
    {},
    { archived: '1' as const },
    { shared: '1' as const },
    { owner: 'none' },
    { owner: 'left' },
    ...asked.map((one) => customerFilter(sight, one)),
  ])
    checkList(sight, filter, supervisorsSeeClear);
  checkPickers(sight, supervisorsSeeClear);
  for (const customer of sight.rows.customers) checkPage(sight, customer, supervisorsSeeClear);
  expect(collaborates(sight.viewer, sight.db)).toBe(
    sight.viewer.role !== 'manager' && sight.rows.customers.some(sight.shares),
  );
  const people = customerChoices(sight.viewer, sight.db).owners.map(({ id }) => id);
  expect(people.toSorted()).toEqual(peopleInReach(sight).toSorted());
}

/** Whom a filter offers: nobody to a rep, the team's to a supervisor, everyone to a manager. */
export const peopleInReach = ({ viewer, rows }: Sight): number[] =>
  rows.users
    .filter((user) => viewer.role === 'manager' || (viewer.role === 'supervisor' && user.teamId === viewer.teamId))
    .map(({ id }) => id);

function customerFilter(
  { of }: Sight,
  { q, owner, industry, region, source, ...plain }: Question['customers'][number],
): CustomerFilter {
  const id = (value: number | null | undefined, to: (n: number) => number | null) =>
    value === null ? 'none' : value === undefined ? undefined : String(to(value) ?? 'none');
  const read = {
    ...plain,
    q: q === undefined ? undefined : terms[q % terms.length],
    owner: id(owner, of.person),
    industry: id(industry, of.industry),
    region: id(region, of.region),
    source: id(source, of.source),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** R6: clear to the owner, and to the team's supervisor where the setting lets them. */
const isClearTo = ({ viewer }: Sight, customer: Customer, supervisorsSeeClear: boolean) =>
  customer.ownerId === viewer.id ||
  (supervisorsSeeClear && viewer.role === 'supervisor' && customer.teamId === viewer.teamId);

function expected(sight: Sight, filter: CustomerFilter, supervisorsSeeClear: boolean): Customer[] {
  const { rows, owed, lastContact, nextDue } = sight;
  const { pool } = readSettings(sight.db);
  const isOrNone = (value: number | null, asked: string | undefined) =>
    asked === undefined || String(value ?? 'none') === asked;
  const salesOf = (customer: Customer) => rows.sales.filter((sale) => sale.customerId === customer.id);
  // 协同: the customers one is named at, whoever owns them, without their money and whether they owe any (R5).
  const found = (filter.shared ? rows.customers.filter(sight.shares) : sight.customers)
    .filter((customer) => (customer.archivedAt !== null) === (filter.archived === '1'))
    .filter(({ level }) =>
      filter.level === 'important' ? ['strategic', 'key'].includes(level) : (filter.level ?? level) === level,
    )
    .filter(({ stage }) => (filter.stage ?? stage) === stage)
    .filter((one) =>
      // 待分配 is nobody's and not in the pool, while there is one; those of people who are disabled wait as well (R7).
      filter.owner === 'left'
        ? sight.userOf(one.ownerId)?.status === 'disabled'
        : isOrNone(one.ownerId, filter.owner) && !(filter.owner === 'none' && one.pooledAt !== null && pool),
    )
    .filter((one) => isOrNone(one.industryId, filter.industry))
    .filter((one) => isOrNone(one.regionId, filter.region) && isOrNone(one.sourceId, filter.source))
    .filter(
      (one) =>
        filter.shared ||
        !filter.owing ||
        sum(salesOf(one).map((sale) => owed(sale, filter.owing === 'any' ? -9999 : 1, 9999))) > 0,
    )
    .filter((one) => {
      const due = nextDue(one);
      return !filter.due || (due !== null && (filter.due === 'late' ? due < today : due <= sunday));
    })
    .filter((one) => {
      const last = lastContact(one);
      return !filter.silent || last === null || daysAgo(last) > Number(filter.silent);
    })
    .filter((one) => filter.q === undefined || isFound(sight, one, filter.q, supervisorsSeeClear));
  const value: Record<NonNullable<CustomerFilter['sort']>, (one: Customer) => string | number> = {
    name: (one) => one.sortKey,
    level: (one) => ['strategic', 'key', 'potential', 'normal'].indexOf(one.level),
    contact: (one) => lastContact(one) ?? '',
    due: (one) => nextDue(one) ?? '9999',
    filed: (one) => one.filedOn,
  };
  const list = sorted(found, value[filter.sort ?? 'name'], (one) => one.id);
  return (filter.direction ?? (filter.sort === 'filed' ? 'desc' : 'asc')) === 'desc' ? list.toReversed() : list;
}

function isFound(sight: Sight, customer: Customer, q: string, supervisorsSeeClear: boolean): boolean {
  if (isInName(q, customer)) return true;
  const isClear = isClearTo(sight, customer, supervisorsSeeClear);
  return sight.rows.contacts.some((contact) => contact.customerId === customer.id && isInContact(q, contact, isClear));
}

function checkList(sight: Sight, filter: CustomerFilter, supervisorsSeeClear: boolean): void {
  const { db, viewer, rows, money, owed } = sight;
  const where = `${viewer.role} ${viewer.id}, customers ${JSON.stringify(filter)}`;
  const list = expected(sight, filter, supervisorsSeeClear);
  const asked = { filter, today, supervisorsSeeClear };
  const read = everyRow((page) => listCustomers(viewer, { ...asked, filter: { ...filter, ...page } }, db));
  const moneyOf = (customer: Customer) => {
    const sales = rows.sales.filter((sale) => sale.customerId === customer.id);
    const year = sales.filter((sale) => money.counts(sale) && sale.dealOn > '2025-03-31' && sale.dealOn <= today);
    const late = sales.flatMap(money.duesOf).filter(({ dueOn }) => dueOn < today);
    return {
      yearFen: year.length > 0 ? sum(year.map((sale) => sale.amountFen)) : null,
      receivableFen: sum(sales.map((sale) => owed(sale, -9999, 9999))),
      overdueFen: sum(late.map(({ fen }) => fen)),
      overdueSince: late.map(({ dueOn }) => dueOn).toSorted()[0] ?? null,
    };
  };
  const full = list.map((customer) => ({
    ...{ id: customer.id, name: customer.name, level: customer.level, ownerId: customer.ownerId },
    ...{ lastContactOn: sight.lastContact(customer), nextDueOn: sight.nextDue(customer) },
    ...(filter.shared ? noMoney : moneyOf(customer)),
  }));
  expect(
    read.map((row) => ({
      ...{ id: row.id, name: row.name, level: row.level, ownerId: row.ownerId },
      ...{ lastContactOn: row.lastContactOn, nextDueOn: row.nextDueOn, yearFen: row.yearFen },
      ...{ receivableFen: row.receivableFen, overdueFen: row.overdueFen, overdueSince: row.overdueSince },
    })),
    where,
  ).toEqual(full);
  expect(countCustomers(viewer, asked, 1000, db), `${where}: count`).toBe(list.length);
  if (filter.shared) return;
  const file = readCustomersFile(viewer, filter, { clearFor: null }, db);
  expect(
    file.rows.map((row) => [row.code, row.yearFen, row.receivableFen, row.overdueFen]),
    `${where}: file`,
  ).toEqual(full.map((row, n) => [list[n]?.code, row.yearFen, row.receivableFen, row.overdueFen]));
  expect(JSON.stringify(file.rows), `${where}: contact data in a file`).not.toMatch(/1990000|wx_\dx|沈国华|邱隐|陈工/);
}

function checkPickers(sight: Sight, supervisorsSeeClear: boolean): void {
  const { db, viewer, customers } = sight;
  const present = customers.filter((customer) => customer.archivedAt === null);
  const ids = (list: readonly { id: number }[]) => list.map(({ id }) => id).toSorted((a, b) => a - b);
  const recent = pickCustomers(viewer, '', db);
  expect(recent.length === 0, 'nobody to pick').toBe(present.length === 0);
  expect(ids(present)).toEqual(expect.arrayContaining(ids(recent)));
  for (const term of terms) {
    const found = present.filter((customer) => isFound(sight, customer, term, supervisorsSeeClear));
    const picked = pickCustomers(viewer, term, db);
    const where = `${viewer.role} ${viewer.id} picks ${term}`;
    if (found.length <= 20) expect(ids(picked), where).toEqual(ids(found));
    else expect(ids(found), where).toEqual(expect.arrayContaining(ids(picked)));
  }
}

function checkPage(sight: Sight, customer: Customer, supervisorsSeeClear: boolean): void {
  const { db, viewer, rows, money } = sight;
  const { id } = customer;
  const where = `${viewer.role} ${viewer.id}, customer ${id}`;
  const isSeen = sight.owns(customer);
  const isPresent = isSeen && customer.archivedAt === null;
  expect(findCustomer(viewer, id, db)?.customer.id, where).toBe(isSeen ? id : undefined);
  expect(findOpenCustomer(viewer, id, db)?.customer.id, where).toBe(isPresent ? id : undefined);
  expect(pickedCustomer(viewer, id, db)?.id, where).toBe(isPresent ? id : undefined);
  const isShared = !isSeen && sight.shares(customer);
  const shared = findShared(viewer, id, db);
  expect(shared?.customer.id, where).toBe(isShared ? id : undefined);
  expect(Object.keys(shared?.customer ?? {}), where).not.toContain('expectedAnnualFen');
  const isReached = isSeen || isShared;
  expect(findReached(viewer, id, db)?.customer.id, where).toBe(
    isReached && customer.archivedAt === null ? id : undefined,
  );
  const named = rows.collaborators.filter((one) => one.customerId === id).map((one) => one.userId);
  expect(
    collaboratorsOf(viewer, id, db)
      .map((one) => one.userId)
      .toSorted(),
    where,
  ).toEqual(isReached ? named.toSorted() : []);
  expect(exactDuplicates(viewer, { name: ` ${customer.name} ` }, db).name?.id, where).toBe(isSeen ? id : null);

  const sales = isSeen ? rows.sales.filter((sale) => sale.customerId === id) : [];
  expect(countsOf(viewer, id, db).sales, where).toBe(sales.length);
  expect(
    openSalesOf(viewer, id, db)
      .map((sale) => sale.id)
      .toSorted(),
    where,
  ).toEqual(
    sales
      .filter((sale) => money.balance(sale) > 0)
      .map((sale) => sale.id)
      .toSorted(),
  );
  const own = rows.contacts.filter((contact) => contact.customerId === id);
  const { contacts, isClear } = contactsOf(viewer, customer, supervisorsSeeClear, db);
  expect(
    contacts.map((one) => one.id),
    where,
  ).toEqual(isReached ? own.map((one) => one.id) : []);
  expect(isClear, where).toBe(isClearTo(sight, customer, supervisorsSeeClear));
  if (!isClear) expect(JSON.stringify(contacts), where).not.toMatch(/1990000\d{4}|user\d+@|wx_\d+x/);

  const paid = rows.payments.filter((one) => one.voidedAt === null && sales.some((sale) => sale.id === one.saleId));
  const of = (kind: string, list: readonly { id: number }[]) => list.map((one) => `${kind} ${one.id}`);
  const happened = [
    ...of('filed', [customer]),
    ...of(
      'record',
      rows.records.filter((one) => one.customerId === id),
    ),
  ];
  const read = (meaning: 'owned' | 'reached') =>
    everyRow((page) => timelineOf(viewer, id, { part: 'all', meaning, ...page }, db)).map(
      ({ kind, row }) => `${kind} ${row.id}`,
    );
  expect(read('reached').toSorted(), where).toEqual(isReached ? happened.toSorted() : []);
  expect(read('owned').toSorted(), where).toEqual(
    isSeen ? [...happened, ...of('sale', sales), ...of('payment', paid)].toSorted() : [],
  );
}
