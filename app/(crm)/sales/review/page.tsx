import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { ReviewBar, ReviewMessage } from '@/components/sales/review-bar';
import { ApproveOne } from '@/components/sales/review-decide';
import { ReviewRow } from '@/components/sales/review-row';
import { ReviewTick } from '@/components/sales/review-tick';
import { SalesHead } from '@/components/sales/sales-head';
import { ActionForm } from '@/components/ui/form';
import { Empty } from '@/components/ui/page';
import { hrefWith, type Query } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { listTeams } from '@/lib/people/queries';
import { inbox, inboxSize } from '@/lib/sales/queries/inbox';
import { reviewCount } from '@/lib/sales/queries/review';
import { rowName } from '@/lib/sales/review';
import { reviewSales } from '@/lib/sales/review-actions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('review.title') };
const path = '/sales/review';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReviewPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  if (viewer.role === 'rep') notFound();
  const t = await getT();
  const { timeZone } = readSettings();
  const today = todayIn(timeZone);
  const params = await searchParams;
  const team = params.team === 'none' ? null : isId(params.team) ? Number(params.team) : undefined;
  const total = reviewCount(viewer, { team });
  const pages = Math.max(1, Math.ceil(total / inboxSize));
  const asked = params.page;
  const page = Math.min(pages, typeof asked === 'string' && /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1);
  const rows = inbox(viewer, { page, team });
  const mine = page === 1 && team === undefined ? inbox(viewer, { mine: true }) : [];
  const teamName = team && listTeams(viewer).find(({ id }) => id === team)?.name;
  const common = { today, timeZone };
  return (
    <>
      <SalesHead here="review" caption={t(`review.caption.${viewer.role}`)} />
      <ActionForm action={reviewSales} formKey={randomUUID()} className="flex flex-col">
        {/* Enter in a tick presses a form's first button: this one decides nothing. */}
        <button type="submit" name="decision" value="" hidden />
        <input type="hidden" name="list" value="1" />
        <ReviewMessage />
        {team !== undefined && (
          <p className="flex min-h-11 items-center gap-3 border-b border-line px-6 text-sm max-sm:px-4">
            {t('review.ofTeam', { team: teamName || t('home.group.noTeam'), n: total })}
            <Link className="link-quiet" href={path} prefetch={false}>
              {t('review.allTeams')}
            </Link>
          </p>
        )}
        {rows.length === 0 ? (
          <Empty title={t('review.emptyTitle')} text={t('review.emptyText')}>
            <Link className="btn btn-line" href="/sales" prefetch={false}>
              {t('review.toSales')}
            </Link>
          </Empty>
        ) : (
          <>
            <ul aria-label={t('review.list')}>
              {rows.map((row) => {
                const value = rowName(row);
                const number = row.sale.orderNumber;
                return (
                  <ReviewRow
                    key={value}
                    row={row}
                    {...common}
                    tick={<ReviewTick value={value} label={t('review.choose', { number })} />}
                    button={
                      <ApproveOne value={value} label={t('review.approveOne', { number })} text={t('review.approve')} />
                    }
                  />
                );
              })}
            </ul>
            {pages > 1 && (
              <Pages query={typeof params.team === 'string' ? { team: params.team } : {}} {...{ page, pages, total }} />
            )}
            <ReviewBar
              rows={rows.map(rowName)}
              texts={{
                chooseAll: t('review.chooseAll'),
                chosen: t('review.chosen', { n: '{{n}}' }),
                approveChosen: t('review.approveChosen'),
                approveMany: t('review.approveMany', { n: '{{n}}' }),
                rejectChosen: t('review.rejectChosen'),
                rejectMany: t('review.rejectMany', { n: '{{n}}' }),
                reject: t('review.reject'),
                reason: t('review.reason'),
                reasonHint: t('review.reasonHint'),
              }}
            />
          </>
        )}
      </ActionForm>
      {mine.length > 0 && (
        <section className="border-t border-line-strong">
          <div className="px-6 pt-4 pb-2 max-sm:px-4">
            <h2 className="text-base">{t('review.mine')}</h2>
            <p className="caption">{t('review.mineText')}</p>
          </div>
          <ul className="border-t border-line" aria-label={t('review.mine')}>
            {mine.map((row) => (
              <ReviewRow key={rowName(row)} row={row} {...common} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const isId = (text: unknown): text is string => typeof text === 'string' && /^\d{1,15}$/.test(text);

type PagesProps = { query: Query; page: number; pages: number; total: number };

async function Pages({ query, page, pages, total }: PagesProps) {
  const t = await getT();
  return (
    <nav className="flex min-h-12 items-center gap-3 px-6 text-sm text-ink-2 max-sm:px-4" aria-label={t('lists.pages')}>
      <span>
        {t('review.total', { n: total })}，{t('review.pages', { page, pages })}
      </span>
      {page > 1 && (
        <Link className="link-quiet" href={hrefWith(path, query, { page: String(page - 1) })} prefetch={false}>
          {t('lists.previous')}
        </Link>
      )}
      {page < pages && (
        <Link className="link-quiet" href={hrefWith(path, query, { page: String(page + 1) })} prefetch={false}>
          {t('lists.next')}
        </Link>
      )}
    </nav>
  );
}
