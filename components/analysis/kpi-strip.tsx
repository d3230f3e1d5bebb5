import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Kpi } from '@/lib/analysis/definitions';
import type { Report } from '@/lib/analysis/types';
import { none, percent, yuanShort, yuanShortText } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { salesHref } from '@/lib/sales/filters';
import type { Settings } from '@/lib/settings/settings';
import { Definition } from './definition';
import { PaceBar } from './pace-bar';
import { missingToLine, recordsOf, standing } from './view';
import { differenceWords, growthWords } from './words';

type Props = { report: Report; settings: Settings; t: Translate; targetsHref: string | null };

/** The five figures: name, value, change or pace, what supports it, and the 口径 always in sight. */
export function KpiStrip({ report, settings, t, targetsHref }: Props) {
  const { total, pace, isRunning } = report;
  const { period, balance } = recordsOf(report);
  const sales = salesHref(period);
  return (
    <section
      className="kpis [&_h2]:flex [&_h2]:items-center [&_h2]:gap-1 [&_h2]:text-sm [&_h2]:font-normal [&_h2]:text-ink-2 [&_h2_svg]:size-3.5 [&_h2_svg]:text-ink-3 [&_p]:whitespace-normal grid-cols-[1.05fr_1.3fr_1fr_1fr_1fr] max-lg:grid-cols-2 max-lg:*:border-b max-sm:grid-cols-1 max-sm:*:border-l-0 max-sm:*:px-4"
      aria-label={t('analysis.kpis')}
    >
      <KpiColumn id="amount" t={t} href={sales} value={yuanShort(total.amountFen)}>
        <p>
          <Growth word={t('analysis.yoy')} bp={total.yoyBp} difference={total.yoyDifferenceFen} t={t} />
        </p>
        <p>
          <Growth word={t('analysis.pop')} bp={total.popBp} difference={total.popDifferenceFen} t={t} />
        </p>
        <p>
          {total.pendingFen === 0 ? (
            t('analysis.amount.noPending')
          ) : (
            <Link prefetch={false} className="link-quiet" href={salesHref({ ...period, state: 'pending' })}>
              {t('analysis.amount.pending', { amount: yuanShortText(total.pendingFen) })}
            </Link>
          )}
        </p>
        <p>{t('analysis.amount.short')}</p>
      </KpiColumn>

      <KpiColumn
        id="attainment"
        t={t}
        href={sales}
        value={rateValue(total.attainmentBp)}
        beside={<Standing report={report} t={t} />}
        isAlert={total.isBehind}
      >
        <PaceBar report={report} t={t} />
        <BehindLine report={report} alertLine={settings.alertAttainment} t={t} />
        <p>
          {total.targetFen !== null
            ? t(isRunning ? 'analysis.attainment.targetAndPace' : 'analysis.attainment.target', {
                amount: yuanShortText(total.targetFen),
                pace: percent(pace.bp),
              })
            : targetsHref && (
                <Link prefetch={false} className="link-quiet" href={targetsHref}>
                  {t('analysis.attainment.setTarget')}
                </Link>
              )}
        </p>
        <p>{t('analysis.attainment.short', { gone: pace.gone, all: pace.all })}</p>
      </KpiColumn>

      <KpiColumn id="collection" t={t} href={sales} value={rateValue(total.collectionBySigningBp)}>
        <p>{t('analysis.collection.collected', { amount: yuanShortText(total.collectedFen) })}</p>
        <p>
          <Link prefetch={false} className="link-quiet" href={salesHref(period, '/payments')}>
            {t('analysis.collection.byCash', {
              rate: percent(total.collectionByCashBp),
              amount: yuanShortText(total.cashFen),
            })}
          </Link>
        </p>
        <p>{t('analysis.collection.byReceivables', { rate: percent(total.collectionByReceivablesBp) })}</p>
        <p>{t('analysis.collection.short', { asOf: report.asOf.slice(5) })}</p>
      </KpiColumn>

      <KpiColumn
        id="receivable"
        t={t}
        href={salesHref({ ...balance, owing: 'any' })}
        value={yuanShort(total.receivableFen)}
      >
        <p>
          {total.overdueFen === 0 ? (
            t('analysis.receivable.noOverdue')
          ) : (
            <Link
              prefetch={false}
              className="alert-mark text-sm hover:underline"
              href={salesHref({ ...balance, owing: 'overdue' })}
            >
              <TriangleAlert aria-hidden />
              {t('analysis.receivable.overdue', {
                amount: yuanShortText(total.overdueFen),
                count: total.overdueSales,
              })}
            </Link>
          )}
        </p>
        <p>
          {total.creditFen === 0 ? (
            t('analysis.receivable.noCredit')
          ) : (
            <Link prefetch={false} className="link-quiet" href={salesHref({ ...balance, credit: '1' })}>
              {t('analysis.receivable.credit', { amount: yuanShortText(total.creditFen) })}
            </Link>
          )}
        </p>
        <p>{t('analysis.receivable.short')}</p>
      </KpiColumn>

      <KpiColumn id="perCustomer" t={t} href={sales} value={yuanShort(total.perCustomerFen)}>
        <p>{t('analysis.average.customers', { count: total.customers, rate: percent(total.repurchaseBp) })}</p>
        <p>{t('analysis.average.perOrder', { amount: yuanShortText(total.perOrderFen), count: total.orders })}</p>
        <p>{t('analysis.average.short')}</p>
      </KpiColumn>
    </section>
  );
}

/** "▲ 同比 +18.42%，多 61.87 万"; the difference stands alone, and always, where there is no base (R24). */
function Growth({ word, bp, difference, t }: { word: string; bp: number | null; difference: number; t: Translate }) {
  return (
    <>
      {growthWords(t, word, bp)}
      <span className={bp === null ? undefined : 'max-[1365px]:hidden'}>，{differenceWords(t, difference)}</span>
    </>
  );
}

type Explained = Kpi | 'pace' | 'ageing';
/** Each figure of the strip with those it is read together with; their full 口径 opens from the icon. */
const explained = {
  amount: ['amount', 'yoy', 'pop', 'pending'],
  attainment: ['attainment', 'target', 'shortfall', 'pace'],
  collection: ['collection', 'collectionByCash', 'collectionByReceivables'],
  receivable: ['receivable', 'overdue', 'credit', 'ageing'],
  perCustomer: ['perCustomer', 'perOrder', 'customers', 'repurchase'],
} as const;

const rateValue = (bp: number | null) => ({
  value: bp === null ? none : percent(bp).slice(0, -1),
  unit: bp === null ? '' : '%',
});

function KpiColumn({
  id,
  href,
  value: { value, unit },
  beside,
  isAlert = false,
  children,
  t,
}: {
  id: keyof typeof explained;
  href: string;
  value: { value: string; unit: string };
  beside?: ReactNode;
  isAlert?: boolean;
  children: ReactNode;
  t: Translate;
}) {
  const name = t(`definitions.names.${id}`);
  const definitions: readonly Explained[] = explained[id];
  return (
    <article className="kpi">
      <h2>
        {name}
        <Definition
          id={`definition-${id}`}
          label={t('analysis.definitionOf', { name })}
          texts={definitions.map((kpi) => [t(`definitions.names.${kpi}`), t(`definitions.${kpi}`)])}
        />
      </h2>
      <div className="mt-0.5 flex flex-wrap items-baseline justify-between gap-x-2">
        <Link prefetch={false} className={`figure hover:text-primary ${isAlert ? 'text-error' : ''}`} href={href}>
          {value}
          {unit && <small>{unit}</small>}
        </Link>
        {beside}
      </div>
      {children}
    </article>
  );
}

function Standing({ report, t }: { report: Report; t: Translate }) {
  const is = standing(report, report.total);
  const words =
    is.key === 'faster' || is.key === 'slower'
      ? t(`analysis.attainment.${is.key}`, { points: is.points })
      : is.key === 'over' || is.key === 'missing'
        ? t(`analysis.attainment.${is.key}`, { amount: yuanShortText(is.fen) })
        : t(`analysis.attainment.${is.key}`);
  return <span className="text-sm text-ink-2">{words}</span>;
}

/** Red with icon and words: under the alert line, and what is missing to it. */
function BehindLine({ report, alertLine, t }: { report: Report; alertLine: number; t: Translate }) {
  if (!report.total.isBehind) return null;
  const missing = missingToLine(report.total, alertLine);
  const key = report.isRunning ? 'analysis.attainment.behindPace' : 'analysis.attainment.behind';
  return (
    <p>
      <span className="alert-mark text-sm whitespace-normal">
        <TriangleAlert aria-hidden />
        {t(key, { line: alertLine })}
        {missing !== null && t('analysis.attainment.toLine', { line: alertLine, amount: yuanShortText(missing) })}
      </span>
    </p>
  );
}
