import { ChevronRight } from 'lucide-react';
import type { Day, Moment } from '@/db/columns';
import { dayIn, daysBetween } from '@/lib/days';
import { yuan, yuanShortText } from '@/lib/format';
import type { Waiting } from '@/lib/home/queries/waiting';
import type { Translate } from '@/lib/i18n/translator';
import { sumFen } from '@/lib/money';
import type { InboxRow } from '@/lib/sales/queries/inbox';
import { Band, LinkRow, More, Nothing } from './band';

const inbox = '/sales/review';
type Props = { waiting: Waiting[]; rows: InboxRow[]; at: { today: Day; timeZone: string }; t: Translate };

/** What waits for the viewer's decision: how much, for how long, and the first of it. */
export function Reviews({ waiting, rows, at, t }: Props) {
  const count = waiting.reduce((sum, team) => sum + team.items, 0);
  const changes = waiting.reduce((sum, team) => sum + team.changes, 0);
  const oldest = Math.max(0, ...waiting.map((team) => team.days));
  return (
    <Band
      id="reviews"
      title={t('home.review.title')}
      beside={
        count > 0 && (
          <>
            <strong>{t('home.review.count', { count })}</strong>
            <span>{yuanShortText(sumFen(waiting.map((team) => team.amountFen)))}</span>
            {oldest > 0 && <span>{t('home.review.oldest', { days: oldest })}</span>}
          </>
        )
      }
      link={count > 0 ? { href: inbox, text: t('home.review.go') } : undefined}
    >
      {count === 0 && <Nothing>{t('home.review.none')}</Nothing>}
      {changes > 0 && <p className="caption px-4 sm:px-6">{t('home.review.changes', { count: changes })}</p>}
      <ul>
        {rows.map((row) => (
          <LinkRow key={`${row.kind}-${row.saleId}`} href={`/sales/${row.saleId}`}>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-lg sm:text-base">{row.customerName}</span>
              <span className="caption block truncate text-sm">
                {t(`home.review.kinds.${row.kind}`)}，{row.salesperson}，{row.sale.orderNumber}
              </span>
            </span>
            <span className="shrink-0 text-right">
              <span className="block text-lg font-semibold sm:text-base">¥{yuan(row.sale.amountFen)}</span>
              <span className="caption">{ageWords(row.filedAt, at, t)}</span>
            </span>
            <ChevronRight className="text-ink-3 max-sm:hidden" aria-hidden />
          </LinkRow>
        ))}
      </ul>
      {count > rows.length && <More href={inbox}>{t('home.review.more', { count: count - rows.length })}</More>}
    </Band>
  );
}

function ageWords(filedAt: Moment, { today, timeZone }: Props['at'], t: Translate): string {
  const days = daysBetween(dayIn(filedAt, timeZone), today);
  return days > 0 ? t('home.review.age', { days }) : t('home.review.today');
}
