import { eq } from 'drizzle-orm';
import { type Tx, write } from '@/db/client';
import { type Role, users } from '@/db/schema/people';
import { hashPassword } from '@/lib/people/password';
import { viewerOf } from '@/lib/people/queries';
import { addTeam } from '@/lib/people/teams';
import { addUser } from '@/lib/people/writes';
import { newToken } from '@/lib/secrets';
import { startSession } from '@/lib/session';
import type { Viewer } from '@/lib/viewer';

/** Adds a team for tests; returns its id. */
export function makeTeam(tx: Tx, name: string): number {
  const id = addTeam(tx, null, name);
  if (id === null) throw new Error(`the team ${name} is there already`);
  return id;
}

/** Adds an active person whose password nobody knows; sign in with `sessionOf`. */
export function makePerson(tx: Tx, name: string, role: Role, teamId: number | null, isAdmin = false): Viewer {
  const id = addUser(tx, null, { name, login: name, role, teamId, isAdmin });
  if (id === null) throw new Error(`${name} is there already`);
  const user = tx
    .update(users)
    .set({ status: 'active', passwordHash: `none$${newToken()}` })
    .where(eq(users.id, id))
    .returning()
    .get();
  return viewerOf(user);
}

/** A signed-in session's token. */
export const sessionOf = (tx: Tx, viewer: Viewer): string =>
  startSession(tx, viewer.id, { address: null, device: null });

/** The password `givePassword` sets, for signing in through the page. */
export const testPassword = 'correct horse battery';

export async function givePasswords(...people: Viewer[]): Promise<void> {
  const passwordHash = await hashPassword(testPassword);
  await write((tx) => {
    for (const { id } of people) tx.update(users).set({ passwordHash }).where(eq(users.id, id)).run();
  });
}
