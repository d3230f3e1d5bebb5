import { randomUUID } from 'node:crypto';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { TargetHistory } from '@/components/targets/target-history';
import { TargetSheet } from '@/components/targets/target-sheet';
import { Empty, PageHead } from '@/components/ui/page';
import { targetMetrics } from '@/db/schema/targets';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { listPeople, listTeams } from '@/lib/people/queries';
import { type Period, parsePeriod, periodOf, stepPeriod } from '@/lib/period';
import { canManagePeople, canSetTargets } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { targetGrid } from '@/lib/targets/queries/grid';
import { targetChanges } from '@/lib/targets/queries/history';
import type { TargetMetric } from '@/lib/targets/validation';
import { targets } from '@/messages/zh/targets';

export const metadata: Metadata = { title: targets.title };

type Props = { searchParams: Promise<{ year?: string | string[]; metric?: string | string[] }> };
/** As many changes as a look takes in; the whole trail is the manager's and the admin's (R41). */
const most = 30;

export default async function TargetsPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const { fiscalStart, timeZone } = readSettings();
  const today = todayIn(timeZone);
  const asked = await searchParams;
  const year = yearOf(asked.year, fiscalStart) ?? periodOf('year', today, fiscalStart);
  const metric = asked.metric === 'cash' ? 'cash' : 'amount';
  const grid = targetGrid(viewer, year, metric);
  const hasPeople = grid.groups.some((group) => group.people.length > 0);

  return (
    <>
      <PageHead title={t('targets.title')} caption={t(`targets.captions.${metric}`)}>
        <Link prefetch={false} className="btn btn-line" href={`/analysis?period=${year.key}`}>
          {t('targets.analysis')}
        </Link>
      </PageHead>
      <nav className="filter-bar max-sm:px-4" aria-label={t('targets.title')}>
        <div className="join">
          <YearLink href={hrefOf(stepPeriod(year, -1, fiscalStart), metric)} label={t('targets.before')}>
            <ChevronLeft aria-hidden />
          </YearLink>
          <span className="btn btn-line join-item pointer-events-none font-semibold">
            {t(fiscalStart === 1 ? 'targets.year' : 'targets.fiscalYear', { year: year.key })}
          </span>
          <YearLink href={hrefOf(stepPeriod(year, 1, fiscalStart), metric)} label={t('targets.after')}>
            <ChevronRight aria-hidden />
          </YearLink>
        </div>
        <div className="seg">
          {targetMetrics.map((one) => (
            <Link
              key={one}
              prefetch={false}
              href={hrefOf(year, one)}
              aria-current={one === metric ? 'page' : undefined}
              className="aria-[current]:bg-base-100 aria-[current]:font-semibold aria-[current]:text-base-content aria-[current]:shadow-[0_0_0_1px_var(--line-strong)] max-sm:px-3!"
            >
              {t(`targets.metrics.${one}`)}
            </Link>
          ))}
        </div>
        {!canSetTargets(viewer) && <span className="caption max-sm:hidden">{t('targets.readOnly')}</span>}
      </nav>
      {!canSetTargets(viewer) && <p className="caption px-4 py-2 sm:hidden">{t('targets.readOnly')}</p>}
      {hasPeople || grid.department ? (
        <>
          <TargetSheet
            key={`${year.key}-${metric}`}
            grid={grid}
            year={year.key}
            metric={metric}
            formKey={randomUUID()}
            texts={targets}
            today={today}
          />
          <TargetHistory
            changes={targetChanges(viewer, { year, metric, most })}
            people={listPeople(viewer)}
            teams={listTeams(viewer)}
            timeZone={timeZone}
            t={t}
          />
        </>
      ) : (
        <Empty title={t('targets.empty')} text={t('targets.emptyText')}>
          {canManagePeople(viewer) && (
            <Link prefetch={false} className="btn btn-primary" href="/settings/people">
              {t('targets.emptyButton')}
            </Link>
          )}
        </Empty>
      )}
    </>
  );
}

/** "2026" as the fiscal year of that name. */
function yearOf(text: string | string[] | undefined, fiscalStart: number): Period | null {
  const period = typeof text === 'string' ? parsePeriod(text, fiscalStart) : null;
  return period?.kind === 'year' ? period : null;
}

const hrefOf = (year: Period, metric: TargetMetric) =>
  `/targets?year=${year.key}${metric === 'cash' ? '&metric=cash' : ''}`;

function YearLink({ href, label, children }: { href: string; label: string; children: React.ReactNode }) {
  return (
    <Link prefetch={false} className="btn btn-line join-item px-2" href={href} aria-label={label}>
      {children}
    </Link>
  );
}
