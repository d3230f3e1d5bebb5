import { gt, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { auditHash, genesisHash } from './record';

/** Rows between which others are answered. */
const usualStep = 2000;
export type Chain = { count: number; brokenAt: number | null };

/**
 * Walks the whole chain (R41); `brokenAt` is the sequence number of the first row that was changed, or that follows a
 * row that is gone. Rows cut off at the end leave no gap, but the table's counter remembers them.
 */
export function verifyChain(reader: Reader = database()): Chain {
  const walk = walkChain(reader);
  for (;;) {
    const { done, value } = walk.next();
    if (done) return value;
  }
}

/** The same for a page: others are answered between two steps. The trail only grows, so it may grow meanwhile. */
export async function verifyChainBetween(reader: Reader = database(), step = usualStep): Promise<Chain> {
  const walk = walkChain(reader, step);
  for (;;) {
    const { done, value } = walk.next();
    if (done) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function* walkChain(reader: Reader, step = usualStep): Generator<void, Chain> {
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
    yield;
  }
}

const highestEver = (reader: Reader): number =>
  reader.get<{ seq: number }>(sql`select max(seq) as seq from sqlite_sequence where name = 'audit_events'`)?.seq ?? 0;
