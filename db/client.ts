import { setTimeout as wait } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { dataFolder } from '@/lib/data-folder';
import { logQuery } from '@/lib/log';
import { openDataFolder } from './open';

export type Db = BetterSQLite3Database & { $client: BetterSqlite3.Database };
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
/** What a query runs on: the database, or the transaction a write is in. */
export type Reader = Db | Tx;

// Next may bundle this module twice; there is one connection per process all the same.
const shared = globalThis as typeof globalThis & { kejiDatabase?: Db | undefined };

/** The process's one connection, opened at first use (the build never opens it). */
export function database(): Db {
  shared.kejiDatabase ??= connect(openDataFolder(dataFolder(), { clock: process.env.KEJI_CLOCK }));
  return shared.kejiDatabase;
}

/** Puts another database in the process's place: tests, demo and bench. */
export function setDatabase(sqlite: BetterSqlite3.Database): Db {
  shared.kejiDatabase = connect(sqlite);
  return shared.kejiDatabase;
}

const connect = (sqlite: BetterSqlite3.Database): Db => drizzle(timed(sqlite)) as Db;

/** Every statement drizzle prepares goes through `prepare`; the slow-query log hooks in there. */
function timed(sqlite: BetterSqlite3.Database) {
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((source: string) => {
    const statement = prepare(source);
    for (const method of ['run', 'get', 'all'] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      statement[method] = ((...values: unknown[]) => {
        const started = performance.now();
        const result = original(...values);
        logQuery(source, performance.now() - started);
        return result;
      }) as never;
    }
    return statement;
  }) as typeof sqlite.prepare;
  return sqlite;
}

const patience = 15_000;

/**
 * Runs one write transaction (BEGIN IMMEDIATE). `run` is synchronous: a promise is refused by the driver.
 * While another process holds the write lock, the retry awaits, so that the event loop keeps serving reads.
 */
export async function write<T>(run: (tx: Tx) => T): Promise<T> {
  const deadline = performance.now() + patience;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return database().transaction(run, { behavior: 'immediate' });
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || performance.now() > deadline) throw error;
      await wait(pause);
    }
  }
}

/** Once the present transaction is over: nothing of what it replaced waits in the log for the next checkpoint (R43). */
export function checkpointSoon(): void {
  setImmediate(() => {
    if (shared.kejiDatabase?.$client.open) shared.kejiDatabase.$client.pragma('wal_checkpoint(TRUNCATE)');
  });
}

/** Checkpoints and closes, for a clean stop. */
export function closeDatabase(): void {
  shared.kejiDatabase?.$client.pragma('wal_checkpoint(TRUNCATE)');
  shared.kejiDatabase?.$client.close();
  shared.kejiDatabase = undefined;
}
