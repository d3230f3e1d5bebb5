import { Bell, Building2, MessageSquarePlus, ReceiptText } from 'lucide-react';
import Link from 'next/link';
import type { Day } from '@/db/columns';
import { daysBetween, endOfWeek, parts } from '@/lib/days';
import type { Translate } from '@/lib/i18n/translator';
import type { Viewer } from '@/lib/viewer';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Props = { viewer: Viewer; today: Day; unread: number; t: Translate };

/** The day and whose it is; on desktop with the three forms beside it, on a phone with what one is told. */
export function HomeHead({ viewer, today, unread, t }: Props) {
  const { month, day } = parts(today);
  const weekday = weekdays[6 - daysBetween(today, endOfWeek(today))] ?? 'mon';
  return (
    <header className="page-head max-sm:h-14 max-sm:border-b-0 max-sm:bg-base-100 max-sm:px-4">
      <h1 className="max-sm:text-xl!">
        <span className="sr-only">{t('home.title')}，</span>
        {t('home.day', { month, day })}
      </h1>
      <span className="caption min-w-0 truncate max-sm:text-sm">
        {t('home.who', { weekday: t(`home.weekday.${weekday}`), name: viewer.name })}
      </span>
      <nav className="ml-auto flex flex-row-reverse gap-2 max-sm:hidden" aria-label={t('home.actions')}>
        <FileLinks t={t} />
      </nav>
      <Link
        className="btn btn-ghost btn-square relative -mr-2 ml-auto size-11 sm:hidden"
        href="/notifications"
        prefetch={false}
        aria-label={unread > 0 ? t('notifications.unread', { count: unread }) : t('notifications.title')}
      >
        <Bell className="size-5" aria-hidden />
        {unread > 0 && <span className="absolute top-2.5 right-2.5 size-2 rounded-full bg-primary" aria-hidden />}
      </Link>
    </header>
  );
}

/** One tap to each form; on phones three across, below the month. */
export const FileRow = ({ t }: { t: Translate }) => (
  <nav className="mt-3 grid grid-cols-3 gap-2 sm:hidden" aria-label={t('home.actions')}>
    <FileLinks t={t} />
  </nav>
);

const forms = [
  { key: 'followUp', href: '/follow-ups/new', Icon: MessageSquarePlus },
  { key: 'sale', href: '/sales/new', Icon: ReceiptText },
  { key: 'customer', href: '/customers/new', Icon: Building2 },
] as const;

const FileLinks = ({ t }: { t: Translate }) =>
  forms.map(({ key, href, Icon }) => (
    <Link
      key={key}
      className={`btn ${key === 'followUp' ? 'btn-primary' : 'btn-line'} max-sm:px-1`}
      href={href}
      prefetch={false}
    >
      <Icon aria-hidden />
      {t(`home.file.${key}`)}
    </Link>
  ));
