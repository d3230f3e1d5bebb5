import { inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { done, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { translator } from '../i18n/translator';
import { canHandOver } from '../permissions';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { type Aftercare, countBy, countsOf, giveAway, isThere, type Whereto } from './give';
import type { HandOverInput } from './hand-over-validation';
import { keptBack, openTasksOf } from './queries/hand-over';
import { receiversFor } from './queries/receivers';

/**
 * Hands customers over as the preview showed it (R7): in one transaction, with one audit row. What changed since the
 * preview stays where it is and is named; a receiver who is gone stops everything, since it changes who gets what.
 */
export function handOver(tx: Tx, viewer: Viewer, input: HandOverInput, aftercare: Aftercare): Outcome {
  if (!canHandOver(viewer)) return refuse('form.gone');
  const possible = receiversFor(viewer, tx);
  const whereto = wheretoOf(input, { possible, hasPool: readSettings(tx).pool });
  if ('problem' in whereto) return refuse(whereto.problem);
  const found = tx
    .select()
    .from(visible(viewer, customers))
    .where(
      inArray(
        customers.id,
        input.seen.map(({ id }) => id),
      ),
    )
    .orderBy(customers.sortKey, customers.id)
    .all();
  if (found.length === 0) return refuse('form.gone');

  const seen = new Map(input.seen.map(({ id, version }, turn) => [id, { version, turn }]));
  // The preview left them out: money came to be owed, or a sale to wait, since then.
  const kept = keptBack(
    found.map(({ id }) => id),
    whereto,
    tx,
  );
  const unchanged = found.filter(
    (row) => row.version === seen.get(row.id)?.version && !isThere(row, whereto) && !kept.has(row.id),
  );
  const changed = found.filter((row) => !unchanged.includes(row));
  const left = {
    n: input.seen.length - unchanged.length,
    list: inWords(viewer, changed, input.seen.length - found.length),
  };
  if (unchanged.length === 0) return refuse('handOver.allChanged', { params: left });

  const tasks = openTasksOf(
    tx,
    unchanged.map(({ id }) => id),
  );
  const moved = giveAway(tx, viewer, unchanged, whereto, {
    change: { kind: null, reason: input.reason },
    aftercare,
    turns: new Map([...seen].map(([id, { turn }]) => [id, turn])),
  });
  const only = moved.length === 1 ? unchanged[0] : undefined;
  record(tx, viewer, {
    action: 'customer.handedOver',
    object: { kind: 'customer', id: only?.id ?? null },
    details: {
      handedTo: whereto.to,
      receivers: countsOf(countBy(moved, ({ to }) => to)),
      formerOwners: countsOf(countBy(moved, ({ from }) => from)),
      customers: moved.map(({ customerId }) => ({ customerId })),
      openTasks: [...tasks.values()].reduce((sum, n) => sum + n, 0),
      reason: input.reason,
    },
  });
  const verb = only ? 'one' : 'many';
  const message = {
    key: left.n > 0 ? 'handOver.doneSome' : `handOver.done.${whereto.to}.${verb}`,
    params: {
      ...{ n: moved.length, m: left.n, list: left.list, name: only?.name ?? '' },
      to: possible.find(({ id }) => id === moved[0]?.to)?.name ?? '',
    },
  };
  return done({ to: nextPage(viewer, { changed: changed.map(({ id }) => id), only: only?.id, whereto }), message });
}

export type Asked = Pick<HandOverInput, 'to' | 'receivers[]'>;
type Problem = { problem: string; field: 'to' | 'receivers[]' };

/** Where they go, or why they can't: nobody chosen, a receiver who is gone, a pool that is off. */
export function wheretoOf(
  { to, 'receivers[]': receivers }: Asked,
  { possible, hasPool }: { possible: readonly { id: number }[]; hasPool: boolean },
): Whereto | Problem {
  if (to === '') return { problem: 'handOver.chooseTo', field: 'to' };
  if (to === 'unassigned') return { to };
  if (to === 'pool') return hasPool ? { to } : { problem: 'handOver.noPool', field: 'to' };
  if (receivers.length === 0) return { problem: 'handOver.chooseReceiver', field: 'receivers[]' };
  return receivers.every((id) => possible.some((person) => person.id === id))
    ? { to, receivers }
    : { problem: 'handOver.receiverGone', field: 'receivers[]' };
}

const named = 3;

/** "澜石电子、禾木家具 等 5 个": a few names, and how many there are in all. */
function inWords(viewer: Viewer, changed: readonly { name: string }[], gone: number): string {
  const t = translator(viewer.language);
  const names = changed
    .slice(0, named)
    .map(({ name }) => name)
    .join('、');
  const all = changed.length > named ? t('handOver.andMore', { names, n: changed.length }) : names;
  const lost = gone > 0 ? t('handOver.outOfReach', { n: gone }) : '';
  return [all, lost].filter(Boolean).join('；');
}

/** The rest is looked at once more; one customer's page where it can still be seen. */
function nextPage(
  viewer: Viewer,
  { changed, only, whereto }: { changed: number[]; only: number | undefined; whereto: Whereto },
): string {
  if (changed.length > 0 && changed.length <= 100)
    return `/customers/hand-over?${new URLSearchParams([
      ...changed.map((id) => ['row', String(id)]),
      ['to', whereto.to],
      ...(whereto.to === 'people' ? whereto.receivers.map((id) => ['receivers[]', String(id)]) : []),
    ])}`;
  const isSeen = viewer.role === 'manager' || whereto.to !== 'pool';
  return only !== undefined && isSeen ? `/customers/${only}` : '/customers';
}
