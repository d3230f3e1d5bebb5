import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { moment, unitPrice } from '../columns';
import { isFilled, isMoment, oneOf } from './checks';
import { users } from './people';

export const dictionaryKinds = ['industry', 'region', 'source', 'demand_type', 'product_line', 'loss_reason'] as const;
export type DictionaryKind = (typeof dictionaryKinds)[number];

/** Says that this file is ours, and under which clock it was made; exactly one row. */
export const instance = sqliteTable(
  'instance',
  {
    id: integer('id').primaryKey(),
    uuid: text('uuid').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Non-null when the folder was created under `KEJI_CLOCK` (tests, demos): the only folders that accept one. */
    clock: moment('clock'),
    isDemo: integer('is_demo', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [check('instance_one_row', sql`${t.id} = 1`)],
);

/** One row per setting; `lib/settings/settings.ts` holds the names, types and defaults. Values are JSON. */
export const settings = sqliteTable(
  'settings',
  {
    key: text('key').primaryKey(),
    value: text('value', { mode: 'json' }).notNull(),
    updatedAt: moment('updated_at').notNull(),
    updatedBy: integer('updated_by').references(() => users.id),
  },
  (t) => [check('settings_value', sql`json_valid(${t.value})`), check('settings_updated_at', isMoment(t.updatedAt))],
);

/** The words a team chooses itself (industries, regions, …). Used entries are retired, never deleted (R9). */
export const dictionaryEntries = sqliteTable(
  'dictionary_entries',
  {
    id: integer('id').primaryKey(),
    kind: text('kind', { enum: dictionaryKinds }).notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    position: integer('position').notNull().default(0),
    retiredAt: moment('retired_at'),
  },
  (t) => [
    uniqueIndex('dictionary_entries_name').on(t.kind, t.nameKey),
    check('dictionary_entries_kind', oneOf(t.kind, dictionaryKinds)),
    check('dictionary_entries_name_filled', isFilled(t.name)),
  ],
);

export const products = sqliteTable(
  'products',
  {
    id: integer('id').primaryKey(),
    code: text('code'),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    sortKey: text('sort_key').notNull(),
    productLineId: integer('product_line_id').references(() => dictionaryEntries.id),
    unit: text('unit'),
    defaultPrice: unitPrice('default_price'),
    retiredAt: moment('retired_at'),
    createdAt: moment('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    uniqueIndex('products_name').on(t.nameKey),
    uniqueIndex('products_code').on(t.code),
    check('products_name_filled', isFilled(t.name)),
  ],
);
