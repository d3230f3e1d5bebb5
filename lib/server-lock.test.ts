import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { takeServerLock } from './server-lock';

test('one at a time, again after release, and no lock left by whoever is gone', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'keji-lock-')), 'data');
  const release = takeServerLock(folder);
  const other = new BetterSqlite3(join(folder, 'server.lock'), { timeout: 0 });
  expect(() => other.exec('begin exclusive')).toThrow('locked');
  // Opening and upgrading ask again inside the process that has it.
  expect(takeServerLock(folder)).not.toBeNull();
  expect(() => other.exec('begin exclusive')).toThrow('locked');

  release?.();
  other.exec('begin exclusive');
  expect(takeServerLock(folder)).toBeNull();
  other.close();
  expect(takeServerLock(folder)).not.toBeNull();
});
