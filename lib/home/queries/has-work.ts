import { eq, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpTasks } from '@/db/schema/follow-ups';
import { targets } from '@/db/schema/targets';
import { monthOf } from '@/lib/days';
import { reachOf } from '@/lib/follow-ups/reach';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { unassignedCount } from './unassigned';

/** Before the first sale: whether there is a target of the month, a follow-up or a customer to assign to show all the same. */
export function hasWork(viewer: Viewer, today: string, reader: Reader = database()): boolean {
  const target = reader
    .select({ one: sql`1` })
    .from(visible(viewer, targets))
    .where(eq(targets.month, monthOf(today)))
    .limit(1)
    .get();
  if (target) return true;
  const { meaning, own } = reachOf(viewer, followUpTasks, reader);
  const task = reader
    .select({ one: sql`1` })
    .from(followUpTasks)
    .innerJoin(visible(viewer, customers, meaning), eq(customers.id, followUpTasks.customerId))
    .where(own)
    .limit(1)
    .get();
  if (task !== undefined || viewer.role === 'rep') return task !== undefined;
  const { waiting, left } = unassignedCount(viewer, reader);
  return waiting + left > 0;
}
