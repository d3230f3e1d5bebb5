import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { customers, demandChanges, ownerChanges, stageChanges } from '@/db/schema/customers';
import { followUpRecords } from '@/db/schema/follow-ups';
import { teams, users } from '@/db/schema/people';
import { payments, sales } from '@/db/schema/sales';
import { dictionaryEntries } from '@/db/schema/settings';
import { type PageRequest, pageQuery, pageSize, toPage } from '@/lib/paging';
import { scopeOf, visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';

/** What a customer's 动态 shows: 全部, 跟进, 销售回款, 变更. */
export const timelineParts = ['all', 'records', 'money', 'changes'] as const;
export type TimelinePart = (typeof timelineParts)[number];

type Kind = 'filed' | 'stage' | 'demand' | 'owner' | 'record' | 'sale' | 'payment';
const kindsOf: Record<TimelinePart, readonly Kind[]> = {
  all: ['filed', 'stage', 'demand', 'owner', 'record', 'sale', 'payment'],
  records: ['record'],
  money: ['sale', 'payment'],
  changes: ['filed', 'stage', 'demand', 'owner'],
};
/** A 协同人 reads no money (R5). */
const moneyKinds: ReadonlySet<Kind> = new Set(kindsOf.money);
type Meaning = 'owned' | 'reached';
const kindsFor = (part: TimelinePart, meaning: Meaning) =>
  meaning === 'owned' ? kindsOf[part] : kindsOf[part].filter((kind) => !moneyKinds.has(kind));

/**
 * One page of everything that happened to a customer, the newest first. First the page's keys from all kinds (day, then
 * kind, then id: filed before moved before sold before paid), then the rows of each kind.
 */
export function timelineOf(
  viewer: Viewer,
  customerId: number,
  { part, meaning = 'owned', ...request }: PageRequest & { part: TimelinePart; meaning?: Meaning },
  reader: Reader = database(),
) {
  const kinds = kindsFor(part, meaning);
  const page = toPage(keys(viewer, customerId, { kinds, meaning, request }, reader), request, (row) => [
    row.key,
    row.id,
  ]);
  const contents = new Map<string, Content>();
  const read = <K extends Kind>(
    kind: K,
    rowsOf: (viewer: Viewer, ids: number[], reader: Reader, meaning: Meaning) => Rows[K][],
  ) => {
    const ids = page.rows.filter((row) => row.kind === kind).map((row) => row.id);
    if (ids.length === 0) return;
    for (const row of rowsOf(viewer, ids, reader, meaning)) contents.set(`${kind} ${row.id}`, { kind, row } as Content);
  };
  read('filed', filedRows);
  read('stage', stageRows);
  read('demand', demandRows);
  read('owner', ownerRows);
  read('record', recordRows);
  read('sale', saleRows);
  read('payment', paymentRows);
  return {
    ...page,
    rows: page.rows.flatMap(({ kind, id, day }): TimelineEvent[] => {
      const content = contents.get(`${kind} ${id}`);
      return content ? [{ ...content, day }] : [];
    }),
  };
}

type Rows = {
  filed: ReturnType<typeof filedRows>[number];
  stage: ReturnType<typeof stageRows>[number];
  demand: ReturnType<typeof demandRows>[number];
  owner: ReturnType<typeof ownerRows>[number];
  record: ReturnType<typeof recordRows>[number];
  sale: ReturnType<typeof saleRows>[number];
  payment: ReturnType<typeof paymentRows>[number];
};
type Content = { [K in Kind]: { kind: K; row: Rows[K] } }[Kind];
export type TimelineEvent = Content & { day: Day };
type Key = { kind: Kind; id: number; day: Day; key: string };

type Asked = { kinds: readonly Kind[]; meaning: Meaning; request: PageRequest };

function keys(viewer: Viewer, customerId: number, { kinds, meaning, request }: Asked, reader: Reader): Key[] {
  if (kinds.length === 0) return [];
  const seen = scopeOf(viewer, customers, meaning) ?? sql`1`;
  const within = sql`customer_id in (select id from customers where id = ${customerId} and ${seen})`;
  const sources: Record<Kind, ReturnType<typeof sql>> = {
    filed: sql`select 'filed' as kind, id, filed_on as day, filed_on || ' 0' as key from customers where id = ${customerId} and ${seen}`,
    // The first stage is the filing itself.
    stage: sql`select 'stage' as kind, id, changed_on as day, changed_on || ' 1' as key from stage_changes where ${within} and from_stage is not null`,
    // What was known at filing belongs to the filing.
    demand: sql`select 'demand' as kind, id, changed_on as day, changed_on || ' 1' as key from demand_changes where ${within} and changed_at <> (select created_at from customers where id = ${customerId})`,
    owner: sql`select 'owner' as kind, id, changed_on as day, changed_on || ' 1' as key from owner_changes where ${within}`,
    record: sql`select 'record' as kind, id, contacted_on as day, contacted_on || ' 2' as key from follow_up_records where ${within}`,
    sale: sql`select 'sale' as kind, id, deal_on as day, deal_on || ' 3' as key from sales where ${within}`,
    payment: sql`select 'payment' as kind, p.id, p.paid_on as day, p.paid_on || ' 4' as key from payments p join sales s on s.id = p.sale_id where s.${within} and p.voided_at is null`,
  };
  const page = pageQuery({ value: sql`key`, id: sql`id`, direction: 'desc' }, request);
  return reader.all<Key>(sql`
    select kind, id, day, key from (${sql.join(
      kinds.map((kind) => sources[kind]),
      sql` union all `,
    )})
    where ${page.where ?? sql`1`} order by ${sql.join(page.orderBy, sql`, `)} limit ${pageSize + 1}`);
}

const filedRows = (viewer: Viewer, ids: number[], reader: Reader, meaning: Meaning) =>
  reader
    .select({ id: customers.id, by: users.name, importId: customers.importId })
    .from(visible(viewer, customers, meaning))
    .leftJoin(users, eq(users.id, customers.createdBy))
    .where(inArray(customers.id, ids))
    .all();

const stageRows = (viewer: Viewer, ids: number[], reader: Reader, meaning: Meaning) =>
  reader
    .select({
      id: stageChanges.id,
      fromStage: stageChanges.fromStage,
      toStage: stageChanges.toStage,
      reason: dictionaryEntries.name,
      by: users.name,
    })
    .from(visible(viewer, stageChanges, meaning))
    .leftJoin(users, eq(users.id, stageChanges.changedBy))
    .leftJoin(dictionaryEntries, eq(dictionaryEntries.id, stageChanges.lossReasonId))
    .where(inArray(stageChanges.id, ids))
    .all();

/** What the demand became, with what it was before. */
const demandRows = (viewer: Viewer, ids: number[], reader: Reader, meaning: Meaning) => {
  const earlier = (column: SQL) => sql<string | null>`(
    select ${column} from demand_changes before left join dictionary_entries entry on entry.id = before.demand_type_id
    where before.customer_id = demand_changes.customer_id and before.id < demand_changes.id order by before.id desc limit 1)`;
  return reader
    .select({
      id: demandChanges.id,
      type: dictionaryEntries.name,
      change: demandChanges.demandChange,
      typeBefore: earlier(sql`entry.name`),
      changeBefore: earlier(sql`before.demand_change`),
      by: users.name,
    })
    .from(visible(viewer, demandChanges, meaning))
    .leftJoin(users, eq(users.id, demandChanges.changedBy))
    .leftJoin(dictionaryEntries, eq(dictionaryEntries.id, demandChanges.demandTypeId))
    .where(inArray(demandChanges.id, ids))
    .all();
};

const [former, formerTeam, owner, team] = [
  alias(users, 'former'),
  alias(teams, 'former_team'),
  alias(users, 'owner'),
  alias(teams, 'team'),
];
/** Who had the customer, who has it now, why, and who did it (R7). */
const ownerRows = (viewer: Viewer, ids: number[], reader: Reader, meaning: Meaning) =>
  reader
    .select({
      id: ownerChanges.id,
      kind: ownerChanges.kind,
      from: former.name,
      fromTeam: formerTeam.name,
      to: owner.name,
      toTeam: team.name,
      reason: ownerChanges.reason,
      by: users.name,
    })
    .from(visible(viewer, ownerChanges, meaning))
    .leftJoin(former, eq(former.id, ownerChanges.fromOwnerId))
    .leftJoin(formerTeam, eq(formerTeam.id, ownerChanges.fromTeamId))
    .leftJoin(owner, eq(owner.id, ownerChanges.toOwnerId))
    .leftJoin(team, eq(team.id, ownerChanges.toTeamId))
    .leftJoin(users, eq(users.id, ownerChanges.changedBy))
    .where(inArray(ownerChanges.id, ids))
    .all();

const recordRows = (viewer: Viewer, ids: number[], reader: Reader, meaning: Meaning) =>
  reader
    .select({
      id: followUpRecords.id,
      method: followUpRecords.method,
      contactedAt: followUpRecords.contactedAt,
      reached: followUpRecords.reached,
      summary: followUpRecords.summary,
      feedback: followUpRecords.feedback,
      feedbackTags: followUpRecords.feedbackTags,
      enteredAt: followUpRecords.enteredAt,
      // R35: the old text of a late edit is kept.
      isEdited: sql`exists (select 1 from follow_up_record_edits where record_id = ${followUpRecords.id})`.mapWith(
        Boolean,
      ),
      nextPlan: followUpRecords.nextPlan,
      nextOn: followUpRecords.nextOn,
      by: users.name,
    })
    .from(visible(viewer, followUpRecords, meaning))
    .leftJoin(users, eq(users.id, followUpRecords.authorId))
    .where(inArray(followUpRecords.id, ids))
    .all();

const saleRows = (viewer: Viewer, ids: number[], reader: Reader) =>
  reader
    .select({ sale: sales, id: sales.id, by: users.name })
    .from(visible(viewer, sales, 'owned'))
    .innerJoin(users, eq(users.id, sales.salespersonId))
    .where(inArray(sales.id, ids))
    .all();

const paymentRows = (viewer: Viewer, ids: number[], reader: Reader) =>
  reader
    .select({
      id: payments.id,
      amountFen: payments.amountFen,
      reason: payments.reason,
      by: users.name,
      saleId: sales.id,
      orderNumber: sales.orderNumber,
      saleAmountFen: sales.amountFen,
      salePaidFen: sales.paidFen,
    })
    .from(visible(viewer, payments, 'owned'))
    .innerJoin(sales, eq(sales.id, payments.saleId))
    .leftJoin(users, eq(users.id, payments.recordedBy))
    .where(inArray(payments.id, ids))
    .all();
