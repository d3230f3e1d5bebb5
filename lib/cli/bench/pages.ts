import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { encode } from 'next-auth/jwt';
import { closeDatabase, setDatabase, write } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { sessionSecret } from '../../secrets';
import { startSession } from '../../session';
import type { Viewer } from '../../viewer';
import { benchClock } from './seed';

export type Site = { get: (path: string) => Promise<{ status: number; bytes: number }>; stop: () => Promise<void> };

/** The built app over that folder, with somebody signed in. */
export async function startSite(folder: string, viewer: Viewer): Promise<Site> {
  const port = await freePort();
  const cookie = await signedIn(folder, viewer);
  const server = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      KEJI_DATA: folder,
      KEJI_CLOCK: benchClock,
      KEJI_LOG: 'on',
      NEXT_MANUAL_SIG_HANDLE: 'true',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (chunk: Buffer) => String(chunk).includes('Ready') && resolve());
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    get: async (path) => {
      const answer = await fetch(`http://localhost:${port}${path}`, { headers: { cookie }, redirect: 'manual' });
      return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
    },
    stop: () =>
      new Promise((resolve) => {
        server.removeAllListeners('exit');
        server.once('exit', () => resolve());
        server.kill('SIGTERM');
      }),
  };
}

async function signedIn(folder: string, viewer: Viewer): Promise<string> {
  process.env.KEJI_DATA = folder;
  setDatabase(openDataFolder(folder, { clock: benchClock }));
  const sid = await write((tx) => startSession(tx, viewer.id, { address: null, device: 'bench' }));
  closeDatabase();
  return `keji=${await encode({ token: { sid }, secret: sessionSecret() })}`;
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Every page with the filters people use most; one that isn't there yet answers 404 and says so. */
export const pages = [
  '/api/health',
  '/',
  '/customers',
  '/customers?q=%E5%8D%8E%E4%BF%A1',
  '/customers?q=hx',
  '/customers?level=key&sort=owed',
  '/customers/1000',
  '/sales',
  '/sales?q=%E5%8D%8E%E4%BF%A1',
  '/sales?sort=amount',
  '/sales?owing=overdue&sort=due',
  '/sales/150000',
  '/payments',
  '/payments?from=2026-01-01&to=2026-03-31',
  '/follow-ups',
  '/targets',
  '/analysis?period=2026-03',
  '/analysis?period=2026-Q1',
  '/analysis?period=2026',
  '/analysis?period=2026-Q1&by=region',
  '/analysis?period=2026&by=product',
  '/analysis?period=2026&by=customer',
  '/imports',
  '/settings/people',
];
