import { randomUUID } from 'node:crypto';
import { Hourglass, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import { momentIn } from '@/lib/days';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { ReviewState as State } from '@/lib/sales/queries/changes';
import type { Sale } from '@/lib/sales/queries/sale';
import { rowName } from '@/lib/sales/review';
import { reviewSales, withdrawChange } from '@/lib/sales/review-actions';
import type { Viewer } from '@/lib/viewer';
import { ChangeCompare } from './change-compare';
import { ReviewButtons } from './review-decide';

type Props = { viewer: Viewer; found: Sale; state: State; timeZone: string };

/** Where a sale stands in its review, in words, and what can be done about it; nothing for one that simply counts. */
export async function ReviewState({ viewer, found, state, timeZone }: Props) {
  const t = await getT();
  const { sale } = found;
  const { change, may } = state;
  const at = (moment: string) => momentIn(moment, timeZone);
  const [rejection] = state.rejections;

  if (sale.voidedAt !== null)
    return (
      <Band icon={<Undo2 aria-hidden />} title={t('review.state.void', { reason: sale.voidReason ?? none })} isQuiet>
        <p className="text-ink-2">{t('review.state.voidedBy', { who: found.voider ?? none, at: at(sale.voidedAt) })}</p>
      </Band>
    );
  if (sale.review === 'rejected')
    return (
      <Band icon={<Undo2 aria-hidden />} title={t('review.state.rejected', { reason: sale.rejectReason ?? none })}>
        <p className="text-ink-2">
          {sale.reviewedAt && t('review.state.rejectedBy', { who: found.reviewer ?? none, at: at(sale.reviewedAt) })}{' '}
          {t(sale.kind === 'sale' ? 'review.state.rejectedNext' : 'review.state.rejectedReversalNext')}
        </p>
      </Band>
    );
  if (sale.review === 'pending')
    return (
      <Band icon={<Hourglass aria-hidden />} title={t('review.state.pending')}>
        <p className="text-ink-2">
          {t('review.state.since', { who: found.creator ?? none, at: at(state.since) })}
          {rejection && `，${t('review.rejectedBefore', { reason: rejection.reason })}`}
        </p>
        <Decide may={may} name={rowName({ saleId: sale.id, changeId: null, version: sale.version })} />
      </Band>
    );
  if (change === null) return null;
  return (
    <Band
      icon={<Hourglass aria-hidden />}
      title={t(change.kind === 'edit' ? 'review.state.edit' : 'review.state.voidWaits')}
    >
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        {t('review.state.since', { who: change.requester, at: at(change.requestedAt) })}
        {change.reason && `，${t('review.why', { reason: change.reason })}`}
      </p>
      {change.kind === 'edit' && <ChangeCompare list={change.differences} />}
      <Decide may={may} name={rowName({ saleId: sale.id, changeId: change.id, version: sale.version })} />
      {change.requestedBy === viewer.id && (
        <ActionForm action={withdrawChange} formKey={randomUUID()} className="mt-2">
          <input type="hidden" name="changeId" value={change.id} />
          <FormMessage />
          <SubmitButton className="btn btn-line">{t('review.state.withdraw')}</SubmitButton>
        </ActionForm>
      )}
    </Band>
  );
}

type BandProps = { icon: ReactNode; title: string; isQuiet?: boolean; children: ReactNode };

const Band = ({ icon, title, isQuiet = false, children }: BandProps) => (
  <section className={`border-t border-line px-6 py-3 text-sm max-sm:px-4 ${isQuiet ? 'bg-base-200' : 'bg-warn-soft'}`}>
    <h2
      className={`flex items-start gap-2 text-base [overflow-wrap:anywhere] [&_svg]:mt-0.75 ${isQuiet ? '' : 'text-warning'}`}
    >
      {icon}
      <span className="min-w-0">{title}</span>
    </h2>
    <div className="pl-6">{children}</div>
  </section>
);

/** 通过 and 驳回 for whoever may; for one's own in words why not (R17). */
async function Decide({ may, name }: { may: State['may']; name: string }) {
  const t = await getT();
  if (may === 'no') return null;
  if (may === 'own') return <p>{t('review.ownNote')}</p>;
  return (
    <ActionForm action={reviewSales} formKey={randomUUID()} className="mt-2 space-y-2">
      {may === 'self' && <p>{t('review.selfNote')}</p>}
      <input type="hidden" name="rows[]" value={name} />
      <FormMessage />
      <div className="flex flex-wrap items-center gap-3">
        <ReviewButtons
          texts={{
            approve: t('review.approve'),
            reject: t('review.reject'),
            reason: t('review.reason'),
            reasonHint: t('review.reasonHint'),
          }}
        />
      </div>
    </ActionForm>
  );
}
