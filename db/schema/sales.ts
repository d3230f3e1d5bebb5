import { type SQL, sql } from 'drizzle-orm';
import { type AnySQLiteColumn, check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { day, type Fen, fen, milli, moment, unitPrice } from '../columns';
import { isDay, isFilled, isMoment, oneOf } from './checks';
import { customers, levels } from './customers';
import { imports } from './imports';
import { teams, users } from './people';
import { dictionaryEntries, products } from './settings';

export const reviewStatuses = ['pending', 'approved', 'rejected'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];
export const paymentMethods = ['transfer', 'cash', 'cheque', 'draft', 'other'] as const;

/**
 * 销售记录 (R16): amount, date and the dimensions frozen when it was filed. A reversal (R19) is a negative row of its own;
 * one without an original is a credit to the customer. `paidFen` and `reversedFen` are kept by triggers.
 */
export const sales = sqliteTable(
  'sales',
  {
    id: integer('id').primaryKey(),
    orderNumber: text('order_number').notNull(),
    /** Trimmed, upper case, half width; unique for ever, a voided number stays taken (R16). */
    orderKey: text('order_key').notNull(),
    /** The order this line belongs to: lines of one order share it, so that an order is counted once (R26). */
    orderGroup: text('order_group').notNull(),
    kind: text('kind', { enum: ['sale', 'reversal'] }).notNull(),
    reversesId: integer('reverses_id').references((): AnySQLiteColumn => sales.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    productId: integer('product_id').references(() => products.id),
    productName: text('product_name').notNull(),
    quantity: milli('quantity'),
    unitPrice: unitPrice('unit_price'),
    amountFen: fen('amount_fen').notNull(),
    dealOn: day('deal_on').notNull(),
    dealMonth: text('deal_month')
      .generatedAlwaysAs((): SQL => sql`substr(deal_on, 1, 7)`, { mode: 'stored' })
      .notNull(),
    dueOn: day('due_on').notNull(),
    review: text('review', { enum: reviewStatuses }).notNull(),
    reviewedBy: integer('reviewed_by').references(() => users.id),
    reviewedAt: moment('reviewed_at'),
    rejectReason: text('reject_reason'),
    voidedAt: moment('voided_at'),
    voidedBy: integer('voided_by').references(() => users.id),
    voidReason: text('void_reason'),
    // Frozen when filed (R16); a blank may be filled later, audited.
    salespersonId: integer('salesperson_id')
      .notNull()
      .references(() => users.id),
    teamId: integer('team_id').references(() => teams.id),
    productLineId: integer('product_line_id').references(() => dictionaryEntries.id),
    regionId: integer('region_id').references(() => dictionaryEntries.id),
    industryId: integer('industry_id').references(() => dictionaryEntries.id),
    sourceId: integer('source_id').references(() => dictionaryEntries.id),
    level: text('level', { enum: levels }).notNull(),
    paidFen: fen('paid_fen')
      .notNull()
      .default(0 as Fen),
    lastPaidOn: day('last_paid_on'),
    /** Sum of the approved reversals of this sale (≤ 0). */
    reversedFen: fen('reversed_fen')
      .notNull()
      .default(0 as Fen),
    /** Counts in figures: approved and not void. */
    counts: integer('counts')
      .generatedAlwaysAs((): SQL => sql`review = 'approved' and voided_at is null`, { mode: 'stored' })
      .notNull(),
    /** > 0 owed, < 0 credit (R18, R19); a linked reversal is inside its original. Only rows that count. */
    balanceFen: fen('balance_fen')
      .generatedAlwaysAs(
        (): SQL =>
          sql`case when review = 'approved' and voided_at is null and reverses_id is null then amount_fen + reversed_fen - paid_fen else 0 end`,
        { mode: 'stored' },
      )
      .notNull(),
    notes: text('notes'),
    createdAt: moment('created_at').notNull(),
    createdBy: integer('created_by').references(() => users.id),
    importId: integer('import_id').references(() => imports.id),
    version: integer('version').notNull().default(1),
    /** How many 分期 the sale is to be paid in, 0 = at once; `dueOn` is then the first one still open. Kept by triggers. */
    instalmentCount: integer('instalment_count').notNull().default(0),
  },
  (t) => [
    uniqueIndex('sales_order_key').on(t.orderKey),
    index('sales_customer').on(t.customerId, t.dealOn),
    index('sales_salesperson').on(t.salespersonId, t.dealOn, t.id),
    index('sales_team').on(t.teamId, t.dealOn, t.id),
    index('sales_deal').on(t.dealOn, t.id),
    index('sales_reverses').on(t.reversesId),
    index('sales_owing').on(t.dueOn).where(sql`balance_fen > 0`),
    index('sales_owing_salesperson').on(t.salespersonId, t.dueOn, t.balanceFen).where(sql`balance_fen > 0`),
    index('sales_owing_team').on(t.teamId, t.dueOn, t.balanceFen).where(sql`balance_fen > 0`),
    // Sales in 分期 that owe: the few whose parts have to be looked at one by one (R21).
    index('sales_owing_instalments').on(t.dueOn).where(sql`instalment_count > 0 and balance_fen > 0`),
    index('sales_credit').on(t.dueOn).where(sql`balance_fen < 0`),
    index('sales_last_paid').on(t.lastPaidOn, t.dealOn),
    index('sales_pending').on(t.dealOn).where(sql`review = 'pending' and voided_at is null`),
    check('sales_kind', oneOf(t.kind, ['sale', 'reversal'])),
    check('sales_review', oneOf(t.review, reviewStatuses)),
    check('sales_level', oneOf(t.level, levels)),
    check('sales_sign', sql`case ${t.kind} when 'sale' then ${t.amountFen} >= 0 else ${t.amountFen} < 0 end`),
    check('sales_reverses_only_reversals', sql`${t.reversesId} is null or ${t.kind} = 'reversal'`),
    check(
      'sales_reversed_at_most_amount',
      sql`${t.kind} = 'reversal' or ${t.reversedFen} between -${t.amountFen} and 0`,
    ),
    // R19: amount − paid − owed + credits = 0. A refund on a linked reversal is a payment of its original.
    check('sales_linked_reversal_unpaid', sql`${t.reversesId} is null or ${t.paidFen} = 0`),
    check(
      'sales_reversed_while_counting',
      sql`${t.reversedFen} = 0 or (${t.review} = 'approved' and ${t.voidedAt} is null)`,
    ),
    check('sales_order_number_filled', isFilled(t.orderNumber)),
    check('sales_deal_on', isDay(t.dealOn)),
    check('sales_due_on', isDay(t.dueOn)),
    check('sales_void', sql`(${t.voidedAt} is null) = (${t.voidReason} is null)`),
    check('sales_void_unpaid', sql`${t.voidedAt} is null or ${t.paidFen} = 0`),
    check(
      'sales_rejected_unpaid',
      sql`${t.review} <> 'rejected' or (${t.paidFen} = 0 and ${t.rejectReason} is not null)`,
    ),
    check('sales_created_at', isMoment(t.createdAt)),
  ],
);

/** 回款 (R18): many per sale; a refund is a negative payment with a reason. A mistake is voided, never deleted. */
export const payments = sqliteTable(
  'payments',
  {
    id: integer('id').primaryKey(),
    saleId: integer('sale_id')
      .notNull()
      .references(() => sales.id),
    amountFen: fen('amount_fen').notNull(),
    paidOn: day('paid_on').notNull(),
    method: text('method', { enum: paymentMethods }),
    reason: text('reason'),
    recordedBy: integer('recorded_by').references(() => users.id),
    recordedAt: moment('recorded_at').notNull(),
    voidedAt: moment('voided_at'),
    voidedBy: integer('voided_by').references(() => users.id),
    voidReason: text('void_reason'),
    importId: integer('import_id').references(() => imports.id),
  },
  (t) => [
    index('payments_sale').on(t.saleId, t.paidOn, t.amountFen, t.voidedAt),
    index('payments_paid').on(t.paidOn, t.saleId, t.amountFen, t.voidedAt),
    check('payments_amount', sql`${t.amountFen} <> 0`),
    check('payments_method', oneOf(t.method, paymentMethods)),
    check('payments_paid_on', isDay(t.paidOn)),
    check('payments_recorded_at', isMoment(t.recordedAt)),
    check('payments_void', sql`(${t.voidedAt} is null) = (${t.voidReason} is null)`),
  ],
);

/**
 * 分期 (R18): parts of a sale's amount with due days of their own. `throughFen` is the sum up to and including the part,
 * so that what is open of each follows from the sale's paid and reversed amounts: payments cover the parts from the
 * first on, a reversal takes away from the last.
 */
export const instalments = sqliteTable(
  'instalments',
  {
    id: integer('id').primaryKey(),
    saleId: integer('sale_id')
      .notNull()
      .references(() => sales.id),
    position: integer('position').notNull(),
    dueOn: day('due_on').notNull(),
    amountFen: fen('amount_fen').notNull(),
    throughFen: fen('through_fen').notNull(),
  },
  (t) => [
    uniqueIndex('instalments_position').on(t.saleId, t.position),
    index('instalments_due').on(t.dueOn),
    check('instalments_amount', sql`${t.amountFen} > 0 and ${t.throughFen} >= ${t.amountFen}`),
    check('instalments_due_on', isDay(t.dueOn)),
  ],
);

export const saleChangeKinds = ['edit', 'void'] as const;
export const saleChangeStatuses = ['pending', 'approved', 'rejected', 'withdrawn'] as const;

/**
 * A new version of an approved sale, or its 作废, waiting for review (R17): the approved one counts until then.
 * At most one waits per sale. The proposed content stands in columns; a 作废 proposes none.
 */
export const saleChanges = sqliteTable(
  'sale_changes',
  {
    id: integer('id').primaryKey(),
    saleId: integer('sale_id')
      .notNull()
      .references(() => sales.id),
    kind: text('kind', { enum: saleChangeKinds }).notNull(),
    customerId: integer('customer_id').references(() => customers.id),
    productId: integer('product_id').references(() => products.id),
    productName: text('product_name'),
    quantity: milli('quantity'),
    unitPrice: unitPrice('unit_price'),
    amountFen: fen('amount_fen'),
    dealOn: day('deal_on'),
    dueOn: day('due_on'),
    /** The proposed 分期 as `[{ dueOn, amountFen }]`; empty = to be paid at once. */
    instalments: text('instalments', { mode: 'json' }).$type<{ dueOn: string; amountFen: number }[]>(),
    /** Why; required for a 作废. */
    reason: text('reason'),
    /** The same fields as they stood when the change was filed, with the words they had: old and new side by side. */
    before: text('before', { mode: 'json' }).$type<Record<string, string | number | null>>().notNull(),
    status: text('status', { enum: saleChangeStatuses }).notNull(),
    requestedBy: integer('requested_by')
      .notNull()
      .references(() => users.id),
    requestedAt: moment('requested_at').notNull(),
    reviewedBy: integer('reviewed_by').references(() => users.id),
    reviewedAt: moment('reviewed_at'),
    rejectReason: text('reject_reason'),
  },
  (t) => [
    uniqueIndex('sale_changes_one_pending').on(t.saleId).where(sql`status = 'pending'`),
    index('sale_changes_sale').on(t.saleId, t.requestedAt),
    index('sale_changes_pending').on(t.requestedAt).where(sql`status = 'pending'`),
    check('sale_changes_kind', oneOf(t.kind, saleChangeKinds)),
    check('sale_changes_status', oneOf(t.status, saleChangeStatuses)),
    check(
      'sale_changes_content',
      sql`case ${t.kind} when 'edit' then ${t.customerId} is not null and ${t.productName} is not null and ${t.amountFen} is not null and ${t.dealOn} is not null and ${t.dueOn} is not null else ${t.reason} is not null and ${t.amountFen} is null end`,
    ),
    check('sale_changes_rejected', sql`(${t.status} = 'rejected') = (${t.rejectReason} is not null)`),
    check('sale_changes_before', sql`json_valid(${t.before})`),
    check('sale_changes_instalments', sql`${t.instalments} is null or json_valid(${t.instalments})`),
    check('sale_changes_deal_on', isDay(t.dealOn)),
    check('sale_changes_due_on', isDay(t.dueOn)),
    check('sale_changes_requested_at', isMoment(t.requestedAt)),
    check('sale_changes_reviewed_at', isMoment(t.reviewedAt)),
  ],
);

/** 驳回 of a new sale or reversal (R17), kept when it is corrected and filed again. Kept by triggers. */
export const saleRejections = sqliteTable(
  'sale_rejections',
  {
    id: integer('id').primaryKey(),
    saleId: integer('sale_id')
      .notNull()
      .references(() => sales.id),
    reason: text('reason').notNull(),
    rejectedBy: integer('rejected_by').references(() => users.id),
    rejectedAt: moment('rejected_at').notNull(),
    /** When the sale went back to 待审核: from then on it waits anew. */
    refiledAt: moment('refiled_at'),
  },
  (t) => [
    index('sale_rejections_sale').on(t.saleId, t.rejectedAt),
    check('sale_rejections_rejected_at', isMoment(t.rejectedAt)),
    check('sale_rejections_refiled_at', isMoment(t.refiledAt)),
  ],
);
