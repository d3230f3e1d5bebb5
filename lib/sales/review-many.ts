import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { saleChanges } from '@/db/schema/sales';
import { done, type Message, type Outcome, refuse } from '../action-core';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { translator } from '../i18n/translator';
import type { Viewer } from '../viewer';
import { findSale } from './queries/sale';
import { type Decided, type Decision, decide, findWaiting } from './review';

type Skipped = { orderNumber: string; problem: Message };

/**
 * Approves or rejects the named rows in one transaction with one audit row (R17). A row that changed meanwhile, or that
 * the rules forbid, is skipped and named with the reason; one out of reach refuses everything, like a missing record.
 */
export function reviewMany(
  tx: Tx,
  viewer: Viewer,
  names: readonly string[],
  decision: Decision,
  isInList: boolean,
): Outcome {
  const [decided, skipped]: [Decided[], Skipped[]] = [[], []];
  for (const name of names) {
    // Looked up one by one: what is decided before may bear on it.
    const waiting = findWaiting(tx, viewer, name);
    if (!waiting) return refuse('form.gone');
    const answer = decide(tx, viewer, waiting, decision);
    if ('problem' in answer) skipped.push({ orderNumber: waiting.sale.orderNumber, problem: answer.problem });
    else decided.push(answer.decided);
  }
  const list = inWords(viewer, skipped);
  if (decided.length === 0) return refuse('review.done.none', { params: { list } });
  record(tx, viewer, {
    action: decision.approve ? 'sale.approved' : 'sale.rejected',
    object: { kind: 'sale', id: decided.length === 1 ? (decided[0]?.saleId ?? null) : null },
    details: { sales: decided, ...(decision.approve ? {} : { reason: decision.reason }) },
  });
  const params = { n: decided.length, number: decided[0]?.orderNumber ?? '', m: skipped.length, list };
  const verb = decision.approve ? 'approved' : 'rejected';
  const message = {
    key: `review.done.${verb}${skipped.length > 0 ? 'Some' : decided.length === 1 ? 'One' : 'Many'}`,
    params,
  };
  // A list stays and says it above its rows; a page that has nothing more to decide says it once.
  return isInList || skipped.length > 0
    ? done({ message, value: { skipped: skipped.length } })
    : done({ notice: message });
}

function inWords(viewer: Viewer, skipped: readonly Skipped[]): string {
  const t = translator(viewer.language) as (key: string, params?: Message['params']) => string;
  return skipped
    .map(({ orderNumber, problem }) =>
      t('review.done.skipped', { number: orderNumber, why: t(problem.key, problem.params) }),
    )
    .join('；');
}

/** Whoever asked for a change takes it back while it waits; anyone else's is not found. */
export function withdraw(tx: Tx, viewer: Viewer, changeId: number): Outcome {
  const change = tx.select().from(saleChanges).where(eq(saleChanges.id, changeId)).get();
  const found = change && findSale(viewer, change.saleId, tx);
  if (!found || change.requestedBy !== viewer.id) return refuse('form.gone');
  const { changes } = tx
    .update(saleChanges)
    .set({ status: 'withdrawn', reviewedAt: realNow() })
    .where(and(eq(saleChanges.id, changeId), eq(saleChanges.status, 'pending')))
    .run();
  if (changes !== 1) return refuse('review.problem.decided');
  record(tx, viewer, {
    action: 'sale.changeWithdrawn',
    object: { kind: 'sale', id: change.saleId },
    details: { changeId, kind: change.kind },
  });
  return done({ notice: { key: 'review.done.withdrawn', params: { number: found.sale.orderNumber } } });
}
