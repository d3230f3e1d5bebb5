import Link from 'next/link';
import { SaleRows, SaleTable } from '@/components/sales/sale-table';
import { Pager } from '@/components/ui/list';
import { Empty } from '@/components/ui/page';
import type { Day } from '@/db/columns';
import { hrefWith } from '@/lib/address';
import { customerOwing } from '@/lib/customers/filters';
import type { CustomerPage } from '@/lib/customers/tabs';
import { getT } from '@/lib/i18n/request';
import type { SaleFilter } from '@/lib/sales/filters';
import { listSales, saleSort } from '@/lib/sales/queries/list';
import { totalSales } from '@/lib/sales/queries/totals';
import type { Viewer } from '@/lib/viewer';

type Props = { viewer: Viewer; customerId: number; page: CustomerPage; today: Day };

/** 销售与回款: all sales of the customer, whoever made them (owned meaning, R5); the total leaves uncounted ones out. */
export async function CustomerSales({ viewer, customerId, page: { owing, after, before }, today }: Props) {
  const t = await getT();
  const path = `/customers/${customerId}`;
  const narrowed: SaleFilter = { customer: String(customerId), ...(owing ? { owing } : {}) };
  const filter: SaleFilter = {
    ...narrowed,
    state: 'all',
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
  };
  const sales = listSales(viewer, { filter, today, meaning: 'owned' });
  const totals = { ...totalSales(viewer, { filter: narrowed, today, meaning: 'owned' }), customers: null };
  const query = { tab: 'sales', owing };
  return (
    <section className="min-w-0">
      <div className="flex flex-wrap items-center gap-2 px-6 py-3 max-sm:px-4">
        <nav className="seg" aria-label={t('sales.filter.owing')}>
          {([undefined, ...customerOwing] as const).map((part) => (
            <Link
              key={part ?? 'all'}
              href={hrefWith(path, { tab: 'sales', owing: part })}
              prefetch={false}
              className="max-sm:px-3! aria-[current]:bg-base-100 aria-[current]:font-semibold aria-[current]:text-base-content aria-[current]:shadow-[0_0_0_1px_var(--line-strong)]"
              aria-current={part === owing ? 'true' : undefined}
            >
              {part ? t(`customers.owing.${part}`) : t('lists.all')}
            </Link>
          ))}
        </nav>
        <span className="caption">{t('customers.detail.salesCaption')}</span>
      </div>
      {sales.rows.length === 0 ? (
        <Empty title={t('customers.detail.salesNone')} text={t('customers.detail.salesNoneText')} />
      ) : (
        <>
          <SaleTable
            rows={sales.rows}
            totals={totals}
            today={today}
            isOfOneCustomer
            list={{ path, query, present: saleSort(filter), isSortable: false }}
          />
          <SaleRows rows={sales.rows} totals={totals} today={today} isOfOneCustomer />
        </>
      )}
      <Pager page={sales} path={path} query={query} />
    </section>
  );
}
