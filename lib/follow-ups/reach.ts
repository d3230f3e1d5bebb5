import { eq, or, type SQL } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { collaborates } from '../customers/queries/collaborators';
import { scopeOf } from '../scope';
import type { Viewer } from '../viewer';

type Table = typeof followUpTasks | typeof followUpRecords;

/**
 * What one works on in lists and boards: everything of the customers owned, and one's own of those one is 协同人 of (R5).
 * `meaning` is for the customers or rows the query starts from, `own` a condition on top. Whoever is 协同人 nowhere asks
 * exactly what was asked before there were any, by the same indexes.
 */
export function reachOf(viewer: Viewer, table: Table, reader: Reader): { meaning: 'owned' | 'reached'; own?: SQL } {
  if (!collaborates(viewer, reader)) return { meaning: 'owned' };
  const own = ownOrOwned(viewer, table);
  return own ? { meaning: 'reached', own } : { meaning: 'reached' };
}

/** Of a customer owned, or one's own. */
export function ownOrOwned(viewer: Viewer, table: Table): SQL | undefined {
  const owned = scopeOf(viewer, table, 'owned');
  const person = table === followUpTasks ? followUpTasks.assigneeId : followUpRecords.authorId;
  return owned && or(owned, eq(person, viewer.id));
}
