import { and, desc, eq, gt, notInArray } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import type { Moment } from '@/db/columns';
import { auditEvents } from '@/db/schema/audit';
import type { AuditAction } from './action';

/**
 * Who last changed a record, and when: what a clash tells the second of two people (R42). Whoever asks has found the
 * record in scope; nothing else of the trail is told.
 */
export const lastChange = (reader: Reader, object: { kind: string; id: number }): { by: string; at: Moment } | null =>
  reader
    .select({ by: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    // Looking at a contact leaves a row of it too, and changes nothing.
    .where(
      and(
        eq(auditEvents.objectKind, object.kind),
        eq(auditEvents.objectId, object.id),
        notInArray(auditEvents.action, ['contact.shown', 'contact.exported'] satisfies AuditAction[]),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1)
    .get() ?? null;

/** When somebody did something for the nth last time, if it was after `since`: what a limit per hour counts by. */
export const nthLatestSince = (
  reader: Reader,
  { actorId, action, since, nth }: { actorId: number; action: AuditAction; since: Moment; nth: number },
): Moment | null => nthLatestQuery(reader, { actorId, action, since, nth }).get()?.at ?? null;

/** The statement itself, so that its plan can be tested. */
export const nthLatestQuery = (
  reader: Reader,
  { actorId, action, since, nth }: { actorId: number; action: AuditAction; since: Moment; nth: number },
) =>
  reader
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(and(eq(auditEvents.actorId, actorId), gt(auditEvents.at, since), eq(auditEvents.action, action)))
    .orderBy(desc(auditEvents.at))
    .limit(1)
    .offset(nth - 1);
