import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { figures } from '@/lib/analysis/queries/figures';
import { ownRank } from '@/lib/analysis/queries/rank';
import { remaining } from '@/lib/analysis/remaining';
import type { Dimension } from '@/lib/analysis/types';
import { periodOf } from '@/lib/period';
import { pendingFen } from '@/lib/sales/queries/review';
import { totalSales } from '@/lib/sales/queries/totals';
import type { Viewer } from '@/lib/viewer';
import { workingDays } from '@/lib/working-days';

/** The viewer's running month by a dimension, with what is left of it and what isn't counted in it (R17). */
export function monthOf(viewer: Viewer, { today, by }: { today: Day; by: Dimension }, reader: Reader = database()) {
  const report = figures(viewer, periodOf('month', today), by, {}, reader);
  // Today's working day is still to be used.
  const daysLeft = workingDays({ from: today, to: report.period.to });
  const isRep = viewer.role === 'rep';
  return {
    report,
    left: remaining(report.total, daysLeft),
    pendingFen: pendingFen(viewer, reader),
    rejected: isRep ? totalSales(viewer, { filter: { state: 'rejected' }, today }, reader).rows : 0,
    rank: isRep ? ownRank(viewer, report.range, reader) : null,
  };
}
