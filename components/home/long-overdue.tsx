import { TriangleAlert } from 'lucide-react';
import { yuan } from '@/lib/format';
import { type LongOverdue as Customer, chaseOverdue } from '@/lib/home/queries/overdue';
import type { Translate } from '@/lib/i18n/translator';
import { salesHref } from '@/lib/sales/filters';
import { Band, LinkRow, More, Nothing } from './band';

const most = 5;
type Props = { customers: Customer[]; days: number; t: Translate };

/** Customers with money overdue past the alert's days (R30), the longest first. */
export function LongOverdue({ customers, days, t }: Props) {
  const all = salesHref(chaseOverdue);
  return (
    <Band
      id="long"
      title={t('home.long.title', { days })}
      beside={
        customers.length > 0 && (
          <span className="alert-mark text-sm">
            <TriangleAlert aria-hidden />
            {t('home.long.count', { count: customers.length })}
          </span>
        )
      }
    >
      {customers.length === 0 && <Nothing>{t('home.long.none', { days })}</Nothing>}
      <ul>
        {customers.slice(0, most).map((customer) => (
          <LinkRow
            key={customer.customerId}
            href={salesHref({ ...chaseOverdue, customer: String(customer.customerId) })}
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate text-lg sm:text-base">{customer.name}</span>
              <span className="caption block text-sm">{t('home.long.sales', { count: customer.sales })}</span>
            </span>
            <span className="shrink-0 text-right">
              <span className="block text-lg font-semibold sm:text-base">¥{yuan(customer.fen)}</span>
              <span className="alert-mark">
                <TriangleAlert aria-hidden />
                {t('home.overdue.days', { days: customer.days })}
              </span>
            </span>
          </LinkRow>
        ))}
      </ul>
      {customers.length > most && <More href={all}>{t('home.long.more', { count: customers.length - most })}</More>}
    </Band>
  );
}
