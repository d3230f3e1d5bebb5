import { expect } from 'vitest';
import { countPool, findPooled, findReleasable, listPool } from '../../customers/queries/pool';
import { pooledCount } from '../../customers/queries/pooled-count';
import { everyRow } from './check-customers';
import type { Sight } from './sight';
import { isInName, terms } from './words';

/** R8: one list, the same for everyone while it is on; of a customer in it no contact, no money, no owner. */
export function checkPool(sight: Sight, isOn: boolean): void {
  const { db, viewer, rows } = sight;
  const waiting = rows.customers.filter((one) => one.pooledAt !== null && one.archivedAt === null);
  expect(pooledCount(viewer, db)).toBe(waiting.length);
  for (const q of [undefined, ...terms]) {
    const filter = q === undefined ? {} : { q };
    const found = isOn ? waiting.filter((one) => q === undefined || isInName(q, one)) : [];
    const list = everyRow((page) => listPool(viewer, { ...filter, ...page }, db));
    expect(
      list.map(({ id }) => id),
      `pool ${q}`,
    ).toEqual(found.map(({ id }) => id).toSorted((a, b) => b - a));
    expect(countPool(viewer, filter, 1000, db), `pool ${q}`).toBe(found.length);
    for (const row of list) expect(Object.keys(row).toSorted()).toEqual(told);
  }
  for (const { id, pooledAt, archivedAt } of rows.customers) {
    expect(findPooled(viewer, id, db)?.id).toBe(isOn && waiting.some((one) => one.id === id) ? id : undefined);
    const isOpen = pooledAt === null && archivedAt === null && sight.customers.some((one) => one.id === id);
    expect(findReleasable(viewer, id, db)?.id).toBe(isOn && isOpen ? id : undefined);
  }
}

const told = [
  ...[
    'claimableOn',
    'code',
    'id',
    'industry',
    'lastContactOn',
    'level',
    'name',
    'pooledAt',
    'reason',
    'region',
    'since',
  ],
  ...['stage', 'why'],
];
