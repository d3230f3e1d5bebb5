import { rmSync } from 'node:fs';
import { startApp } from '../app';
import { differences, readBuilt } from './built';
import { type Cell, cellName, cellsOf, withoutRow } from './cells';
import { client } from './client';
import { expected } from './expected';
import { inventoryOf, readSources } from './inventory';
import { judging } from './judge';
import { formName, formProblem, oneOfEach } from './plain-forms';
import { pick } from './sample';
import { watchTables } from './tables';
import { makeWorld } from './world';

export type MatrixOptions = {
  /** Only ways in whose name contains it. */
  only?: string | undefined;
  /** About so many cells, chosen by the seed; every way in is among them. */
  sample?: { cells: number; seed: number } | undefined;
};
export type WrongCell = { cell: string; expected: string; problems: string[] };
export type MatrixResult = { cells: number; wrong: WrongCell[]; inventory: string[] };

/** Runs the matrix over the build, on a server and a world of its own. */
export async function runMatrix({ only, sample }: MatrixOptions, say: (line: string) => void): Promise<MatrixResult> {
  const source = inventoryOf(readSources());
  const built = readBuilt();
  const inventory = [...differences(source, built), ...withoutRow(source, expected)];
  for (const line of inventory) say(line);
  const known = cellsOf(expected).filter(({ kind, name }) => kind !== 'action' || built.actions.has(name));
  const named = known.filter((cell) => !only || cellName(cell).includes(only));
  const cells = sample ? pick(named, sample) : named;

  const forms = sample ? [] : oneOfEach(cells);

  const world = await makeWorld();
  const app = await startApp({ data: world.folder, env: { KEJI_SCRYPT_LOG_N: '10', KEJI_LOG: 'off' } });
  const tables = watchTables(world.folder);
  const wrong: WrongCell[] = [];
  try {
    const asking = { world, built, client: client(app.url) };
    const judge = judging(asking, tables);
    const report = (cell: string, expected: string, problems: string[]) => {
      if (problems.length === 0) return;
      say(`${cell}: ${expected}, but ${problems.join('; ')}`);
      wrong.push({ cell, expected, problems });
    };
    for (const cell of cells) report(cellName(cell), cell.expected, await judge(cell));
    for (const cell of forms) {
      const problem = await formProblem(cell, asking);
      report(formName(cell), 'as the table says', problem ? [problem] : []);
    }
  } finally {
    tables.close();
    await app.stop();
    rmSync(world.folder, { recursive: true, force: true });
  }
  return { cells: cells.length + forms.length, wrong, inventory };
}

export type { Cell };
