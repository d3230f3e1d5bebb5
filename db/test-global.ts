import { rmSync } from 'node:fs';

/** Once per run: one migrated template, which every test database is a copy of. */
export default async function setup() {
  process.env.KEJI_LOG = 'off';
  const { createTemplate } = await import('./test-db');
  const folder = createTemplate();
  process.env.KEJI_TEST_TEMPLATE = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
