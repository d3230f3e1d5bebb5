import { database, type Reader } from '@/db/client';
import { fen } from '@/lib/money';
import { pendingChange } from '../changes';
import { isReversible, leftToReverse, reversalNumber } from '../reverse';
import { needsReview } from '../reviewers';
import { voidProblem } from '../void';
import type { Sale } from './sale';

/** What the form of a reversal says beforehand (R19), about a sale the viewer has found. */
export function reversalAhead({ sale }: Sale, reader: Reader = database()) {
  const leftFen = leftToReverse(reader, sale);
  return {
    isPossible: isReversible(sale) && leftFen > 0 && pendingChange(reader, sale.id)?.kind !== 'void',
    leftFen,
    /** Reversals that wait, above 0. */
    waitingFen: fen(sale.amountFen + sale.reversedFen - leftFen),
    number: reversalNumber(reader, sale.orderNumber),
    /** Reversing more than this makes the rest a credit: it has been paid already. */
    freeFen: fen(Math.max(0, leftFen - Math.max(0, sale.paidFen))),
    needsReview: needsReview(reader, sale.teamId),
  };
}

/** Why a sale can't be voided now, or whether its 作废 will be reviewed. */
export function voidAhead({ sale }: Sale, reader: Reader = database()) {
  const problem =
    sale.voidedAt !== null
      ? { key: 'review.problem.void' }
      : (voidProblem(reader, sale) ?? (pendingChange(reader, sale.id) ? { key: 'review.problem.changeWaits' } : null));
  return { problem, needsReview: sale.review === 'approved' && needsReview(reader, sale.teamId) };
}
