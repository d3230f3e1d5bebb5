// `npm start`: installs, builds, creates the database and serves. Plain JavaScript: it runs before node_modules exists.
import { spawn } from 'node:child_process';
import { ensureBuilt, ensureInstalled, root } from './install.mjs';

ensureInstalled();
ensureBuilt();

const args = ['node_modules/next/dist/bin/next', 'start', '-p', process.env.PORT ?? '3000'];
if (process.env.HOST) args.push('-H', process.env.HOST);
const server = spawn(process.execPath, args, {
  cwd: root,
  stdio: 'inherit',
  // The server ends in an orderly way itself (lib/start.ts); next's own handler would exit with 143.
  env: { ...process.env, NODE_ENV: 'production', NEXT_MANUAL_SIG_HANDLE: 'true', NEXT_TELEMETRY_DISABLED: '1' },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 1));
