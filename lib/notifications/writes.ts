import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notifications } from '@/db/schema/notifications';
import { users } from '@/db/schema/people';
import type { notifications as words } from '@/messages/zh/notifications';
import { record } from '../audit/record';
import { realNow } from '../clock';
import type { Viewer } from '../viewer';

export type NotificationKind = keyof typeof words.kind;
export type Notice = {
  kind: NotificationKind;
  /** Fills the words of the kind: names and counts, never contact data or amounts. */
  data?: Record<string, string | number>;
  /** The page it leads to. */
  href?: string;
  /** Business key: told under it once, whatever is run again. */
  key?: string;
};

/** Tells a person something in the app (R36); in the transaction of what it is about. Disabled people are told nothing. */
export function notify(tx: Tx, userId: number, { kind, data = {}, href, key }: Notice): void {
  const user = tx.select({ status: users.status }).from(users).where(eq(users.id, userId)).get();
  if (!user || user.status === 'disabled') return;
  tx.insert(notifications)
    .values({ userId, kind, data, href: href ?? null, key: key ?? null, createdAt: realNow() })
    .onConflictDoNothing()
    .run();
}

/** Marks one of the viewer's notifications as read, or all of them; returns how many were new. */
export function markRead(tx: Tx, viewer: Viewer, id: number | null): number {
  const { changes } = tx
    .update(notifications)
    .set({ readAt: realNow() })
    .where(
      and(
        eq(notifications.userId, viewer.id),
        isNull(notifications.readAt),
        id === null ? undefined : eq(notifications.id, id),
      ),
    )
    .run();
  record(tx, viewer, {
    action: 'notification.read',
    object: { kind: 'notification', id },
    details: { count: changes },
  });
  return changes;
}
