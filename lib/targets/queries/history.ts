import { and, desc, eq, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Fen, Moment } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import { monthsOf, type Range } from '../../period';
import { scopeOfTargetChanges } from '../../scope';
import type { Viewer } from '../../viewer';
import type { TargetLayer } from '../grid';
import type { TargetMetric } from '../validation';

/** A cell someone changed: whose, which month, from what to what. */
export type TargetChange = {
  /** The audit row and the place in it: one save changes many cells. */
  id: string;
  at: Moment;
  by: string;
  layer: TargetLayer;
  userId: number | null;
  teamId: number | null;
  month: string;
  before: Fen | null;
  after: Fen | null;
};

/** The last changes of a year's cells, the latest first, as far as the viewer reads the targets themselves (R29). */
export function targetChanges(
  viewer: Viewer,
  { year, metric, most }: { year: Range; metric: TargetMetric; most: number },
  reader: Reader = database(),
): TargetChange[] {
  const cell = sql`cell.value`;
  const months = monthsOf(year);
  return reader
    .select({
      id: sql<string>`${auditEvents.seq} || '.' || cell.key`,
      at: auditEvents.at,
      by: auditEvents.actorName,
      layer: sql<TargetLayer>`${cell} ->> '$.layer'`,
      userId: sql<number | null>`${cell} ->> '$.userId'`,
      teamId: sql<number | null>`${cell} ->> '$.teamId'`,
      month: sql<string>`${cell} ->> '$.month'`,
      before: sql<Fen | null>`${cell} ->> '$.before'`,
      after: sql<Fen | null>`${cell} ->> '$.after'`,
    })
    .from(auditEvents)
    .innerJoin(sql`json_each(${auditEvents.details}, '$.changes') cell`, sql`true`)
    .where(
      and(
        eq(auditEvents.objectKind, 'targets'),
        eq(auditEvents.action, 'targets.set'),
        // Saved before there was more than one metric.
        sql`coalesce(${auditEvents.details} ->> '$.metric', 'amount') = ${metric}`,
        sql`${cell} ->> '$.month' between ${months[0]} and ${months.at(-1)}`,
        scopeOfTargetChanges(viewer, cell),
      ),
    )
    .orderBy(desc(auditEvents.seq), sql`cell.key`)
    .limit(most)
    .all();
}
