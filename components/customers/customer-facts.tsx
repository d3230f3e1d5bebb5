import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Day } from '@/db/columns';
import type { Customer } from '@/lib/customers/queries/customer';
import type { CustomerMoney } from '@/lib/customers/queries/list';
import { daysBetween } from '@/lib/days';
import { none, yuan, yuanShortText } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { readSettings } from '@/lib/settings/queries';

type Props = { found: Customer; money: CustomerMoney; openSales: number; today: Day };

/** The five facts one looks for first. Receivables are of all the customer's sales, whoever made them (R5). */
export async function CustomerFacts({ found, money, openSales, today }: Props) {
  const t = await getT();
  const { customer, owner, team } = found;
  const salesHref = `/customers/${customer.id}?tab=sales&owing=any`;
  const facts: [label: string, value: ReactNode][] = [
    [
      t('customers.detail.facts.owner'),
      owner === null
        ? t(customer.pooledAt !== null && readSettings().pool ? 'pool.inPool' : 'customers.detail.noOwner')
        : team
          ? t('customers.detail.ownerOfTeam', { owner, team })
          : owner,
    ],
    [
      t('customers.detail.facts.receivable'),
      money.receivableFen === 0 ? (
        <span key="owed" className="none">
          {yuan(0)}
        </span>
      ) : (
        <Link
          key="owed"
          className="hover:text-primary"
          href={salesHref}
          prefetch={false}
          title={yuan(money.receivableFen)}
        >
          <b>{yuanShortText(money.receivableFen)}</b>，{t('sales.totals.rows', { n: openSales })}
        </Link>
      ),
    ],
    [
      t('customers.detail.facts.overdue'),
      money.overdueSince === null ? (
        <span key="late" className="none">
          {none}
        </span>
      ) : (
        <Link
          key="late"
          className="alert-mark text-base"
          href={`/customers/${customer.id}?tab=sales&owing=overdue`}
          prefetch={false}
          title={yuan(money.overdueFen)}
        >
          <TriangleAlert aria-hidden />
          {t('customers.detail.facts.overdueValue', {
            amount: yuanShortText(money.overdueFen),
            days: daysBetween(money.overdueSince, today),
          })}
        </Link>
      ),
    ],
    [t('customers.detail.facts.lastContact'), <LastContact key="last" day={customer.lastContactOn} today={today} />],
    [t('customers.detail.facts.nextDue'), <NextContact key="next" day={customer.nextDueOn} today={today} />],
  ];
  return (
    <dl className="facts grid-cols-5 max-sm:grid-cols-2">
      {facts.map(([label, value]) => (
        <div key={label} className="fact max-sm:border-l-0 max-sm:px-4 max-sm:py-2">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export async function LastContact({ day, today }: { day: Day | null; today: Day }) {
  const t = await getT();
  if (day === null) return <span className="none">{none}</span>;
  return day === today
    ? t('customers.detail.isToday', { day })
    : t('customers.detail.daysAgo', { day, days: daysBetween(day, today) });
}

export async function NextContact({ day, today }: { day: Day | null; today: Day }) {
  const t = await getT();
  if (day === null) return <span className="none">{none}</span>;
  if (day === today) return t('customers.detail.isToday', { day });
  if (day > today) return t('customers.detail.inDays', { day, days: daysBetween(today, day) });
  return (
    <span className="alert-mark text-base">
      <TriangleAlert aria-hidden />
      {t('customers.detail.isLate', { day, days: daysBetween(day, today) })}
    </span>
  );
}
