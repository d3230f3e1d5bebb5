import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Day } from '@/db/columns';
import { daysBetween } from '@/lib/days';
import { none, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { Sale } from '@/lib/sales/queries/sale';
import { overdueDays } from '@/lib/sales/status';

/** Amount, what was taken back, paid, owed, and until when. */
export async function SaleFacts({ sale, today }: { sale: Sale['sale']; today: Day }) {
  const t = await getT();
  const facts: [label: string, value: ReactNode][] = [
    [t('sales.columns.amount'), <b key="b">{yuan(sale.amountFen)}</b>],
    ...(sale.reversedFen === 0
      ? []
      : [[t('sales.detail.reversedAmount'), yuan(sale.reversedFen)] as [string, ReactNode]]),
    [t('sales.columns.paid'), yuan(sale.paidFen)],
    [
      t('sales.columns.balance'),
      // What doesn't count yet, or any more, owes nothing one could chase: no value, not 0.
      sale.counts === 0
        ? none
        : sale.balanceFen >= 0
          ? yuan(sale.balanceFen)
          : t(sale.kind === 'reversal' ? 'sales.refundable' : 'sales.overpaid', { amount: yuan(-sale.balanceFen) }),
    ],
  ];
  if (sale.kind === 'sale')
    facts.push([
      t(sale.instalmentCount > 0 ? 'sales.detail.partDueOn' : 'sales.detail.dueOn'),
      <DueDay key="due" sale={sale} today={today} />,
    ]);
  return (
    <dl className="facts grid-cols-2 sm:grid-flow-col sm:auto-cols-fr sm:grid-cols-none">
      {facts.map(([label, value]) => (
        <div key={label} className="fact max-sm:border-l-0 max-sm:px-4 max-sm:py-2">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

async function DueDay({ sale, today }: { sale: Sale['sale']; today: Day }) {
  const t = await getT();
  const late = overdueDays(sale, today);
  if (late > 0)
    return (
      <>
        {sale.dueOn}{' '}
        <span className="alert-mark">
          <TriangleAlert aria-hidden />
          {t('sales.mark.overdue', { days: late })}
        </span>
      </>
    );
  const left = daysBetween(today, sale.dueOn);
  return (
    <>
      {sale.dueOn}
      {sale.balanceFen > 0 && (
        <span className="ml-2 text-sm text-ink-2">
          {left === 0 ? t('sales.detail.dueToday') : t('sales.detail.dueIn', { days: left })}
        </span>
      )}
    </>
  );
}
