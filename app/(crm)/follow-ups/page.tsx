import { Upload } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { followUpFilters } from '@/components/follow-ups/follow-up-filters';
import { RecordRows, RecordTable } from '@/components/follow-ups/record-list';
import { TaskRows, TaskTable } from '@/components/follow-ups/task-list';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pager } from '@/components/ui/list';
import { NoRows } from '@/components/ui/no-rows';
import { PageHead } from '@/components/ui/page';
import { today as todayIn } from '@/lib/clock';
import { customerChoices } from '@/lib/customers/queries/choices';
import { findCustomer } from '@/lib/customers/queries/customer';
import { type FollowUpFilter, parseFollowUpFilter } from '@/lib/follow-ups/filters';
import { listRecords, listTasks } from '@/lib/follow-ups/queries';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

export const metadata: Metadata = { title: translator()('followUps.title') };
const path = '/follow-ups';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function FollowUpsPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const settings = readSettings();
  const today = todayIn(settings.timeZone);
  const params = await searchParams;
  const tab = params.tab === 'records' ? 'records' : 'tasks';
  const filter = forTab(parseFollowUpFilter(params), tab);
  const { after, before, ...narrowing } = filter;
  const query = { ...narrowing, tab: tab === 'records' ? tab : undefined };
  const { direction, ...narrowed } = filter;
  const { filters, more } = followUpFilters(t, {
    of: tab,
    people: customerChoices(viewer).owners,
    customer: customerOf(viewer, filter.customer),
    today,
    fiscalStart: settings.fiscalStart,
  });
  const page = tab === 'records' ? null : listTasks(viewer, { filter, today });
  const records = tab === 'records' ? listRecords(viewer, filter) : null;
  const list = {
    path,
    query,
    present:
      tab === 'records'
        ? { sort: 'contacted', direction: direction ?? ('desc' as const) }
        : { sort: 'due', direction: direction ?? ('asc' as const) },
  };
  return (
    <>
      <PageHead title={t('followUps.title')} caption={t(`followUps.caption.${viewer.role}`)}>
        <Link className="btn btn-ghost max-sm:hidden" href="/imports" prefetch={false}>
          <Upload aria-hidden />
          {t('customers.import')}
        </Link>
      </PageHead>
      <nav className="views max-sm:px-4" aria-label={t('followUps.tabs.label')}>
        {(['tasks', 'records'] as const).map((name) => (
          <Link
            key={name}
            href={name === 'tasks' ? path : `${path}?tab=records`}
            prefetch={false}
            aria-current={name === tab ? 'page' : undefined}
          >
            {t(`followUps.tabs.${name}`)}
          </Link>
        ))}
      </nav>
      <FilterBar
        path={path}
        query={query}
        keep={['tab']}
        search={t(tab === 'records' ? 'followUps.searchRecords' : 'followUps.searchTasks')}
        filters={filters}
        more={more}
      />
      {page && page.rows.length > 0 && (
        <>
          <TaskTable rows={page.rows} today={today} list={list} />
          <TaskRows rows={page.rows} today={today} />
          <Pager page={page} path={path} query={query} />
        </>
      )}
      {records && records.rows.length > 0 && (
        <>
          <RecordTable rows={records.rows} timeZone={settings.timeZone} list={list} />
          <RecordRows rows={records.rows} timeZone={settings.timeZone} />
          <Pager page={records} path={path} query={query} />
        </>
      )}
      {(page ?? records)?.rows.length === 0 && (
        <NoRows
          isNarrowed={Object.keys(narrowed).length > 0}
          path={tab === 'records' ? `${path}?tab=records` : path}
          what={t(`followUps.${tab}What`)}
          title={t(`followUps.${tab}Title`)}
          text={t(`followUps.${tab}Text`)}
        />
      )}
    </>
  );
}

/** The filters of the other tab say nothing here. */
function forTab({ due, reached, from, to, ...filter }: FollowUpFilter, tab: 'records' | 'tasks'): FollowUpFilter {
  if (tab === 'tasks') return due ? { ...filter, due } : filter;
  return { ...filter, ...(reached ? { reached } : {}), ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

function customerOf(viewer: Viewer, id: string | undefined) {
  if (!id) return null;
  const found = /^\d{1,15}$/.test(id) ? findCustomer(viewer, Number(id)) : undefined;
  return { value: id, label: found?.customer.name ?? none };
}
