import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { teams, users } from '@/db/schema/people';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { clean, nameKey, sortKey } from '../text';
import type { Viewer } from '../viewer';

type Team = typeof teams.$inferSelect;

/** A team's name is taken by one put away as well: bringing that back is what is meant. */
export const teamNamed = (reader: Reader, name: string): Team | undefined =>
  reader
    .select()
    .from(teams)
    .where(eq(teams.nameKey, nameKey(name)))
    .get();

export function addTeam(tx: Tx, viewer: Viewer | null, name: string): number | null {
  const id = insertTeam(tx, name);
  if (id !== null)
    record(tx, viewer, { action: 'team.added', object: { kind: 'team', id }, details: { name: clean(name) } });
  return id;
}

export function insertTeam(tx: Tx, name: string): number | null {
  if (teamNamed(tx, name)) return null;
  return tx
    .insert(teams)
    .values({ name: clean(name), nameKey: nameKey(name), sortKey: sortKey(name), createdAt: realNow() })
    .returning({ id: teams.id })
    .get().id;
}

export function renameTeam(tx: Tx, viewer: Viewer, team: Team, name: string): void {
  change(tx, team, { name: clean(name), nameKey: nameKey(name), sortKey: sortKey(name) });
  const details = { before: team.name, after: clean(name) };
  record(tx, viewer, { action: 'team.renamed', object: { kind: 'team', id: team.id }, details });
}

/** Everyone in the team who hasn't left; it can't be put away while there is one. */
export const membersOf = (reader: Reader, teamId: number): number =>
  reader
    .select({ count: sql<number>`count(*)` })
    .from(users)
    .where(and(eq(users.teamId, teamId), ne(users.status, 'disabled')))
    .get()?.count ?? 0;

/** Past sales and targets keep the team; nobody joins it any more. */
export function archiveTeam(tx: Tx, viewer: Viewer, team: Team): void {
  change(tx, team, { archivedAt: realNow() });
  record(tx, viewer, { action: 'team.archived', object: { kind: 'team', id: team.id }, details: { name: team.name } });
}

export function restoreTeam(tx: Tx, viewer: Viewer, team: Team): void {
  change(tx, team, { archivedAt: null });
  record(tx, viewer, { action: 'team.restored', object: { kind: 'team', id: team.id }, details: { name: team.name } });
}

function change(tx: Tx, team: Team, values: Partial<Team>): void {
  const { changes } = tx
    .update(teams)
    .set({ ...values, version: sql`version + 1` })
    .where(and(eq(teams.id, team.id), eq(teams.version, team.version)))
    .run();
  if (changes !== 1) throw new Error('the team changed under the transaction');
}

/** A team there is, not put away. */
export const isOpenTeam = (reader: Reader, id: number): boolean =>
  reader
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.id, id), isNull(teams.archivedAt)))
    .get() !== undefined;
