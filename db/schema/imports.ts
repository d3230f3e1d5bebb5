import { sql } from 'drizzle-orm';
import { blob, check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { moment } from '../columns';
import { isMoment, oneOf } from './checks';
import { users } from './people';

export const importStatuses = ['draft', 'published', 'discarded'] as const;

/** One file brought in: a draft until someone confirms its plan, then published (R37). */
export const imports = sqliteTable(
  'imports',
  {
    id: integer('id').primaryKey(),
    fileName: text('file_name').notNull(),
    /** SHA-256 of the file, hex: tells that the same file was brought in before. */
    fileHash: text('file_hash').notNull(),
    status: text('status', { enum: importStatuses }).notNull(),
    /** Answers to the plan's questions so far: {field: {word: value}}. */
    answers: text('answers', { mode: 'json' }).notNull().default({}),
    /** Counts per sheet once published, as the result page and the audit row show them. */
    result: text('result', { mode: 'json' }),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    publishedAt: moment('published_at'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    index('imports_created_by').on(t.createdBy, t.createdAt),
    check('imports_status', oneOf(t.status, importStatuses)),
    check('imports_published_at', sql`(${t.status} = 'published') = (${t.publishedAt} is not null)`),
    check('imports_created_at', isMoment(t.createdAt)),
  ],
);

/** What the reader made of a draft's file, in chunks of compressed JSON; dropped when the draft ends. */
export const importChunks = sqliteTable(
  'import_chunks',
  {
    importId: integer('import_id')
      .notNull()
      .references(() => imports.id),
    position: integer('position').notNull(),
    data: blob('data', { mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.position] })],
);

/** Words a sheet used that aren't ours, and what someone decided they mean (R37): asked once, remembered. */
export const importWords = sqliteTable(
  'import_words',
  {
    field: text('field').notNull(),
    wordKey: text('word_key').notNull(),
    word: text('word').notNull(),
    /** The answer as the question's choices spell it. */
    answer: text('answer').notNull(),
    decidedBy: integer('decided_by')
      .notNull()
      .references(() => users.id),
    decidedAt: moment('decided_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.field, t.wordKey] })],
);
