import { database, type Reader } from '@/db/client';
import type { Day } from '@/db/columns';
import { figures } from '@/lib/analysis/queries/figures';
import { listPeople } from '@/lib/people/queries';
import { inbox } from '@/lib/sales/queries/inbox';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { behindOf } from '../behind';
import { monthOf } from './month';
import { longOverdue, moneyToChase, overdueByOwner } from './overdue';
import { lateTasksByPerson, todayTasks } from './tasks';
import { unassignedCount } from './unassigned';
import { waitingByTeam } from './waiting';

// What each role's 工作台 shows. As many rows as a look takes in; the rest is a list away.

type At = { today: Day; timeZone: string };

/** Own month, own follow-ups, own money to chase. */
export const repDay = (viewer: Viewer, at: At, reader: Reader = database()) => ({
  month: monthOf(viewer, { today: at.today, by: 'rep' }, reader),
  tasks: todayTasks(viewer, { today: at.today, most: 8 }, reader),
  money: moneyToChase(viewer, { today: at.today, most: 5 }, reader),
});

/** The team's month and people: who is behind and what to talk about, what waits for review, what is late. */
export function supervisorDay(viewer: Viewer, at: At, reader: Reader = database()) {
  const { today } = at;
  const month = monthOf(viewer, { today, by: 'rep' }, reader);
  const overdue = overdueByOwner(viewer, today, reader);
  const late = lateTasksByPerson(viewer, today, reader);
  return {
    month,
    behind: behindOf(month.report.rows, month.report.pace).map((person) => ({
      ...person,
      overdue: overdue.get(Number(person.key)) ?? null,
      late: late.find((row) => String(row.personId) === person.key) ?? null,
    })),
    unassigned: unassignedCount(viewer, reader),
    waiting: waitingByTeam(viewer, at, reader),
    waitingRows: inbox(viewer, { size: 3 }, reader),
    tasks: todayTasks(viewer, { today, most: 5 }, reader),
    money: moneyToChase(viewer, { today, most: 5 }, reader),
    late,
  };
}

/** A review that has waited longer than this is the manager's business, in days. */
const longWaiting = 3;

/** The department's month and teams; which of them to ask about, whom, and why. */
export function managerDay(viewer: Viewer, at: At, reader: Reader = database()) {
  const { today } = at;
  const month = monthOf(viewer, { today, by: 'team' }, reader);
  const { report } = month;
  const people = listPeople(viewer, reader);
  const leadersOf = (teamId: string) =>
    people
      .filter(({ role, status, teamId: own }) => role === 'supervisor' && status === 'active' && String(own) === teamId)
      .map(({ name }) => name);
  const waiting = waitingByTeam(viewer, at, reader);
  return {
    month,
    behind: behindOf(report.rows, report.pace).map((team) => {
      const members = figures(viewer, report.period, 'rep', { team: team.key }, reader);
      const row = report.rows.find(({ key }) => key === team.key);
      return {
        ...team,
        leaders: leadersOf(team.key),
        worst: behindOf(members.rows, members.pace).slice(0, 2),
        overdueFen: row?.overdueFen ?? 0,
        overdueSales: row?.overdueSales ?? 0,
      };
    }),
    unassigned: unassignedCount(viewer, reader),
    waiting,
    waitingRows: inbox(viewer, { size: 3 }, reader),
    slow: waiting
      .filter(({ days }) => days > longWaiting)
      .map((team) => ({
        ...team,
        label: report.rows.find(({ key }) => key === String(team.teamId ?? 'none'))?.label ?? null,
        leaders: leadersOf(String(team.teamId)),
      })),
    long: longOverdue(viewer, { today, days: readSettings(reader).alertOverdueDays }, reader),
  };
}
