import { expect, test } from 'vitest';
import { runMatrix } from './run';

const seed = 20260331;

/** Part of every test run; `npm run matrix` asks all of it. */
test('a sample of the authorization matrix', { timeout: 180_000 }, async () => {
  const lines: string[] = [`seed ${seed}`];
  const result = await runMatrix({ sample: { cells: 420, seed } }, (line) => lines.push(line));
  console.log(lines.join('\n'));
  expect(result.inventory).toEqual([]);
  expect(result.wrong).toEqual([]);
  expect(result.cells).toBeGreaterThan(400);
});
