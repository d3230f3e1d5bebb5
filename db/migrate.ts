import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';

type Migration = { tag: string; sql: string; hash: string };

const folder = () => join(/*turbopackIgnore: true*/ process.cwd(), 'db', 'migrations');

/** The migrations of this version in order, as drizzle-kit's journal lists them. */
export function knownMigrations(): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder(), 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string }[];
  };
  return journal.entries.map(({ tag }) => {
    const sql = readFileSync(join(folder(), `${tag}.sql`), 'utf8');
    return { tag, sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}

export type MigrationState = { pending: Migration[]; newer: boolean };

/** Compares what the file has with what this version knows; `newer` = a later version, or other migrations, made it. */
export function migrationState(sqlite: BetterSqlite3.Database): MigrationState {
  const known = knownMigrations();
  const hasTable = sqlite.prepare("select 1 from sqlite_master where name = 'schema_migrations'").get();
  const applied = hasTable
    ? (sqlite.prepare('select tag, hash from schema_migrations order by position').all() as Migration[])
    : [];
  const newer = applied.some((row, position) => known[position]?.hash !== row.hash);
  return { pending: known.slice(applied.length), newer };
}

/**
 * Applies the pending migrations in one exclusive transaction and checks foreign keys before it commits.
 * Drizzle's own migrator compares timestamps only and can't switch foreign keys off inside its transaction.
 */
export function migrate(sqlite: BetterSqlite3.Database, pending: Migration[]): void {
  sqlite.pragma('foreign_keys = OFF');
  sqlite
    .transaction(() => {
      sqlite.exec(
        'create table if not exists schema_migrations (position integer primary key, tag text not null, hash text not null, applied_at text not null) strict',
      );
      for (const { tag, sql, hash } of pending) {
        for (const statement of sql.split('--> statement-breakpoint')) sqlite.exec(statement);
        sqlite
          .prepare('insert into schema_migrations (tag, hash, applied_at) values (?, ?, ?)')
          .run(tag, hash, new Date().toISOString());
      }
      const orphans = sqlite.pragma('foreign_key_check') as unknown[];
      if (orphans.length > 0) throw new Error(`migration leaves ${orphans.length} rows without their parent`);
    })
    .exclusive();
  sqlite.pragma('foreign_keys = ON');
}
