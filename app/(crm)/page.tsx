import type { Metadata } from 'next';
import { Begin } from '@/components/analysis/begin';
import { HomeHead } from '@/components/home/home-head';
import { ManagerHome, RepHome, SupervisorHome } from '@/components/home/homes';
import { hasSales } from '@/lib/analysis/queries/options';
import { today as todayIn } from '@/lib/clock';
import { managerDay, repDay, supervisorDay } from '@/lib/home/queries/days';
import { hasWork } from '@/lib/home/queries/has-work';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { unreadCount } from '@/lib/notifications/queries';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('home.title') };

/** What the viewer's role has to know and do today; while there is nothing yet, the way to begin. */
export default async function HomePage() {
  const viewer = await requireViewer();
  const t = await getT();
  const settings = readSettings();
  const at = { today: todayIn(settings.timeZone), timeZone: settings.timeZone };
  const shown = { viewer, settings, today: at.today, t };
  return (
    <>
      <HomeHead viewer={viewer} today={at.today} unread={unreadCount(viewer)} t={t} />
      {!hasSales(viewer) && !hasWork(viewer, at.today) ? (
        <Begin viewer={viewer} t={t} />
      ) : viewer.role === 'manager' ? (
        <ManagerHome day={managerDay(viewer, at)} {...shown} />
      ) : viewer.role === 'supervisor' ? (
        <SupervisorHome day={supervisorDay(viewer, at)} {...shown} />
      ) : (
        <RepHome day={repDay(viewer, at)} {...shown} />
      )}
    </>
  );
}
