import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { isNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Db } from '@/db/client';
import { migrate, migrationState } from '@/db/migrate';
import { applyTriggers, backupsFolder, DataFolderError, databaseFile } from '@/db/open';
import { sessions, userTokens } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { takeServerLock } from '../server-lock';
import { asSystem } from '../viewer';
import { freeName } from './backup';
import { openSound } from './check';

/**
 * Puts a backup in the live database's place. All of it is read and checked first, on a copy; what it replaces is
 * kept in `backups/`; the change itself is one rename. Throws `running` while a server has the folder.
 */
export function restore(folder: string, file: string): { replaced: string | null } {
  const release = takeServerLock(folder);
  if (!release) throw new DataFolderError('running', databaseFile(folder));
  const draft = `${databaseFile(folder)}.restoring`;
  try {
    removeDatabase(draft);
    prepare(file, draft);
    const replaced = existsSync(databaseFile(folder)) ? keep(folder) : null;
    renameSync(draft, databaseFile(folder));
    sync(folder);
    return { replaced };
  } finally {
    removeDatabase(draft);
    release();
  }
}

/** A checked copy in this version's schema; whoever was signed in then has to sign in again (R41). */
function prepare(file: string, draft: string): void {
  if (!existsSync(file)) throw new DataFolderError('missing', file);
  copyFileSync(file, draft);
  chmodSync(draft, 0o600);
  // A copied live folder may have its latest changes beside it still.
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${draft}-wal`);
  const sqlite = asNamed(file, () => openSound(draft));
  try {
    sqlite.pragma('journal_mode = DELETE');
    sqlite.pragma('synchronous = FULL');
    const { pending } = migrationState(sqlite);
    if (pending.length > 0) migrate(sqlite, pending);
    sqlite.pragma('foreign_keys = ON');
    applyTriggers(sqlite);
    (drizzle(sqlite) as Db).transaction((tx) => {
      tx.update(sessions).set({ endedAt: realNow() }).where(isNull(sessions.endedAt)).run();
      tx.update(userTokens).set({ usedAt: realNow() }).where(isNull(userTokens.usedAt)).run();
      record(tx, asSystem('restore'), {
        action: 'backup.restored',
        object: { kind: 'instance', id: 1 },
        details: { file: basename(file) },
      });
    });
  } finally {
    sqlite.close();
  }
}

/** Problems of the copy are told by the name the person typed. */
function asNamed<T>(file: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof DataFolderError) throw new DataFolderError(error.problem, file, error.detail);
    throw error;
  }
}

/** The live database under a name in `backups/`, still in its place too; with its journal when it can't be opened. */
function keep(folder: string): string {
  const live = databaseFile(folder);
  mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 });
  const kept = freeName(backupsFolder(folder), 'before-restore');
  foldJournal(live);
  if (existsSync(`${live}-wal`)) renameSync(`${live}-wal`, `${kept}-wal`);
  rmSync(`${live}-shm`, { force: true });
  try {
    linkSync(live, kept);
  } catch {
    // Some file systems have no second names.
    copyFileSync(live, kept);
  }
  return kept;
}

/** Closing the last connection moves the journal into the file. */
function foldJournal(live: string): void {
  try {
    const sqlite = new BetterSqlite3(live, { timeout: 0 });
    try {
      // Nobody else may have it open, not only no server: another command may be writing.
      sqlite.pragma('locking_mode = EXCLUSIVE');
      sqlite.exec('begin immediate; commit');
      sqlite.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      sqlite.close();
    }
  } catch (error) {
    // A damaged file is kept as it is, journal and all: that is what restoring is for.
    if (!/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test((error as { code?: string }).code ?? '')) throw error;
  }
}

function removeDatabase(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) rmSync(name, { force: true });
}

/** The new name survives a power cut. */
function sync(folder: string): void {
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
