import type { Tx } from '@/db/client';
import type { Moment } from '@/db/columns';
import { insertRow } from '@/db/prepared';
import { followUpRecords, followUpTasks } from '@/db/schema/follow-ups';
import { realNow } from '../clock';
import { clean } from '../text';

export type NewRecord = Omit<typeof followUpRecords.$inferInsert, 'id' | 'enteredAt' | 'version'>;
export type NewTask = Omit<typeof followUpTasks.$inferInsert, 'id' | 'createdAt' | 'version'>;

/** Inserts a follow-up record; a trigger moves the customer's last contact on. Records no audit row. */
export const insertRecord = (tx: Tx, values: NewRecord, at: Moment = realNow()): number =>
  insertRow(tx, followUpRecords, { ...values, summary: clean(values.summary), enteredAt: at });

export const insertTask = (tx: Tx, values: NewTask, at: Moment = realNow()): number =>
  tx
    .insert(followUpTasks)
    .values({ ...values, createdAt: at })
    .returning({ id: followUpTasks.id })
    .get().id;
