import { asc, eq, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { collaborators } from '@/db/schema/customers';
import { teams, users } from '@/db/schema/people';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { sees } from '../sees';

export type Collaborator = ReturnType<typeof collaboratorsOf>[number];

/** Who works on a customer beside its owner (R5), for everyone who reaches the customer. */
export const collaboratorsOf = (viewer: Viewer, customerId: number, reader: Reader = database()) =>
  reader
    .select({ userId: users.id, name: users.name, team: teams.name })
    .from(visible(viewer, collaborators, 'reached'))
    .innerJoin(users, eq(users.id, collaborators.userId))
    .leftJoin(teams, eq(teams.id, users.teamId))
    .where(eq(collaborators.customerId, customerId))
    .orderBy(asc(users.sortKey), asc(users.id))
    .all();

/** Whom a manager may name: whoever works here and doesn't see the customer yet. */
export function namable(
  viewer: Viewer,
  customer: { id: number; ownerId: number | null; teamId: number | null },
  reader: Reader = database(),
) {
  const present = new Set(collaboratorsOf(viewer, customer.id, reader).map(({ userId }) => userId));
  return reader
    .select({ id: users.id, name: users.name, role: users.role, teamId: users.teamId, team: teams.name })
    .from(visible(viewer, users))
    .leftJoin(teams, eq(teams.id, users.teamId))
    .where(eq(users.status, 'active'))
    .orderBy(asc(teams.sortKey), asc(users.sortKey), asc(users.id))
    .all()
    .filter((person) => !present.has(person.id) && !sees(person, customer));
}

/** Whether the viewer is 协同人 anywhere: for the view 协同, and for queries that then look further than owned. */
export const collaborates = (viewer: Viewer, reader: Reader = database()): boolean =>
  viewer.role !== 'manager' &&
  reader.select({ one: sql`1` }).from(collaborators).where(eq(collaborators.userId, viewer.id)).limit(1).get() !==
    undefined;

/** Who they are, for a write that has found the customer. */
export const collaboratorIds = (reader: Reader, customerId: number): ReadonlySet<number> =>
  new Set(
    reader
      .select({ id: collaborators.userId })
      .from(collaborators)
      .where(eq(collaborators.customerId, customerId))
      .all()
      .map(({ id }) => id),
  );
