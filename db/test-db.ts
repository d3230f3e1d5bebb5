import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, setDatabase } from './client';
import { databaseFile, openDataFolder } from './open';

/** Makes the migrated template that every test database is a copy of; returns its folder. */
export function createTemplate(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keji-template-'));
  const sqlite = openDataFolder(folder, { clock: '2026-03-31T04:00:00.000Z' });
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
  return folder;
}

/** A fresh, migrated, empty database on a file of its own, put in the process's place. */
export function freshDatabase(): Db {
  const template = process.env.KEJI_TEST_TEMPLATE;
  if (!template) throw new Error('run through vitest: its global set-up makes the template');
  const folder = mkdtempSync(join(tmpdir(), 'keji-test-'));
  process.env.KEJI_DATA = folder;
  copyFileSync(databaseFile(template), databaseFile(folder));
  return setDatabase(openDataFolder(folder));
}
