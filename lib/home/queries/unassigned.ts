import { isNull, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { isLeft, isUnassigned } from '@/lib/customers/conditions';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';

/**
 * Customers in the viewer's scope that somebody should have (R7): 待分配, and those of people who are disabled, as the
 * lists `/customers?owner=none` and `?owner=left` have them.
 */
export function unassignedCount(viewer: Viewer, reader: Reader = database()): { waiting: number; left: number } {
  const sum = (condition: unknown) => sql<number>`coalesce(sum(${condition}), 0)`;
  return (
    reader
      .select({ waiting: sum(isUnassigned), left: sum(isLeft) })
      .from(visible(viewer, customers))
      .where(isNull(customers.archivedAt))
      .get() ?? { waiting: 0, left: 0 }
  );
}
