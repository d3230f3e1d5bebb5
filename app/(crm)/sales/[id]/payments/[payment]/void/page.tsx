import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Asked } from '@/components/payments/asked';
import { SubmitButton, TextField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { saveVoidPayment } from '@/lib/payments/actions';
import { takesPayments } from '@/lib/payments/rule';
import { mayVoid } from '@/lib/payments/void-payment';
import { findSale, paymentsOfSale } from '@/lib/sales/queries/sale';
import { requireViewer } from '@/lib/session';

export const metadata: Metadata = { title: translator()('payments.void.title') };
type Props = { params: Promise<{ id: string; payment: string }> };

export default async function VoidPaymentPage({ params }: Props) {
  const viewer = await requireViewer();
  const { id, payment: paymentId } = await params;
  const found = /^\d{1,15}$/.test(id) ? findSale(viewer, Number(id)) : undefined;
  const payment = found && paymentsOfSale(viewer, found).find((row) => String(row.id) === paymentId);
  if (!payment || payment.voidedAt !== null || !takesPayments(found.sale)) notFound();
  if (!mayVoid(viewer, found, payment.recordedById)) notFound();
  const t = await getT();
  return (
    <FormPage
      title={t('payments.void.title')}
      cancelHref={`/sales/${found.sale.id}`}
      cancel={t('form.cancel')}
      action={saveVoidPayment}
      formKey={randomUUID()}
      draft={`payment.${payment.id}.void`}
      footer={<SubmitButton className="btn btn-primary max-sm:w-full">{t('payments.void.save')}</SubmitButton>}
    >
      <input type="hidden" name="paymentId" value={payment.id} />
      <div className="text-sm text-ink-2 [overflow-wrap:anywhere]">
        <p className="text-base text-base-content">
          {t(payment.amountFen > 0 ? 'payments.void.receipt' : 'payments.void.refund', {
            day: payment.paidOn,
            amount: yuan(Math.abs(payment.amountFen)),
          })}
        </p>
        <p>{[found.sale.orderNumber, found.customer.name, payment.recordedBy].filter(Boolean).join('，')}</p>
        <p>{t('payments.void.lead')}</p>
      </div>
      <TextField name="reason" label={t('payments.void.reason')} required rows={2} maxLength={500} />
      <Asked yes={t('payments.ask.yes')} />
    </FormPage>
  );
}
