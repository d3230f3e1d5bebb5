import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { TargetSheet } from '@/components/targets/target-sheet';
import { Empty, PageHead } from '@/components/ui/page';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { type Period, parsePeriod, periodOf, stepPeriod } from '@/lib/period';
import { canManagePeople, canSetTargets } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { targetGrid } from '@/lib/targets/queries/grid';
import { targets } from '@/messages/zh/targets';

export const metadata: Metadata = { title: targets.title };

type Props = { searchParams: Promise<{ year?: string | string[] }> };

export default async function TargetsPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const { fiscalStart, timeZone } = readSettings();
  const today = todayIn(timeZone);
  const year = yearOf((await searchParams).year, fiscalStart) ?? periodOf('year', today, fiscalStart);
  const grid = targetGrid(viewer, year);
  const hasPeople = grid.groups.some((group) => group.people.length > 0);

  return (
    <>
      <PageHead title={t('targets.title')} caption={t('targets.caption')}>
        <Link prefetch={false} className="btn btn-line" href={`/analysis?period=${year.key}`}>
          {t('targets.analysis')}
        </Link>
      </PageHead>
      <nav className="filter-bar max-sm:px-4" aria-label={t('targets.title')}>
        <div className="join">
          <YearLink period={stepPeriod(year, -1, fiscalStart)} label={t('targets.before')}>
            <ChevronLeft aria-hidden />
          </YearLink>
          <span className="btn btn-line join-item pointer-events-none font-semibold">
            {t(fiscalStart === 1 ? 'targets.year' : 'targets.fiscalYear', { year: year.key })}
          </span>
          <YearLink period={stepPeriod(year, 1, fiscalStart)} label={t('targets.after')}>
            <ChevronRight aria-hidden />
          </YearLink>
        </div>
        {!canSetTargets(viewer) && <span className="caption">{t('targets.readOnly')}</span>}
      </nav>
      {hasPeople || grid.department ? (
        <TargetSheet
          key={year.key}
          grid={grid}
          year={year.key}
          formKey={crypto.randomUUID()}
          texts={targets}
          today={today}
        />
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

function YearLink({ period, label, children }: { period: Period; label: string; children: React.ReactNode }) {
  return (
    <Link
      prefetch={false}
      className="btn btn-line join-item px-2"
      href={`/targets?year=${period.key}`}
      aria-label={label}
    >
      {children}
    </Link>
  );
}
