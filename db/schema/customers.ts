import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { day, fen, moment } from '../columns';
import { isDay, isFilled, isMoment, oneOf } from './checks';
import { imports } from './imports';
import { teams, users } from './people';
import { dictionaryEntries } from './settings';

/** 战略, 重点, 潜力, 普通 (R11). */
export const levels = ['strategic', 'key', 'potential', 'normal'] as const;
export type Level = (typeof levels)[number];
/** 初步接触 → 需求调研 → 方案评估 → 报价谈判 → 成交合作, and 流失 (R14). */
export const stages = ['contact', 'research', 'evaluation', 'negotiation', 'won', 'lost'] as const;
export type Stage = (typeof stages)[number];

/** R9. `name` is what the user typed; `nameKey` serves comparison (R10), `sortKey` pinyin order, `searchText` search (R3). */
export const customers = sqliteTable(
  'customers',
  {
    id: integer('id').primaryKey(),
    code: text('code').notNull(),
    codeKey: text('code_key').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    sortKey: text('sort_key').notNull(),
    searchText: text('search_text').notNull(),
    industryId: integer('industry_id').references(() => dictionaryEntries.id),
    regionId: integer('region_id').references(() => dictionaryEntries.id),
    sourceId: integer('source_id').references(() => dictionaryEntries.id),
    demandTypeId: integer('demand_type_id').references(() => dictionaryEntries.id),
    demandChange: text('demand_change'),
    /** 需求明确: null until someone or a rule says. */
    demandClear: integer('demand_clear', { mode: 'boolean' }),
    intendedLineId: integer('intended_line_id').references(() => dictionaryEntries.id),
    level: text('level', { enum: levels }).notNull().default('normal'),
    stage: text('stage', { enum: stages }).notNull().default('contact'),
    lossReasonId: integer('loss_reason_id').references(() => dictionaryEntries.id),
    filedOn: day('filed_on').notNull(),
    firstContactOn: day('first_contact_on'),
    cooperatingSince: day('cooperating_since'),
    /** Null: in the pool (公海) when `pooledAt` says so, else 待分配; then `teamId` says under which supervisor, if any. */
    ownerId: integer('owner_id').references(() => users.id),
    /** The owner's team; kept here so that a supervisor's scope is one index look-up. */
    teamId: integer('team_id').references(() => teams.id),
    /** Since when the customer is in the public pool (R8); then it has no owner and no team. */
    pooledAt: moment('pooled_at'),
    /** When the owner was last told that it goes to the pool for want of contact (R8). */
    poolWarnedOn: day('pool_warned_on'),
    creditCode: text('credit_code'),
    /** 账期: days after the deal, or the end of the following month (月结); null = the company's default. */
    termsKind: text('terms_kind', { enum: ['days', 'month_end'] }),
    termsDays: integer('terms_days'),
    expectedAnnualFen: fen('expected_annual_fen'),
    strategicValue: integer('strategic_value'),
    strategicReason: text('strategic_reason'),
    invoiceDetails: text('invoice_details'),
    notes: text('notes'),
    /** Day of the latest real contact and of the next open task: kept by triggers for lists and cadence. */
    lastContactOn: day('last_contact_on'),
    nextDueOn: day('next_due_on'),
    archivedAt: moment('archived_at'),
    createdAt: moment('created_at').notNull(),
    createdBy: integer('created_by').references(() => users.id),
    importId: integer('import_id').references(() => imports.id),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('customers_code').on(t.codeKey),
    uniqueIndex('customers_name').on(t.nameKey),
    uniqueIndex('customers_credit_code').on(t.creditCode),
    index('customers_sort').on(t.sortKey, t.id),
    index('customers_owner').on(t.ownerId, t.sortKey, t.id),
    index('customers_team').on(t.teamId, t.sortKey, t.id),
    index('customers_pooled').on(t.pooledAt, t.id).where(sql`pooled_at is not null`),
    check('customers_name_filled', isFilled(t.name)),
    check('customers_code_filled', isFilled(t.code)),
    check('customers_level', oneOf(t.level, levels)),
    check('customers_stage', oneOf(t.stage, stages)),
    check('customers_terms', sql`${t.termsKind} is null or ${t.termsKind} in ('days', 'month_end')`),
    check(
      'customers_terms_days',
      sql`(${t.termsKind} = 'days') = (${t.termsDays} is not null) or ${t.termsKind} is null`,
    ),
    check('customers_strategic_value', sql`${t.strategicValue} is null or ${t.strategicValue} between 0 and 5`),
    check('customers_filed_on', isDay(t.filedOn)),
    check('customers_first_contact_on', isDay(t.firstContactOn)),
    check(
      'customers_first_contact_before_filing',
      sql`${t.firstContactOn} is null or ${t.firstContactOn} <= ${t.filedOn}`,
    ),
    check('customers_cooperating_since', isDay(t.cooperatingSince)),
    check('customers_archived_at', isMoment(t.archivedAt)),
  ],
);

/** Several per customer, one of them primary. Contact data is masked on the way out (R6). */
export const contacts = sqliteTable(
  'contacts',
  {
    id: integer('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    name: text('name').notNull(),
    title: text('title'),
    /** As typed, e.g. 010-00000003转801; `phoneKey` is its digits without the country code, for search by full number. */
    phone: text('phone'),
    phoneKey: text('phone_key'),
    wechat: text('wechat'),
    email: text('email'),
    isPrimary: integer('is_primary', { mode: 'boolean' }).notNull().default(false),
    searchText: text('search_text').notNull(),
    /** Personal data erased at the person's wish (R43): the row stays, anonymous. */
    erasedAt: moment('erased_at'),
    createdAt: moment('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    index('contacts_customer').on(t.customerId),
    index('contacts_phone').on(t.phoneKey),
    uniqueIndex('contacts_primary').on(t.customerId).where(sql`is_primary = 1`),
    check('contacts_name_filled', isFilled(t.name)),
  ],
);

/** Every move between stages with moment and author (R14); the first row of a customer has no `from`. */
export const stageChanges = sqliteTable(
  'stage_changes',
  {
    id: integer('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    fromStage: text('from_stage', { enum: stages }),
    toStage: text('to_stage', { enum: stages }).notNull(),
    lossReasonId: integer('loss_reason_id').references(() => dictionaryEntries.id),
    changedOn: day('changed_on').notNull(),
    changedAt: moment('changed_at').notNull(),
    changedBy: integer('changed_by').references(() => users.id),
  },
  (t) => [
    index('stage_changes_customer').on(t.customerId, t.changedAt),
    check('stage_changes_to', oneOf(t.toStage, stages)),
    check('stage_changes_from', oneOf(t.fromStage, stages)),
    check('stage_changes_on', isDay(t.changedOn)),
  ],
);

/** Every change of 需求类型 and 需求变化 (R9): what they became, when, by whom. */
export const demandChanges = sqliteTable(
  'demand_changes',
  {
    id: integer('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    demandTypeId: integer('demand_type_id').references(() => dictionaryEntries.id),
    demandChange: text('demand_change'),
    changedOn: day('changed_on').notNull(),
    changedAt: moment('changed_at').notNull(),
    changedBy: integer('changed_by').references(() => users.id),
  },
  (t) => [
    index('demand_changes_customer').on(t.customerId, t.changedAt),
    check('demand_changes_on', isDay(t.changedOn)),
    check('demand_changes_at', isMoment(t.changedAt)),
  ],
);

/** Why a customer has another owner (R7, R8): 移交, 分配, 领取, 退回公海, 自动退回, 离职, 调组, 编辑, 导入, 合并. */
export const ownerChangeKinds = [
  'handover',
  'assigned',
  'claimed',
  'released',
  'returned',
  'left',
  'moved',
  'edited',
  'imported',
  'merged',
] as const;
export type OwnerChangeKind = (typeof ownerChangeKinds)[number];

/** Every change of owner or of the owner's team: the history of 负责人, the pool's cap and its cool-off (R7, R8). */
export const ownerChanges = sqliteTable(
  'owner_changes',
  {
    id: integer('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    kind: text('kind', { enum: ownerChangeKinds }).notNull(),
    fromOwnerId: integer('from_owner_id').references(() => users.id),
    fromTeamId: integer('from_team_id').references(() => teams.id),
    toOwnerId: integer('to_owner_id').references(() => users.id),
    toTeamId: integer('to_team_id').references(() => teams.id),
    reason: text('reason'),
    changedOn: day('changed_on').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** Null: the system. */
    changedBy: integer('changed_by').references(() => users.id),
  },
  (t) => [
    index('owner_changes_customer').on(t.customerId, t.changedAt),
    index('owner_changes_to').on(t.toOwnerId, t.kind, t.changedOn),
    check('owner_changes_kind', oneOf(t.kind, ownerChangeKinds)),
    check('owner_changes_on', isDay(t.changedOn)),
    check('owner_changes_at', isMoment(t.changedAt)),
  ],
);

/** 协同人 (R5): somebody else who reaches one customer's page and follow-ups, not its money. */
export const collaborators = sqliteTable(
  'collaborators',
  {
    id: integer('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    addedAt: moment('added_at').notNull(),
    addedBy: integer('added_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('collaborators_person').on(t.userId, t.customerId),
    index('collaborators_customer').on(t.customerId),
    check('collaborators_added_at', isMoment(t.addedAt)),
  ],
);
