import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Fen } from '@/db/columns';
import { saleChanges, sales } from '@/db/schema/sales';
import { scopeOf } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { reviewableBy } from '../reviewers';

// As the partial indexes spell it.
export const waits: SQL = sql`${sales.review} = 'pending' and ${sales.voidedAt} is null`;
export const changeWaits: SQL = sql`${saleChanges.status} = 'pending'`;

/**
 * Sales of the viewer's people, attributed (R5). Whose they are is looked at row by row (`is true` keeps indexes out of
 * it): few wait, and they are found by the indexes of what waits.
 */
export const ofViewersPeople = (viewer: Viewer): SQL => {
  const scope = scopeOf(viewer, sales, 'attributed');
  return scope ? sql`(${scope}) is true` : sql`true`;
};

/** Only one team's sales; null = those of people without a team, undefined = all. */
export const ofOneTeam = (team: number | null | undefined): SQL | undefined =>
  team === undefined ? undefined : team === null ? isNull(sales.teamId) : eq(sales.teamId, team);

/** How much waits for the viewer's decision (R17): new sales, reversals, new versions and voids. 0 for a rep. */
export function reviewCount(
  viewer: Viewer,
  { team }: { team?: number | null | undefined } = {},
  reader: Reader = database(),
): number {
  if (viewer.role === 'rep') return 0;
  return waitingSales(viewer, team, reader) + waitingChanges(viewer, team, reader);
}

type Team = number | null | undefined;

const waitingSales = (viewer: Viewer, team: Team, reader: Reader) =>
  reader
    .select({ n: sql<number>`count(*)` })
    .from(sales)
    .where(and(waits, ofViewersPeople(viewer), ofOneTeam(team), reviewableBy(viewer)))
    .get()?.n ?? 0;

const waitingChanges = (viewer: Viewer, team: Team, reader: Reader) =>
  reader
    .select({ n: sql<number>`count(*)` })
    .from(saleChanges)
    .innerJoin(sales, eq(sales.id, saleChanges.saleId))
    .where(
      and(
        changeWaits,
        isNull(sales.voidedAt),
        ofViewersPeople(viewer),
        ofOneTeam(team),
        reviewableBy(viewer, saleChanges.requestedBy),
      ),
    )
    .get()?.n ?? 0;

/** What waits for anyone's decision among the viewer's people's sales: beside the figures, never in them (R17). */
export const pendingFen = (viewer: Viewer, reader: Reader = database()): Fen =>
  reader
    .select({ fen: sql<Fen>`coalesce(sum(${sales.amountFen}), 0)` })
    .from(sales)
    .where(and(waits, ofViewersPeople(viewer)))
    .get()?.fen ?? (0 as Fen);
