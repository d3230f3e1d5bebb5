// `npm run -s keji -- COMMAND`: installs what is missing, then runs the TypeScript command line.
import { spawnSync } from 'node:child_process';
import { ensureInstalled, root } from './install.mjs';

ensureInstalled();
const result = spawnSync(process.execPath, ['--import', 'tsx', 'lib/cli/keji.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    KEJI_LOG: process.env.KEJI_LOG ?? 'off',
    // Where the person stands: npm sets it, a direct call doesn't.
    INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
  },
});
process.exit(result.status ?? 1);
