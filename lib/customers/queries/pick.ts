import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { contacts, customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { visible } from '@/lib/scope';
import { readSettings } from '@/lib/settings/queries';
import { codeKey, nameKey } from '@/lib/text';
import type { Viewer } from '@/lib/viewer';
import { customerSearch } from '../search';
import { sees } from '../sees';

/** What a picker shows of a customer; no contact data, only the primary contact's name (R6). */
export type PickedCustomer = ReturnType<typeof select>[number];

const shown = 20;

/** `reached`: the customers one works on as 协同人 too, for follow-ups; a sale asks for owned ones (R5). */
export type PickMeaning = 'owned' | 'reached';

/** Customers to pick from in the viewer's scope (R5); without a term those the viewer touched last come first. */
export function pickCustomers(
  viewer: Viewer,
  term: string,
  reader: Reader = database(),
  meaning: PickMeaning = 'owned',
): PickedCustomer[] {
  const search = customerSearch(viewer, term, readSettings(reader).supervisorsSeeContacts);
  const from = { viewer, reader, meaning };
  return search ? found(from, term, search) : recent(from);
}

/** One customer for a picker that opens with it; archived ones can't be picked. */
export const pickedCustomer = (
  viewer: Viewer,
  id: number,
  reader: Reader = database(),
  meaning: PickMeaning = 'owned',
): PickedCustomer | null => select({ viewer, reader, meaning }, eq(customers.id, id), [])[0] ?? null;

type From = { viewer: Viewer; reader: Reader; meaning: PickMeaning };

/** The one of that code first, then names that begin with the term, then the rest. */
function found(from: From, term: string, search: SQL) {
  const key = nameKey(term);
  const rank = sql`case when ${customers.codeKey} = ${codeKey(term)} then 0
    when instr(${customers.nameKey}, ${key}) = 1 then 1 else 2 end`;
  return select(from, search, [rank, sql`${customers.sortKey}`, sql`${customers.id}`]);
}

function recent(from: From) {
  const { viewer, reader } = from;
  const touched = reader.all<{ id: number }>(sql`
    select id from (
      select * from (
        select customer_id as id, entered_at as at from follow_up_records
        where author_id = ${viewer.id} order by contacted_on desc, id desc limit 100)
      union all select * from (
        select customer_id as id, created_at as at from sales
        where salesperson_id = ${viewer.id} order by deal_on desc, id desc limit 100)
      union all select * from (
        select id, created_at as at from customers
        where owner_id = ${viewer.id} and archived_at is null order by id desc limit 100))
    group by id order by max(at) desc limit 60`);
  const ids = touched.map((row) => row.id);
  const order = new Map(ids.map((id, position) => [id, position]));
  // A sale's customer may be somebody else's by now: the scope decides again.
  const rows = ids.length === 0 ? [] : select(from, inArray(customers.id, ids), [], ids.length);
  if (rows.length === 0) return select(from, undefined, [sql`${customers.sortKey}`, sql`${customers.id}`]);
  return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)).slice(0, shown);
}

function select({ viewer, reader, meaning }: From, where: SQL | undefined, orderBy: SQL[], limit = shown) {
  return reader
    .select({
      id: customers.id,
      name: customers.name,
      code: customers.code,
      level: customers.level,
      stage: customers.stage,
      ownerId: customers.ownerId,
      teamId: customers.teamId,
      ownerName: users.name,
      lastContactOn: customers.lastContactOn,
      contactName: contacts.name,
      termsKind: customers.termsKind,
      termsDays: customers.termsDays,
    })
    .from(visible(viewer, customers, meaning))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .leftJoin(contacts, and(eq(contacts.customerId, customers.id), eq(contacts.isPrimary, true)))
    .where(and(isNull(customers.archivedAt), where))
    .orderBy(...orderBy)
    .limit(limit)
    .all()
    .map(({ teamId, ...row }) =>
      sees(viewer, { ownerId: row.ownerId, teamId })
        ? { ...row, isShared: false }
        : { ...row, isShared: true, termsKind: null, termsDays: null },
    );
}
