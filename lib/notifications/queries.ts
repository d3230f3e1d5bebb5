import { count, eq, isNull, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { notifications } from '@/db/schema/notifications';
import { type Page, type PageRequest, pageQuery, toPage } from '../paging';
import { visible } from '../scope';
import type { Viewer } from '../viewer';

export type Notification = typeof notifications.$inferSelect;

export const unreadCount = (viewer: Viewer, reader: Reader = database()): number =>
  reader.select({ count: count() }).from(visible(viewer, notifications)).where(isNull(notifications.readAt)).get()
    ?.count ?? 0;

/** What the viewer was told, the newest first. */
export function listNotifications(
  viewer: Viewer,
  request: PageRequest,
  reader: Reader = database(),
): Page<Notification> {
  const page = pageQuery({ value: sql`${notifications.id}`, id: sql`${notifications.id}`, direction: 'desc' }, request);
  const rows = reader
    .select()
    .from(visible(viewer, notifications))
    .where(page.where)
    .orderBy(...page.orderBy)
    .limit(page.limit)
    .all();
  return toPage(rows, request, ({ id }) => [id, id]);
}

/** Undefined for somebody else's. */
export const findNotification = (viewer: Viewer, id: number, reader: Reader = database()) =>
  reader.select().from(visible(viewer, notifications)).where(eq(notifications.id, id)).get();
