import { ChevronRight, History, ListChecks, LogOut, Users } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';
import { signOut } from '@/lib/people/open-actions';
import { accountOf } from '@/lib/people/queries';
import { canEditDictionaries, canManagePeople, canReadAudit } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { people } from '@/messages/zh/people';

export const metadata: Metadata = { title: people.settings.title };

export default async function SettingsPage() {
  const viewer = await requireViewer();
  const t = await getT();
  const account = accountOf(viewer);
  const pairs = [
    [t('people.columns.name'), viewer.name],
    [t('people.columns.login'), account.login],
    [t('people.columns.role'), t(`shell.role.${viewer.role}`) + (viewer.isAdmin ? `，${t('people.admin')}` : '')],
    [t('people.columns.team'), account.teamName ?? '--'],
    [t('people.settings.company'), readSettings().companyName],
  ] as const;
  const places = [
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
    ...(canReadAudit(viewer)
      ? [{ href: '/settings/audit', icon: History, title: t('audit.title'), text: t('audit.place') }]
      : []),
  ];
  return (
    <>
      <PageHead title={t('people.settings.title')} />
      {places.length > 0 && (
        <nav aria-label={t('people.settings.title')} className="border-b border-line">
          {places.map(({ href, icon: Icon, title, text }) => (
            <Link
              key={href}
              href={href}
              prefetch={false}
              className="flex min-h-14 items-center gap-3 border-line px-6 py-2.5 not-first:border-t hover:bg-hover max-sm:px-4"
            >
              <Icon className="text-ink-3" aria-hidden />
              <span>
                <span className="block font-semibold">{title}</span>
                <span className="block text-sm text-ink-2">{text}</span>
              </span>
              <ChevronRight className="ml-auto text-ink-3" aria-hidden />
            </Link>
          ))}
        </nav>
      )}
      <section className="space-y-4 px-6 py-5 max-sm:px-4">
        <h2 className="text-base">{t('people.settings.account')}</h2>
        <dl className="pairs">
          {pairs.map(([label, value]) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="caption">{t('people.settings.passwordHint')}</p>
        <form action={signOut}>
          <button type="submit" className="btn btn-line">
            <LogOut aria-hidden />
            {t('people.settings.signOut')}
          </button>
        </form>
      </section>
    </>
  );
}
