import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { database } from '@/db/client';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { type FixtureF, loadFixtureF } from '@/lib/testing/fixture-f';
import { assigneesFor } from './assignees';

let f: FixtureF;
beforeEach(async () => {
  freshDatabase();
  f = await loadFixtureF({ otherTeam: true });
});
const names = (viewer: FixtureF['manager'], present?: number) =>
  assigneesFor(viewer, { id: f.customers.c002, ownerId: f.wanglei.id, teamId: f.team }, present)
    .map(({ label }) => label)
    .sort();

test('a task goes to whoever sees the customer and the viewer acts for', () => {
  expect(names(f.wanglei)).toEqual([f.wanglei.name]);
  expect(names(f.supervisor)).toEqual([f.wanglei.name, f.supervisor.name].sort());
});

test('whoever has it stands among them, gone or not the viewer’s to choose: leaving it alone changes nothing', () => {
  database()
    .update(users)
    .set({ status: 'disabled', disabledAt: '2026-03-30T01:00:00.000Z' })
    .where(eq(users.id, f.lina.id))
    .run();
  expect(names(f.manager)).not.toContain(f.lina.name);
  expect(names(f.manager, f.lina.id)).toContain(f.lina.name);
  expect(names(f.supervisor, f.manager.id)).toContain(f.manager.name);
});
