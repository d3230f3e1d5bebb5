// `npm test`: installs, checks, builds and runs every test; the last line counts them all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './install.mjs';

ensureInstalled();
const { ensureChromium } = await import('./chromium.mjs');
const chromium = await ensureChromium();
run('npm', ['run', '-s', 'check']);
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), 'keji-report-'));
const report = join(folder, 'report.json');
const vitest = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, KEJI_CHROMIUM: chromium, KEJI_LOG: 'off' } },
);
/** A runner that dies or runs nothing is a failure, and so is a file that can't be loaded. */
function count() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
const { passed, failed } = count();
rmSync(folder, { recursive: true, force: true });
const ok = vitest.status === 0 && failed === 0 && passed > 0;
console.log(`${passed} passed, ${ok ? 0 : Math.max(failed, 1)} failed`);
process.exitCode = ok ? 0 : 1;
