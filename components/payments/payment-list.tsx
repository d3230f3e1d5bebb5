import Link from 'next/link';
import { CustomerName } from '@/components/sales/sale-table';
import { SortHead, type SortLink } from '@/components/ui/list';
import { count, none, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { PaymentRow, PaymentTotals } from '@/lib/payments/queries';

type Props = { rows: PaymentRow[]; totals: PaymentTotals; list: SortLink };

export async function PaymentTable({ rows, totals, list }: Props) {
  const t = await getT();
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <SortHead className="pin" name="paid" label={t('payments.columns.paidOn')} list={list} first="desc" />
            <th>{t('payments.columns.number')}</th>
            <th>{t('payments.columns.customer')}</th>
            <th>{t('payments.columns.rep')}</th>
            <th className="num">{t('payments.columns.amount')}</th>
            <th className="num">{t('payments.columns.sale')}</th>
            <th>{t('payments.columns.method')}</th>
            <th>{t('payments.columns.note')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="pin">{row.paidOn}</td>
              <td>
                <Link className="hover:text-primary" href={`/sales/${row.saleId}`} prefetch={false}>
                  {row.orderNumber}
                </Link>
              </td>
              <td>
                <CustomerName row={row} />
              </td>
              <td>{row.salespersonName}</td>
              <td className="num">{yuan(row.amountFen)}</td>
              <td className="num text-ink-2">{yuan(row.saleAmountFen)}</td>
              <td>{row.method ? t(`sales.method.${row.method}`) : <span className="none">{none}</span>}</td>
              <td className="max-w-64 truncate">
                <PaymentNote row={row} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="pin">{t('lists.total')}</td>
            <td colSpan={3}>
              {totals.rows !== null && (
                <span className="caption font-normal">{t('sales.totals.rows', { n: count(totals.rows) })}</span>
              )}
            </td>
            <td className="num">{yuan(totals.amountFen)}</td>
            <td />
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** A refund says why (R18). */
async function PaymentNote({ row: { amountFen, reason } }: { row: PaymentRow }) {
  const t = await getT();
  if (reason === null) return <span className="none">{none}</span>;
  return amountFen < 0 ? t('sales.detail.refund', { reason }) : reason;
}

export async function PaymentRows({ rows, totals }: Omit<Props, 'list'>) {
  const t = await getT();
  return (
    <div className="sm:hidden">
      <p className="flex flex-wrap items-baseline gap-x-2 border-b border-line bg-base-200 px-4 py-2 text-sm">
        <strong>
          {t('lists.total')} {yuan(totals.amountFen)}
        </strong>
        {totals.rows !== null && <span className="caption">{t('sales.totals.rows', { n: count(totals.rows) })}</span>}
      </p>
      <ul className="border-b border-line bg-base-100">
        {rows.map((row) => (
          <li key={row.id} className="row after:left-4">
            <Link className="min-w-0 flex-1" href={`/sales/${row.saleId}`} prefetch={false}>
              <span className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate text-lg">{row.customerName}</span>
                <span className="shrink-0">{yuan(row.amountFen)}</span>
              </span>
              <span className="mt-0.5 block truncate text-sm text-ink-2">
                {[row.paidOn, row.salespersonName, row.orderNumber, row.method && t(`sales.method.${row.method}`)]
                  .filter(Boolean)
                  .join('，')}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
