import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { auditFilters, isFiltered } from '@/components/audit/audit-filters';
import { AuditRows, AuditTable } from '@/components/audit/audit-list';
import { ChainCheck } from '@/components/audit/chain-check';
import { ExportButton } from '@/components/exports/export-button';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pager } from '@/components/ui/list';
import { NoRows } from '@/components/ui/no-rows';
import { Breadcrumb, PageHead } from '@/components/ui/page';
import type { Day } from '@/db/columns';
import { parseAuditFilter } from '@/lib/audit/filters';
import { listAudit, showsFilters } from '@/lib/audit/queries';
import { tell } from '@/lib/audit/tell';
import { verifyChainBetween } from '@/lib/audit/verify';
import { realNow } from '@/lib/clock';
import { momentIn } from '@/lib/days';
import { auditExport } from '@/lib/exports/links';
import { getT } from '@/lib/i18n/request';
import { listPeople } from '@/lib/people/queries';
import { canExport, canReadAudit } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { audit } from '@/messages/zh/audit';

export const metadata: Metadata = { title: audit.title };
const path = '/settings/audit';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  if (!canReadAudit(viewer)) notFound();
  const t = await getT();
  const params = await searchParams;
  const filter = parseAuditFilter(params);
  const { after, before, ...query } = filter;
  const { timeZone, repsMayExport } = readSettings();
  const readsAll = viewer.role === 'manager';
  const page = listAudit(viewer, filter);
  const rows = page.rows.map((row) => ({
    ...row,
    told: tell(row, { viewer, names: page.names, showsFilters: showsFilters(viewer), t }),
  }));
  const first = rows[0]?.told.object;
  const object = filter.object
    ? { value: filter.object, label: first ? `${first.kind} ${first.name}` : t('lists.none') }
    : null;
  // The trail keeps real time, whatever the business clock says.
  const now = momentIn(realNow(), timeZone);
  const checked = params.check === '1' ? { ...(await verifyChainBetween()), at: now } : null;
  return (
    <>
      <PageHead title={t('audit.title')} caption={t(readsAll ? 'audit.caption.all' : 'audit.caption.access')}>
        <Link className="btn btn-ghost" href={`${path}/access`} prefetch={false}>
          {t('audit.access.title')}
        </Link>
        {canExport(viewer, repsMayExport) && rows.length > 0 && (
          <ExportButton href={auditExport(query)} label={t('exports.excel')} />
        )}
      </PageHead>
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('audit.title')}
          items={[{ label: t('people.settings.title'), href: '/settings' }, { label: t('audit.title') }]}
        />
      </div>
      <ChainCheck checked={checked} query={query} />
      <FilterBar
        path={path}
        query={query}
        search={t('audit.search')}
        filters={auditFilters(t, { today: now.slice(0, 10) as Day, readsAll, people: listPeople(viewer), object })}
      />
      {rows.length > 0 ? (
        <>
          <AuditTable rows={rows} timeZone={timeZone} />
          <AuditRows rows={rows} timeZone={timeZone} />
          <Pager page={page} path={path} query={query} />
        </>
      ) : (
        <NoRows
          isNarrowed={isFiltered(filter)}
          path={path}
          what={t('audit.what')}
          title={t('audit.emptyTitle')}
          text={t('audit.emptyText')}
        />
      )}
    </>
  );
}
