import { desc, eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { followUpRecordEdits, followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { users } from '@/db/schema/people';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';

/** One record in the viewer's scope with its customer, author and task, and what it said before later edits (R35). */
export function findRecord(viewer: Viewer, id: number, reader: Reader = database()) {
  const found = reader
    .select({
      record: followUpRecords,
      customer: { id: customers.id, name: customers.name, level: customers.level },
      author: users.name,
      objective: followUpTasks.objective,
    })
    .from(visible(viewer, followUpRecords, 'reached'))
    .innerJoin(customers, eq(customers.id, followUpRecords.customerId))
    .leftJoin(users, eq(users.id, followUpRecords.authorId))
    .leftJoin(followUpTasks, eq(followUpTasks.id, followUpRecords.taskId))
    .where(eq(followUpRecords.id, id))
    .get();
  if (!found) return undefined;
  const edits = reader
    .select({
      id: followUpRecordEdits.id,
      summary: followUpRecordEdits.summary,
      feedback: followUpRecordEdits.feedback,
      nextPlan: followUpRecordEdits.nextPlan,
      editedAt: followUpRecordEdits.editedAt,
      by: users.name,
    })
    .from(visible(viewer, followUpRecordEdits, 'reached'))
    .leftJoin(users, eq(users.id, followUpRecordEdits.editedBy))
    .where(eq(followUpRecordEdits.recordId, id))
    .orderBy(desc(followUpRecordEdits.editedAt), desc(followUpRecordEdits.id))
    .all();
  return { ...found, edits };
}
