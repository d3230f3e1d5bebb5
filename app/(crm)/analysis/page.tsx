import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { AgeingBar } from '@/components/analysis/ageing-bar';
import { Begin } from '@/components/analysis/begin';
import { Charts } from '@/components/analysis/charts';
import { FigureTable } from '@/components/analysis/figure-table';
import { FilterBar } from '@/components/analysis/filter-bar';
import { Icons } from '@/components/analysis/icons';
import { KpiStrip } from '@/components/analysis/kpi-strip';
import { Pop } from '@/components/analysis/pop';
import { periodName, rangeText } from '@/components/analysis/words';
import { ExportButton } from '@/components/exports/export-button';
import { Empty, PageHead } from '@/components/ui/page';
import {
  type AnalysisAddress,
  analysisHref,
  analysisQuery,
  parseAnalysisAddress,
  shareDimensions,
} from '@/lib/analysis/address';
import { amounts } from '@/lib/analysis/queries/amounts';
import { figures } from '@/lib/analysis/queries/figures';
import { filterOptions, hasSales, namesOfFilter } from '@/lib/analysis/queries/options';
import { trend } from '@/lib/analysis/queries/trend';
import type { Dimension, Report } from '@/lib/analysis/types';
import { now, today as todayIn } from '@/lib/clock';
import { momentIn } from '@/lib/days';
import { analysisExport } from '@/lib/exports/links';
import { getT } from '@/lib/i18n/request';
import type { Translate } from '@/lib/i18n/translator';
import { listPeople, listTeams } from '@/lib/people/queries';
import { canExport, canSetTargets } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import type { Settings } from '@/lib/settings/settings';
import type { Viewer } from '@/lib/viewer';
import { analysis } from '@/messages/zh/analysis';

export const metadata: Metadata = { title: analysis.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** In the order of the tabs. Whoever sees one person or one team isn't asked to split by it. */
const order: Dimension[] = [
  'rep',
  'team',
  'region',
  'line',
  'product',
  'level',
  'month',
  'industry',
  'source',
  'customer',
];
const dimensionsFor = ({ role }: Viewer) =>
  order.filter((by) => (role === 'rep' ? by !== 'rep' && by !== 'team' : role === 'manager' || by !== 'team'));

export default async function AnalysisPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const settings = readSettings();
  const today = todayIn(settings.timeZone);
  const { fiscalStart } = settings;
  const by = viewer.role === 'rep' ? 'month' : 'rep';
  const address = parseAnalysisAddress(await searchParams, { today, fiscalStart, by });
  const report = figures(viewer, address.period, address.by, address.filter);
  const isEmpty = hasNothing(report) && !hasSales(viewer);
  const options = { ...filterOptions(viewer), ...namesOfFilter(viewer, address.filter) };

  return (
    <>
      <PageHead title={t('analysis.title')} caption={caption(t, viewer, settings, isEmpty ? null : report)}>
        {!isEmpty && canExport(viewer, settings.repsMayExport) && <ExportMenu address={address} t={t} />}
      </PageHead>
      {isEmpty ? (
        <Begin viewer={viewer} t={t} />
      ) : (
        <>
          <Icons />
          <FilterBar
            address={address}
            report={report}
            options={options}
            fiscalStart={fiscalStart}
            today={today}
            t={t}
          />
          <KpiStrip report={report} settings={settings} t={t} targetsHref={canSetTargets(viewer) ? '/targets' : null} />
          <Charts
            report={report}
            share={
              address.share === address.by ? report : amounts(viewer, address.period, address.share, address.filter)
            }
            points={trend(viewer, address.period, address.filter)}
            address={address}
            shares={shareDimensions.filter((by) => dimensionsFor(viewer).includes(by))}
            settings={settings}
            t={t}
          />
          <AgeingBar report={report} settings={settings} t={t} />
          {report.rows.length === 0 ? (
            <Empty
              title={t('analysis.table.none')}
              text={t('analysis.table.noneText', { period: periodName(t, address.period, fiscalStart) })}
            >
              {Object.keys(address.filter).length > 0 && (
                <Link prefetch={false} className="btn btn-line" href={analysisHref(address, { filter: {} })}>
                  {t('analysis.clear')}
                </Link>
              )}
            </Empty>
          ) : (
            <FigureTable
              report={report}
              address={address}
              settings={settings}
              t={t}
              dimensions={dimensionsFor(viewer)}
            />
          )}
        </>
      )}
    </>
  );
}

const hasNothing = ({ total, rows }: Report) =>
  total.amountFen === 0 && total.pendingFen === 0 && total.targetFen === null && rows.every((row) => row.orders === 0);

/** Whose figures, in which meaning of "own" (R5), how fresh, and what they are compared with (R24). */
function caption(t: Translate, viewer: Viewer, settings: Settings, report: Report | null): string {
  const team = () => listTeams(viewer).find(({ id }) => id === viewer.teamId)?.name ?? '';
  const people = () =>
    listPeople(viewer).filter(({ status, role }) => status !== 'disabled' && role !== 'manager').length;
  const scope =
    viewer.role === 'rep'
      ? t('analysis.scope.rep', { name: viewer.name })
      : viewer.role === 'supervisor'
        ? t('analysis.scope.supervisor', { team: team() })
        : t('analysis.scope.manager', { people: people() });
  const fresh = `${scope}，${t('analysis.asOf', { at: momentIn(now(), settings.timeZone) })}`;
  if (report === null) return fresh;
  const compared = t('analysis.compared', {
    lastYear: rangeText(t, report.lastYear),
    previous: rangeText(t, report.previous),
  });
  return report.isRunning
    ? `${fresh}；${t('analysis.running', { to: report.range.to.slice(5) })}，${compared}`
    : `${fresh}；${compared}`;
}

function ExportMenu({ address, t }: { address: AnalysisAddress; t: Translate }) {
  return (
    <Pop
      id="export"
      align="end"
      className="btn btn-line"
      button={
        <>
          <Download aria-hidden />
          {t('analysis.export')}
        </>
      }
    >
      <ExportButton
        className="btn btn-ghost w-full justify-start"
        href={analysisExport('xlsx', analysisQuery(address))}
        label={t('exports.excel')}
      />
      <ExportButton
        className="btn btn-ghost w-full justify-start"
        href={analysisExport('pdf', analysisQuery(address))}
        label={t('exports.pdf')}
      />
    </Pop>
  );
}
