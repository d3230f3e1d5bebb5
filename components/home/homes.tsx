import type { ReactNode } from 'react';
import type { Day } from '@/db/columns';
import type { managerDay, repDay, supervisorDay } from '@/lib/home/queries/days';
import type { Translate } from '@/lib/i18n/translator';
import type { Settings } from '@/lib/settings/settings';
import type { Viewer } from '@/lib/viewer';
import { PeopleBehind, TeamsBehind } from './behind';
import { GroupTable } from './group-table';
import { LateTasks } from './late-tasks';
import { LongOverdue } from './long-overdue';
import { Month } from './month';
import { OverdueMoney } from './overdue-money';
import { Reviews } from './reviews';
import { TodayTasks } from './today-tasks';
import { Unassigned } from './unassigned';

type Shown = { viewer: Viewer; settings: Settings; today: Day; t: Translate };

export const RepHome = ({ day, viewer, today, t }: Shown & { day: ReturnType<typeof repDay> }) => (
  <Columns
    main={
      <>
        <Month viewer={viewer} {...day.month} t={t} />
        <TodayTasks tasks={day.tasks} today={today} t={t} />
      </>
    }
    side={<OverdueMoney money={day.money} t={t} />}
  />
);

export function SupervisorHome({ day, viewer, settings, today, t }: Shown & { day: ReturnType<typeof supervisorDay> }) {
  const figures = { report: day.month.report, line: settings.alertAttainment, t };
  return (
    <Columns
      main={
        <>
          <Month viewer={viewer} {...day.month} t={t} />
          <Unassigned {...day.unassigned} t={t} />
          <Reviews waiting={day.waiting} rows={day.waitingRows} at={{ today, timeZone: settings.timeZone }} t={t} />
          <PeopleBehind people={day.behind} {...figures} />
          <GroupTable {...figures} />
        </>
      }
      side={
        <>
          {day.tasks.total > 0 && <TodayTasks tasks={day.tasks} today={today} t={t} />}
          <OverdueMoney money={day.money} t={t} />
          <LateTasks late={day.late} t={t} />
        </>
      }
    />
  );
}

export function ManagerHome({ day, viewer, settings, today, t }: Shown & { day: ReturnType<typeof managerDay> }) {
  const figures = { report: day.month.report, line: settings.alertAttainment, t };
  return (
    <Columns
      main={
        <>
          <Month viewer={viewer} {...day.month} t={t} />
          <Unassigned {...day.unassigned} t={t} />
          <TeamsBehind teams={day.behind} slow={day.slow} {...figures} />
          <GroupTable {...figures} />
        </>
      }
      side={
        <>
          <Reviews waiting={day.waiting} rows={day.waitingRows} at={{ today, timeZone: settings.timeZone }} t={t} />
          <LongOverdue customers={day.long} days={settings.alertOverdueDays} t={t} />
        </>
      }
    />
  );
}

/** One after the other on phones, in white bands; two columns split by a hairline on desktop. */
const Columns = ({ main, side }: { main: ReactNode; side: ReactNode }) => (
  <div className="flex-1 max-sm:bg-base-200 max-sm:pb-4">
    <div className="grid lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_24rem] lg:border-b lg:border-line">
      <div className="min-w-0 lg:*:last:border-b-0">{main}</div>
      <div className="min-w-0 border-line lg:border-l lg:*:last:border-b-0">{side}</div>
    </div>
  </div>
);
