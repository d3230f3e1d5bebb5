import { momentIn } from '@/lib/days';
import { none, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { Difference } from '@/lib/sales/differences';
import type { ChangeOfSale, ReviewState } from '@/lib/sales/queries/changes';
import type { reversalsOfSale, Sale } from '@/lib/sales/queries/sale';

type Event = { at: string; who: string | null; what: string; differences?: Difference[] };
type Props = { found: Sale; state: ReviewState; reversals: ReturnType<typeof reversalsOfSale>; timeZone: string };

/** What happened to the sale: filed, reviewed, new versions, reversals, voided; the latest first. */
export async function SaleHistory({ found, state, reversals, timeZone }: Props) {
  const t = await getT();
  const events: Event[] = [
    ...saleEvents(),
    ...state.rejections.flatMap(rejectionEvents),
    ...state.changes.flatMap(changeEvents),
    ...reversals.map((reversal) => ({
      at: reversal.createdAt,
      who: reversal.creator,
      what: reversed(reversal),
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <ol className="space-y-2.5 text-sm">
      {events.map((event) => (
        <li key={`${event.at} ${event.what}`} className="[overflow-wrap:anywhere]">
          <p>
            {event.what}
            {event.who && <span className="ml-2 text-ink-2">{event.who}</span>}
          </p>
          {event.differences
            ?.filter(({ isChanged }) => isChanged)
            .map(({ field, before, after }) => (
              <p key={field} className="text-ink-2">
                {t(`review.compare.fields.${field}`)} {before || t('review.compare.none')} →{' '}
                <strong>{after || t('review.compare.none')}</strong>
              </p>
            ))}
          <time className="caption">{momentIn(event.at, timeZone)}</time>
        </li>
      ))}
    </ol>
  );

  function reversed({ orderNumber, amountFen, review, voidedAt }: (typeof reversals)[number]): string {
    const what = t('review.history.reversed', { number: orderNumber, amount: yuan(amountFen) });
    if (voidedAt === null && review === 'approved') return what;
    return `${what}（${t(voidedAt === null ? `sales.mark.${review as 'pending' | 'rejected'}` : 'sales.mark.void')}）`;
  }

  function saleEvents(): Event[] {
    const { sale } = found;
    const list: Event[] = [
      {
        at: sale.createdAt,
        who: found.creator,
        what: sale.importId === null ? t('sales.detail.events.filed') : t('sales.detail.events.imported'),
      },
    ];
    // 自审 is said of whoever filed or sold it; an import that counts as reviewed is not one's own decision on it (R37a).
    const isSelf =
      sale.reviewedBy === sale.salespersonId || (sale.importId === null && sale.reviewedBy === sale.createdBy);
    if (sale.review === 'approved' && sale.reviewedAt !== null)
      list.unshift({
        at: sale.reviewedAt,
        who: found.reviewer,
        what: t(isSelf ? 'sales.detail.events.selfApproved' : 'sales.detail.events.approved'),
      });
    if (sale.review === 'rejected' && sale.reviewedAt !== null && state.rejections.length === 0)
      list.unshift({
        at: sale.reviewedAt,
        who: found.reviewer,
        what: t('sales.detail.events.rejected', { reason: sale.rejectReason ?? none }),
      });
    // A reviewed 作废 stands below as what was asked for and decided.
    const isReviewed = state.changes.some(({ kind, status }) => kind === 'void' && status === 'approved');
    if (sale.voidedAt !== null && !isReviewed)
      list.unshift({
        at: sale.voidedAt,
        who: found.voider,
        what: t('sales.detail.events.voided', { reason: sale.voidReason ?? none }),
      });
    return list;
  }

  function rejectionEvents({ reason, by, at, refiledAt }: ReviewState['rejections'][number]): Event[] {
    const rejected = { at, who: by, what: t('sales.detail.events.rejected', { reason }) };
    return refiledAt === null
      ? [rejected]
      : [{ at: refiledAt, who: null, what: t('review.history.refiled') }, rejected];
  }

  function changeEvents(change: ChangeOfSale): Event[] {
    const { kind, status, requestedAt, reviewedAt, requester, reviewer, differences } = change;
    const asked = {
      at: requestedAt,
      who: requester,
      what:
        kind === 'edit'
          ? t('review.history.editRequested')
          : t('review.history.voidRequested', { reason: change.reason ?? none }),
      differences,
    };
    if (status === 'pending' || reviewedAt === null) return [asked];
    if (status === 'withdrawn')
      return [{ at: reviewedAt, who: requester, what: t(`review.history.${kind}Withdrawn`) }, asked];
    const verb = status === 'approved' ? 'Approved' : 'Rejected';
    const isSelf = [change.requestedBy, found.sale.salespersonId].some((id) => id === change.reviewedBy);
    const self = status === 'approved' && isSelf ? `（${t('review.self')}）` : '';
    const what = t(`review.history.${kind}${verb}`, { reason: change.rejectReason ?? none }) + self;
    return [{ at: reviewedAt, who: reviewer, what }, asked];
  }
}
