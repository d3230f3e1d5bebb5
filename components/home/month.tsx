import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PaceBar } from '@/components/analysis/pace-bar';
import { aheadBp, type Remaining } from '@/lib/analysis/remaining';
import type { Report } from '@/lib/analysis/types';
import { percent, yuan, yuanShort, yuanShortText } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { decimalString } from '@/lib/money';
import { canSetTargets } from '@/lib/permissions';
import { salesHref } from '@/lib/sales/filters';
import type { Viewer } from '@/lib/viewer';
import { FileRow } from './home-head';

type Props = {
  viewer: Viewer;
  report: Report;
  left: Remaining;
  /** All that waits for review, of whatever month, and what came back: the lists they lead to. */
  pendingFen: number;
  rejected: number;
  rank: { rank: number; of: number } | null;
  t: Translate;
};

/** The month: figure, pace, what is missing and what each day that is left has to bring. 待审核 beside, never inside. */
export function Month({ viewer, report, left, pendingFen, rejected, rank, t }: Props) {
  const { total, pace, range } = report;
  const amount = yuanShort(total.amountFen);
  const analysis = `/analysis?period=${report.period.key}`;
  const targetWords =
    total.targetFen !== null
      ? t('home.month.target', { amount: yuanShortText(total.targetFen) })
      : t(canSetTargets(viewer) ? 'home.month.setTarget' : 'home.month.noTarget');
  return (
    <section className="border-b border-line bg-base-100 px-4 pt-1 pb-4 sm:px-6 sm:pt-4" aria-labelledby="month">
      <div className="flex items-baseline justify-between text-sm text-ink-2">
        <h2 id="month" className="font-normal">
          {t(`home.month.${viewer.role}`, { month: Number(range.from.slice(5, 7)) })}
        </h2>
        <Link className={wordLink} href="/targets" prefetch={false}>
          {targetWords}
        </Link>
      </div>
      <div className="mt-0.5 flex items-baseline justify-between">
        <Link className="figure hover:text-primary" href={salesHref(range)} prefetch={false}>
          {amount.value}
          {amount.unit && <small>{amount.unit}</small>}
        </Link>
        {total.attainmentBp !== null && (
          <Link
            className={`text-lg font-semibold hover:text-primary ${total.isBehind ? 'text-error' : ''}`}
            href={analysis}
            prefetch={false}
          >
            {total.isBehind && <TriangleAlert className="mr-1 inline size-4" aria-hidden />}
            {percent(total.attainmentBp)}
          </Link>
        )}
      </div>
      <PaceBar report={report} t={t} />
      <p className="mt-2 flex flex-wrap justify-between gap-x-4 text-sm text-ink-2">
        <span>{aheadWords(aheadBp(total, pace), t)}</span>
        <span>{leftWords(left, t)}</span>
      </p>
      {left.key === 'missing' && <p className="text-sm text-ink-2">{dayWords(left, t)}</p>}
      <p className="caption mt-0.5 flex flex-wrap gap-x-3">
        <span>{t('home.month.workdays', { gone: pace.gone, all: pace.all })}</span>
        {pendingFen !== 0 && (
          <DoorTo href={salesHref({ state: 'pending' })}>
            {t('home.month.pending', { amount: yuanShortText(pendingFen) })}
          </DoorTo>
        )}
        {rejected > 0 && (
          <DoorTo href={salesHref({ state: 'rejected' })}>{t('home.month.rejected', { count: rejected })}</DoorTo>
        )}
        {rank && <span>{t('home.month.rank', rank)}</span>}
      </p>
      <FileRow t={t} />
    </section>
  );
}

const wordLink = 'hover:text-primary underline decoration-dotted decoration-line-strong underline-offset-4';
const DoorTo = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link className={wordLink} href={href} prefetch={false}>
    {children}
  </Link>
);

/** "比时间进度快 12.43 个百分点"; nothing to say without a target. */
export function aheadWords(bp: number | null, t: Translate): string {
  if (bp === null) return '';
  if (bp === 0) return t('home.month.even');
  return t(bp > 0 ? 'home.month.faster' : 'home.month.slower', { points: decimalString(Math.abs(bp), 2) });
}

function leftWords(left: Remaining, t: Translate): string {
  if (left.key === 'noTarget') return '';
  if (left.key === 'missing') return t('home.month.missing', { amount: yuanShortText(left.missingFen) });
  return left.overFen === 0
    ? t('home.month.exactly')
    : t('home.month.reached', { amount: yuanShortText(left.overFen) });
}

function dayWords({ daysLeft, perDayFen }: Extract<Remaining, { key: 'missing' }>, t: Translate): string {
  if (perDayFen === null) return t('home.month.noDaysLeft');
  const amount = yuan(perDayFen);
  return daysLeft === 1 ? t('home.month.lastDay', { amount }) : t('home.month.daysLeft', { days: daysLeft, amount });
}
