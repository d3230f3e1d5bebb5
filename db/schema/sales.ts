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
