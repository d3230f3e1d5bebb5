import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { count } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { closeDatabase, type Db, setDatabase } from '@/db/client';
import { DataFolderError, databaseFile, openDataFolder, openExisting } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { instance } from '@/db/schema/settings';
import { type Generated, generate, type Size } from '../demo/generate';
import { takeServerLock } from '../server-lock';
import { root } from './install.mjs';

/** `KEJI_DATA` when it is set, else a folder beside the real one: never the real one itself. */
export const demoFolder = (): string => resolve(root, process.env.KEJI_DATA ?? 'data-demo');

/** What stands where the demo is to go. Only `free` and `demo` may be written to. */
export type Standing = { is: 'free' } | { is: 'other' } | { is: 'demo'; madeOn: string; customers: number };

const draftName = '.demo-being-made';

export function standingOf(folder: string): Standing {
  if (!existsSync(folder)) return { is: 'free' };
  // Anything at all in it is someone's, but for what a killed run of this command left.
  if (readdirSync(folder).every((name) => name === draftName || name.startsWith('server.lock'))) return { is: 'free' };
  try {
    // Not read-only: that would leave a journal and its index beside the file.
    const sqlite = openExisting(databaseFile(folder));
    try {
      const db = drizzle(sqlite);
      const made = db.select().from(instance).get();
      if (!made?.isDemo) return { is: 'other' };
      const madeOn = made.createdAt.slice(0, 10);
      return { is: 'demo', madeOn, customers: db.select({ n: count() }).from(customers).get()?.n ?? 0 };
    } finally {
      sqlite.close();
    }
  } catch (error) {
    // Missing, damaged or newer: nobody can tell whether it is a demo, so it is not touched.
    if (error instanceof DataFolderError) return { is: 'other' };
    throw error;
  }
}

/** Generates beside what is there and puts it in its place in one rename, so that a kill leaves the old one whole. */
export function makeDemo(folder: string, size: Size): Generated {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = takeServerLock(folder);
  if (!release) throw new DataFolderError('running', databaseFile(folder));
  const draft = join(folder, draftName);
  try {
    rmSync(draft, { recursive: true, force: true });
    const db: Db = setDatabase(openDataFolder(draft, { clock: process.env.KEJI_CLOCK, isDemo: true }));
    const made = generate(db, size);
    closeDatabase();
    for (const end of ['-wal', '-shm']) rmSync(`${databaseFile(folder)}${end}`, { force: true });
    renameSync(databaseFile(draft), databaseFile(folder));
    return made;
  } finally {
    closeDatabase();
    rmSync(draft, { recursive: true, force: true });
    release();
  }
}
