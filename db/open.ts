import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { takeServerLock } from '@/lib/server-lock';
import { migrate, migrationState } from './migrate';

/** Marks a SQLite file as ours ("keji" in ASCII). */
const applicationId = 0x6b656a69;

export type DataProblem = 'missing' | 'empty' | 'damaged' | 'foreign' | 'newer' | 'clock' | 'running';

/** The data folder can't be used as it is; the server doesn't start and never opens the first-run screen on it. */
export class DataFolderError extends Error {
  constructor(
    readonly problem: DataProblem,
    readonly file: string,
    readonly detail = '',
  ) {
    super(`${problem}: ${file}${detail && ` (${detail})`}`);
  }
}

export const databaseFile = (folder: string) => join(/*turbopackIgnore: true*/ folder, 'keji.db');
export const secretsFile = (folder: string) => join(/*turbopackIgnore: true*/ folder, 'secrets.json');
export const backupsFolder = (folder: string) => join(/*turbopackIgnore: true*/ folder, 'backups');

/** Settings that every connection needs (better-sqlite3 defaults to NORMAL in WAL mode), asserted last. */
function configure(sqlite: BetterSqlite3.Database) {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 0');
  sqlite.pragma('temp_store = MEMORY');
  sqlite.pragma('cache_size = -65536');
  sqlite.pragma('synchronous = FULL');
  // What is erased is overwritten, not only given free (R43).
  sqlite.pragma('secure_delete = ON');
}

/** Throws when a connection or the schema has lost what the code relies on: FULL, WAL, foreign keys, STRICT, triggers. */
export function assertDatabase(sqlite: BetterSqlite3.Database): void {
  const settings = {
    journal_mode: sqlite.pragma('journal_mode', { simple: true }),
    synchronous: sqlite.pragma('synchronous', { simple: true }),
    foreign_keys: sqlite.pragma('foreign_keys', { simple: true }),
  };
  if (settings.journal_mode !== 'wal' || settings.synchronous !== 2 || settings.foreign_keys !== 1)
    throw new Error(`database settings are not as required: ${JSON.stringify(settings)}`);

  const loose = sqlite
    .prepare(
      "select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'",
    )
    .pluck()
    .all();
  if (loose.length > 0) throw new Error(`tables are not STRICT: ${loose.join(', ')}`);

  const present = new Set(sqlite.prepare("select name from sqlite_master where type = 'trigger'").pluck().all());
  const missing = triggerNames().filter((name) => !present.has(name));
  if (missing.length > 0) throw new Error(`triggers are missing: ${missing.join(', ')}`);
}

const triggersSql = () => readFileSync(join(/*turbopackIgnore: true*/ process.cwd(), 'db', 'triggers.sql'), 'utf8');
export const triggerNames = () =>
  [...triggersSql().matchAll(/create trigger (\w+)/g)].map((match) => match[1] as string);

/** Puts every trigger in place; the file is idempotent. */
export const applyTriggers = (sqlite: BetterSqlite3.Database) => sqlite.exec(triggersSql());

type OpenOptions = {
  /** The fixed business moment (`KEJI_CLOCK`); accepted only by a folder that was created under one. */
  clock?: string | undefined;
  isDemo?: boolean;
};

/** Opens the data folder's database, creating it on a first run, and brings its schema up to date. */
export function openDataFolder(folder: string, { clock, isDemo = false }: OpenOptions = {}): BetterSqlite3.Database {
  const file = databaseFile(folder);
  if (!existsSync(file)) {
    if (existsSync(secretsFile(folder))) throw new DataFolderError('missing', file);
    alone(folder, () => existsSync(file) || create(folder, { clock, isDemo }));
  }
  const sqlite = openExisting(file);
  try {
    update(sqlite, folder);
    configure(sqlite);
    assertDatabase(sqlite);
    const created = sqlite.prepare('select clock from instance').pluck().get();
    if (clock && created === null) throw new DataFolderError('clock', file);
  } catch (error) {
    sqlite.close();
    throw error;
  }
  return sqlite;
}

/** Runs with the data folder for this process alone: nothing is created or upgraded under another one's feet. */
function alone(folder: string, run: () => void) {
  const release = takeServerLock(folder);
  if (!release) throw new DataFolderError('running', databaseFile(folder));
  try {
    run();
  } finally {
    release();
  }
}

function create(folder: string, { clock, isDemo }: OpenOptions) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Built under another name and moved into place, so that a kill in between never leaves half a database.
  const draft = `${databaseFile(folder)}.new`;
  for (const file of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(file, { force: true });
  const sqlite = new BetterSqlite3(draft);
  sqlite.pragma(`application_id = ${applicationId}`);
  migrate(sqlite, migrationState(sqlite).pending);
  applyTriggers(sqlite);
  sqlite
    .prepare('insert into instance (id, uuid, created_at, clock, is_demo) values (1, ?, ?, ?, ?)')
    .run(randomUUID(), new Date().toISOString(), clock ?? null, isDemo ? 1 : 0);
  sqlite.close();
  renameSync(draft, databaseFile(folder));
}

/** Opens a file that must be a database of ours, or says what is wrong with it. */
export function openExisting(file: string, options: BetterSqlite3.Options = {}): BetterSqlite3.Database {
  if (!existsSync(file)) throw new DataFolderError('missing', file);
  if (statSync(file).size === 0) throw new DataFolderError('empty', file);
  const head = Buffer.alloc(16);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, head, 0, 16, 0);
  closeSync(descriptor);
  if (head.toString('latin1') !== 'SQLite format 3\0') throw new DataFolderError('damaged', file);

  const sqlite = new BetterSqlite3(file, options);
  try {
    if (sqlite.pragma('application_id', { simple: true }) !== applicationId) throw new DataFolderError('foreign', file);
    if (!sqlite.prepare('select 1 from instance where id = 1').get()) throw new DataFolderError('foreign', file);
    if (migrationState(sqlite).newer) throw new DataFolderError('newer', file);
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (error instanceof DataFolderError) throw error;
    throw new DataFolderError('damaged', file, (error as Error).message);
  }
}

function update(sqlite: BetterSqlite3.Database, folder: string) {
  const { pending } = migrationState(sqlite);
  if (pending.length > 0)
    alone(folder, () => {
      mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 });
      const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
      sqlite.prepare('vacuum into ?').run(join(backupsFolder(folder), `before-upgrade-${stamp}.db`));
      migrate(sqlite, pending);
    });
  const present = sqlite
    .prepare("select group_concat(sql, ';') from sqlite_master where type = 'trigger'")
    .pluck()
    .get();
  // Rewriting the schema at every start would invalidate other connections' statements for nothing.
  const wanted = [...triggersSql().matchAll(/create trigger [\s\S]*?end;/g)].map((match) => match[0].slice(0, -1));
  if (wanted.some((sql) => !String(present).toLowerCase().includes(sql.toLowerCase()))) {
    sqlite.transaction(() => applyTriggers(sqlite)).immediate();
  }
}
