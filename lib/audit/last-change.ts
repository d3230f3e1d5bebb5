import { and, desc, eq } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import type { Moment } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';

/**
 * Who last changed a record, and when: what a clash tells the second of two people (R42). Whoever asks has found the
 * record in scope; nothing else of the trail is told.
 */
export const lastChange = (reader: Reader, object: { kind: string; id: number }): { by: string; at: Moment } | null =>
  reader
    .select({ by: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    .where(and(eq(auditEvents.objectKind, object.kind), eq(auditEvents.objectId, object.id)))
    .orderBy(desc(auditEvents.seq))
    .limit(1)
    .get() ?? null;
