import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { barData, lineData, type Share, shareData } from '@/components/charts/chart-data';
import ShareRing from '@/components/charts/share-ring';
import TargetBars from '@/components/charts/target-bars';
import TrendLine from '@/components/charts/trend-line';
import { type AnalysisAddress, analysisHref, type ShareDimension } from '@/lib/analysis/address';
import type { Amounts } from '@/lib/analysis/queries/amounts';
import type { Report, TrendPoint } from '@/lib/analysis/types';
import { firstOfMonth, lastOfMonth } from '@/lib/days';
import { percent, yuan } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { salesHref } from '@/lib/sales/filters';
import type { Settings } from '@/lib/settings/settings';
import { DataTable } from './data-table';
import { Pop } from './pop';
import { isMonth, lineShare } from './view';

type Props = {
  report: Report;
  share: Amounts;
  points: TrendPoint[];
  address: AnalysisAddress;
  shares: readonly ShareDimension[];
  settings: Settings;
  t: Translate;
};

/** Target and actual, the trend, the shares: each a picture with the same numbers as a table. */
export function Charts(props: Props) {
  return (
    <div className="grid grid-cols-[1.2fr_1fr_.85fr] border-b border-line max-lg:grid-cols-1 max-lg:divide-y max-lg:divide-line">
      <BarSection {...props} />
      <LineSection {...props} />
      <ShareSection {...props} />
    </div>
  );
}

/** A chart has room for ten bars. */
const mostBars = 10;

function BarSection({ report, settings, t }: Props) {
  const by = t(`analysis.by.${report.by}`);
  const rows = report.rows.filter(({ key }) => report.by !== 'month' || isMonth(key));
  const shown = rows.filter((row) => row.amountFen !== 0 || row.targetFen).slice(0, mostBars);
  const data = barData(report.by === 'month' ? rows.slice(-12) : shown, lineShare(report, settings.alertAttainment));
  const hasTargets = shown.some((row) => row.targetFen !== null);
  return (
    <section className="min-w-0 px-6 py-4 max-sm:px-4">
      <div className="section-head flex-wrap">
        <h2>{t(hasTargets ? 'analysis.charts.bars' : 'analysis.charts.amounts')}</h2>
        {data && <span className="caption">{t('analysis.charts.unit', { unit: data.unit })}</span>}
        {rows.length > mostBars && report.by !== 'month' && (
          <span className="caption">{t('analysis.charts.topOnly', { count: mostBars })}</span>
        )}
        {data && (
          <span className="caption ml-auto flex items-center gap-3 self-center">
            <Key mark="h-2 w-3 rounded-sm bg-(--chart-actual)">{t('analysis.charts.actual')}</Key>
            {hasTargets && (
              <>
                <Key mark="h-2 w-3 rounded-sm bg-(--chart-target)">{t('analysis.charts.target')}</Key>
                <Key mark="h-3 w-0.5 bg-base-content">{t('analysis.charts.alertLine')}</Key>
              </>
            )}
          </span>
        )}
      </div>
      {data === null ? (
        <NoData t={t} />
      ) : (
        <>
          <div className="mt-2">
            <TargetBars data={data} label={t('analysis.charts.barsLabel', { by })} />
          </div>
          <DataTable
            summary={t('analysis.charts.data')}
            heads={[by, t('analysis.table.amount'), t('analysis.table.target'), t('analysis.table.attainment')]}
            rows={(report.by === 'month' ? rows.slice(-12) : shown).map((row) => [
              row.label,
              yuan(row.amountFen),
              yuan(row.targetFen),
              percent(row.attainmentBp),
            ])}
          />
        </>
      )}
    </section>
  );
}

function LineSection({ report, points, t }: Props) {
  const data = lineData(points, (month) => t('analysis.charts.shortMonth', { month }));
  const last = points.at(-1);
  return (
    <section className="min-w-0 border-l border-line px-5 py-4 max-lg:border-l-0 max-lg:px-6 max-sm:px-4">
      <div className="section-head flex-wrap">
        <h2>{t('analysis.charts.trend')}</h2>
        {data && (
          <>
            <span className="caption">{t('analysis.charts.unit', { unit: data.unit })}</span>
            <span className="caption ml-auto flex items-center gap-3 self-center">
              <Key mark="h-0.5 w-4 bg-(--chart-actual)">{t('analysis.charts.thisYear')}</Key>
              <Key mark="w-4 border-t-2 border-dashed border-(--chart-last-year)">{t('analysis.charts.lastYear')}</Key>
            </span>
          </>
        )}
      </div>
      {data === null || !last ? (
        <NoData t={t} />
      ) : (
        <>
          <div className="mt-2">
            <TrendLine
              data={data}
              label={t('analysis.charts.trendLabel')}
              lastLabel={
                last.isRunning
                  ? t('analysis.charts.untilDay', { day: Number(report.asOf.slice(8)), amount: data.lastText })
                  : data.lastText
              }
            />
          </div>
          <DataTable
            summary={t('analysis.charts.data')}
            heads={[t('analysis.by.month'), t('analysis.table.amount'), t('analysis.charts.lastYearAmount')]}
            rows={points.map((point) => [
              point.month,
              {
                text: yuan(point.amountFen),
                href: salesHref({
                  ...report.filter,
                  from: firstOfMonth(point.month),
                  to: point.isRunning ? report.asOf : lastOfMonth(point.month),
                }),
              },
              yuan(point.lastYearFen),
            ])}
            note={t('analysis.charts.noRecord')}
          />
        </>
      )}
    </section>
  );
}

function ShareSection({ share, address, shares, t }: Props) {
  const data = shareData(share.rows, t('analysis.charts.otherParts'));
  const by = t(`analysis.by.${share.by}`);
  return (
    <section className="min-w-0 border-l border-line py-4 pr-6 pl-5 max-lg:border-l-0 max-lg:px-6 max-sm:px-4">
      <div className="section-head">
        <h2>{t('analysis.charts.share')}</h2>
        <Pop
          id="share"
          className="caption flex cursor-pointer items-center gap-0.5 max-sm:-my-3 max-sm:py-3"
          button={
            <>
              {t('analysis.charts.shareBy', { by })}
              <ChevronDown aria-hidden className="size-3.5" />
            </>
          }
        >
          {shares.map((dimension) => (
            <Link
              key={dimension}
              prefetch={false}
              href={analysisHref(address, { share: dimension })}
              aria-current={dimension === share.by ? 'true' : undefined}
            >
              {t(`analysis.by.${dimension}`)}
            </Link>
          ))}
        </Pop>
        {data && <span className="caption ml-auto">{t('analysis.charts.unit', { unit: data.unit })}</span>}
      </div>
      {data === null ? (
        <NoData t={t} />
      ) : (
        <>
          <div className="mt-3">
            <ShareRing
              kind={data.kind}
              values={data.slices.map((slice) => slice.value)}
              label={t('analysis.charts.shareLabel', { by })}
            />
          </div>
          <ShareTable data={data} share={share} by={by} t={t} />
        </>
      )}
    </section>
  );
}

const partColours = [
  'bg-(--chart-actual)',
  'bg-(--chart-2)',
  'bg-(--chart-3)',
  'bg-(--chart-4)',
  'bg-(--chart-5)',
] as const;

function ShareTable({ data, share, by, t }: { data: Share; share: Amounts; by: string; t: Translate }) {
  return (
    <table className="mt-3 w-full table-fixed text-sm">
      <caption className="sr-only">{t('analysis.charts.shareBy', { by })}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{by}</th>
          <th scope="col">{t('analysis.charts.amounts')}</th>
          <th scope="col">{t('analysis.charts.part')}</th>
        </tr>
      </thead>
      <tbody>
        {data.slices.map((slice, position) => (
          <tr key={slice.key ?? 'rest'}>
            <td className="truncate py-0.5 max-sm:py-2">
              <i className={`mr-2 inline-block size-2 rounded-sm ${partColours[position]}`} aria-hidden />
              {slice.label}
            </td>
            <td className="w-22 text-right text-ink-2">
              {slice.key === null ? (
                slice.text
              ) : (
                <Link
                  prefetch={false}
                  className="hover:text-primary hover:underline"
                  href={salesHref({ ...share.filter, ...share.range, [share.by]: slice.key })}
                >
                  {slice.text}
                </Link>
              )}
            </td>
            <td className="w-18 text-right">{slice.share}</td>
          </tr>
        ))}
      </tbody>
      {data.kind === 'bars' && (
        <tfoot>
          <tr>
            <td colSpan={3} className="caption pt-1">
              {t('analysis.charts.negative')}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

const Key = ({ mark, children }: { mark: string; children: ReactNode }) => (
  <span className="flex items-center gap-1">
    <i className={mark} aria-hidden />
    {children}
  </span>
);

const NoData = ({ t }: { t: Translate }) => (
  <div className="flex h-52 flex-col justify-center gap-1 max-sm:h-24">
    <p>{t('analysis.charts.empty')}</p>
    <p className="caption">{t('analysis.charts.emptyHint')}</p>
  </div>
);
