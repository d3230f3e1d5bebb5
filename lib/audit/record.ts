import { createHash } from 'node:crypto';
import { desc } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';
import { realNow } from '../clock';
import { requestInfo } from '../log';
import type { Viewer } from '../viewer';
import type { AuditAction } from './action';
import { maskDetails } from './mask-details';

/** What an action did, as `concept.verb`. */
export type AuditEntry = {
  action: AuditAction;
  object: { kind: string; id: number | null };
  /** Before and after, reasons, counts; contact data masked. */
  details?: Record<string, unknown>;
};

export const genesisHash = '0'.repeat(64);

type Hashed = Pick<
  typeof auditEvents.$inferSelect,
  'at' | 'actorId' | 'actorName' | 'action' | 'objectKind' | 'objectId' | 'address' | 'requestId'
> & { details: string };

/** Hash of a row over the hash of the row before it: changing or dropping any row breaks the chain (R41). */
export const auditHash = (previousHash: string, row: Hashed): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        previousHash,
        row.at,
        row.actorId,
        row.actorName,
        row.action,
        row.objectKind,
        row.objectId,
        row.details,
        row.address,
        row.requestId,
      ]),
    )
    .digest('hex');

const recorded = new WeakMap<object, number>();
/** How many audit rows a transaction has written: the action wrapper insists on one. */
export const recordedIn = (tx: Tx): number => recorded.get(tx) ?? 0;

/** Records who did what, in the transaction of the change itself. */
export function record(tx: Tx, viewer: Viewer | null, entry: AuditEntry): void {
  const last = tx.select({ hash: auditEvents.hash }).from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1).get();
  const info = requestInfo().getStore();
  const row = {
    at: realNow(),
    actorId: viewer && viewer.id > 0 ? viewer.id : null,
    actorName: viewer?.name ?? '--',
    action: entry.action,
    objectKind: entry.object.kind,
    objectId: entry.object.id,
    address: info?.address ?? null,
    requestId: info?.requestId ?? null,
  };
  const previousHash = last?.hash ?? genesisHash;
  const details = maskDetails(entry.details ?? {});
  const hash = auditHash(previousHash, { ...row, details: JSON.stringify(details) });
  tx.insert(auditEvents)
    .values({ ...row, details, previousHash, hash })
    .run();
  recorded.set(tx, recordedIn(tx) + 1);
}
