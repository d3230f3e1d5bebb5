import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolder } from '@/lib/data-folder';
import { type Db, database, write } from './client';
import { databaseFile } from './open';
import { settings } from './schema/settings';
import { freshDatabase } from './test-db';

let db: Db;
let other: BetterSqlite3.Database;
beforeEach(() => {
  db = freshDatabase();
  other = new BetterSqlite3(databaseFile(dataFolder()));
});
afterEach(() => other.close());

const store = (key: string) =>
  write((tx) => tx.insert(settings).values({ key, value: 1, updatedAt: '2026-03-31T04:00:00.000Z' }).run());
const keys = () =>
  db
    .select({ key: settings.key })
    .from(settings)
    .all()
    .map((row) => row.key);

test('while another process writes, a write waits its turn and the event loop goes on', async () => {
  other.exec('begin immediate');
  let turns = 0;
  const waiting = store('waited');
  // The retry awaits, so that these turns come while it waits; a busy timeout would have blocked them all.
  while (turns < 20) await new Promise((resolve) => setImmediate(() => resolve(++turns)));
  expect(keys()).toEqual([]);
  other.exec('commit');
  await waiting;
  expect(keys()).toEqual(['waited']);
});

test('an error rolls everything back', async () => {
  await expect(
    write((tx) => {
      tx.insert(settings).values({ key: 'half', value: 1, updatedAt: '2026-03-31T04:00:00.000Z' }).run();
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(keys()).toEqual([]);
});

test('a write can not be asynchronous', async () => {
  await expect(write(async () => 1)).rejects.toThrow(/promise/);
});

test('one connection serves the whole process', () => expect(database()).toBe(db));

test.each([
  [
    'a float in a money column',
    "insert into targets (month, layer, amount_fen, updated_at) values ('2026-01', 'department', 0.5, '')",
  ],
  ['a day that does not exist', "update customers set filed_on = '2026-02-30'"],
  [
    'a word that is not in the list',
    "insert into dictionary_entries (kind, name, name_key) values ('colour', '红', '红')",
  ],
  [
    'a month that does not exist',
    "insert into targets (month, layer, amount_fen, updated_at) values ('2026-13', 'department', 1, '')",
  ],
])('the database itself refuses %s', (_what, statement) => {
  db.run(
    sql`insert into customers (code, code_key, name, name_key, sort_key, search_text, filed_on, created_at) values ('C1', 'C1', '甲', '甲', '', '', '2026-01-01', '2026-01-01T00:00:00.000Z')`,
  );
  expect(() => db.$client.exec(statement)).toThrow(/CHECK|cannot store REAL/);
});
