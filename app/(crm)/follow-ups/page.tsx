import { Upload } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { followUpFilters } from '@/components/follow-ups/follow-up-filters';
import { RecordRows, RecordTable } from '@/components/follow-ups/record-list';
import { TaskRows, TaskTable } from '@/components/follow-ups/task-list';
import { TodayBoard } from '@/components/follow-ups/today-board';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pager } from '@/components/ui/list';
import { NoRows } from '@/components/ui/no-rows';
import { PageHead } from '@/components/ui/page';
import { today as todayIn } from '@/lib/clock';
import { customerChoices } from '@/lib/customers/queries/choices';
import { findCustomer } from '@/lib/customers/queries/customer';
import { type FollowUpFilter, parseFollowUpFilter } from '@/lib/follow-ups/filters';
import { listRecords, listTasks } from '@/lib/follow-ups/queries';
import { todayBoard } from '@/lib/follow-ups/queries/today';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { type Translate, translator } from '@/lib/i18n/translator';
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
  const asked = parseFollowUpFilter(params);
  const tab = tabOf(params.tab, asked);
  if (tab === 'today')
    return (
      <>
        <Head viewer={viewer} tab={tab} t={t} />
        <TodayBoard board={todayBoard(viewer, today)} today={today} isLeader={viewer.role !== 'rep'} />
      </>
    );
  const filter = forTab(asked, tab);
  const { after, before, ...narrowing } = filter;
  const query = { ...narrowing, tab };
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
      <Head viewer={viewer} tab={tab} t={t} />
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
          path={`${path}?tab=${tab}`}
          what={t(`followUps.${tab}What`)}
          title={t(`followUps.${tab}Title`)}
          text={t(`followUps.${tab}Text`)}
        />
      )}
    </>
  );
}

const tabs = ['today', 'tasks', 'records'] as const;
type Tab = (typeof tabs)[number];

/** Today, unless the address asks for another tab or narrows a list. */
const tabOf = (asked: unknown, filter: FollowUpFilter): Tab =>
  tabs.find((tab) => tab === asked) ?? (Object.keys(filter).length > 0 ? 'tasks' : 'today');

function Head({ viewer, tab, t }: { viewer: Viewer; tab: Tab; t: Translate }) {
  return (
    <>
      <PageHead title={t('followUps.title')} caption={t(`followUps.caption.${viewer.role}`)}>
        <Link className="btn btn-ghost max-sm:hidden" href="/imports" prefetch={false}>
          <Upload aria-hidden />
          {t('customers.import')}
        </Link>
        <Link className="btn btn-line" href="/follow-ups/tasks/new" prefetch={false}>
          {t('followUps.board.plan')}
        </Link>
        <Link className="btn btn-primary max-sm:hidden" href="/follow-ups/new" prefetch={false}>
          {t('followUps.form.title')}
        </Link>
      </PageHead>
      <nav className="views max-sm:px-4" aria-label={t('followUps.tabs.label')}>
        {tabs.map((name) => (
          <Link
            key={name}
            href={name === 'today' ? path : `${path}?tab=${name}`}
            prefetch={false}
            aria-current={name === tab ? 'page' : undefined}
          >
            {t(`followUps.tabs.${name}`)}
          </Link>
        ))}
      </nav>
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
