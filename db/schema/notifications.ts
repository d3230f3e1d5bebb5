import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { moment } from '../columns';
import { isMoment } from './checks';
import { users } from './people';

/** What a person is told in the app (R36); `kind` is a key of messages/zh/notifications.ts, `data` its parameters. */
export const notifications = sqliteTable(
  'notifications',
  {
    id: integer('id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    kind: text('kind').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, string | number>>().notNull(),
    /** The page it leads to; that page asks for the right again. */
    href: text('href'),
    /** Business key: the same matter is told a person once, across restarts. */
    key: text('key'),
    createdAt: moment('created_at').notNull(),
    readAt: moment('read_at'),
  },
  (t) => [
    uniqueIndex('notifications_key').on(t.userId, t.key),
    index('notifications_unread').on(t.userId, t.id).where(sql`read_at is null`),
    index('notifications_user').on(t.userId, t.id),
    check('notifications_data', sql`json_valid(${t.data})`),
    check('notifications_created_at', isMoment(t.createdAt)),
    check('notifications_read_at', isMoment(t.readAt)),
  ],
);
