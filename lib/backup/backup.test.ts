import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { closeDatabase, database, write } from '@/db/client';
import { databaseFile, secretsFile } from '@/db/open';
import { freshDatabase } from '@/db/test-db';
import { makePerson, makeTeam, sessionOf } from '@/lib/testing/people';
import { verifyChain } from '../audit/verify';
import { dataFolder } from '../data-folder';
import { inviteUser } from '../people/links';
import { addTeam } from '../people/teams';
import { viewerOfSession } from '../session';
import { backUp } from './backup';
import { restore } from './restore';

let folder: string;
let token: string;
beforeEach(async () => {
  freshDatabase();
  folder = dataFolder();
  token = await write((tx) => {
    const wang = makePerson(tx, '王磊', 'rep', makeTeam(tx, '华东'));
    inviteUser(tx, null, wang.id);
    return sessionOf(tx, wang);
  });
});

const teams = (reader: BetterSqlite3.Database) => reader.prepare('select name from teams order by id').pluck().all();
const read = <T>(file: string, run: (sqlite: BetterSqlite3.Database) => T): T => {
  const sqlite = new BetterSqlite3(file, { readonly: true });
  try {
    return run(sqlite);
  } finally {
    sqlite.close();
  }
};

test('a backup is one whole file of the moment, taken while another connection writes', async () => {
  const other = new BetterSqlite3(databaseFile(folder));
  other.exec('begin immediate; delete from sessions');
  const { file, bytes } = backUp(folder);
  other.exec('rollback');
  other.close();
  expect(dirname(file)).toBe(join(folder, 'backups'));
  expect(statSync(file)).toMatchObject({ size: bytes, mode: 0o100600 });
  expect(readdirSync(dirname(file))).toHaveLength(1);
  expect(read(file, teams)).toEqual(['华东']);
  expect(read(file, (sqlite) => sqlite.prepare('select count(*) from sessions').pluck().get())).toBe(1);
});

test('two backups in one second are two files, and each may go elsewhere', () => {
  const to = mkdtempSync(join(tmpdir(), 'keji-elsewhere-'));
  expect(backUp(folder, to).file).not.toBe(backUp(folder, to).file);
  expect(readdirSync(to)).toHaveLength(2);
});

test('a damaged database gives no backup file', () => {
  closeDatabase();
  truncateSync(databaseFile(folder), 40_000);
  expect(() => backUp(folder)).toThrow('damaged');
  expect(existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []).toEqual([]);
});

describe('restore', () => {
  let file: string;
  beforeEach(async () => {
    file = backUp(folder).file;
    await write((tx) => addTeam(tx, null, '华南'));
    closeDatabase();
  });

  test('brings the backup back, keeps what it replaced, ends sessions and open links, and says so', () => {
    const { replaced } = restore(folder, file);
    expect(teams(database().$client)).toEqual(['华东']);
    expect(read(replaced as string, teams)).toEqual(['华东', '华南']);
    expect(viewerOfSession(database(), token)).toBeNull();
    expect(database().$client.prepare('select count(*) from user_tokens where used_at is null').pluck().get()).toBe(0);
    const last = database().$client.prepare('select action, details from audit_events order by seq desc').get();
    expect(last).toEqual({ action: 'backup.restored', details: JSON.stringify({ file: file.split('/').at(-1) }) });
    expect(verifyChain().brokenAt).toBeNull();
    expect(database().$client.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  test.each<[string, (folder: string) => void]>([
    ['missing folder', () => rmSync(folder, { recursive: true })],
    ['missing database', () => rmSync(databaseFile(folder))],
    ['empty database', () => truncateSync(databaseFile(folder), 0)],
    ['damaged database', () => truncateSync(databaseFile(folder), 40_000)],
    ['other file', () => writeFileSync(databaseFile(folder), 'something else')],
    ['left-over journal', () => writeFileSync(`${databaseFile(folder)}-wal`, 'not a journal')],
  ])('works over a %s', (_name, damage) => {
    const elsewhere = join(mkdtempSync(join(tmpdir(), 'keji-kept-')), 'backup.db');
    copyFileSync(file, elsewhere);
    damage(folder);
    restore(folder, elsewhere);
    expect(teams(database().$client)).toEqual(['华东']);
  });

  test.each<[string, string, (file: string) => void]>([
    ['missing', 'missing', (name) => rmSync(name)],
    ['empty', 'empty', (name) => truncateSync(name, 0)],
    ['cut short', 'damaged', (name) => truncateSync(name, 40_000)],
    ['no database', 'damaged', (name) => writeFileSync(name, '姓名,电话')],
    ['another program’s', 'foreign', (name) => change(name, 'pragma application_id = 7')],
    ['newer', 'newer', (name) => change(name, "update schema_migrations set hash = 'later'")],
    [
      'without a parent row',
      'damaged',
      (name) => change(name, "pragma foreign_keys = off; update users set team_id = 99 where name = '王磊'"),
    ],
  ])('refuses a file that is %s and leaves the live data alone', (_name, problem, spoil) => {
    spoil(file);
    const before = readFileSync(databaseFile(folder));
    expect(() => restore(folder, file)).toThrow(`${problem}: ${file}`);
    expect(readFileSync(databaseFile(folder)).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  test('refuses while a server has the folder, or another command the database', () => {
    const server = new BetterSqlite3(join(folder, 'server.lock'));
    server.exec('begin exclusive');
    expect(() => restore(folder, file)).toThrow('running');
    server.close();
    const other = new BetterSqlite3(databaseFile(folder));
    other.prepare('select 1 from users').get();
    expect(() => restore(folder, file)).toThrow('locked');
    other.close();
    expect(restore(folder, file).replaced).not.toBeNull();
  });

  test('the secrets stay', () => {
    writeFileSync(secretsFile(folder), '{"session":"kept"}');
    restore(folder, file);
    expect(readFileSync(secretsFile(folder), 'utf8')).toBe('{"session":"kept"}');
  });
});

const change = (file: string, statements: string) => {
  const sqlite = new BetterSqlite3(file);
  sqlite.exec(statements);
  sqlite.close();
};
