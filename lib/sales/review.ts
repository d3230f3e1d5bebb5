import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { saleChanges, sales } from '@/db/schema/sales';
import type { Message } from '../action-core';
import { realNow } from '../clock';
import { winOnFirstSale } from '../customers/writes';
import { yuan } from '../format';
import { canReviewTeam } from '../permissions';
import { visible } from '../scope';
import type { Viewer } from '../viewer';
import { applyEdit } from './apply-edit';
import type { SaleChange } from './changes';
import { isFirstSale } from './first-sale';
import { approvalProblem } from './reverse';
import { mayReview } from './reviewers';
import { markVoid, voidProblem } from './void';

export type SaleRecord = typeof sales.$inferSelect;
/** Something that waits: a new sale or reversal, or the change of an approved sale. */
export type Waiting = { sale: SaleRecord; change: SaleChange | null; version: number };
export type Decision = { approve: true } | { approve: false; reason: string };
/** What the audit trail keeps of one decision. */
export type Decided = { saleId: number; orderNumber: string; [detail: string]: unknown };
type Applied = { problem: Message } | { details: Record<string, unknown> };

/** Names a row of the inbox as it was seen: `sale.12.3` is sale 12 at version 3, `change.7.3` change 7 of a sale at version 3. */
export const rowName = (row: { saleId: number; changeId: number | null; version: number }): string =>
  row.changeId === null ? `sale.${row.saleId}.${row.version}` : `change.${row.changeId}.${row.version}`;

/** What a row's name means, within the viewer's teams; null for anything else, exactly like a missing one. */
export function findWaiting(tx: Tx, viewer: Viewer, name: string): Waiting | null {
  const [, kind, id, version] = /^(sale|change)\.(\d{1,15})\.(\d{1,9})$/.exec(name) ?? [];
  if (!kind) return null;
  const change =
    kind === 'change'
      ? tx
          .select()
          .from(saleChanges)
          .where(eq(saleChanges.id, Number(id)))
          .get()
      : undefined;
  if (kind === 'change' && !change) return null;
  const sale = tx
    .select()
    .from(visible(viewer, sales, 'attributed'))
    .where(eq(sales.id, change?.saleId ?? Number(id)))
    .get();
  return sale && canReviewTeam(viewer, sale) ? { sale, change: change ?? null, version: Number(version) } : null;
}

/**
 * Approves or rejects one thing that waits (R17); records no audit row. Every check comes before the first write, so
 * that a refusal leaves the transaction as it was: one row refused doesn't keep others from being decided.
 */
export function decide(
  tx: Tx,
  viewer: Viewer,
  waiting: Waiting,
  decision: Decision,
): { problem: Message } | { decided: Decided } {
  const { sale, change } = waiting;
  const problem = notWaiting(waiting) ?? (decision.approve ? null : rejectionProblem(waiting));
  if (problem) return { problem };
  const may = mayReview(tx, viewer, sale, change?.requestedBy ?? null);
  if (may === 'own' || may === 'no') return { problem: { key: 'review.problem.own' } };

  const applied = change
    ? decideChange(tx, viewer, waiting, change, decision)
    : decideSale(tx, viewer, waiting, decision);
  if ('problem' in applied) return applied;
  const { id: saleId, orderNumber, amountFen } = sale;
  const kind = change?.kind ?? sale.kind;
  return {
    decided: { saleId, orderNumber, kind, amountFen, ...(may === 'self' ? { self: true } : {}), ...applied.details },
  };
}

/** Someone was quicker: decided, withdrawn, voided or edited since the reviewer saw it. */
function notWaiting({ sale, change, version }: Waiting): Message | null {
  if (sale.voidedAt !== null) return { key: 'review.problem.void' };
  if (change && change.status !== 'pending')
    return { key: change.status === 'withdrawn' ? 'review.problem.withdrawn' : 'review.problem.decided' };
  if (!change && sale.review !== 'pending') return { key: 'review.problem.decided' };
  if (sale.version !== version) return { key: 'review.problem.changed' };
  return null;
}

/** R17: money came in on it; that has to be put right first. A change can always be rejected. */
const rejectionProblem = ({ sale, change }: Waiting): Message | null =>
  !change && sale.paidFen !== 0 ? { key: 'review.problem.paid', params: { amount: yuan(sale.paidFen) } } : null;

function decideSale(tx: Tx, viewer: Viewer, { sale, version }: Waiting, decision: Decision): Applied {
  const problem = decision.approve ? approvalProblem(tx, sale) : null;
  if (problem) return { problem };
  const isFirst = decision.approve && isFirstSale(tx, sale);
  const { changes } = tx
    .update(sales)
    .set({
      review: decision.approve ? 'approved' : 'rejected',
      rejectReason: decision.approve ? null : decision.reason,
      reviewedBy: viewer.id,
      reviewedAt: realNow(),
      version: sql`version + 1`,
    })
    .where(and(eq(sales.id, sale.id), eq(sales.version, version), eq(sales.review, 'pending'), isNull(sales.voidedAt)))
    .run();
  if (changes !== 1) return { problem: { key: 'review.problem.changed' } };
  if (isFirst) winOnFirstSale(tx, sale.customerId, { on: sale.dealOn, by: viewer.id });
  return { details: {} };
}

function decideChange(tx: Tx, viewer: Viewer, waiting: Waiting, change: SaleChange, decision: Decision): Applied {
  const { sale, version } = waiting;
  let details: Record<string, unknown> = {};
  if (decision.approve && change.kind === 'edit') {
    const applied = applyEdit(tx, viewer, sale, change);
    if ('problem' in applied) return applied;
    details = applied;
  }
  if (decision.approve && change.kind === 'void') {
    const problem = voidProblem(tx, sale) ?? markVoid(tx, { id: sale.id, version }, change.requestedBy, change.reason);
    if (problem) return { problem };
    details = { reason: change.reason };
  }
  const { changes } = tx
    .update(saleChanges)
    .set({
      status: decision.approve ? 'approved' : 'rejected',
      rejectReason: decision.approve ? null : decision.reason,
      reviewedBy: viewer.id,
      reviewedAt: realNow(),
    })
    .where(and(eq(saleChanges.id, change.id), eq(saleChanges.status, 'pending')))
    .run();
  // Read in this same transaction, which nobody else can write in: it can't have changed since.
  if (changes !== 1) throw new Error(`change ${change.id} was decided twice`);
  return { details: { changeId: change.id, ...details } };
}
