import { and, between, eq, isNull } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { Fen } from '@/db/columns';
import { targets } from '@/db/schema/targets';
import { listPeople, listTeams } from '../../people/queries';
import { monthsOf, type Range } from '../../period';
import { canSetTargetOf } from '../../permissions';
import { visible } from '../../scope';
import type { Viewer } from '../../viewer';
import { rowId, type TargetGrid, type TargetLayer, type TargetRow } from '../grid';
import type { TargetMetric } from '../validation';

type Person = ReturnType<typeof listPeople>[number];
type Stored = { month: string; layer: TargetLayer; userId: number | null; teamId: number | null; amountFen: Fen };

/** The sheet of a year's targets as far as the viewer's role reaches: a rep's own row, a supervisor's team, or all. */
export function targetGrid(
  viewer: Viewer,
  year: Range,
  metric: TargetMetric = 'amount',
  reader: Reader = database(),
): TargetGrid {
  const months = monthsOf(year);
  const stored = readTargets(viewer, months, metric, reader);
  const people = listPeople(viewer, reader).filter((person) => isInSheet(viewer, person, stored));
  const teams = listTeams(viewer, reader);

  const row = (layer: TargetLayer, label: string, teamId: number | null, person: Person | null): TargetRow => {
    const own = stored.filter(
      (one) =>
        one.layer === layer && one.userId === (person?.id ?? null) && (layer === 'department' || one.teamId === teamId),
    );
    const elsewhere = new Set(
      stored.filter((one) => person && one.userId === person.id && one.teamId !== teamId).map((one) => one.month),
    );
    const may = canSetTargetOf(viewer, { layer, teamId }) && (person === null || person.status !== 'disabled');
    return {
      id: rowId(layer, teamId, person?.id ?? null),
      layer,
      userId: person?.id ?? null,
      teamId,
      label,
      cells: months.map((month) => own.find((one) => one.month === month)?.amountFen ?? null),
      // A month set under another team stays there (R7); here it is closed.
      open: months.map((month, position) => {
        const isSet = own.some((one) => one.month === months[position]);
        return may && !elsewhere.has(month) && (isSet || person === null || person.teamId === teamId);
      }),
    };
  };

  const groups = [...teams.map(({ id, name }) => ({ id, name })), { id: null, name: '' }].flatMap(({ id, name }) => {
    const members = people.filter(
      (person) => person.teamId === id || stored.some((one) => one.userId === person.id && one.teamId === id),
    );
    const team = id !== null && viewer.role !== 'rep' ? row('team', name, id, null) : null;
    const isShown = viewer.role === 'manager' ? id !== null || members.length > 0 : members.length > 0;
    return isShown
      ? [{ teamId: id, name, team, people: members.map((person) => row('person', person.name, id, person)) }]
      : [];
  });
  return { months, department: viewer.role === 'manager' ? row('department', '', null, null) : null, groups };
}

/** Who sells and is here, and whoever has a target of the year. */
function isInSheet(viewer: Viewer, person: Person, stored: readonly Stored[]): boolean {
  if (stored.some((one) => one.userId === person.id)) return true;
  if (person.status === 'disabled' || person.teamId === null) return false;
  return viewer.role === 'rep' ? person.id === viewer.id : viewer.role === 'manager' || person.teamId === viewer.teamId;
}

const readTargets = (viewer: Viewer, months: readonly string[], metric: TargetMetric, reader: Reader): Stored[] =>
  reader
    .select({
      month: targets.month,
      layer: targets.layer,
      userId: targets.userId,
      teamId: targets.teamId,
      amountFen: targets.amountFen,
    })
    .from(visible(viewer, targets))
    .where(
      and(
        eq(targets.metric, metric),
        isNull(targets.productLineId),
        between(targets.month, months[0] ?? '', months.at(-1) ?? ''),
      ),
    )
    .all();
