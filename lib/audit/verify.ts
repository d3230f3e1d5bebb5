import { gt, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { auditHash, genesisHash } from './record';

const step = 10_000;

/**
 * Walks the whole chain (R41); `brokenAt` is the sequence number of the first row that was changed, or that follows a
 * row that is gone. Rows cut off at the end leave no gap, but the table's counter remembers them.
 */
export function verifyChain(reader: Reader = database()): { count: number; brokenAt: number | null } {
  let [previousHash, last, count] = [genesisHash, 0, 0];
  for (;;) {
    const rows = reader
      .select({ row: auditEvents, details: sql<string>`${auditEvents.details}`.mapWith(String) })
      .from(auditEvents)
      .where(gt(auditEvents.seq, last))
      .orderBy(auditEvents.seq)
      .limit(step)
      .all();
    for (const { row, details } of rows) {
      count++;
      if (row.previousHash !== previousHash || row.hash !== auditHash(previousHash, { ...row, details }))
        return { count, brokenAt: row.seq };
      previousHash = row.hash;
      last = row.seq;
    }
    if (rows.length < step) return { count, brokenAt: last < highestEver(reader) ? last + 1 : null };
  }
}

const highestEver = (reader: Reader): number =>
  reader.get<{ seq: number }>(sql`select max(seq) as seq from sqlite_sequence where name = 'audit_events'`)?.seq ?? 0;
