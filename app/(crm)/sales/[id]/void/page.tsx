import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { HiddenField, SubmitButton, TextField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { Empty } from '@/components/ui/page';
import type { Message } from '@/lib/action-core';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { canChangeSale, canVoidUnreviewed } from '@/lib/permissions';
import { voidAhead } from '@/lib/sales/queries/asking';
import { findSale } from '@/lib/sales/queries/sale';
import { voidSale } from '@/lib/sales/review-actions';
import { requireViewer } from '@/lib/session';

export const metadata: Metadata = { title: translator()('review.actions.void') };
type Props = { params: Promise<{ id: string }> };

export default async function VoidPage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findSale(viewer, Number(id)) : undefined;
  if (!found) notFound();
  const { sale, customer } = found;
  const may =
    sale.review === 'approved'
      ? canChangeSale(viewer, { ...sale, customerOwnerId: customer.ownerId })
      : canVoidUnreviewed(viewer, sale);
  if (!may) notFound();
  const t = await getT();
  const { problem, needsReview } = voidAhead(found);
  const here = `/sales/${sale.id}`;
  if (problem) {
    const text = t as (key: string, params?: Message['params']) => string;
    return (
      <Empty title={t('review.void.cannot')} text={text(problem.key, problem.params)}>
        <Link className="btn btn-line" href={here} prefetch={false}>
          {t('review.void.backToSale')}
        </Link>
      </Empty>
    );
  }
  return (
    <FormPage
      title={t('review.void.title', { number: sale.orderNumber })}
      cancelHref={here}
      cancel={t('form.cancel')}
      action={voidSale}
      formKey={randomUUID()}
      draft={`sale.${sale.id}.void`}
      footer={
        <SubmitButton className="btn btn-primary max-sm:w-full">
          {t(needsReview ? 'review.void.submitReviewed' : 'review.void.submitDirect')}
        </SubmitButton>
      }
    >
      <HiddenField name="saleId" value={String(sale.id)} />
      <input type="hidden" name="version" value={sale.version} />
      <div className="text-sm text-ink-2 [overflow-wrap:anywhere]">
        <p className="text-base text-base-content">
          {customer.name}，{sale.productName}，{yuan(sale.amountFen)}
        </p>
        <p>{t(needsReview ? 'review.void.leadReviewed' : 'review.void.leadDirect')}</p>
      </div>
      <TextField
        name="reason"
        label={t('review.void.reason')}
        hint={t('review.void.reasonHint')}
        required
        maxLength={500}
      />
    </FormPage>
  );
}
