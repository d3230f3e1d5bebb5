import Link from 'next/link';
import { Quiet, SortHead, type SortLink } from '@/components/ui/list';
import type { Day } from '@/db/columns';
import { count, none, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { saleMark } from '@/lib/sales/mark';
import type { SaleRow } from '@/lib/sales/queries/list';
import type { SaleTotals } from '@/lib/sales/queries/totals';
import { SaleBadge } from './sale-badge';

type Props = {
  rows: SaleRow[];
  totals: SaleTotals;
  today: Day;
  list: SortLink;
  /** On a customer’s own page the name goes without saying. */
  isOfOneCustomer?: boolean;
};

/** Sales as a dense table; 合计 over the whole filter, not only the page. */
export async function SaleTable({ rows, totals, today, list, isOfOneCustomer = false }: Props) {
  const t = await getT();
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <SortHead className="pin" name="number" label={t('sales.columns.number')} list={list} />
            {!isOfOneCustomer && <SortHead name="customer" label={t('sales.columns.customer')} list={list} />}
            <th>{t('sales.columns.status')}</th>
            <th>{t('sales.columns.product')}</th>
            <SortHead name="deal" label={t('sales.columns.dealOn')} list={list} first="desc" />
            <th>{t('sales.columns.rep')}</th>
            <SortHead className="num" name="amount" label={t('sales.columns.amount')} list={list} first="desc" />
            <th className="num">{t('sales.columns.paid')}</th>
            <SortHead className="num" name="balance" label={t('sales.columns.balance')} list={list} first="desc" />
            <SortHead name="due" label={t('sales.columns.dueOn')} list={list} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="pin">
                <Link className="hover:text-primary" href={`/sales/${row.id}`} prefetch={false}>
                  {row.orderNumber}
                </Link>
              </td>
              {!isOfOneCustomer && (
                <td>
                  <CustomerName row={row} />
                </td>
              )}
              <td>
                <SaleBadge mark={saleMark(row, today)} />
              </td>
              <td className="max-w-56 truncate" title={row.productName}>
                {row.productName}
              </td>
              <td>{row.dealOn}</td>
              <td>{row.salespersonName}</td>
              <td className="num">{yuan(row.amountFen)}</td>
              <td className="num">
                <Quiet isQuiet={row.paidFen === 0}>{yuan(row.paidFen)}</Quiet>
              </td>
              <td className="num">
                <Balance row={row} />
              </td>
              <td className="text-ink-2">
                <Quiet isQuiet={row.kind === 'reversal'}>{row.kind === 'reversal' ? none : row.dueOn}</Quiet>
                {row.instalmentCount > 0 && (
                  <span className="caption ml-1">{t('sales.inParts', { n: row.instalmentCount })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="pin">{t('lists.total')}</td>
            <td colSpan={isOfOneCustomer ? 4 : 5}>
              <Counts totals={totals} />
            </td>
            <td className="num">{yuan(totals.amountFen)}</td>
            <td className="num">{yuan(totals.paidFen)}</td>
            <td className="num">{yuan(totals.receivableFen)}</td>
            <td>
              <Beside totals={totals} />
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Name and amount for whoever reads the sale; the link only while the customer is theirs (R5). */
export function CustomerName({ row }: { row: Pick<SaleRow, 'customerId' | 'customerName' | 'ownsCustomer'> }) {
  return row.ownsCustomer ? (
    <Link
      className="block max-w-72 truncate hover:text-primary"
      href={`/customers/${row.customerId}`}
      prefetch={false}
      title={row.customerName}
    >
      {row.customerName}
    </Link>
  ) : (
    <span className="block max-w-72 truncate" title={row.customerName}>
      {row.customerName}
    </span>
  );
}

/** What is owed, under a part of the ageing what is due in it (R21); a credit is named, never a negative receivable (R18). */
async function Balance({ row }: { row: SaleRow }) {
  const t = await getT();
  if (row.owedFen !== row.balanceFen)
    return (
      <span title={t('sales.owedOf', { amount: yuan(row.balanceFen) })}>
        {yuan(row.owedFen)}
        <span className="caption block leading-3.5 font-normal">
          {t('sales.owedOf', { amount: yuan(row.balanceFen) })}
        </span>
      </span>
    );
  if (row.balanceFen >= 0) return <Quiet isQuiet={row.balanceFen === 0}>{yuan(row.balanceFen)}</Quiet>;
  const amount = yuan(-row.balanceFen);
  return (
    <span className="text-sm text-warning">
      {row.kind === 'reversal' ? t('sales.refundable', { amount }) : t('sales.overpaid', { amount })}
    </span>
  );
}

async function Counts({ totals }: { totals: SaleTotals }) {
  const t = await getT();
  const counts = [
    t('sales.totals.rows', { n: count(totals.rows) }),
    totals.orders !== null && t('sales.totals.orders', { n: count(totals.orders) }),
    totals.customers !== null && t('sales.totals.customers', { n: count(totals.customers) }),
  ];
  return <span className="caption font-normal">{counts.filter(Boolean).join('，')}</span>;
}

async function Beside({ totals }: { totals: SaleTotals }) {
  const t = await getT();
  const texts = [
    totals.overdueFen > 0 && t('sales.totals.overdue', { amount: yuan(totals.overdueFen) }),
    totals.creditFen < 0 && t('sales.totals.credit', { amount: yuan(-totals.creditFen) }),
  ];
  return <span className="text-sm font-normal">{texts.filter(Boolean).join('，')}</span>;
}

/** The same as rows for a phone: name, one secondary line, money at the right edge. */
export async function SaleRows({ rows, totals, today, isOfOneCustomer = false }: Omit<Props, 'list'>) {
  const t = await getT();
  return (
    <div className="sm:hidden">
      <p className="flex flex-wrap items-baseline gap-x-2 border-b border-line bg-base-200 px-4 py-2 text-sm">
        <strong>
          {t('lists.total')} {yuan(totals.amountFen)}
        </strong>
        <Counts totals={totals} />
        <span className="w-full text-ink-2">
          {t('sales.detail.paid')} {yuan(totals.paidFen)} · {t('sales.detail.owed')} {yuan(totals.receivableFen)}
        </span>
        <Beside totals={totals} />
      </p>
      <ul className="border-b border-line bg-base-100">
        {rows.map((row) => (
          <li key={row.id} className="row after:left-4">
            <Link className="min-w-0 flex-1" href={`/sales/${row.id}`} prefetch={false}>
              <span className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate text-lg">
                  {isOfOneCustomer ? row.productName : row.customerName}
                </span>
                <span className="shrink-0">{yuan(row.amountFen)}</span>
              </span>
              <span className="mt-0.5 block truncate text-sm text-ink-2">
                {[row.dealOn, row.salespersonName, !isOfOneCustomer && row.productName].filter(Boolean).join('，')}
              </span>
              <span className="mt-1 flex flex-wrap items-center gap-2 text-sm">
                <span className="caption">{row.orderNumber}</span>
                <SaleBadge mark={saleMark(row, today)} />
                {row.balanceFen !== 0 && (
                  <span className="ml-auto text-ink-2">
                    {row.balanceFen > 0 && t('sales.detail.owed')} <Balance row={row} />
                  </span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
