import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { applyTriggers, triggerNames } from '@/db/open';
import { collaborators, contacts, customers, demandChanges, ownerChanges, stageChanges } from '@/db/schema/customers';
import { followUpRecordEdits, followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { notifications } from '@/db/schema/notifications';
import { teams, users } from '@/db/schema/people';
import { instalments, payments, saleChanges, saleRejections, sales } from '@/db/schema/sales';
import { dictionaryEntries, products, settings } from '@/db/schema/settings';
import { targets } from '@/db/schema/targets';
import { record } from '../audit/record';
import { now, today } from '../clock';
import { hasUsers } from '../people/queries';
import { readSettings } from '../settings/queries';
import type { SettingKey } from '../settings/settings';
import { Calendar } from './calendar';
import { planCatalogue, tangible } from './catalogue';
import { contactRows, demandRows, planCustomers, stageRows } from './customers';
import { planFollowUps } from './follow-ups';
import { setLevels } from './levels';
import { insertAll } from './load';
import { collaboratorRows, notificationRows, ownerChangeRows } from './owners';
import { type Person, planPeople, teamRows, userRows } from './people';
import { Random } from './random';
import { recordEdits } from './record-edits';
import { rejectionRows, saleChangeRows } from './sale-changes';
import { instalmentRows, type PlannedSale, paymentRows, planSales, saleRow } from './sales';
import { targetRows } from './targets';

export type Size = {
  seed?: number;
  customers: number;
  sales: number;
  /** Months of history up to the clock's today. */
  months?: number;
  teams?: number;
  reps?: number;
  /** Follow-up records per customer. */
  records?: number;
  /** For everyone; the default fits no password. */
  passwordHash?: string;
};

export type Generated = { people: Person[]; rows: Record<string, number> };

/**
 * Fills an empty database with a fictitious company: the one builder for tests, demo and bench. The same seed, size and
 * clock give the same rows. Bulk loading sets the sums that triggers keep and proves them equal at the end.
 */
export function generate(
  db: Db,
  {
    seed = 1,
    customers: customerCount,
    sales: saleCount,
    months = 36,
    teams: teamCount = 4,
    reps = 20,
    records = 3,
    passwordHash = 'scrypt$2$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  }: Size,
): Generated {
  if (hasUsers(db)) throw new Error('generate fills an empty database');
  const random = new Random(seed);
  const calendar = new Calendar(today(readSettings(db).timeZone), months, now());
  const people = planPeople(random, calendar, { teams: teamCount, reps });
  const catalogue = planCatalogue(random, calendar);
  const list = planCustomers(random, calendar, { count: customerCount, people, catalogue });
  const plans = planSales(random, calendar, { customers: list, catalogue }, saleCount);
  setLevels(calendar, list, plans);

  const wonOn = new Map<number, number>();
  for (const plan of plans)
    if (plan.review === 'approved' && !plan.isVoid && plan.amount > 0 && !wonOn.has(plan.customer.id))
      wonOn.set(plan.customer.id, plan.day);
  const moves = stageRows(random, calendar, list, wonOn, catalogue.ids.loss_reason);
  const contactList = contactRows(random, list);
  const known = { customers: list, contacts: contactList, products: tangible(catalogue), wonOn };
  const followUps = planFollowUps(random, calendar, known, records);
  const reviewers = new Map(people.filter(({ role }) => role === 'supervisor').map(({ teamId, id }) => [teamId, id]));
  const reviewerOf = (person: Person) => (person.role === 'rep' ? (reviewers.get(person.teamId) ?? 1) : 1);
  const reviewerOfSale = ({ person }: PlannedSale) => reviewerOf(person);

  // Numbers of their own, so that everything else stays as it was for a seed.
  const owning = new Random(seed + 1);
  const ownership = ownerChangeRows(owning, calendar, list);
  const rows = {
    teams: teamRows(random, calendar, teamCount),
    users: userRows(random, calendar, people, passwordHash),
    dictionaryEntries: catalogue.entries,
    products: catalogue.productRows,
    customers: list.map((customer) => customer.row),
    contacts: contactList,
    stageChanges: moves,
    ownerChanges: ownership,
    collaborators: collaboratorRows(owning, calendar, { customers: list, people }),
    notifications: notificationRows(owning, calendar, { customers: list, people }),
    demandChanges: demandRows(random, calendar, list, catalogue.ids.demand_type),
    sales: plans.map((plan) => saleRow(random, calendar, plan, reviewerOf(plan.person))),
    payments: paymentRows(random, calendar, plans),
    instalments: instalmentRows(calendar, plans),
    saleChanges: saleChangeRows(random, calendar, plans, reviewerOfSale),
    saleRejections: rejectionRows(random, calendar, plans, reviewerOfSale),
    followUpTasks: followUps.tasks,
    followUpRecordEdits: recordEdits(random, calendar, followUps.records),
    followUpRecords: followUps.records.map((row) => ({ ...row, version: row.version ?? 1 })),
    targets: targetRows(random, calendar, people, plans),
  };
  const counts = Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, all.length]));

  db.transaction(
    (tx) => {
      // Row by row, the triggers would recount each sale's payments; the sums are set here and proved below.
      for (const name of triggerNames()) tx.run(sql.raw(`drop trigger if exists ${name}`));
      const set = (key: SettingKey, value: unknown) => ({
        key,
        value,
        updatedAt: rows.teams[0]?.createdAt as string,
        updatedBy: null,
      });
      insertAll(db, settings, [set('companyName', '云杉智造（虚构）'), set('pool', true)]);
      insertAll(db, teams, rows.teams);
      insertAll(db, users, rows.users);
      insertAll(db, dictionaryEntries, rows.dictionaryEntries);
      insertAll(db, products, rows.products);
      insertAll(db, customers, rows.customers);
      insertAll(db, contacts, rows.contacts);
      insertAll(db, stageChanges, rows.stageChanges);
      insertAll(db, demandChanges, rows.demandChanges);
      insertAll(db, ownerChanges, rows.ownerChanges);
      insertAll(db, collaborators, rows.collaborators);
      insertAll(db, notifications, rows.notifications);
      // A reversal is dated on or after its original, and so comes later.
      insertAll(db, sales, rows.sales);
      insertAll(db, payments, rows.payments);
      insertAll(db, instalments, rows.instalments);
      insertAll(db, saleChanges, rows.saleChanges);
      insertAll(db, saleRejections, rows.saleRejections);
      insertAll(db, followUpTasks, rows.followUpTasks);
      insertAll(db, followUpRecords, rows.followUpRecords);
      insertAll(db, followUpRecordEdits, rows.followUpRecordEdits);
      insertAll(db, targets, rows.targets);
      applyTriggers(db.$client);
      const broken = brokenSums(db);
      if (broken.length > 0) throw new Error(`the generated sums disagree: ${broken.join(', ')}`);
      record(tx, null, { action: 'data.generated', object: { kind: 'instance', id: 1 }, details: { seed, ...counts } });
    },
    { behavior: 'immediate' },
  );
  return { people, rows: counts };
}

const sums: Record<string, string> = {
  paid: `select 1 from sales left join (
      select sale_id, sum(amount_fen) as fen, max(paid_on) as last from payments where voided_at is null group by sale_id
    ) p on p.sale_id = sales.id
    where paid_fen <> coalesce(p.fen, 0) or last_paid_on is not p.last`,
  reversed: `select 1 from sales left join (
      select reverses_id, sum(amount_fen) as fen from sales where counts = 1 and reverses_id is not null group by 1
    ) r on r.reverses_id = sales.id
    where reversed_fen <> coalesce(r.fen, 0)`,
  instalments: `select 1 from sales left join (
      select sale_id, count(*) as parts, sum(amount_fen) as fen, max(through_fen) as through from instalments group by 1
    ) i on i.sale_id = sales.id
    where instalment_count <> coalesce(i.parts, 0) or i.fen <> amount_fen or i.through <> amount_fen
      or instalment_count > 0 and due_on <> coalesce(
        (select min(due_on) from instalments o where o.sale_id = sales.id
          and min(o.through_fen, amount_fen + reversed_fen) > paid_fen),
        (select max(due_on) from instalments o where o.sale_id = sales.id))`,
  lastContact: `select 1 from customers left join (
      select customer_id, max(contacted_on) as last from follow_up_records where reached = 1 group by 1
    ) r on r.customer_id = customers.id
    where last_contact_on is not r.last`,
  nextDue: `select 1 from customers left join (
      select customer_id, min(due_on) as first from follow_up_tasks where status in ('open', 'in_progress') group by 1
    ) t on t.customer_id = customers.id
    where next_due_on is not t.first`,
};

/** Names of the kept sums that differ from a recount; none in a sound database. */
export const brokenSums = (db: Db): string[] =>
  Object.keys(sums).filter((name) => db.$client.prepare(`${sums[name]} limit 1`).get() !== undefined);
