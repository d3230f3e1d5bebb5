import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/audit';

/** What the last action of that name on an object wrote about it: the trusted source of what an undo goes back to. */
export const lastDetails = (tx: Tx, action: string, object: { kind: string; id: number }) =>
  tx
    .select({ at: auditEvents.at, details: auditEvents.details })
    .from(auditEvents)
    .where(
      and(eq(auditEvents.objectKind, object.kind), eq(auditEvents.objectId, object.id), eq(auditEvents.action, action)),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1)
    .get();
