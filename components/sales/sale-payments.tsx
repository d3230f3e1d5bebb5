import Link from 'next/link';
import type { Day } from '@/db/columns';
import { none, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { mayRecord } from '@/lib/payments/record-payment';
import { creditOf, openFen, takesPayments } from '@/lib/payments/rule';
import { mayVoid } from '@/lib/payments/void-payment';
import { partsOfSale } from '@/lib/sales/queries/parts';
import { paymentsOfSale, type Sale } from '@/lib/sales/queries/sale';
import { maySetParts } from '@/lib/sales/set-parts';
import type { Viewer } from '@/lib/viewer';
import { SaleParts } from './sale-parts';

type Props = { viewer: Viewer; found: Sale; today: Day };
type Payment = ReturnType<typeof paymentsOfSale>[number];

/** The money of a sale (R18): what can be done about it, its 分期, and every payment, void ones struck through. */
export async function SalePayments({ viewer, found, today }: Props) {
  const payments = paymentsOfSale(viewer, found);
  const parts = partsOfSale(viewer, found, today);
  const isOpen = takesPayments(found.sale);
  const isVoidable = (payment: Payment) =>
    isOpen && payment.voidedAt === null && mayVoid(viewer, found, payment.recordedById);
  return (
    <>
      <SectionHead viewer={viewer} found={found} hasParts={parts.length > 0} />
      {parts.length > 0 && <SaleParts parts={parts} />}
      {(found.sale.reversesId === null || payments.length > 0) && (
        <Payments payments={payments} saleId={found.sale.id} isVoidable={isVoidable} />
      )}
    </>
  );
}

/** Title and what the viewer may do: the way the money usually goes first. */
async function SectionHead({ viewer, found, hasParts }: Omit<Props, 'today'> & { hasParts: boolean }) {
  const t = await getT();
  const { sale } = found;
  const records = takesPayments(sale) && mayRecord(viewer, found);
  const form = `/sales/${sale.id}/payments/new`;
  const isReturn = sale.kind === 'reversal';
  const isMain = sale.review === 'approved' && openFen(sale) > 0;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-6 pt-4 pb-3 max-sm:px-4">
      <h2 className="text-base">{t('sales.detail.payments')}</h2>
      <div className="flex flex-wrap gap-2 sm:ml-auto">
        {records && !isReturn && (
          <Link className={`btn ${isMain ? 'btn-primary' : 'btn-line'}`} href={form} prefetch={false}>
            {t('payments.add')}
          </Link>
        )}
        {records && (isReturn ? openFen(sale) > 0 : sale.paidFen > 0) && (
          <Link
            className={`btn ${isReturn && isMain ? 'btn-primary' : creditOf(sale) > 0 ? 'btn-line' : 'btn-ghost'}`}
            href={`${form}?kind=refund`}
            prefetch={false}
          >
            {t('payments.refund')}
          </Link>
        )}
        {maySetParts(viewer, found) && (
          <Link className="btn btn-ghost" href={`/sales/${sale.id}/instalments`} prefetch={false}>
            {t(hasParts ? 'payments.sale.changeParts' : 'payments.sale.setParts')}
          </Link>
        )}
      </div>
      <MoneyNote viewer={viewer} found={found} />
    </div>
  );
}

/** Why there is nothing to press here. */
async function MoneyNote({ viewer, found }: Omit<Props, 'today'>) {
  const t = await getT();
  const { sale } = found;
  if (sale.voidedAt !== null || sale.review === 'rejected') return null;
  if (sale.reversesId !== null)
    return (
      <p className="w-full text-sm text-ink-2">
        {t('payments.sale.ofOriginal')}{' '}
        <Link className="link-quiet underline" href={`/sales/${sale.reversesId}`} prefetch={false}>
          {t('payments.sale.original')}
        </Link>
      </p>
    );
  return mayRecord(viewer, found) ? null : <p className="w-full text-sm text-ink-2">{t('payments.sale.notYours')}</p>;
}

type ListProps = { payments: Payment[]; saleId: number; isVoidable: (payment: Payment) => boolean };

/** Payments in order of day, each with what was paid up to it. */
async function Payments({ payments, saleId, isVoidable }: ListProps) {
  const t = await getT();
  if (payments.length === 0)
    return <p className="px-6 pb-4 text-sm text-ink-2 max-sm:px-4">{t('sales.detail.paymentsNone')}</p>;
  const hasActions = payments.some(isVoidable);
  return (
    <>
      <ul className="border-y border-line sm:hidden">
        {payments.map((payment) => (
          <li key={payment.id} className="row after:left-4">
            <span className="min-w-0 flex-1">
              <span className={`flex items-baseline gap-2 ${struck(payment)}`}>
                <span className="flex-1">{payment.paidOn}</span>
                <span>{yuan(payment.amountFen)}</span>
              </span>
              <span className="mt-0.5 flex flex-wrap items-baseline gap-x-2 text-sm text-ink-2">
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  {[payment.method && t(`sales.method.${payment.method}`), payment.recordedBy, note(payment)]
                    .filter(Boolean)
                    .join('，')}
                </span>
                {payment.voidedAt === null && (
                  <span>{t('sales.detail.paidUpTo', { amount: yuan(payment.paidFen) })}</span>
                )}
              </span>
            </span>
            {isVoidable(payment) && <VoidLink saleId={saleId} payment={payment} />}
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
              {hasActions && (
                <th>
                  <span className="sr-only">{t('payments.void.link')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {payments.map((payment) => (
              <tr key={payment.id}>
                <td className={struck(payment)}>{payment.paidOn}</td>
                <td className={`num ${struck(payment)}`}>{yuan(payment.amountFen)}</td>
                <td className="num">{payment.voidedAt === null ? yuan(payment.paidFen) : none}</td>
                <td>{payment.method ? t(`sales.method.${payment.method}`) : t('lists.none')}</td>
                <td>{payment.recordedBy ?? t('lists.none')}</td>
                <td className="max-w-72 min-w-32 py-1.5 whitespace-normal [overflow-wrap:anywhere]">
                  {note(payment) ?? t('lists.none')}
                </td>
                {hasActions && (
                  <td className="text-right">
                    {isVoidable(payment) && <VoidLink saleId={saleId} payment={payment} />}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );

  function note({ amountFen, reason, voidReason, voidedBy }: Payment) {
    if (voidReason !== null)
      return voidedBy
        ? t('payments.void.by', { name: voidedBy, reason: voidReason })
        : t('payments.void.nobody', { reason: voidReason });
    return reason !== null && amountFen < 0 ? t('sales.detail.refund', { reason }) : reason;
  }
}

const struck = ({ voidedAt }: Payment) => (voidedAt === null ? '' : 'text-ink-3 line-through');

async function VoidLink({ saleId, payment }: { saleId: number; payment: Payment }) {
  const t = await getT();
  return (
    <Link
      className="link-quiet inline-flex items-center text-sm max-sm:min-h-11 max-sm:px-1"
      href={`/sales/${saleId}/payments/${payment.id}/void`}
      prefetch={false}
      aria-label={t('payments.void.linkOf', { day: payment.paidOn, amount: yuan(payment.amountFen) })}
    >
      {t('payments.void.link')}
    </Link>
  );
}
