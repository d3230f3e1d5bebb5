import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ChangeActions } from '@/components/sales/change-actions';
import { LinkedSales } from '@/components/sales/linked-sales';
import { ReviewState } from '@/components/sales/review-state';
import { SaleBadge } from '@/components/sales/sale-badge';
import { SaleFacts } from '@/components/sales/sale-facts';
import { SaleHistory } from '@/components/sales/sale-history';
import { SalePayments } from '@/components/sales/sale-payments';
import { Breadcrumb } from '@/components/ui/page';
import { today as todayIn } from '@/lib/clock';
import { none, price, quantity, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { listedAmount } from '@/lib/sales/amounts';
import { saleMark } from '@/lib/sales/mark';
import { reviewState } from '@/lib/sales/queries/changes';
import { findSale, otherLinesOfSale, reversalsOfSale, type Sale } from '@/lib/sales/queries/sale';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

type Props = { params: Promise<{ id: string }> };

export default async function SalePage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findSale(viewer, Number(id)) : undefined;
  if (!found) notFound();
  const t = await getT();
  const { timeZone } = readSettings();
  const today = todayIn(timeZone);
  const { sale, customer } = found;
  const state = reviewState(viewer, found);
  const reversals = reversalsOfSale(viewer, found);
  return (
    <>
      <title>{sale.orderNumber}</title>
      <header className="px-6 pt-3 pb-4 max-sm:px-4">
        <Breadcrumb
          label={t('lists.place')}
          items={[{ label: t('sales.title'), href: '/sales' }, { label: t('sales.tabs.sales') }]}
        />
        <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl break-all">{sale.orderNumber}</h1>
          <SaleBadge mark={saleMark(sale, today)} />
          <ChangeActions viewer={viewer} found={found} state={state} />
        </div>
        <p className="mt-1 break-words">
          {found.ownsCustomer ? (
            <Link className="link-quiet" href={`/customers/${customer.id}`} prefetch={false}>
              {customer.name}
            </Link>
          ) : (
            customer.name
          )}
          <span className="ml-2 text-ink-2">{sale.productName}</span>
        </p>
      </header>
      <ReviewState viewer={viewer} found={found} state={state} timeZone={timeZone} />
      <SaleFacts sale={sale} today={today} />
      <div className="grid grow content-start lg:grid-cols-[1fr_21rem] lg:content-stretch">
        <div className="min-w-0">
          <SalePayments viewer={viewer} found={found} today={today} />
          {sale.notes && (
            <section className="px-6 py-4 max-sm:px-4">
              <h2 className="mb-1 text-base">{t('sales.detail.notes')}</h2>
              <p className="max-w-[44em] text-sm break-words whitespace-pre-wrap">{sale.notes}</p>
            </section>
          )}
        </div>
        <aside className="divide-y divide-line border-line max-lg:border-t lg:border-l">
          {(sale.quantity !== null || sale.unitPrice !== null) && <Pricing sale={sale} />}
          <Frozen found={found} />
          <LinkedSales
            title={t(sale.reversesId === null ? 'sales.detail.reversedBy' : 'sales.detail.reversalOf')}
            sales={reversals}
          />
          <LinkedSales title={t('sales.detail.lines')} sales={otherLinesOfSale(viewer, found)} />
          <section className="px-5 py-4 max-sm:px-4">
            <h2 className="mb-2 text-base">{t('sales.detail.history')}</h2>
            <SaleHistory
              found={found}
              state={state}
              reversals={sale.reversesId === null ? reversals : []}
              timeZone={timeZone}
            />
          </section>
        </aside>
      </div>
    </>
  );
}

/** R16: quantity × unit price, and the difference where another amount was agreed. */
async function Pricing({ sale }: Pick<Sale, 'sale'>) {
  const t = await getT();
  const listed = sale.kind === 'sale' ? listedAmount(sale.quantity, sale.unitPrice) : null;
  return (
    <section className="px-5 py-4 max-sm:px-4">
      <h2 className="mb-2 text-base">{t('sales.detail.money')}</h2>
      <dl className="pairs">
        <dt>{t('sales.detail.quantity')}</dt>
        <dd>{quantity(sale.quantity)}</dd>
        <dt>{t('sales.detail.unitPrice')}</dt>
        <dd>{price(sale.unitPrice)}</dd>
        <dt>{t('sales.detail.listed')}</dt>
        <dd>{yuan(listed)}</dd>
        <dt>{t('sales.detail.amount')}</dt>
        <dd>
          {yuan(sale.amountFen)}
          {listed !== null && listed !== sale.amountFen && (
            <span className="block text-warning">
              {t('sales.detail.difference', { amount: yuan(sale.amountFen - listed) })}
            </span>
          )}
        </dd>
      </dl>
    </section>
  );
}

/** R16: what was so when the sale was filed; later changes of the customer leave it alone. */
async function Frozen({ found }: { found: Sale }) {
  const t = await getT();
  const pairs = [
    [t('sales.filter.rep'), found.salesperson],
    [t('sales.filter.team'), found.team],
    [t('sales.filter.line'), found.line],
    [t('sales.filter.region'), found.region],
    [t('sales.filter.level'), t(`customers.level.${found.sale.level}`)],
    [t('sales.filter.industry'), found.industry],
    [t('sales.filter.source'), found.source],
    [t('sales.columns.dealOn'), found.sale.dealOn],
  ] as const;
  return (
    <section className="px-5 py-4 max-sm:px-4">
      <div className="section-head mb-2">
        <h2>{t('sales.detail.frozen')}</h2>
        <span className="caption">{t('sales.detail.frozenCaption')}</span>
      </div>
      <dl className="pairs">
        {pairs.map(([label, value]) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className={value ? 'break-words' : 'none'}>{value ?? none}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
