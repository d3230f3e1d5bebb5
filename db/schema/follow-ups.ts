import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { day, moment } from '../columns';
import { isDay, isFilled, isMoment, oneOf } from './checks';
import { customers, stages } from './customers';
import { imports } from './imports';
import { users } from './people';

/** 电话, 拜访, 邮件, 微信, 会议 (R34). */
export const followUpMethods = ['phone', 'visit', 'email', 'wechat', 'meeting'] as const;
export type FollowUpMethod = (typeof followUpMethods)[number];
/** 待处理 → 进行中 → 已完成, or 已取消 with a reason. */
export const taskStatuses = ['open', 'in_progress', 'done', 'cancelled'] as const;

/** 意向明确, 观望, 嫌价高, 暂缓, 拒绝. */
export const feedbackTags = ['interested', 'waiting', 'expensive', 'postponed', 'declined'] as const;
export type FeedbackTag = (typeof feedbackTags)[number];

export const followUpTasks = sqliteTable(
  'follow_up_tasks',
  {
    id: integer('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    assigneeId: integer('assignee_id').references(() => users.id),
    kind: text('kind', { enum: ['automatic', 'manual'] }).notNull(),
    method: text('method', { enum: followUpMethods }),
    objective: text('objective'),
    dueOn: day('due_on').notNull(),
    status: text('status', { enum: taskStatuses }).notNull().default('open'),
    cancelReason: text('cancel_reason'),
    createdAt: moment('created_at').notNull(),
    createdBy: integer('created_by').references(() => users.id),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    importId: integer('import_id').references(() => imports.id),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    index('follow_up_tasks_assignee').on(t.assigneeId, t.status, t.dueOn),
    index('follow_up_tasks_customer').on(t.customerId, t.status, t.dueOn),
    index('follow_up_tasks_due').on(t.dueOn, t.id).where(sql`status in ('open', 'in_progress')`),
    // What was done on a day.
    index('follow_up_tasks_finished').on(t.finishedAt).where(sql`status = 'done'`),
    // At most one open automatic task per customer (R33).
    uniqueIndex('follow_up_tasks_one_automatic')
      .on(t.customerId)
      .where(sql`kind = 'automatic' and status in ('open', 'in_progress')`),
    check('follow_up_tasks_kind', oneOf(t.kind, ['automatic', 'manual'])),
    check('follow_up_tasks_method', oneOf(t.method, followUpMethods)),
    check('follow_up_tasks_status', oneOf(t.status, taskStatuses)),
    check('follow_up_tasks_cancelled', sql`(${t.status} = 'cancelled') = (${t.cancelReason} is not null)`),
    check('follow_up_tasks_finished', sql`(${t.status} in ('done', 'cancelled')) = (${t.finishedAt} is not null)`),
    check('follow_up_tasks_due_on', isDay(t.dueOn)),
  ],
);

export const followUpRecords = sqliteTable(
  'follow_up_records',
  {
    id: integer('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id),
    taskId: integer('task_id').references(() => followUpTasks.id),
    /** Who was in contact; an imported record belongs to the customer's owner, never to the importer (R37). */
    authorId: integer('author_id').references(() => users.id),
    method: text('method', { enum: followUpMethods }).notNull(),
    contactedOn: day('contacted_on').notNull(),
    /** Null for imported history, which knows the day only. */
    contactedAt: moment('contacted_at'),
    enteredAt: moment('entered_at').notNull(),
    /** 未接通: an attempt, not a contact; resets no cadence (R33). */
    reached: integer('reached', { mode: 'boolean' }).notNull().default(true),
    summary: text('summary').notNull(),
    feedback: text('feedback'),
    /** 客户反馈 as quick tags: keys of `feedbackTags`. */
    feedbackTags: text('feedback_tags', { mode: 'json' }).$type<FeedbackTag[]>(),
    nextPlan: text('next_plan'),
    nextOn: day('next_on'),
    stageAfter: text('stage_after', { enum: stages }),
    importId: integer('import_id').references(() => imports.id),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    index('follow_up_records_customer').on(t.customerId, t.contactedOn, t.id),
    index('follow_up_records_author').on(t.authorId, t.contactedOn, t.id),
    index('follow_up_records_contacted').on(t.contactedOn, t.id),
    check('follow_up_records_method', oneOf(t.method, followUpMethods)),
    check('follow_up_records_stage', oneOf(t.stageAfter, stages)),
    check('follow_up_records_summary_filled', isFilled(t.summary)),
    check('follow_up_records_contacted_on', isDay(t.contactedOn)),
    check('follow_up_records_next_on', isDay(t.nextOn)),
    check('follow_up_records_entered_at', isMoment(t.enteredAt)),
  ],
);

/** What a record said before it was edited after its 24 hours (R35). */
export const followUpRecordEdits = sqliteTable(
  'follow_up_record_edits',
  {
    id: integer('id').primaryKey(),
    recordId: integer('record_id')
      .notNull()
      .references(() => followUpRecords.id),
    summary: text('summary').notNull(),
    feedback: text('feedback'),
    nextPlan: text('next_plan'),
    editedAt: moment('edited_at').notNull(),
    editedBy: integer('edited_by').references(() => users.id),
  },
  (t) => [
    index('follow_up_record_edits_record').on(t.recordId, t.editedAt),
    check('follow_up_record_edits_at', isMoment(t.editedAt)),
  ],
);
