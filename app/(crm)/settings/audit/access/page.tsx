import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AccessRows, AccessTable } from '@/components/audit/access-list';
import { Breadcrumb, Empty, PageHead } from '@/components/ui/page';
import { showsFilters } from '@/lib/audit/queries';
import { isMonth, monthAfter, monthlyAccess } from '@/lib/audit/queries/monthly-access';
import { tell } from '@/lib/audit/tell';
import { realNow } from '@/lib/clock';
import { dayIn, monthOf } from '@/lib/days';
import { getT } from '@/lib/i18n/request';
import { canReadAudit } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { audit } from '@/messages/zh/audit';

export const metadata: Metadata = { title: audit.access.title };
const path = '/settings/audit/access';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AccessPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  if (!canReadAudit(viewer)) notFound();
  const t = await getT();
  const { timeZone } = readSettings();
  // The trail keeps real time, whatever the business clock says.
  const present = monthOf(dayIn(realNow(), timeZone));
  const { month: asked } = await searchParams;
  const month = typeof asked === 'string' && isMonth(asked) && asked <= present ? asked : present;
  const { people, names } = monthlyAccess(viewer, month);
  const told = people.map((person) => ({
    ...person,
    rows: person.rows.map((row) => ({
      ...row,
      told: tell(row, { viewer, names, showsFilters: showsFilters(viewer), t }),
    })),
  }));
  return (
    <>
      <PageHead title={t('audit.access.title')} caption={t('audit.access.text')} />
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('audit.title')}
          items={[
            { label: t('people.settings.title'), href: '/settings' },
            { label: t('audit.title'), href: '/settings/audit' },
            { label: t('audit.access.title') },
          ]}
        />
      </div>
      <nav
        className="flex items-center gap-1 border-b border-line px-4 py-1.5 sm:px-5"
        aria-label={t('audit.access.title')}
      >
        <Link
          className="btn btn-ghost px-2"
          href={`${path}?month=${monthAfter(month, -1)}`}
          prefetch={false}
          aria-label={t('audit.access.previous')}
        >
          <ChevronLeft aria-hidden />
        </Link>
        <h2 className="min-w-28 text-center text-base">
          {t('audit.access.month', { year: month.slice(0, 4), month: Number(month.slice(5)) })}
        </h2>
        {month < present && (
          <Link
            className="btn btn-ghost px-2"
            href={`${path}?month=${monthAfter(month, 1)}`}
            prefetch={false}
            aria-label={t('audit.access.next')}
          >
            <ChevronRight aria-hidden />
          </Link>
        )}
      </nav>
      {told.length > 0 ? (
        <>
          <AccessTable people={told} month={month} timeZone={timeZone} />
          <AccessRows people={told} month={month} timeZone={timeZone} />
        </>
      ) : (
        <Empty title={t('audit.access.empty')} text={t('audit.access.emptyText')} />
      )}
    </>
  );
}
