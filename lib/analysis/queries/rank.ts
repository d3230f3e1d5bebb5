import { and, eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { users } from '@/db/schema/people';
import type { Range } from '@/lib/period';
import { asSystem, type Viewer } from '@/lib/viewer';
import { sumsOf } from './sums';

/**
 * A rep's own place by amount among everyone who sold in the range or sells now (R28): ties share a place, and others'
 * figures stay here. Null where there is nobody to be compared with.
 */
export function ownRank(
  viewer: Viewer,
  range: Range,
  reader: Reader = database(),
): { rank: number; of: number } | null {
  const everyone = asSystem('own rank (R28)');
  const sold = sumsOf({ viewer: everyone, by: 'rep', filter: {}, reader }, range);
  const amountOf = (id: number) => sold.get(String(id))?.amountFen ?? 0;
  const selling = reader
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'rep'), eq(users.status, 'active')))
    .all();
  const people = new Set([...selling.map(({ id }) => id), ...[...sold.keys()].map(Number), viewer.id]);
  if (people.size < 2) return null;
  const mine = amountOf(viewer.id);
  return { rank: 1 + [...people].filter((id) => amountOf(id) > mine).length, of: people.size };
}
