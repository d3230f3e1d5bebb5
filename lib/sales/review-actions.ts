'use server';

import { action, done, refuse } from '../action';
import { record } from '../audit/record';
import { today } from '../clock';
import { quantity, yuan } from '../format';
import { canChangeSale, canVoidUnreviewed } from '../permissions';
import { readSettings } from '../settings/queries';
import { fileChange, pendingChange } from './changes';
import { findSale } from './queries/sale';
import { addReversal, isReversible, leftToReverse, piecesLeft } from './reverse';
import { reviewMany, withdraw } from './review-many';
import { reversalSchema, reviewSchema, voidSchema, withdrawSchema } from './review-validation';
import { needsReview } from './reviewers';
import { markVoid, voidProblem } from './void';

export const reviewSales = action('sale.review', reviewSchema, (tx, { rows, decision, list }, viewer) => {
  if (decision === null) return refuse('review.chooseDecision');
  if (rows.length === 0) return refuse('review.chooseRows');
  return reviewMany(tx, viewer, rows, decision, list);
});

export const withdrawChange = action('sale.withdrawChange', withdrawSchema, (tx, { changeId }, viewer) =>
  withdraw(tx, viewer, changeId),
);

/** R19: an approved sale's 作废 goes to review; one that was never approved is void at once. */
export const voidSale = action('sale.void', voidSchema, (tx, { saleId, version, reason }, viewer) => {
  const found = findSale(viewer, saleId, tx);
  if (!found) return refuse('form.gone');
  const { sale, customer } = found;
  const isApproved = sale.review === 'approved';
  if (
    isApproved
      ? !canChangeSale(viewer, { ...sale, customerOwnerId: customer.ownerId })
      : !canVoidUnreviewed(viewer, sale)
  )
    return refuse('form.gone');
  if (sale.voidedAt !== null) return refuse('review.problem.void');
  if (sale.version !== version) return refuse('review.problem.changed');
  const problem = voidProblem(tx, sale);
  if (problem) return refuse(problem.key, { params: problem.params });
  if (pendingChange(tx, sale.id)) return refuse('review.problem.changeWaits');

  const waits = isApproved && needsReview(tx, sale.teamId);
  if (waits) fileChange(tx, viewer, { saleId, kind: 'void', reason });
  else if (markVoid(tx, { id: saleId, version }, viewer.id, reason)) return refuse('review.problem.changed');
  record(tx, viewer, {
    action: waits ? 'sale.voidRequested' : 'sale.voided',
    object: { kind: 'sale', id: saleId },
    details: { orderNumber: sale.orderNumber, amountFen: sale.amountFen, review: sale.review, reason },
  });
  const key = waits ? 'review.void.requested' : 'review.void.done';
  return done({ to: `/sales/${saleId}`, message: { key, params: { number: sale.orderNumber } } });
});

/** R19: files a reversal for review; its amount counts in its own period once approved. */
export const reverseSale = action('sale.reverse', reversalSchema, (tx, { saleId, ...typed }, viewer) => {
  const found = findSale(viewer, saleId, tx);
  if (!found || !canChangeSale(viewer, { ...found.sale, customerOwnerId: found.customer.ownerId }))
    return refuse('form.gone');
  const { sale } = found;
  if (!isReversible(sale)) return refuse('review.reverse.notNow');
  if (pendingChange(tx, saleId)?.kind === 'void') return refuse('review.problem.voidWaits');
  const left = leftToReverse(tx, sale);
  if (typed.amountFen > left)
    return refuse('review.reverse.tooMuch', { field: 'amount', params: { left: yuan(left) } });
  const pieces = piecesLeft(tx, sale);
  if (typed.quantity !== null && pieces !== null && typed.quantity > pieces)
    return refuse('review.reverse.tooMany', { field: 'quantity', params: { left: quantity(pieces) } });
  if (typed.dealOn < sale.dealOn)
    return refuse('review.reverse.tooEarly', { field: 'dealOn', params: { day: sale.dealOn } });
  if (typed.dealOn > today(readSettings(tx).timeZone)) return refuse('review.reverse.tooLate', { field: 'dealOn' });

  const review = needsReview(tx, sale.teamId) ? 'pending' : 'approved';
  const reversal = addReversal(tx, viewer, sale, typed, review);
  record(tx, viewer, {
    action: 'sale.reversed',
    object: { kind: 'sale', id: reversal.id },
    details: { ...typed, orderNumber: reversal.orderNumber, original: sale.orderNumber, originalId: sale.id, review },
  });
  const key = review === 'pending' ? 'review.reverse.requested' : 'review.reverse.done';
  return done({ to: `/sales/${saleId}`, message: { key, params: { number: reversal.orderNumber } } });
});
