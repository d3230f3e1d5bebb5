import { momentIn } from '@/lib/days';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { Sale } from '@/lib/sales/queries/sale';

/** What happened to the sale itself: filed or imported, reviewed, voided; the latest first. */
export async function SaleHistory({ found, timeZone }: { found: Sale; timeZone: string }) {
  const t = await getT();
  const { sale } = found;
  const events = [
    sale.voidedAt !== null && {
      at: sale.voidedAt,
      who: found.voider,
      what: t('sales.detail.events.voided', { reason: sale.voidReason ?? none }),
    },
    sale.reviewedAt !== null &&
      sale.review !== 'pending' && {
        at: sale.reviewedAt,
        who: found.reviewer,
        what:
          sale.review === 'rejected'
            ? t('sales.detail.events.rejected', { reason: sale.rejectReason ?? none })
            : sale.reviewedBy === sale.salespersonId
              ? t('sales.detail.events.selfApproved')
              : t('sales.detail.events.approved'),
      },
    {
      at: sale.createdAt,
      who: found.creator,
      what: sale.importId === null ? t('sales.detail.events.filed') : t('sales.detail.events.imported'),
    },
  ].filter((event) => event !== false);
  return (
    <ol className="space-y-2 text-sm">
      {events.map((event) => (
        <li key={event.what}>
          <p>
            {event.what}
            {event.who && <span className="ml-2 text-ink-2">{event.who}</span>}
          </p>
          <time className="caption">{momentIn(event.at, timeZone)}</time>
        </li>
      ))}
    </ol>
  );
}
