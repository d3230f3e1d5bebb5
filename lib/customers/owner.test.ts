import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { type Db, write } from '@/db/client';
import { collaborators, customers, ownerChanges } from '@/db/schema/customers';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '../testing/fixture-f';
import { type Destination, setOwner } from './owner';

let db: Db;
let f: FixtureF;
beforeEach(async () => {
  db = freshDatabase();
  f = await loadFixtureF();
});
const present = () => db.select().from(customers).where(eq(customers.ownerId, f.wanglei.id)).get();
const after = (id: number) =>
  db
    .select({ ownerId: customers.ownerId, teamId: customers.teamId, pooledAt: customers.pooledAt })
    .from(customers)
    .where(eq(customers.id, id))
    .get();

test.each<[string, (one: FixtureF) => Destination, (one: FixtureF) => object]>([
  ['a person', (one) => ({ ownerId: one.lina.id }), (one) => ({ ownerId: one.lina.id, teamId: one.lina.teamId })],
  ['待分配', (one) => ({ teamId: one.wanglei.teamId }), (one) => ({ ownerId: null, teamId: one.wanglei.teamId })],
  ['the pool', () => 'pool', () => ({ ownerId: null, teamId: null, pooledAt: expect.any(String) })],
])('a customer goes to %s, and it is kept who had it', async (_name, to, expected) => {
  const customer = present() as NonNullable<ReturnType<typeof present>>;
  await write((tx) => setOwner(tx, customer, to(f), { kind: 'handover', reason: '调岗', by: f.manager.id }));
  expect(after(customer.id)).toMatchObject(expected(f));
  expect(db.select().from(ownerChanges).where(eq(ownerChanges.customerId, customer.id)).all().at(-1)).toMatchObject({
    ...{ kind: 'handover', reason: '调岗', changedBy: f.manager.id, changedOn: '2026-03-31' },
    ...{ fromOwnerId: f.wanglei.id, fromTeamId: f.wanglei.teamId },
    toOwnerId: after(customer.id)?.ownerId,
  });
});

test('whoever becomes the owner is no 协同人 any more; others stay', async () => {
  const customer = present() as NonNullable<ReturnType<typeof present>>;
  await write((tx) => {
    for (const { id } of [f.lina, f.manager])
      tx.insert(collaborators)
        .values({ customerId: customer.id, userId: id, addedAt: '2026-03-31T04:00:00.000Z' })
        .run();
    setOwner(tx, customer, { ownerId: f.lina.id }, { kind: 'handover', by: null });
  });
  expect(db.select({ userId: collaborators.userId }).from(collaborators).all()).toEqual([{ userId: f.manager.id }]);
});

test('a customer changed meanwhile stays where it is', async () => {
  const customer = present() as NonNullable<ReturnType<typeof present>>;
  const rows = db.select().from(ownerChanges).all().length;
  const stale = { ...customer, version: customer.version - 1 };
  expect(await write((tx) => setOwner(tx, stale, 'pool', { kind: 'released', by: null }))).toBe(false);
  expect(present()).toEqual(customer);
  expect(db.select().from(ownerChanges).all()).toHaveLength(rows);
});
