import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

// Next may bundle this module twice; a process holds the lock once all the same.
const shared = globalThis as typeof globalThis & { kejiServerLock?: Map<string, BetterSqlite3.Database> };
const held = () => {
  shared.kejiServerLock ??= new Map();
  return shared.kejiServerLock;
};

/**
 * Takes the data folder for this process alone: one server at a time, no restore or upgrade under a running one.
 * An open exclusive transaction on a file of its own; the system releases it when the process ends, however it ends.
 * Returns how to release it, or null while another process has it.
 */
export function takeServerLock(folder: string): (() => void) | null {
  if (held().has(folder)) return () => undefined;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new BetterSqlite3(join(/*turbopackIgnore: true*/ folder, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return null;
    throw error;
  }
  held().set(folder, lock);
  return () => {
    held().delete(folder);
    lock.close();
  };
}
