import { eq } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { contacts, customers } from '@/db/schema/customers';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { spelledContact } from '@/lib/customers/edit-contacts';
import { spelledCustomer, valuesOf } from '@/lib/customers/fields';
import { maskContact } from '@/lib/customers/mask';
import { spellRecord } from '@/lib/follow-ups/record-fields';
import { spellTask } from '@/lib/follow-ups/tasks';
import { spellPerson } from '@/lib/people/edit-person';
import { contentOf } from '@/lib/sales/changes';
import { spelledSale } from '@/lib/sales/edit-fields';
import { spelledParts } from '@/lib/sales/set-parts';
import type { Records } from './records';

export type Forms = ReturnType<typeof formsOf>;

/** What the edit forms of these records are opened with, as their inputs spell it. */
export function formsOf(reader: Reader, r: Omit<Records, 'forms'>) {
  const [customer] = reader.select().from(customers).where(eq(customers.id, r.customer)).all();
  const [contact] = reader.select().from(contacts).where(eq(contacts.id, r.contact)).all();
  const [task] = reader.select().from(followUpTasks).where(eq(followUpTasks.id, r.task)).all();
  const [record] = reader.select().from(followUpRecords).where(eq(followUpRecords.id, r.record)).all();
  const [member] = reader.select().from(users).where(eq(users.id, r.member)).all();
  const [self] = reader.select().from(users).where(eq(users.id, r.owner)).all();
  const [leader] = reader.select().from(users).where(eq(users.id, r.leader)).all();
  const [pendingSale] = reader.select().from(sales).where(eq(sales.id, r.pendingSale)).all();
  const [sale] = reader.select().from(sales).where(eq(sales.id, r.sale)).all();
  if (!customer || !contact || !task || !record || !member || !leader || !self || !pendingSale || !sale)
    throw new Error('records were made');
  const clear = spelledContact(contact);
  return {
    version: customer.version,
    customer: spelledCustomer(valuesOf(customer)),
    contact: clear,
    /** As whoever isn't the owner opens it (R6). */
    masked: {
      ...clear,
      phone: maskContact(clear.phone),
      wechat: maskContact(clear.wechat),
      email: maskContact(clear.email),
    },
    task: spellTask(task),
    record: spellRecord(record),
    member: spellPerson(member),
    leader: spellPerson(leader),
    self: spellPerson(self),
    pendingSale: spelledSale(contentOf(reader, pendingSale.id), pendingSale),
    sale: spelledSale(contentOf(reader, sale.id), sale),
    parts: spelledParts([], sale.amountFen),
  };
}
