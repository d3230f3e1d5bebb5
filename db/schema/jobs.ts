import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { moment } from '../columns';
import { isMoment } from './checks';

/** Work that is done once per business key, e.g. `pool.return 2026-03-31`; taken by lease, in real time. */
export const jobs = sqliteTable(
  'jobs',
  {
    /** `kind` and what it is for. */
    key: text('key').primaryKey(),
    kind: text('kind').notNull(),
    /** What it is for: a business day or month. */
    subject: text('subject').notNull(),
    createdAt: moment('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Nobody else takes it before then: while it is worked on, and after a failure until the next try. */
    notBefore: moment('not_before'),
    doneAt: moment('done_at'),
    lastError: text('last_error'),
  },
  (t) => [
    index('jobs_open').on(t.createdAt).where(sql`done_at is null`),
    check('jobs_created_at', isMoment(t.createdAt)),
    check('jobs_done_at', isMoment(t.doneAt)),
  ],
);
