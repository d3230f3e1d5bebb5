import type { Metadata } from 'next';
import { saleFilters } from '@/components/sales/sale-filters';
import { SaleRows, SaleTable } from '@/components/sales/sale-table';
import { SalesHead } from '@/components/sales/sales-head';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pager } from '@/components/ui/list';
import { NoRows } from '@/components/ui/no-rows';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { parseSaleFilter } from '@/lib/sales/filters';
import { customerChoice, saleChoices } from '@/lib/sales/queries/choices';
import { listSales, saleSort } from '@/lib/sales/queries/list';
import { totalSales } from '@/lib/sales/queries/totals';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('sales.title') };
const path = '/sales';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SalesPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const settings = readSettings();
  const today = todayIn(settings.timeZone);
  const filter = parseSaleFilter(await searchParams);
  const { after, before, ...query } = filter;
  const page = listSales(viewer, { filter, today });
  const { filters, more } = saleFilters(t, saleChoices(viewer), {
    today,
    fiscalStart: settings.fiscalStart,
    customer: customerChoice(viewer, filter.customer),
    of: 'sales',
  });
  const { sort, direction, ...narrowing } = query;
  const isEmpty = page.rows.length === 0;
  const totals = isEmpty ? null : totalSales(viewer, { filter, today });
  const isNarrowed = Object.keys(narrowing).length > 0 || Boolean(after ?? before);
  return (
    <>
      <SalesHead
        here="sales"
        isEmpty={isEmpty && !isNarrowed}
        caption={t(`sales.${filter.owner === undefined ? 'caption' : 'captionOwned'}.${viewer.role}`)}
      />
      <FilterBar path={path} query={query} search={t('sales.search')} filters={filters} more={more} />
      {totals ? (
        <>
          <SaleTable rows={page.rows} totals={totals} today={today} list={{ path, query, present: saleSort(filter) }} />
          <SaleRows rows={page.rows} totals={totals} today={today} />
          <Pager page={page} path={path} query={query} />
        </>
      ) : (
        <NoRows
          isNarrowed={isNarrowed}
          path={path}
          what={t('sales.what')}
          title={t('sales.emptyTitle')}
          text={t('sales.emptyText')}
          add={{ href: '/sales/new', label: t('sales.form.add') }}
        />
      )}
    </>
  );
}
