import { createHash } from 'node:crypto';
import BetterSqlite3 from 'better-sqlite3';
import { databaseFile } from '@/db/open';

type Row = Record<string, unknown>;
type Trigger = { name: string; sql: string };
type Sequence = { name: string; seq: number };

/** What signing in and reading may move without anybody having done anything. */
const unjudged: Record<string, readonly string[] | 'whole'> = {
  sessions: ['last_seen_at', 'expires_at'],
  sign_in_throttles: 'whole',
  jobs: 'whole',
};

/**
 * The server's database through a connection of this process: how every table stood, what a request changed in which,
 * and everything put back, so that no cell depends on another.
 */
export function watchTables(folder: string) {
  const sqlite = new BetterSqlite3(databaseFile(folder));
  sqlite.pragma('busy_timeout = 10000');
  sqlite.pragma('foreign_keys = OFF');
  const names = sqlite
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[];
  const columns = new Map(names.map((name) => [name, storedColumns(sqlite, name)]));
  const read = new Map(
    names.map((name) => [name, sqlite.prepare(`select ${list(columns.get(name))} from "${name}" order by 1, 2`)]),
  );
  const rowsOf = (name: string) => read.get(name)?.all() as Row[];
  const version = () => sqlite.pragma('data_version', { simple: true }) as number;

  const pristine = new Map(names.map((name) => [name, rowsOf(name)]));
  const digests = new Map(names.map((name) => [name, digest(name, rowsOf(name))]));
  const whole = new Map(names.map((name) => [name, digest('', rowsOf(name))]));
  const sequences = sqlite.prepare('select name, seq from sqlite_sequence').all() as Sequence[];
  let seen = version();

  return {
    sqlite,
    names,
    /** Tables that differ from how they stood: all of them read, unless nobody committed anything since. */
    changed(): string[] {
      if (version() === seen) return [];
      return names.filter((name) => digest(name, rowsOf(name)) !== digests.get(name));
    },
    /** How many rows a table has more than it had. */
    added: (name: string) => rowsOf(name).length - (pristine.get(name)?.length ?? 0),
    /** Rows that weren't there like that, by table, with what differs from one run to the next blanked. */
    newRows(): string[] {
      if (version() === seen) return [];
      return names.flatMap((name) => {
        const before = new Set(pristine.get(name)?.map(spelled));
        return rowsOf(name)
          .map(spelled)
          .filter((row) => !before.has(row))
          .map((row) => `${name} ${blankChance(row)}`);
      });
    },
    /** Puts every table back as it stood, in one transaction, past the triggers. */
    restore(): void {
      if (version() === seen) return;
      const different = names.filter((name) => digest('', rowsOf(name)) !== whole.get(name));
      if (different.length > 0) putBack(sqlite, different, columns, pristine, sequences);
      seen = version();
    },
    close: () => sqlite.close(),
  };
}
export type WatchedTables = ReturnType<typeof watchTables>;

const list = (columns: readonly string[] = []) => columns.map((name) => `"${name}"`).join(', ');

/** Generated columns follow from the others. */
const storedColumns = (sqlite: BetterSqlite3.Database, table: string) =>
  (sqlite.prepare('select name from pragma_table_xinfo(?) where hidden = 0').pluck().all(table) as string[]) ?? [];

const spelled = (row: Row) =>
  JSON.stringify(row, (_, value) =>
    value?.type === 'Buffer' ? createHash('sha256').update(Buffer.from(value.data)).digest('hex') : value,
  );

function digest(table: string, rows: readonly Row[]): string {
  const skipped = unjudged[table] ?? [];
  if (skipped === 'whole') return '';
  const hash = createHash('sha256');
  for (const row of rows)
    hash.update(
      spelled(
        skipped.length === 0
          ? row
          : Object.fromEntries(Object.entries(row).filter(([name]) => !skipped.includes(name))),
      ),
    );
  return hash.digest('hex');
}

function putBack(
  sqlite: BetterSqlite3.Database,
  tables: readonly string[],
  columns: Map<string, string[]>,
  pristine: Map<string, Row[]>,
  sequences: readonly Sequence[],
): void {
  sqlite
    .transaction(() => {
      const triggers = sqlite.prepare("select name, sql from sqlite_schema where type = 'trigger'").all() as Trigger[];
      for (const { name } of triggers) sqlite.exec(`drop trigger "${name}"`);
      for (const table of tables) {
        sqlite.exec(`delete from "${table}"`);
        const names = columns.get(table) ?? [];
        const insert = sqlite.prepare(
          `insert into "${table}" (${list(names)}) values (${names.map(() => '?').join(', ')})`,
        );
        for (const row of pristine.get(table) ?? []) insert.run(names.map((name) => row[name]));
      }
      for (const { sql } of triggers) sqlite.exec(sql);
      for (const { name, seq } of sequences)
        sqlite.prepare('update sqlite_sequence set seq = ? where name = ?').run(seq, name);
    })
    .immediate();
}

/** Moments, hashes, random ids: what two runs of the same deed don't have in common. */
export const blankChance = (text: string) =>
  text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<moment>')
    .replace(/scrypt\$[^"\\]+/g, '<password>')
    .replace(/[0-9a-f]{64}/g, '<hash>')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>');
