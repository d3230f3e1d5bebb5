import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { addDays, addMonths } from '@/lib/days';
import { owedWithin } from '@/lib/owed';
import { type Direction, type Page, pageQuery, toPage } from '@/lib/paging';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { customerConditions } from '../conditions';
import type { CustomerFilter } from '../filters';

type CustomerSort = NonNullable<CustomerFilter['sort']>;
type Listed = ReturnType<typeof select>[number];
export type CustomerRow = Listed & CustomerMoney;

/** Of all sales of a customer, whoever made them (owned meaning, R5). */
export type CustomerMoney = {
  /** Approved sales net of reversals in the 12 months up to today (R11); null when there was none. */
  yearFen: Fen | null;
  receivableFen: Fen;
  overdueFen: Fen;
  /** The earliest due date of what is overdue. */
  overdueSince: Day | null;
};

const levelRank = sql`case ${customers.level} when 'strategic' then 0 when 'key' then 1 when 'potential' then 2 else 3 end`;
const sortValues: Record<CustomerSort, SQL> = {
  name: sql`${customers.sortKey}`,
  level: levelRank,
  contact: sql`coalesce(${customers.lastContactOn}, '')`,
  // Nothing planned comes after everything planned.
  due: sql`coalesce(${customers.nextDueOn}, '9999')`,
  filed: sql`${customers.filedOn}`,
};
const keyOf: Record<CustomerSort, (row: Listed) => string | number> = {
  name: (row) => row.sortKey,
  level: (row) => ['strategic', 'key', 'potential', 'normal'].indexOf(row.level),
  contact: (row) => row.lastContactOn ?? '',
  due: (row) => row.nextDueOn ?? '9999',
  filed: (row) => row.filedOn,
};

export const customerSort = (filter: CustomerFilter): { sort: CustomerSort; direction: Direction } => ({
  sort: filter.sort ?? 'name',
  direction: filter.direction ?? (filter.sort === 'filed' ? 'desc' : 'asc'),
});

/** The list's order without its pages, for an export. */
export function customerOrder(filter: CustomerFilter): SQL[] {
  const { sort, direction } = customerSort(filter);
  return pageQuery({ value: sortValues[sort], id: sql`${customers.id}`, direction }, {}).orderBy;
}

type Asked = { filter: CustomerFilter; today: Day; supervisorsSeeClear: boolean };

/** One page of the customers a filter asks for, with their money. */
export function listCustomers(viewer: Viewer, asked: Asked, reader: Reader = database()): Page<CustomerRow> {
  const { filter, today } = asked;
  const page = toPage(select(viewer, asked, reader), filter, (row) => [keyOf[customerSort(filter).sort](row), row.id]);
  const ids = page.rows.map((row) => row.id);
  // A 协同人 reads no money, wherever the customer belongs by now.
  const money = filter.shared ? new Map<number, CustomerMoney>() : moneyOfCustomers(viewer, ids, today, reader);
  return { ...page, rows: page.rows.map((row) => ({ ...row, ...(money.get(row.id) ?? noMoney) })) };
}

const meaningOf = ({ filter }: Asked) => (filter.shared ? 'reached' : 'owned');

const select = (viewer: Viewer, asked: Asked, reader: Reader) => customersQuery(viewer, asked, reader).all();

/** The statement itself, so that its plan can be tested. */
export function customersQuery(viewer: Viewer, asked: Asked, reader: Reader) {
  const { sort, direction } = customerSort(asked.filter);
  const page = pageQuery({ value: sortValues[sort], id: sql`${customers.id}`, direction }, asked.filter);
  return reader
    .select({
      id: customers.id,
      code: customers.code,
      name: customers.name,
      sortKey: customers.sortKey,
      level: customers.level,
      stage: customers.stage,
      filedOn: customers.filedOn,
      ownerId: customers.ownerId,
      ownerName: users.name,
      pooledAt: customers.pooledAt,
      lastContactOn: customers.lastContactOn,
      nextDueOn: customers.nextDueOn,
    })
    .from(visible(viewer, customers, meaningOf(asked)))
    .leftJoin(users, eq(users.id, customers.ownerId))
    .where(and(customerConditions(viewer, asked), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit);
}

export const noMoney: CustomerMoney = {
  yearFen: null,
  receivableFen: 0 as Fen,
  overdueFen: 0 as Fen,
  overdueSince: null,
};

/** The money of some customers in one go; a customer without sales is not in it. */
export function moneyOfCustomers(viewer: Viewer, ids: readonly number[], today: Day, reader: Reader = database()) {
  const since = addMonths(today, -12);
  const isLate = sql`balance_fen > 0 and due_on < ${today}`;
  const rows = reader
    .select({
      customerId: sales.customerId,
      yearFen: sql<Fen | null>`sum(case when counts = 1 and deal_on > ${since} and deal_on <= ${today} then amount_fen end)`,
      receivableFen: sql<Fen>`sum(max(balance_fen, 0))`,
      overdueFen: sql<Fen>`sum(${owedWithin({ from: null, to: addDays(today, -1) })})`,
      overdueSince: sql<Day | null>`min(case when ${isLate} then due_on end)`,
    })
    .from(visible(viewer, sales, 'owned'))
    .where(inArray(sales.customerId, [...ids]))
    .groupBy(sales.customerId)
    .all();
  return new Map(rows.map(({ customerId, ...money }): [number, CustomerMoney] => [customerId, money]));
}

/** How many a filter finds, counted up to `limit` and no further: a list needs no exact count of everything. */
export function countCustomers(viewer: Viewer, asked: Asked, limit = 1000, reader: Reader = database()): number {
  const some = reader
    .select({ one: sql`1`.as('one') })
    .from(visible(viewer, customers, meaningOf(asked)))
    .where(customerConditions(viewer, asked))
    .limit(limit)
    .as('some');
  return reader.select({ n: sql<number>`count(*)` }).from(some).get()?.n ?? 0;
}
