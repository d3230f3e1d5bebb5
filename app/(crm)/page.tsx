import { ChevronRight, TriangleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Begin } from '@/components/analysis/begin';
import { PaceBar } from '@/components/analysis/pace-bar';
import { standing } from '@/components/analysis/view';
import { PageHead } from '@/components/ui/page';
import { figures } from '@/lib/analysis/queries/figures';
import { hasSales } from '@/lib/analysis/queries/options';
import type { Report } from '@/lib/analysis/types';
import { today as todayIn } from '@/lib/clock';
import { percent, yuanShort, yuanShortText } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { type Translate, translator } from '@/lib/i18n/translator';
import { periodOf } from '@/lib/period';
import { salesHref } from '@/lib/sales/filters';
import { totalSales } from '@/lib/sales/queries/totals';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('shell.home') };

/** The viewer's month and what waits for them; while there is nothing yet, the way to begin. */
export default async function HomePage() {
  const viewer = await requireViewer();
  const t = await getT();
  const today = todayIn(readSettings().timeZone);
  const report = figures(viewer, periodOf('month', today), 'month');
  const isEmpty = report.total.targetFen === null && !hasSales(viewer);
  const caption = `${t('analysis.home.day', { month: Number(today.slice(5, 7)), day: Number(today.slice(8)) })}，${viewer.name}`;
  return (
    <>
      <PageHead title={t('shell.home')} caption={caption} />
      {isEmpty ? (
        <Begin viewer={viewer} t={t} />
      ) : (
        <Month
          report={report}
          pendingFen={totalSales(viewer, { filter: { state: 'pending' }, today }).amountFen}
          t={t}
        />
      )}
    </>
  );
}

type MonthProps = {
  report: Report;
  /** All that waits for review, of whatever month: the list it leads to. */
  pendingFen: number;
  t: Translate;
};

function Month({ report, pendingFen, t }: MonthProps) {
  const { total, pace, range } = report;
  const month = Number(range.from.slice(5, 7));
  const amount = yuanShort(total.amountFen);
  return (
    <>
      <section className="border-b border-line px-6 py-4 max-sm:px-4" aria-labelledby="month">
        <div className="max-w-xl">
          <div className="flex items-baseline justify-between text-sm text-ink-2">
            <h2 id="month" className="font-normal">
              {t('analysis.home.amount', { month })}
            </h2>
            {total.targetFen !== null && (
              <Link prefetch={false} className="hover:text-primary" href="/targets">
                {t('analysis.home.target', { amount: yuanShortText(total.targetFen) })}
              </Link>
            )}
          </div>
          <div className="flex items-baseline justify-between">
            <Link prefetch={false} className="figure hover:text-primary" href={salesHref(range)}>
              {amount.value}
              {amount.unit && <small>{amount.unit}</small>}
            </Link>
            {total.attainmentBp !== null && (
              <Link
                prefetch={false}
                className={`text-lg font-semibold hover:text-primary ${total.isBehind ? 'text-error' : ''}`}
                href="/analysis"
              >
                {total.isBehind && <TriangleAlert className="mr-1 inline" aria-hidden />}
                {percent(total.attainmentBp)}
              </Link>
            )}
          </div>
          <PaceBar report={report} t={t} />
          <p className="text-sm text-ink-2">
            {standingWords(report, t)}，{t('analysis.home.workdays', { gone: pace.gone, all: pace.all })}
          </p>
        </div>
      </section>
      <ToDo report={report} pendingFen={pendingFen} t={t} />
    </>
  );
}

function standingWords(report: Report, t: Translate): string {
  const is = standing(report, report.total);
  if (is.key === 'faster' || is.key === 'slower') return t(`analysis.attainment.${is.key}`, { points: is.points });
  if (is.key === 'over' || is.key === 'missing')
    return t(`analysis.attainment.${is.key}`, { amount: yuanShortText(is.fen) });
  return t(`analysis.attainment.${is.key}`);
}

/** What waits: overdue money, sales to review, all that is owed; each opens its list. */
function ToDo({ report: { total }, pendingFen, t }: MonthProps) {
  return (
    <section aria-labelledby="to-do">
      <h2 id="to-do" className="px-6 pt-4 pb-1 text-base max-sm:px-4">
        {t('analysis.home.toDo')}
      </h2>
      <ul className="mx-6 max-w-xl max-sm:mx-0">
        <Line href={salesHref({ owing: 'overdue' })} name={t('analysis.home.overdue')}>
          {total.overdueFen > 0 ? (
            <span className="alert-mark text-sm">
              <TriangleAlert aria-hidden />
              {t('analysis.home.overdueText', {
                count: total.overdueSales,
                amount: yuanShortText(total.overdueFen),
              })}
            </span>
          ) : (
            t('analysis.home.noOverdue')
          )}
        </Line>
        <Line href={salesHref({ state: 'pending' })} name={t('analysis.home.review')}>
          {pendingFen === 0 ? t('analysis.home.noReview') : yuanShortText(pendingFen)}
        </Line>
        <Line href={salesHref({ owing: 'any' })} name={t('analysis.home.receivable')}>
          {yuanShortText(total.receivableFen)}
        </Line>
        <Line href="/analysis" name={t('analysis.home.analysis')} />
      </ul>
    </section>
  );
}

function Line({ href, name, children }: { href: string; name: string; children?: ReactNode }) {
  return (
    <li className="relative border-b border-line">
      <Link prefetch={false} className="flex min-h-12 items-center gap-3 hover:bg-hover max-sm:px-4" href={href}>
        {name}
        <span className="ml-auto text-sm text-ink-2">{children}</span>
        <ChevronRight className="text-ink-3" aria-hidden />
      </Link>
    </li>
  );
}
