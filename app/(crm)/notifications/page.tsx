import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { NotificationRow, ReadAll } from '@/components/notifications/notification-forms';
import { Pager } from '@/components/ui/list';
import { Empty, PageHead } from '@/components/ui/page';
import { momentIn } from '@/lib/days';
import { getT } from '@/lib/i18n/request';
import { listNotifications, unreadCount } from '@/lib/notifications/queries';
import { tellNotification } from '@/lib/notifications/tell';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { notifications } from '@/messages/zh/notifications';

export const metadata: Metadata = { title: notifications.title };

type Props = { searchParams: Promise<{ after?: string; before?: string }> };

export default async function NotificationsPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const { after, before } = await searchParams;
  const page = listNotifications(viewer, { after, before });
  const { timeZone } = readSettings();
  const unread = unreadCount(viewer);
  return (
    <>
      <PageHead
        title={t('notifications.title')}
        caption={unread > 0 ? t('notifications.unread', { count: unread }) : undefined}
      >
        {unread > 0 && <ReadAll label={t('notifications.readAll')} formKey={randomUUID()} />}
      </PageHead>
      {page.rows.length === 0 ? (
        <Empty title={t('notifications.emptyTitle')} text={t('notifications.emptyText')} />
      ) : (
        <ul className="border-b border-line bg-base-100">
          {page.rows.map((row) => (
            <li key={row.id} className="border-line not-first:border-t">
              <NotificationRow
                id={row.id}
                text={tellNotification(row, t)}
                at={momentIn(row.createdAt, timeZone)}
                unread={row.readAt === null ? t('notifications.isNew') : null}
                formKey={randomUUID()}
              />
            </li>
          ))}
        </ul>
      )}
      <Pager page={page} path="/notifications" query={{}} />
    </>
  );
}
