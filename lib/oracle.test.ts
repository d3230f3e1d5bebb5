import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { closeDatabase } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { checkCustomers } from './testing/worlds/check-customers';
import { checkFigures } from './testing/worlds/check-figures';
import { checkFollowUps } from './testing/worlds/check-follow-ups';
import { checkHome } from './testing/worlds/check-home';
import { checkPool } from './testing/worlds/check-pool';
import { checkSales } from './testing/worlds/check-sales';
import { load } from './testing/worlds/load';
import { sightOf } from './testing/worlds/sight';
import { type Question, question, type World, worldOf } from './testing/worlds/world';

// Every list, count, total, search, picker, figure, dashboard and file, for every viewer of a random small company, against
// a filter over plain arrays that knows nothing of lib/scope.ts or SQL. `npm run -s oracle -- --worlds 500` tries more.

const worlds = Number(process.env.KEJI_WORLDS ?? 12);
const seed = Number(process.env.KEJI_SEED ?? 20260331);
/** Making a company that fails small takes its time, but not forever. */
const limit = 60_000 + worlds * 4_000;
vi.setConfig({ testTimeout: limit * 2 });

let viewersSeen = 0;
function check(world: World, asked: Question): void {
  const db = freshDatabase();
  try {
    const loaded = load(db, world);
    for (const viewer of loaded.viewers) {
      viewersSeen += 1;
      const sight = sightOf(db, viewer, loaded);
      checkCustomers(sight, asked.customers, world.supervisorsSeeContacts);
      checkSales(sight, asked.sales);
      checkFollowUps(sight, asked.followUps, world.supervisorsSeeContacts);
      checkFigures(sight, asked.figures);
      checkHome(sight);
      checkPool(sight, world.pool);
    }
  } finally {
    closeDatabase();
    rmSync(process.env.KEJI_DATA as string, { recursive: true, force: true });
  }
}

test(`${worlds} random companies from seed ${seed}: what each viewer reads is what the rules leave them`, () => {
  viewersSeen = 0;
  fc.assert(fc.property(worldOf(0, 8), question, check), {
    seed,
    numRuns: worlds,
    interruptAfterTimeLimit: limit,
    markInterruptAsFailure: true,
    // A failure in `npm test` is told at once; the command makes it small.
    endOnFailure: process.env.KEJI_WORLDS === undefined,
  });
  expect(viewersSeen).toBeGreaterThan(worlds);
});

test(`a company whose lists have several pages, from seed ${seed}`, () => {
  const staff = (['manager', 'supervisor', 'rep', 'rep'] as const).map((role, n) => ({
    ...{ role, team: n === 3 ? 1 : 0, status: 'active' as const },
  }));
  const [world] = fc.sample(worldOf(55, 60), { seed, numRuns: 1 }) as [World];
  const [asked] = fc.sample(question, { seed, numRuns: 1 }) as [Question];
  check({ ...world, people: staff }, asked);
});
