import { and, eq, isNull, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Day, Fen, Moment } from '@/db/columns';
import { saleChanges, sales } from '@/db/schema/sales';
import { dayIn, daysBetween } from '@/lib/days';
import { filedAt } from '@/lib/sales/queries/changes';
import { changeWaits, ofViewersPeople, waits } from '@/lib/sales/queries/review';
import { reviewableBy } from '@/lib/sales/reviewers';
import type { Viewer } from '@/lib/viewer';

export type Waiting = { teamId: number | null; items: number; changes: number; amountFen: Fen; days: number };

/**
 * What waits for the viewer's decision (R17) by the sale's team: how many, the amount of the new sales and reversals
 * among them (a change of an approved sale adds none), and for how many days the oldest has waited. Nothing for a rep.
 */
export function waitingByTeam(
  viewer: Viewer,
  { today, timeZone }: { today: Day; timeZone: string },
  reader: Reader = database(),
): Waiting[] {
  if (viewer.role === 'rep') return [];
  const filed = reader
    .select({
      teamId: sales.teamId,
      items: sql<number>`count(*)`,
      amountFen: sql<number>`sum(${sales.amountFen})`,
      oldest: sql<Moment>`min(${filedAt})`,
    })
    .from(sales)
    .where(and(waits, ofViewersPeople(viewer), reviewableBy(viewer)))
    .groupBy(sales.teamId)
    .all();
  const changed = reader
    .select({
      teamId: sales.teamId,
      items: sql<number>`count(*)`,
      oldest: sql<Moment>`min(${saleChanges.requestedAt})`,
    })
    .from(saleChanges)
    .innerJoin(sales, eq(sales.id, saleChanges.saleId))
    .where(changesOf(viewer))
    .groupBy(sales.teamId)
    .all();

  const teams = new Map<number | null, Waiting>();
  const add = (teamId: number | null, more: Omit<Waiting, 'teamId' | 'days'>, oldest: Moment) => {
    const known = teams.get(teamId) ?? { teamId, items: 0, changes: 0, amountFen: 0 as Fen, days: 0 };
    teams.set(teamId, {
      teamId,
      items: known.items + more.items,
      changes: known.changes + more.changes,
      amountFen: (known.amountFen + more.amountFen) as Fen,
      days: Math.max(known.days, daysBetween(dayIn(oldest, timeZone), today)),
    });
  };
  for (const { teamId, oldest, items, amountFen } of filed)
    add(teamId, { items, changes: 0, amountFen: amountFen as Fen }, oldest);
  for (const { teamId, oldest, items } of changed) add(teamId, { items, changes: items, amountFen: 0 as Fen }, oldest);
  return [...teams.values()].sort((a, b) => b.days - a.days || b.items - a.items);
}

const changesOf = (viewer: Viewer) =>
  and(changeWaits, isNull(sales.voidedAt), ofViewersPeople(viewer), reviewableBy(viewer, saleChanges.requestedBy));
