import { ChevronRight, CircleUserRound, History, ListChecks, LogOut, SlidersHorizontal, Users } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';
import { signOut } from '@/lib/people/open-actions';
import { canEditDictionaries, canManagePeople, canReadAudit, rulesToChange } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { people } from '@/messages/zh/people';

export const metadata: Metadata = { title: people.settings.title };

export default async function SettingsPage() {
  const viewer = await requireViewer();
  const t = await getT();
  const places = [
    {
      href: '/settings/account',
      icon: CircleUserRound,
      title: t('people.account.title'),
      text: t('people.account.text'),
    },
    ...(canManagePeople(viewer)
      ? [{ href: '/settings/people', icon: Users, title: t('people.title'), text: t('people.settings.people') }]
      : []),
    ...(canEditDictionaries(viewer)
      ? [
          {
            href: '/settings/dictionaries',
            icon: ListChecks,
            title: t('settings.dictionaries'),
            text: t('settings.dictionariesText'),
          },
        ]
      : []),
    ...(rulesToChange(viewer).length > 0
      ? [
          {
            href: '/settings/rules',
            icon: SlidersHorizontal,
            title: t('settings.rules.title'),
            text: t('settings.rules.place'),
          },
        ]
      : []),
    ...(canReadAudit(viewer)
      ? [{ href: '/settings/audit', icon: History, title: t('audit.title'), text: t('audit.place') }]
      : []),
  ];
  return (
    <>
      <PageHead title={t('people.settings.title')} caption={readSettings().companyName} />
      <nav aria-label={t('people.settings.title')} className="border-b border-line">
        {places.map(({ href, icon: Icon, title, text }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            className="flex min-h-14 items-center gap-3 border-line px-6 py-2.5 not-first:border-t hover:bg-hover max-sm:px-4"
          >
            <Icon className="shrink-0 text-ink-3" aria-hidden />
            <span className="min-w-0">
              <span className="block font-semibold">{title}</span>
              <span className="block text-sm text-ink-2">{text}</span>
            </span>
            <ChevronRight className="ml-auto shrink-0 text-ink-3" aria-hidden />
          </Link>
        ))}
      </nav>
      <form action={signOut} className="px-6 py-5 max-sm:px-4">
        <button type="submit" className="btn btn-line">
          <LogOut aria-hidden />
          {t('people.settings.signOut')}
        </button>
      </form>
    </>
  );
}
