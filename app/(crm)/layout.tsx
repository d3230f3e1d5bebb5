import { LogOut } from 'lucide-react';
import Link from 'next/link';
import { FlashBar } from '@/components/shell/flash-bar';
import { type NavItem, SideLinks, TabBar } from '@/components/shell/navigation';
import { NewButton, type NewItem, NewMenu, NewTab } from '@/components/shell/new-menu';
import { FormTexts } from '@/components/ui/form-texts';
import { momentIn } from '@/lib/days';
import { readFlash } from '@/lib/flash';
import { getT } from '@/lib/i18n/request';
import { unreadCount } from '@/lib/notifications/queries';
import { signOut } from '@/lib/people/open-actions';
import { currentViewer } from '@/lib/session';
import { readInstance, readSettings } from '@/lib/settings/queries';

/** The frame around every page of a signed-in person. Pages check the viewer themselves; this is no lock. */
export default async function CrmLayout({ children }: { children: React.ReactNode }) {
  const viewer = await currentViewer();
  if (!viewer) return children;
  const t = await getT();
  const instance = readInstance();
  const settings = readSettings();

  const unread = unreadCount(viewer);
  const waiting = unread > 0 ? { count: unread, label: t('notifications.unread', { count: unread }) } : undefined;
  const home: NavItem = { icon: 'home', href: '/', label: t('shell.home') };
  const told: NavItem = { icon: 'notifications', href: '/notifications', label: t('notifications.title'), waiting };
  const customers: NavItem = { icon: 'customers', href: '/customers', label: t('customers.title') };
  const sales: NavItem = { icon: 'sales', href: '/sales', label: t('sales.title') };
  const followUps: NavItem = { icon: 'followUps', href: '/follow-ups', label: t('followUps.title') };
  const targets: NavItem = { icon: 'targets', href: '/targets', label: t('targets.title') };
  const analysis: NavItem = { icon: 'analysis', href: '/analysis', label: t('analysis.title') };
  const imports: NavItem = { icon: 'imports', href: '/imports', label: t('imports.title') };
  const preferences: NavItem = { icon: 'settings', href: '/settings', label: t('shell.settings') };

  const more: NavItem = { icon: 'more', href: '/more', label: t('shell.more'), waiting };
  // Whoever leads looks at figures more often than at single sales.
  const tabs = [home, customers, viewer.role === 'rep' ? sales : analysis, more];
  const fileable: NewItem[] = [
    { icon: 'followUp', href: '/follow-ups/new', label: t('shell.file.followUp') },
    { icon: 'sale', href: '/sales/new', label: t('shell.file.sale') },
    { icon: 'payment', href: '/payments/new', label: t('shell.file.payment') },
    { icon: 'customer', href: '/customers/new', label: t('shell.file.customer') },
  ];

  return (
    <FormTexts owner={String(viewer.id)}>
      <div className="flex min-h-dvh bg-base-200">
        <a
          className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-2 focus:bg-base-100 focus:p-2"
          href="#main"
        >
          {t('shell.skip')}
        </a>
        <nav
          className="sticky top-0 hidden h-dvh w-14 shrink-0 flex-col gap-4 p-2.5 sm:flex min-[1200px]:w-47"
          aria-label={t('shell.navigation')}
        >
          <Link className="flex h-8 items-center gap-2 px-1" href="/">
            <span className="seal" aria-hidden>
              {t('shell.seal')}
            </span>
            <span className="sr-only text-lg font-semibold min-[1200px]:not-sr-only">{t('shell.product')}</span>
          </Link>
          <NewButton label={t('shell.add')} />
          <SideLinks
            groups={[
              [home, customers, sales, followUps],
              [targets, analysis],
              [imports, told, preferences],
            ]}
          />
          <div className="mt-auto flex items-center gap-2 px-1">
            <Link
              className="flex min-w-0 items-center gap-2 rounded-field hover:bg-hover"
              href="/settings/account"
              prefetch={false}
              title={t('people.account.title')}
            >
              <span
                className="grid size-7 shrink-0 place-items-center rounded-full bg-base-300 text-xs font-semibold"
                aria-hidden
              >
                {[...viewer.name][0]}
              </span>
              <span className="min-w-0 leading-tight max-[1199px]:sr-only">
                <span className="block truncate text-sm">{viewer.name}</span>
                <span className="caption block">{t(`shell.role.${viewer.role}`)}</span>
              </span>
            </Link>
            <form action={signOut} className="ml-auto hidden min-[1200px]:block">
              <button
                type="submit"
                className="btn btn-ghost btn-sm btn-square"
                aria-label={t('shell.signOut')}
                title={t('shell.signOut')}
              >
                <LogOut aria-hidden />
              </button>
            </form>
          </div>
        </nav>
        <main id="main" className="flex min-w-0 flex-1 flex-col border-line bg-base-100 pb-16 sm:border-l sm:pb-0">
          {instance?.clock && process.env.KEJI_CLOCK && (
            <p role="note" className="bg-warn-soft px-6 py-1 text-xs text-warning">
              {t('shell.clock', { at: momentIn(process.env.KEJI_CLOCK, settings.timeZone) })}
            </p>
          )}
          {instance?.isDemo && (
            <p role="note" className="bg-warn-soft px-6 py-1 text-xs text-warning">
              {t('shell.demo')}
            </p>
          )}
          {children}
        </main>
        <TabBar items={tabs} centre={<NewTab label={t('shell.add')} />} label={t('shell.navigation')} />
        <NewMenu items={fileable} label={t('shell.add')} />
        <FlashBar flash={await readFlash()} undo={t('form.undo')} />
      </div>
    </FormTexts>
  );
}
