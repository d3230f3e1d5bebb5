import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Field, HiddenField, SubmitButton, TextField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { Empty } from '@/components/ui/page';
import { today as todayIn } from '@/lib/clock';
import { quantity, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { canChangeSale } from '@/lib/permissions';
import { reversalAhead } from '@/lib/sales/queries/asking';
import { findSale } from '@/lib/sales/queries/sale';
import { reverseSale } from '@/lib/sales/review-actions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('review.actions.reverse') };
type Props = { params: Promise<{ id: string }> };

export default async function ReversePage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findSale(viewer, Number(id)) : undefined;
  if (!found || !canChangeSale(viewer, { ...found.sale, customerOwnerId: found.customer.ownerId })) notFound();
  const t = await getT();
  const { sale, customer } = found;
  const ahead = reversalAhead(found);
  const here = `/sales/${sale.id}`;
  if (!ahead.isPossible)
    return (
      <Empty title={t('review.reverse.notNow')} text={t('review.reverse.notNowText')}>
        <Link className="btn btn-line" href={here} prefetch={false}>
          {t('review.void.backToSale')}
        </Link>
      </Empty>
    );
  const today = todayIn(readSettings().timeZone);
  return (
    <FormPage
      title={t('review.reverse.title', { number: sale.orderNumber })}
      cancelHref={here}
      cancel={t('form.cancel')}
      action={reverseSale}
      formKey={randomUUID()}
      draft={`sale.${sale.id}.reverse`}
      footer={
        <SubmitButton className="btn btn-primary max-sm:w-full">
          {t(ahead.needsReview ? 'review.reverse.submit' : 'review.reverse.submitDirect')}
        </SubmitButton>
      }
    >
      <HiddenField name="saleId" value={String(sale.id)} />
      <div className="text-sm text-ink-2 [overflow-wrap:anywhere]">
        <p className="text-base text-base-content">
          {customer.name}，{sale.productName}
        </p>
        <p>
          {t('review.reverse.original', { amount: yuan(sale.amountFen), paid: yuan(sale.paidFen), day: sale.dealOn })}
        </p>
        <p>{t('review.reverse.lead')}</p>
      </div>
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field
          name="amount"
          label={t('review.reverse.amount')}
          hint={t('review.reverse.left', { left: yuan(ahead.leftFen) })}
          required
          inputMode="decimal"
          autoComplete="off"
        />
        <Field
          name="dealOn"
          type="date"
          label={t('review.reverse.dealOn')}
          required
          defaultValue={today}
          min={sale.dealOn}
          max={today}
        />
        {sale.quantity !== null && (
          <Field
            name="quantity"
            label={t('review.reverse.quantity')}
            hint={t('review.reverse.quantityHint', { quantity: quantity(sale.quantity) })}
            inputMode="decimal"
            autoComplete="off"
          />
        )}
      </div>
      {ahead.waitingFen > 0 && (
        <p className="text-sm text-ink-2">{t('review.reverse.waiting', { amount: yuan(ahead.waitingFen) })}</p>
      )}
      {sale.paidFen > 0 && (
        <p className="bg-warn-soft px-3 py-2 text-sm text-warning">
          {t(ahead.freeFen > 0 ? 'review.reverse.credit' : 'review.reverse.allCredit', {
            paid: yuan(sale.paidFen),
            free: yuan(ahead.freeFen),
          })}
        </p>
      )}
      <TextField
        name="reason"
        label={t('review.reverse.reason')}
        hint={ahead.needsReview ? t('review.reverse.reasonHint') : ''}
        required
        maxLength={500}
      />
      <p className="caption">{t('review.reverse.number', { number: ahead.number })}</p>
    </FormPage>
  );
}
