import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Once per run: one folder for everything the run writes, in place of the system's temporary one for tests, servers and
 * browsers alike, and in it one migrated template, which every test database is a copy of. Gone when the run is over.
 */
export default async function setup() {
  process.env.KEJI_LOG = 'off';
  const folder = mkdtempSync(join(tmpdir(), 'keji-run-'));
  process.env.TMPDIR = folder;
  const { createTemplate } = await import('./test-db');
  process.env.KEJI_TEST_TEMPLATE = createTemplate();
  // Whatever ended a moment ago may still be tidying up.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
