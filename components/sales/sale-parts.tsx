import { TriangleAlert } from 'lucide-react';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { PartState } from '@/lib/sales/parts';
import type { partsOfSale } from '@/lib/sales/queries/parts';

type Part = ReturnType<typeof partsOfSale>[number];

const looks: Record<PartState, string> = {
  paid: 'badge-soft badge-success',
  reversed: 'badge-idle line-through',
  overdue: 'badge-soft badge-error',
  partial: 'badge-soft badge-warning',
  unpaid: 'badge-idle',
};

/** The 分期 of a sale, each with what is open of it and how late (R18). */
export async function SaleParts({ parts }: { parts: Part[] }) {
  const t = await getT();
  return (
    <section aria-label={t('payments.sale.parts')} className="pb-3">
      <ul className="border-y border-line sm:hidden">
        {parts.map((part) => (
          <li key={part.position} className="row after:left-4">
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline gap-2">
                <span className="flex-1">
                  {t('payments.sale.part', { n: part.position })} <span className="text-ink-2">{part.dueOn}</span>
                </span>
                <span>{yuan(part.amountFen)}</span>
              </span>
              <span className="mt-0.5 flex items-center gap-2 text-sm text-ink-2">
                <PartBadge part={part} />
                {part.openFen > 0 && part.openFen !== part.amountFen && (
                  <span className="ml-auto">{t('payments.form.open', { amount: yuan(part.openFen) })}</span>
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="overflow-x-auto max-sm:hidden">
        <table className="tbl">
          <thead>
            <tr>
              <th>{t('payments.sale.partColumns.n')}</th>
              <th>{t('payments.sale.partColumns.dueOn')}</th>
              <th>{t('payments.sale.partColumns.state')}</th>
              <th className="num">{t('payments.sale.partColumns.amount')}</th>
              <th className="num">{t('payments.sale.partColumns.open')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part.position} className={part.state === 'overdue' ? 'is-alert' : ''}>
                <td>{t('payments.sale.part', { n: part.position })}</td>
                <td>{part.dueOn}</td>
                <td>
                  <PartBadge part={part} />
                </td>
                <td className="num">{yuan(part.amountFen)}</td>
                <td className={`num ${part.openFen === 0 ? 'none' : ''}`}>{yuan(part.openFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

async function PartBadge({ part }: { part: Part }) {
  const t = await getT();
  return (
    <span className={`badge badge-sm ${looks[part.state]}`}>
      {part.state === 'overdue' && <TriangleAlert aria-hidden />}
      {part.state === 'overdue'
        ? t('payments.sale.state.overdue', { days: part.days })
        : t(`payments.sale.state.${part.state}`)}
    </span>
  );
}
