import {
  ArrowDownUp,
  Bell,
  ChartNoAxesColumn,
  ChevronRight,
  LogOut,
  type LucideIcon,
  MessageSquareText,
  ReceiptText,
  Settings2,
  Target,
  Wallet,
} from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { unreadCount } from '@/lib/notifications/queries';
import { signOut } from '@/lib/people/open-actions';
import { requireViewer } from '@/lib/session';

export const metadata: Metadata = { title: translator()('shell.more') };

/** On a phone: the modules that have no place in the bottom bar, and signing out. */
export default async function MorePage() {
  const viewer = await requireViewer();
  const t = await getT();
  const unread = unreadCount(viewer);
  const places: { href: string; label: string; Icon: LucideIcon; count?: number }[] = [
    viewer.role === 'rep'
      ? { href: '/analysis', label: t('analysis.title'), Icon: ChartNoAxesColumn }
      : { href: '/sales', label: t('sales.title'), Icon: ReceiptText },
    { href: '/payments', label: t('payments.title'), Icon: Wallet },
    { href: '/follow-ups', label: t('followUps.title'), Icon: MessageSquareText },
    { href: '/targets', label: t('targets.title'), Icon: Target },
    { href: '/imports', label: t('imports.title'), Icon: ArrowDownUp },
    { href: '/notifications', label: t('notifications.title'), Icon: Bell, count: unread },
    { href: '/settings', label: t('shell.settings'), Icon: Settings2 },
  ];
  return (
    <>
      <PageHead title={t('shell.more')} />
      <ul className="border-b border-line bg-base-100">
        {places.map(({ href, label, Icon, count = 0 }) => (
          <li key={href}>
            <Link className="row" href={href} prefetch={false}>
              <Icon className="size-5 text-ink-2" aria-hidden />
              <span className="flex-1 text-lg">{label}</span>
              {count > 0 && <span className="badge badge-warn">{t('notifications.unread', { count })}</span>}
              <ChevronRight className="text-ink-3" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      <div className="band flex items-center gap-3 px-4 py-3">
        <Link
          className="flex min-h-11 min-w-0 flex-1 items-center gap-3"
          href="/settings/account"
          prefetch={false}
          title={t('people.account.title')}
        >
          <span className="grid size-9 shrink-0 place-items-center rounded-full bg-base-300 font-semibold" aria-hidden>
            {[...viewer.name][0]}
          </span>
          <span className="min-w-0 flex-1 leading-tight">
            <span className="block truncate">{viewer.name}</span>
            <span className="caption block">{t(`shell.role.${viewer.role}`)}</span>
          </span>
        </Link>
        <form action={signOut}>
          <button type="submit" className="btn btn-line">
            <LogOut aria-hidden />
            {t('shell.signOut')}
          </button>
        </form>
      </div>
    </>
  );
}
