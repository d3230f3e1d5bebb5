import { beforeEach, expect, test } from 'vitest';
import { database } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { insertCustomer } from '../writes';
import { nearDuplicates } from './duplicates';

let f: FixtureF;
beforeEach(async () => {
  freshDatabase();
  f = await loadFixtureF();
});
const file = (names: readonly string[]) =>
  database().transaction((tx) => {
    for (const name of names)
      insertCustomer(tx, { code: `T-${name}`, name, ownerId: f.wanglei.id, filedOn: '2026-01-05' });
  });
const near = (name: string) => nearDuplicates(f.wanglei, { name }).name.map((one) => one.id !== null && one.name);

test('a near name is found behind thousands that begin with the same city', async () => {
  // Each two characters of its own after the city, no two of them near.
  const han = (from: number, step: number) => String.fromCharCode(from + step);
  file(Array.from({ length: 2500 }, (_, n) => `临屿${han(0x4e00, n)}${han(0x6c00, n)}${n}装备制造有限公司`));
  file(['临屿云杉智造科技有限公司']);
  expect(near('临屿云杉智造科技')).toEqual(['临屿云杉智造科技有限公司']);
  expect(near('临屿云杉智慧科技有限公司')).toEqual(['临屿云杉智造科技有限公司']);
});
