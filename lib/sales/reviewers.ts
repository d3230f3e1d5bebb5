import { type AnyColumn, and, eq, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { canReviewTeam, isOwnSale } from '../permissions';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';

/** The people of a sale: whoever sold it or filed it. */
export type SalePeople = { salespersonId: number; teamId: number | null; createdBy: number | null };

/**
 * May the viewer decide (R17)? `own` = it is theirs and a colleague can; `self` = it is theirs and nobody else could:
 * allowed, and marked 自审; `no` = not their team. A new sale or reversal is its salesperson's and filer's; a change is
 * its salesperson's and requester's, whoever once filed or imported the sale.
 */
export type MayReview = 'yes' | 'self' | 'own' | 'no';

export function mayReview(
  reader: Reader,
  viewer: Viewer,
  sale: SalePeople,
  requestedBy: number | null = null,
): MayReview {
  if (!canReviewTeam(viewer, sale)) return 'no';
  if (!isOwnReview(viewer, sale, requestedBy)) return 'yes';
  return someoneElse(reader, sale, requestedBy) ? 'own' : 'self';
}

/** The viewer sold it, or filed it or asked for the change that waits. */
export const isOwnReview = (viewer: Viewer, sale: SalePeople, requestedBy: number | null): boolean =>
  isOwnSale(viewer, { ...sale, createdBy: requestedBy ?? sale.createdBy });

/** An active supervisor of the team or manager who neither sold it, nor filed it or asked for the change. */
function someoneElse(reader: Reader, sale: SalePeople, requestedBy: number | null): boolean {
  const involved = [sale.salespersonId, requestedBy ?? sale.createdBy].filter((id) => id !== null);
  return (
    reader
      .select({ id: users.id })
      .from(users)
      .where(and(reviewsTeam(sale.teamId), notInArray(users.id, involved)))
      .limit(1)
      .get() !== undefined
  );
}

const reviewsTeam = (teamId: number | null): SQL | undefined =>
  and(
    eq(users.status, 'active'),
    or(
      eq(users.role, 'manager'),
      teamId === null ? undefined : and(eq(users.role, 'supervisor'), eq(users.teamId, teamId)),
    ),
  );

/**
 * `mayReview` answers yes or self, in SQL over `sales`; the team is the scope's. `filedBy` is the column of who filed
 * what waits: the sale's `createdBy`, or the change's `requestedBy`.
 */
export const reviewableBy = (viewer: Viewer, filedBy: AnyColumn = sales.createdBy): SQL => sql`(
  (${sales.salespersonId} <> ${viewer.id} and ifnull(${filedBy}, 0) <> ${viewer.id})
  or not exists (
    select 1 from users other
    where other.status = 'active'
      and (other.role = 'manager' or other.role = 'supervisor' and other.team_id = ${sales.teamId})
      and other.id not in (${sales.salespersonId}, ifnull(${filedBy}, 0))))`;

/** R17: a setting turns review off for teams without a supervisor. */
export function needsReview(reader: Reader, teamId: number | null): boolean {
  if (readSettings(reader).reviewSales) return true;
  if (teamId === null) return false;
  return (
    reader
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.status, 'active'), eq(users.role, 'supervisor'), eq(users.teamId, teamId)))
      .limit(1)
      .get() !== undefined
  );
}
