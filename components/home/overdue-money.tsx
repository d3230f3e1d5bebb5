import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { yuan, yuanShortText } from '@/lib/format';
import { chaseAll, chaseOverdue, type moneyToChase } from '@/lib/home/queries/overdue';
import type { Translate } from '@/lib/i18n/translator';
import { salesHref } from '@/lib/sales/filters';
import { Band, LinkRow, More, Nothing } from './band';

type Props = { money: ReturnType<typeof moneyToChase>; t: Translate };

/** Overdue money of the customers owned now, the longest overdue first; each row opens its sale. */
export function OverdueMoney({ money: { receivableFen, overdueFen, sales, rows }, t }: Props) {
  const all = salesHref(chaseOverdue);
  return (
    <Band
      id="overdue"
      title={t('home.overdue.title')}
      beside={
        sales > 0 && (
          <Link className="alert-mark text-sm hover:underline" href={all} prefetch={false}>
            <TriangleAlert aria-hidden />
            {t('home.overdue.count', { count: sales, amount: yuanShortText(overdueFen) })}
          </Link>
        )
      }
      link={{ href: salesHref(chaseAll), text: t('home.overdue.receivable', { amount: yuanShortText(receivableFen) }) }}
    >
      {rows.length === 0 && <Nothing>{t('home.overdue.none')}</Nothing>}
      <ul>
        {rows.map((row) => (
          <LinkRow key={row.id} href={`/sales/${row.id}`}>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-lg sm:text-base">{row.customerName}</span>
              <span className="caption block truncate text-sm">{row.orderNumber}</span>
            </span>
            <span className="shrink-0 text-right">
              <span className="block text-lg font-semibold sm:text-base">¥{yuan(row.owedFen)}</span>
              <span className="alert-mark">
                <TriangleAlert aria-hidden />
                {t('home.overdue.days', { days: row.days })}
              </span>
            </span>
          </LinkRow>
        ))}
      </ul>
      {sales > rows.length && <More href={all}>{t('home.overdue.more', { count: sales - rows.length })}</More>}
    </Band>
  );
}
