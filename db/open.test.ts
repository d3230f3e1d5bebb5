import { copyFileSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { assertDatabase, backupsFolder, databaseFile, openDataFolder, secretsFile, triggerNames } from './open';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keji-open-'));
});

const template = () => databaseFile(process.env.KEJI_TEST_TEMPLATE as string);
/** Changes the folder's database behind the product's back. */
function change(statements: string): void {
  const sqlite = new BetterSqlite3(databaseFile(folder));
  sqlite.unsafeMode();
  sqlite.exec(statements);
  sqlite.close();
}

test('a first run makes a database with everything that is asserted at start', () => {
  const sqlite = openDataFolder(join(folder, 'new', 'data'));
  expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(sqlite.pragma('synchronous', { simple: true })).toBe(2);
  expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(sqlite.prepare('select clock from instance').pluck().get()).toBeNull();
  expect(triggerNames().length).toBeGreaterThan(8);
  sqlite.close();
});

describe('stops on', () => {
  test.each<[string, () => void, string]>([
    ['a missing database where there was one', () => writeFileSync(secretsFile(folder), '{}'), 'missing'],
    ['an empty file', () => writeFileSync(databaseFile(folder), ''), 'empty'],
    ['a file that is no database', () => writeFileSync(databaseFile(folder), 'x'.repeat(5000)), 'damaged'],
    ['a file cut short', cutShort, 'damaged'],
    ['another program’s database', () => change('create table notes (text text)'), 'foreign'],
    ['our mark without our table', () => change('pragma application_id = 1801808489'), 'damaged'],
    ['a newer version’s database', () => copyTemplate(laterMigration), 'newer'],
    ['another version’s first migration', () => copyTemplate("update schema_migrations set hash = 'x'"), 'newer'],
  ])('%s, and leaves it as it is', (_name, prepare, problem) => {
    prepare();
    const before = readdirSync(folder);
    expect(() => openDataFolder(folder)).toThrow(`${problem}: ${databaseFile(folder)}`);
    expect(readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(before);
  });

  test('a fixed clock over a real folder, not over one made under it', () => {
    openDataFolder(folder).close();
    expect(() => openDataFolder(folder, { clock: '2026-03-31T04:00:00.000Z' })).toThrow('clock');
    rmSync(databaseFile(folder));
    copyTemplate();
    expect(() => openDataFolder(folder, { clock: '2026-03-31T04:00:00.000Z' }).close()).not.toThrow();
  });
});

/** A sound database, then changed by these statements. */
function copyTemplate(statements = ''): void {
  copyFileSync(template(), databaseFile(folder));
  change(statements);
}
function cutShort(): void {
  copyTemplate();
  truncateSync(databaseFile(folder), 20_000);
}
const laterMigration =
  "insert into schema_migrations (tag, hash, applied_at) values ('9999_later', 'x', '2027-01-01T00:00:00.000Z')";

test('a dropped or changed trigger is put back', () => {
  copyTemplate();
  change(
    'drop trigger audit_events_no_delete; drop trigger sales_no_delete; create trigger sales_no_delete before delete on sales begin select 1; end',
  );
  const sqlite = openDataFolder(folder);
  const text = (name: string) =>
    sqlite.prepare("select sql from sqlite_master where type = 'trigger' and name = ?").pluck().get(name);
  expect(text('audit_events_no_delete')).toContain('append-only');
  expect(text('sales_no_delete')).toContain('voided, not deleted');
  sqlite.close();
});

test('a table that lost STRICT stops the start', () => {
  copyTemplate();
  change('create table loose (id integer primary key, amount real)');
  expect(() => openDataFolder(folder)).toThrow('not STRICT: loose');
});

test('a connection with weaker settings is noticed', () => {
  copyTemplate();
  const sqlite = openDataFolder(folder);
  sqlite.pragma('synchronous = NORMAL');
  expect(() => assertDatabase(sqlite)).toThrow('"synchronous":1');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = OFF');
  expect(() => assertDatabase(sqlite)).toThrow('"foreign_keys":0');
  sqlite.close();
});

/** As an earlier version would have left it: the file knows no migration yet. */
const asOlder = () => {
  const sqlite = new BetterSqlite3(databaseFile(folder));
  sqlite.pragma('application_id = 0x6b656a69');
  sqlite.exec(
    `create table instance (id integer primary key, uuid text, created_at text, clock text, is_demo integer) strict;
     insert into instance values (1, 'u', '2026-01-01T00:00:00.000Z', null, 0);
     create table schema_migrations (position integer primary key, tag text, hash text, applied_at text) strict;`,
  );
  sqlite.close();
};

test('an upgrade backs the file up first; one that fails leaves the file as it was', () => {
  asOlder();
  // The first migration can't make a table that is there.
  expect(() => openDataFolder(folder)).toThrow('already exists');
  const [backup] = readdirSync(backupsFolder(folder));
  expect(backup).toMatch(/^before-upgrade-.*\.db$/);
  for (const file of [databaseFile(folder), join(backupsFolder(folder), backup as string)]) {
    const sqlite = new BetterSqlite3(file, { readonly: true });
    expect(sqlite.prepare("select group_concat(name) from sqlite_master where type = 'table'").pluck().get()).toBe(
      'instance,schema_migrations',
    );
    sqlite.close();
  }
});

test('no upgrade under a running server', () => {
  asOlder();
  const server = new BetterSqlite3(join(folder, 'server.lock'));
  server.exec('begin exclusive');
  expect(() => openDataFolder(folder)).toThrow('running');
  server.close();
});
