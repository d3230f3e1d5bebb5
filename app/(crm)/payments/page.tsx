import type { Metadata } from 'next';
import { PaymentRows, PaymentTable } from '@/components/payments/payment-list';
import { saleFilters } from '@/components/sales/sale-filters';
import { SalesHead } from '@/components/sales/sales-head';
import { FilterBar } from '@/components/ui/filter-bar';
import { Pager } from '@/components/ui/list';
import { NoRows } from '@/components/ui/no-rows';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { listPayments, totalPayments } from '@/lib/payments/queries';
import { parseSaleFilter } from '@/lib/sales/filters';
import { customerChoice, saleChoices } from '@/lib/sales/queries/choices';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('payments.title') };
const path = '/payments';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PaymentsPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const settings = readSettings();
  // State, balance and sorting are about sales; payments have none of them.
  const { state, owing, credit, sort, owner, ...filter } = parseSaleFilter(await searchParams);
  const { after, before, ...query } = filter;
  const page = listPayments(viewer, filter);
  const { filters, more } = saleFilters(t, saleChoices(viewer), {
    today: todayIn(settings.timeZone),
    fiscalStart: settings.fiscalStart,
    customer: customerChoice(viewer, filter.customer),
    of: 'payments',
  });
  const { direction, ...narrowing } = filter;
  const totals = totalPayments(viewer, filter);
  const list = { path, query, present: { sort: 'paid', direction: direction ?? ('desc' as const) } };
  return (
    <>
      <SalesHead here="payments" caption={t(`payments.caption.${viewer.role}`)} />
      <FilterBar path={path} query={query} search={t('sales.search')} filters={filters} more={more} />
      {page.rows.length > 0 ? (
        <>
          <PaymentTable rows={page.rows} totals={totals} list={list} />
          <PaymentRows rows={page.rows} totals={totals} />
          <Pager page={page} path={path} query={query} />
        </>
      ) : (
        <NoRows
          isNarrowed={Object.keys(narrowing).length > 0}
          path={path}
          what={t('payments.what')}
          title={t('payments.emptyTitle')}
          text={t('payments.emptyText')}
        />
      )}
    </>
  );
}
