import { and, eq, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { imports } from '@/db/schema/imports';
import { users } from '@/db/schema/people';
import { record } from '../audit/record';
import { addDays, dayIn } from '../days';
import { readSettings } from '../settings/queries';
import { asSystem } from '../viewer';
import type { Follow } from './follow';
import { setOwner } from './owner';
import type { TellOfPool } from './pool';
import { fateOf, leadOf } from './pool-rules';

/** A second's work: others wait meanwhile. The rest, if a rule just turned on finds so many, goes on the days after. */
const mostADay = 1000;

type After = { follow: Follow; tell: TellOfPool };

/**
 * 自动退回 (R8), once a day: customers nobody was in contact with for so many days go to the pool, their owners warned a
 * week before. Never 战略 or 重点 ones, nor while money is owed or a sale waits for review. Owners and supervisors are told
 * with a number, not one by one; one audit row says it all.
 */
export function returnToPool(tx: Tx, today: Day, { follow, tell }: After, most = mostADay): void {
  const { pool, poolReturnDays, timeZone } = readSettings(tx);
  if (!pool || poolReturnDays === 0) return;
  const until = addDays(today, leadOf(poolReturnDays) - poolReturnDays);
  const fates = silentCustomers(tx, until, timeZone).map((row) => ({
    ...row,
    fate: fateOf({ since: row.since, warnedOn: row.poolWarnedOn }, poolReturnDays, today),
  }));
  const warned = fates.filter(({ fate }) => fate === 'warn');
  const returned = fates.filter(({ fate }) => fate === 'return').slice(0, most);
  if (warned.length + returned.length === 0) return;

  // No new version: whoever has the customer's form open has nothing to decide about it.
  for (const { id } of warned) tx.update(customers).set({ poolWarnedOn: today }).where(eq(customers.id, id)).run();
  for (const row of returned) {
    if (!setOwner(tx, row, 'pool', { kind: 'returned', by: null })) throw new Error('changed under the transaction');
    follow(tx, row.id, 'owner');
  }
  tellAll(tx, { warned, returned, days: poolReturnDays }, tell);
  record(tx, asSystem('pool return'), {
    action: 'customer.returned',
    object: { kind: 'customer', id: null },
    details: {
      poolReturnDays,
      returned: returned.map(({ id }) => ({ customerId: id })),
      warned: warned.map(({ id }) => ({ customerId: id })),
    },
  });
}

type Silent = ReturnType<typeof silentCustomers>[number];

/**
 * Customers that may go, the longest silent first: nobody was in contact with them since that day, filed or got them. One
 * from an import counts from that day: its filing is often years old, and its first follow-ups lie ahead (R33).
 */
function silentCustomers(tx: Tx, until: Day, timeZone: string) {
  const gotOn = sql`(select max(got.changed_on) from owner_changes got where got.customer_id = ${customers.id}
    and got.to_owner_id = ${customers.ownerId} and got.from_owner_id is not got.to_owner_id)`;
  const since = sql<Day>`max(${customers.filedOn}, coalesce(${customers.lastContactOn}, ''), coalesce(${gotOn}, ''))`;
  return tx
    .select({
      id: customers.id,
      version: customers.version,
      ownerId: sql<number>`${customers.ownerId}`,
      teamId: customers.teamId,
      poolWarnedOn: customers.poolWarnedOn,
      since,
      importedAt: imports.publishedAt,
    })
    .from(customers)
    .leftJoin(imports, eq(imports.id, customers.importId))
    .where(
      and(
        isNotNull(customers.ownerId),
        isNull(customers.archivedAt),
        notInArray(customers.level, ['strategic', 'key']),
        sql`${customers.filedOn} <= ${until} and coalesce(${customers.lastContactOn}, '') <= ${until} and ${since} <= ${until}`,
        sql`not exists (select 1 from sales where sales.customer_id = ${customers.id} and balance_fen > 0)`,
        sql`not exists (select 1 from sales where sales.customer_id = ${customers.id} and review = 'pending' and voided_at is null)`,
        sql`not exists (select 1 from sale_changes c join sales s on s.id = c.sale_id
          where c.status = 'pending' and (s.customer_id = ${customers.id} or c.customer_id = ${customers.id}))`,
      ),
    )
    .orderBy(since, customers.id)
    .all()
    .map(({ importedAt, ...row }) => ({
      ...row,
      since: [row.since, importedAt === null ? '' : dayIn(importedAt, timeZone)].sort()[1] as Day,
    }))
    .filter((row) => row.since <= until)
    .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.id - b.id));
}

type Run = { warned: Silent[]; returned: Silent[]; days: number };

function tellAll(tx: Tx, { warned, returned, days }: Run, tell: TellOfPool): void {
  const lead = leadOf(days);
  for (const [ownerId, count] of countBy(warned, (row) => row.ownerId))
    tell(tx, ownerId, {
      kind: 'poolWarned',
      data: { count, days: days - lead, lead },
      href: `/customers?owner=${ownerId}&silent=${days - lead}`,
    });
  for (const [ownerId, count] of countBy(returned, (row) => row.ownerId))
    tell(tx, ownerId, {
      kind: 'poolReturned',
      data: { count, days },
      href: '/customers/pool',
    });
  const supervisors = tx
    .select({ id: users.id, teamId: users.teamId })
    .from(users)
    .where(and(eq(users.role, 'supervisor'), eq(users.status, 'active')))
    .all();
  for (const { id, teamId } of supervisors) {
    const count = returned.filter((row) => row.teamId === teamId && row.ownerId !== id).length;
    if (count > 0)
      tell(tx, id, {
        kind: 'poolReturnedTeam',
        data: { count, days },
        href: '/customers/pool',
      });
  }
}

function countBy(rows: readonly Silent[], keyOf: (row: Silent) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return counts;
}
