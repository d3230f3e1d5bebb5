import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { paymentsOfSale } from '@/lib/sales/queries/sale';

/** Payments in order of day, each with what was paid up to it (R18). A void one stays in sight, struck through. */
export async function SalePayments({ payments }: { payments: ReturnType<typeof paymentsOfSale> }) {
  const t = await getT();
  if (payments.length === 0)
    return <p className="px-6 pb-4 text-sm text-ink-2 max-sm:px-4">{t('sales.detail.paymentsNone')}</p>;
  return (
    <>
      <ul className="border-y border-line sm:hidden">
        {payments.map((payment) => (
          <li
            key={payment.id}
            className={`row after:left-4 ${payment.voidedAt === null ? '' : 'text-ink-3 line-through'}`}
          >
            <span className="min-w-0 flex-1">
              <span className="flex items-baseline gap-2">
                <span className="flex-1">{payment.paidOn}</span>
                <span>{yuan(payment.amountFen)}</span>
              </span>
              <span className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-ink-2">
                <span className="min-w-0 flex-1 break-words">
                  {[payment.method && t(`sales.method.${payment.method}`), payment.recordedBy, note(payment)]
                    .filter(Boolean)
                    .join('，')}
                </span>
                <span>{t('sales.detail.paidUpTo', { amount: yuan(payment.paidFen) })}</span>
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="overflow-x-auto max-sm:hidden">
        <table className="tbl">
          <thead>
            <tr>
              <th>{t('sales.detail.paymentColumns.paidOn')}</th>
              <th className="num">{t('sales.detail.paymentColumns.amount')}</th>
              <th className="num">{t('sales.detail.paymentColumns.paid')}</th>
              <th>{t('sales.detail.paymentColumns.method')}</th>
              <th>{t('sales.detail.paymentColumns.by')}</th>
              <th>{t('sales.detail.paymentColumns.note')}</th>
            </tr>
          </thead>
          <tbody>
            {payments.map((payment) => (
              <tr key={payment.id} className={payment.voidedAt === null ? '' : 'text-ink-3 line-through'}>
                <td>{payment.paidOn}</td>
                <td className="num">{yuan(payment.amountFen)}</td>
                <td className="num">{yuan(payment.paidFen)}</td>
                <td>{payment.method ? t(`sales.method.${payment.method}`) : t('lists.none')}</td>
                <td>{payment.recordedBy ?? t('lists.none')}</td>
                <td className="max-w-72 truncate">{note(payment) ?? t('lists.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

  function note({ amountFen, reason, voidReason }: (typeof payments)[number]) {
    if (voidReason !== null) return t('sales.detail.voidPayment', { reason: voidReason });
    return reason !== null && amountFen < 0 ? t('sales.detail.refund', { reason }) : reason;
  }
}
