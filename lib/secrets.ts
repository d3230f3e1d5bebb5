import { createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { secretsFile } from '@/db/open';
import { dataFolder } from './data-folder';

/** Made once beside the database; whoever has the file can forge sessions, so only the owner may read it. */
export function sessionSecret(): string {
  const file = secretsFile(dataFolder());
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify({ session: randomBytes(32).toString('base64url') }), { mode: 0o600 });
    try {
      // A link fails where the file is there by now: two processes starting together agree on the first one's.
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  return (JSON.parse(readFileSync(file, 'utf8')) as { session: string }).session;
}

/** A random token for a cookie or one-use address; the database keeps only `hashToken` of it. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
