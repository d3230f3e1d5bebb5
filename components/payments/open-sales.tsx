import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Day } from '@/db/columns';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { OpenSale } from '@/lib/sales/queries/open';
import { overdueDays } from '@/lib/sales/status';

type Props = { rows: OpenSale[]; today: Day; hrefOf: (saleId: number) => string; isOfOneCustomer: boolean };

/** Sales to choose from, one tap each: whose, what, since when it is due and how much is open. */
export const OpenSaleRows = ({ rows, ...rest }: Props) => (
  <ul className="border-b border-line bg-base-100">
    {rows.map((row) => (
      <OpenSaleRow key={row.id} row={row} {...rest} />
    ))}
  </ul>
);

async function OpenSaleRow({ row, today, hrefOf, isOfOneCustomer }: Omit<Props, 'rows'> & { row: OpenSale }) {
  const t = await getT();
  const late = overdueDays(row, today);
  const open = row.review === 'pending' ? row.amountFen - row.paidFen : row.balanceFen;
  const words = [
    row.orderNumber,
    !isOfOneCustomer && row.productName,
    late === 0 && row.review !== 'pending' && t('payments.choose.dueOn', { day: row.dueOn }),
    row.instalmentCount > 0 && t('sales.inParts', { n: row.instalmentCount }),
  ];
  return (
    <li className="row after:left-4 hover:bg-hover sm:px-6 sm:after:left-6">
      <Link className="min-w-0 flex-1" href={hrefOf(row.id)} prefetch={false}>
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate text-lg sm:text-base">
            {isOfOneCustomer ? row.productName : row.customerName}
          </span>
          <span className="shrink-0">{t('payments.choose.open', { amount: yuan(open) })}</span>
        </span>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
          <span className="min-w-0 truncate">{words.filter(Boolean).join('，')}</span>
          {late > 0 && (
            <span className="alert-mark">
              <TriangleAlert aria-hidden />
              {t('sales.mark.overdue', { days: late })}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
