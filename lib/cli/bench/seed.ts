import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, setDatabase } from '@/db/client';
import { DataFolderError, databaseFile, openDataFolder, openExisting } from '@/db/open';
import { generate } from '../../demo/generate';

export type BenchSize = { customers: number; sales: number; seed: number };
/** All figures of one bench stand on one day, whenever it is run. */
export const benchClock = '2026-03-31T04:00:00.000Z';

/** A generated data folder of that size, made once and kept for the next run. */
export function benchFolder({ customers, sales, seed }: BenchSize): string {
  const parent = process.env.KEJI_BENCH_DATA ?? join(tmpdir(), 'keji-bench');
  const folder = join(parent, `${customers}-${sales}-${seed}`);
  if (existsSync(databaseFile(folder)) && isOfThisVersion(folder)) return folder;
  rmSync(folder, { recursive: true, force: true });
  console.log(`生成 ${customers} 个客户、${sales} 笔销售（种子 ${seed}）…`);
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(parent, { recursive: true });
  const started = performance.now();
  generate(setDatabase(openDataFolder(draft, { clock: benchClock })), { customers, sales, seed });
  closeDatabase();
  renameSync(draft, folder);
  console.log(`用了 ${Math.round((performance.now() - started) / 100) / 10} 秒：${folder}`);
  return folder;
}

/** Migrations not yet released may still change: then the data is made anew. */
function isOfThisVersion(folder: string): boolean {
  try {
    openExisting(databaseFile(folder), { readonly: true }).close();
    return true;
  } catch (error) {
    if (error instanceof DataFolderError && error.problem === 'newer') return false;
    throw error;
  }
}
