import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, setDatabase } from '@/db/client';
import { openDataFolder } from '@/db/open';

// The built app as a server of its own, with a port and a data folder of its own.

export const clock = '2026-03-31T04:00:00.000Z';

/** A new data folder with whatever `seed` writes into it, closed again: hand it to `startApp`. */
export async function seedData(seed: () => Promise<void> | void): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keji-app-'));
  setDatabase(openDataFolder(folder, { clock }));
  await seed();
  closeDatabase();
  return folder;
}

export type App = { url: string; data: string; output: () => string; stop: () => Promise<number | null> };

/** A port nobody listens on. */
export const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Serves the build on a random port over a new (or given) data folder; resolves when it answers. */
export async function startApp({ data, env = {} }: { data?: string; env?: Record<string, string> } = {}): Promise<App> {
  const port = await freePort();
  const folder = data ?? mkdtempSync(join(tmpdir(), 'keji-app-'));
  const child: ChildProcess = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-p', String(port)],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NEXT_MANUAL_SIG_HANDLE: 'true',
        PORT: String(port),
        KEJI_DATA: folder,
        KEJI_CLOCK: clock,
        ...env,
      } as NodeJS.ProcessEnv,
    },
  );
  let text = '';
  const url = `http://localhost:${port}`;
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk;
      if (text.includes('Ready in')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)));
  });
  // The first answer comes once the data folder is open.
  await fetch(`${url}/api/health`);
  return {
    url,
    data: folder,
    output: () => text,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve(child.exitCode);
        child.removeAllListeners('exit');
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}
