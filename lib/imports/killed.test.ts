import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { closeDatabase, setDatabase } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { freshDatabase } from '@/db/test-db';
import { dataFolder } from '@/lib/data-folder';
import { value } from '@/lib/testing/import-cases';

test('killed while publishing, an import leaves nothing behind', () => {
  freshDatabase();
  closeDatabase();
  const killed = spawnSync(process.execPath, ['--import', 'tsx', 'lib/testing/killed-import.ts'], { encoding: 'utf8' });
  expect(killed.signal, killed.stderr).toBe('SIGKILL');

  setDatabase(openDataFolder(dataFolder()));
  for (const table of ['customers', 'sales', 'payments', 'follow_up_records', 'imports', 'products', 'import_words'])
    expect(value(`select count(*) from ${table}`), table).toBe(0);
  // The people came before it in a transaction of their own, and stay.
  expect(value('select count(*) from users')).toBe(7);
  expect(value('pragma integrity_check')).toBe('ok');
});
