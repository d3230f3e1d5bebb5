import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CustomerViews } from '@/components/customers/customer-views';
import { PoolRows, PoolTable } from '@/components/customers/pool-list';
import { type Choice, type Filter, FilterBar } from '@/components/ui/filter-bar';
import { Pager } from '@/components/ui/list';
import { NoRows } from '@/components/ui/no-rows';
import { Empty, PageHead } from '@/components/ui/page';
import { levels } from '@/db/schema/customers';
import { parsePoolFilter } from '@/lib/customers/pool-filters';
import { customerChoices } from '@/lib/customers/queries/choices';
import { claimsOf, countPool, listPool } from '@/lib/customers/queries/pool';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { type Translate, translator } from '@/lib/i18n/translator';
import { canClaim } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

export const metadata: Metadata = { title: translator()('pool.title') };
const path = '/customers/pool';
/** Counted up to here; beyond it the list says "more than". */
const counted = 1000;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** 公海 (R8): one simple list for everyone; there is no such page while the setting is off. */
export default async function PoolPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  if (!readSettings().pool) notFound();
  const t = await getT();
  const filter = parsePoolFilter(await searchParams);
  const { after, before, ...query } = filter;
  const page = listPool(viewer, filter);
  const found = countPool(viewer, filter, counted);
  const claims = claimsOf(viewer);
  const isNarrowed = Object.keys(query).length > 0 || Boolean(after ?? before);
  const list = { rows: page.rows, viewer, mayClaimMore: claims.left > 0 };
  return (
    <>
      <PageHead title={t('pool.title')} caption={t('pool.caption')}>
        {canClaim(viewer) && (
          <p className="text-sm text-ink-2">
            {claims.left > 0
              ? t('pool.left', { left: claims.left, most: claims.most })
              : t('pool.leftNone', { most: claims.most, day: claims.again })}
          </p>
        )}
      </PageHead>
      <CustomerViews viewer={viewer} query={null} />
      <FilterBar path={path} query={query} search={t('pool.search')} filters={filtersFor(t, viewer)} />
      {page.rows.length > 0 ? (
        <>
          <PoolTable {...list} />
          <PoolRows {...list} />
          <Pager page={page} path={path} query={query}>
            <span>
              {found < counted ? t('pool.found', { n: count(found) }) : t('pool.foundMany', { n: count(counted) })}
            </span>
          </Pager>
        </>
      ) : isNarrowed ? (
        <NoRows isNarrowed path={path} what={t('pool.what')} title="" text="" />
      ) : (
        <Empty title={t('pool.emptyTitle')} text={t('pool.emptyText')} />
      )}
    </>
  );
}

function filtersFor(t: Translate, viewer: Viewer): Filter[] {
  const { industries, regions } = customerChoices(viewer);
  const named = (rows: readonly { id: number; name: string }[]): Choice[] => [
    ...rows.map(({ id, name }) => ({ value: String(id), label: name })),
    { value: 'none', label: t('lists.noValue') },
  ];
  return [
    { kind: 'choice', name: 'industry', label: t('pool.columns.industry'), choices: named(industries) },
    { kind: 'choice', name: 'region', label: t('pool.columns.region'), choices: named(regions) },
    {
      kind: 'choice',
      name: 'level',
      label: t('pool.columns.level'),
      choices: levels.map((level) => ({ value: level, label: t(`customers.level.${level}`) })),
    },
  ];
}
