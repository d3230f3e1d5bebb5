import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { teams, users } from '@/db/schema/people';
import { targets } from '@/db/schema/targets';
import { done, type FieldErrors, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { yuan } from '../format';
import { decimalString } from '../money';
import { parsePeriod } from '../period';
import { canSetTargetOf } from '../permissions';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { amountIn, type CellChange, type CellPlace, changesOf, placeOf } from './grid';
import { targetGrid } from './queries/grid';
import { type Split, type SplitAsked, splitIn } from './split';
import type { PostedSheet, TargetMetric } from './validation';
import { putTarget } from './writes';

/**
 * Saves the changed cells of a sheet, all or none, under one audit row. A cell someone else changed meanwhile is refused
 * with both values (R42); what was typed stays in the form. A split asked for without script is worked out here first,
 * over what is typed, as the page does it.
 */
export function setTargets(tx: Tx, { year, metric, opened, typed, split }: PostedSheet, viewer: Viewer): Outcome {
  const parts = split ? splitOf(tx, viewer, { year, metric, typed, split }) : { cells: {} };
  if ('problem' in parts) return refuse(`targets.split.problem.${parts.problem}`, { field: 'splitAmount' });
  const texts = Object.entries(parts.cells).map(([name, fen]) => [name, decimalString(fen, 2)]);
  const { changes, refused } = changesOf({ ...typed, ...Object.fromEntries(texts) }, opened);
  const errors: FieldErrors = {};
  for (const { name, problem } of refused) errors[name] = [{ key: `targets.problem.${problem}` }];

  const puts = changes.flatMap((change) => {
    const found = check(tx, viewer, change, metric);
    if ('place' in found) return [{ ...change, place: found.place }];
    errors[change.name] = [found];
    return [];
  });
  if (Object.keys(errors).length > 0)
    return {
      done: false,
      message: { key: 'targets.refused', params: { count: Object.keys(errors).length } },
      errors,
    };
  if (puts.length === 0) return refuse('targets.nothing');

  for (const { place, fen } of puts)
    putTarget(tx, { ...place, metric, productLineId: null, amountFen: fen }, viewer.id);
  record(tx, viewer, {
    action: 'targets.set',
    object: { kind: 'targets', id: null },
    details: {
      year,
      metric,
      changes: puts.map(({ place, opened, fen }) => ({ ...place, before: opened, after: fen })),
    },
  });
  return done({ message: { key: 'targets.saved', params: { count: puts.length } } });
}

function splitOf(
  tx: Tx,
  viewer: Viewer,
  { year, metric, typed, split }: Omit<PostedSheet, 'opened' | 'split'> & { split: SplitAsked },
): Split {
  const period = parsePeriod(year, readSettings(tx).fiscalStart);
  if (!period) return { problem: 'noRow' };
  const grid = targetGrid(viewer, period, metric, tx);
  return splitIn(grid, (row, position) => amountIn(typed, grid, row, position), split);
}

type Refused = { key: string; params?: Record<string, string | number> };

/** The cell's place when it may be set and holds what the form was opened with; else why not. */
function check(
  tx: Tx,
  viewer: Viewer,
  { name, fen, opened }: CellChange,
  metric: TargetMetric,
): { place: CellPlace } | Refused {
  const place = placeOf(name);
  if (!place || !canSetTargetOf(viewer, place)) return { key: 'form.gone' };
  const present = presentOf(tx, place, metric);
  const amount = present?.amountFen ?? null;
  if (place.layer === 'person') {
    const person = tx
      .select()
      .from(visible(viewer, users))
      .where(eq(users.id, place.userId ?? 0))
      .get();
    if (!person || person.status === 'disabled') return { key: 'form.gone' };
    const isOfTeam = person.teamId === place.teamId;
    if (present && present.teamId !== place.teamId)
      // That somebody of another team has a target is not for this team's supervisor to know.
      return { key: isOfTeam || viewer.role === 'manager' ? 'targets.elsewhere' : 'form.gone' };
    if (!present && !isOfTeam) return { key: 'form.gone' };
  }
  if (place.layer === 'team') {
    const team = tx
      .select()
      .from(visible(viewer, teams))
      .where(and(eq(teams.id, place.teamId ?? 0), isNull(teams.archivedAt)))
      .get();
    if (!team) return { key: 'form.gone' };
  }
  if (amount !== opened && amount !== fen)
    return { key: 'targets.clash', params: { theirs: yuan(amount), opened: yuan(opened) } };
  return { place };
}

// Not narrowed to the viewer: a target a person has under an earlier team must not be overwritten unseen.
function presentOf(tx: Tx, { layer, month, userId, teamId }: CellPlace, metric: TargetMetric) {
  return tx
    .select({ amountFen: targets.amountFen, teamId: targets.teamId })
    .from(targets)
    .where(
      and(
        eq(targets.month, month),
        eq(targets.metric, metric),
        isNull(targets.productLineId),
        eq(targets.layer, layer),
        userId === null ? isNull(targets.userId) : eq(targets.userId, userId),
        layer === 'team' ? eq(targets.teamId, teamId ?? 0) : undefined,
      ),
    )
    .get();
}
