import { and, count, isNull } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { isUnassigned } from '@/lib/customers/conditions';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';

/** Customers in the viewer's scope that nobody has and somebody should (待分配, R7): what `/customers?owner=none` lists. */
export const unassignedCount = (viewer: Viewer, reader: Reader = database()): number =>
  reader
    .select({ n: count() })
    .from(visible(viewer, customers))
    .where(and(isUnassigned, isNull(customers.archivedAt)))
    .get()?.n ?? 0;
