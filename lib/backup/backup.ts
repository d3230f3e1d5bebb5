import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { backupsFolder, databaseFile, openExisting } from '@/db/open';
import { realNow } from '../clock';
import { openSound } from './check';

export type Backup = { file: string; bytes: number };

/**
 * Writes the whole database into one new file (default: `backups/` in the data folder) and checks that file. Works
 * while the server runs: it is the state of one moment. The file has its name only once it is whole and sound.
 */
export function backUp(folder: string, to: string = backupsFolder(folder)): Backup {
  const live = openExisting(databaseFile(folder));
  try {
    mkdirSync(to, { recursive: true, mode: 0o700 });
    const file = freeName(to, 'keji');
    const draft = `${file}.partial`;
    try {
      live.prepare('vacuum into ?').run(draft);
      // Customers' data: only for whoever runs the server.
      chmodSync(draft, 0o600);
      openSound(draft, { readonly: true }).close();
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
    return { file, bytes: statSync(file).size };
  } finally {
    live.close();
  }
}

/** `keji-2026-03-31T04-00-00Z.db`; a second one in the same second gets a number. */
export function freeName(folder: string, start: string): string {
  const stamp = `${realNow().slice(0, 19).replaceAll(':', '-')}Z`;
  for (let count = 1; ; count++) {
    const file = join(folder, `${start}-${stamp}${count > 1 ? `-${count}` : ''}.db`);
    if (!existsSync(file) && !existsSync(`${file}.partial`)) return file;
  }
}
