import type BetterSqlite3 from 'better-sqlite3';
import { DataFolderError, openExisting } from '@/db/open';

/** Opens a database file of ours and reads all of it: `damaged` when a page or a link between rows is broken. */
export function openSound(file: string, options: BetterSqlite3.Options = {}): BetterSqlite3.Database {
  const sqlite = openExisting(file, options);
  try {
    const problems = sqlite.pragma('integrity_check(1)', { simple: true });
    if (problems !== 'ok') throw new DataFolderError('damaged', file, String(problems));
    const orphans = sqlite.pragma('foreign_key_check') as unknown[];
    if (orphans.length > 0) throw new DataFolderError('damaged', file, `${orphans.length} orphans`);
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (error instanceof DataFolderError) throw error;
    throw new DataFolderError('damaged', file, (error as Error).message);
  }
}
