import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import { contacts, customers } from '@/db/schema/customers';
import { teams, users } from '@/db/schema/people';
import { dictionaryEntries } from '@/db/schema/settings';
import { today as todayIn } from '@/lib/clock';
import { customerConditions } from '@/lib/customers/conditions';
import type { CustomerFilter } from '@/lib/customers/filters';
import { maskContact, maskName } from '@/lib/customers/mask';
import { type CustomerMoney, customerOrder, moneyOfCustomers, noMoney } from '@/lib/customers/queries/list';
import { addDays, addMonths } from '@/lib/days';
import { visible } from '@/lib/scope';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import type { FileHead } from '../analysis-file';
import { customerFilterTexts } from './customer-filters';
import { fileHead } from './head';

type Read = ReturnType<typeof select>[number];
export type CustomerFileRow = Omit<Read, 'id'> & Omit<CustomerMoney, 'overdueSince'>;
export type CustomersFile = {
  head: FileHead;
  /** Why contact data stands here in clear; null: masked. */
  clearFor: string | null;
  /** 近12月采购 covers these days. */
  year: { from: string; to: string };
  rows: CustomerFileRow[];
};

/**
 * Everyone the list's filter finds inside the viewer's owned scope, in the list's order; pages don't matter (R38).
 * Contact data is masked, one's own customers' too, since a file leaves the house: only 明文导出 with a reason, which the
 * caller has asked for, shows it (R6).
 */
export function readCustomersFile(
  viewer: Viewer,
  filter: CustomerFilter,
  { clearFor }: { clearFor: string | null },
  reader: Reader = database(),
): CustomersFile {
  const settings = readSettings(reader);
  const today = todayIn(settings.timeZone);
  const found = select(viewer, filter, { today, supervisorsSeeClear: settings.supervisorsSeeContacts }, reader);
  const money = moneyByCustomer(
    viewer,
    found.map(({ id }) => id),
    today,
    reader,
  );
  return {
    head: fileHead(viewer, 'owned', customerFilterTexts(viewer, filter, reader), reader),
    clearFor,
    year: { from: addDays(addMonths(today, -12), 1), to: today },
    rows: found.map(({ id, contact, phone, ...row }) => {
      const { yearFen, receivableFen, overdueFen } = money.get(id) ?? noMoney;
      return {
        ...row,
        contact: contact && clearFor === null ? maskName(contact) : contact,
        phone: phone && clearFor === null ? maskContact(phone) : phone,
        yearFen,
        receivableFen,
        overdueFen,
      };
    }),
  };
}

function select(
  viewer: Viewer,
  filter: CustomerFilter,
  { today, supervisorsSeeClear }: { today: string; supervisorsSeeClear: boolean },
  reader: Reader,
) {
  const entry = (name: string) => alias(dictionaryEntries, name);
  const [industry, region, source] = [entry('industry'), entry('region'), entry('source')];
  const [demandType, line] = [entry('demand_type'), entry('line')];
  return reader
    .select({
      id: customers.id,
      code: customers.code,
      name: customers.name,
      industry: industry.name,
      contact: contacts.name,
      phone: contacts.phone,
      level: customers.level,
      demandType: demandType.name,
      filedOn: customers.filedOn,
      owner: users.name,
      team: teams.name,
      stage: customers.stage,
      region: region.name,
      source: source.name,
      firstContactOn: customers.firstContactOn,
      cooperatingSince: customers.cooperatingSince,
      intendedLine: line.name,
      expectedAnnualFen: customers.expectedAnnualFen,
      lastContactOn: customers.lastContactOn,
      nextDueOn: customers.nextDueOn,
    })
    .from(visible(viewer, customers))
    .leftJoin(contacts, and(eq(contacts.customerId, customers.id), eq(contacts.isPrimary, true)))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .leftJoin(teams, eq(teams.id, customers.teamId))
    .leftJoin(industry, eq(industry.id, customers.industryId))
    .leftJoin(region, eq(region.id, customers.regionId))
    .leftJoin(source, eq(source.id, customers.sourceId))
    .leftJoin(demandType, eq(demandType.id, customers.demandTypeId))
    .leftJoin(line, eq(line.id, customers.intendedLineId))
    .where(customerConditions(viewer, { filter, today, supervisorsSeeClear }))
    .orderBy(...customerOrder(filter))
    .all();
}

const portion = 1000;

/** In portions: a statement takes only so many parameters. */
function moneyByCustomer(viewer: Viewer, ids: readonly number[], today: string, reader: Reader) {
  const money = new Map<number, CustomerMoney>();
  for (let start = 0; start < ids.length; start += portion)
    for (const [id, values] of moneyOfCustomers(viewer, ids.slice(start, start + portion), today, reader))
      money.set(id, values);
  return money;
}
