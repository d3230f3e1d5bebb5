import { and, between, eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Fen } from '@/db/columns';
import { targets } from '@/db/schema/targets';
import { visible } from '../scope';
import type { Viewer } from '../viewer';

/** A target as figures need it; `teamId` of a person's is the team it counts under. */
export type TargetOfMonth = {
  month: string;
  layer: 'person' | 'team' | 'department';
  userId: number | null;
  teamId: number | null;
  productLineId: number | null;
  amountFen: Fen;
};

/** Targets for the sales amount of the months from `from` to `to`, as far as the viewer may read them (R29). */
export const listTargets = (
  viewer: Viewer,
  months: { from: string; to: string },
  reader: Reader = database(),
): TargetOfMonth[] =>
  reader
    .select({
      month: targets.month,
      layer: targets.layer,
      userId: targets.userId,
      teamId: targets.teamId,
      productLineId: targets.productLineId,
      amountFen: targets.amountFen,
    })
    .from(visible(viewer, targets))
    .where(and(eq(targets.metric, 'amount'), between(targets.month, months.from, months.to)))
    .all();
