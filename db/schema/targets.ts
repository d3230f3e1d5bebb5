import { type SQL, sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { fen, moment } from '../columns';
import { isMonth, oneOf } from './checks';
import { teams, users } from './people';
import { dictionaryEntries } from './settings';

export const targetMetrics = ['amount', 'cash'] as const;
export const targetLayers = ['person', 'team', 'department'] as const;

/** 目标 by month, for a person, a team or the department, optionally for one product line (R29). */
export const targets = sqliteTable(
  'targets',
  {
    id: integer('id').primaryKey(),
    month: text('month').notNull(),
    metric: text('metric', { enum: targetMetrics }).notNull().default('amount'),
    layer: text('layer', { enum: targetLayers }).notNull(),
    userId: integer('user_id').references(() => users.id),
    /** The team itself, or the team a person's target counts under (frozen, so that a move leaves the past alone). */
    teamId: integer('team_id').references(() => teams.id),
    productLineId: integer('product_line_id').references(() => dictionaryEntries.id),
    /** Whose target it is, in one column that can be unique: NULLs never collide in SQLite. */
    subject: text('subject')
      .generatedAlwaysAs(
        (): SQL =>
          sql`layer || ':' || coalesce(case layer when 'person' then user_id else team_id end, 0) || ':' || coalesce(product_line_id, 0)`,
        { mode: 'stored' },
      )
      .notNull(),
    amountFen: fen('amount_fen').notNull(),
    updatedAt: moment('updated_at').notNull(),
    updatedBy: integer('updated_by').references(() => users.id),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('targets_one').on(t.month, t.metric, t.subject),
    check('targets_month', isMonth(t.month)),
    check('targets_metric', oneOf(t.metric, targetMetrics)),
    check('targets_layer', oneOf(t.layer, targetLayers)),
    check('targets_amount', sql`${t.amountFen} >= 0`),
    check(
      'targets_subject',
      sql`case ${t.layer} when 'person' then ${t.userId} is not null when 'team' then ${t.teamId} is not null and ${t.userId} is null else ${t.userId} is null and ${t.teamId} is null end`,
    ),
  ],
);
