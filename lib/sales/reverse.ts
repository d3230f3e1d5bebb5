import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import type { Day, Fen, Milli } from '@/db/columns';
import { sales } from '@/db/schema/sales';
import type { Message } from '../action-core';
import { yuan } from '../format';
import { fen, milli } from '../money';
import { codeKey } from '../text';
import type { Viewer } from '../viewer';
import { insertSale } from './writes';

type Sale = typeof sales.$inferSelect;

/** What may still be reversed (R19): the amount, less approved reversals and those that wait. */
export function leftToReverse(reader: Reader, sale: Pick<Sale, 'id' | 'amountFen' | 'reversedFen'>): Fen {
  const waiting = reader
    .select({ amountFen: sql<number>`coalesce(sum(${sales.amountFen}), 0)` })
    .from(sales)
    .where(and(eq(sales.reversesId, sale.id), eq(sales.review, 'pending'), isNull(sales.voidedAt)))
    .get();
  return fen(sale.amountFen + sale.reversedFen + (waiting?.amountFen ?? 0));
}

/** Pieces that may still come back: those sold, less those of reversals that stand or wait; null where none are counted. */
export function piecesLeft(reader: Reader, sale: Pick<Sale, 'id' | 'quantity'>): Milli | null {
  if (sale.quantity === null) return null;
  const back = reader
    .select({ pieces: sql<number>`coalesce(sum(abs(${sales.quantity})), 0)` })
    .from(sales)
    .where(and(eq(sales.reversesId, sale.id), ne(sales.review, 'rejected'), isNull(sales.voidedAt)))
    .get();
  return milli(Math.max(0, sale.quantity - (back?.pieces ?? 0)));
}

/** A sale that counts and has something left; a reversal isn't reversed, it is voided. */
export const isReversible = (sale: Pick<Sale, 'kind' | 'counts' | 'amountFen' | 'reversedFen'>): boolean =>
  sale.kind === 'sale' && sale.counts === 1 && sale.amountFen + sale.reversedFen > 0;

/** Why a reversal that waits can't be approved: its original is gone, or others took back too much meanwhile (R19). */
export function approvalProblem(reader: Reader, sale: Sale): Message | null {
  if (sale.reversesId === null) return null;
  const original = reader.select().from(sales).where(eq(sales.id, sale.reversesId)).get();
  if (original?.counts !== 1) return { key: 'review.problem.originalGone' };
  const left = original.amountFen + original.reversedFen;
  return sale.amountFen + left < 0
    ? { key: 'review.problem.reversedTooMuch', params: { number: original.orderNumber, left: yuan(left) } }
    : null;
}

export type NewReversal = { amountFen: Fen; quantity: Milli | null; dealOn: Day; reason: string };

/**
 * Files a reversal of a sale (R19) under the next free number `<original>-R1`, `-R2`, …; records no audit row.
 * `amountFen` is what is taken back, above 0. Salesperson, team and dimensions are the original's.
 */
export function addReversal(
  tx: Tx,
  viewer: Viewer,
  sale: Sale,
  { amountFen, quantity, dealOn, reason }: NewReversal,
  review: 'pending' | 'approved',
): { id: number; orderNumber: string } {
  const orderNumber = reversalNumber(tx, sale.orderNumber);
  const id = insertSale(tx, {
    orderNumber,
    customerId: sale.customerId,
    productId: sale.productId,
    productName: sale.productName,
    quantity: quantity === null ? null : (-quantity as Milli),
    unitPrice: sale.unitPrice,
    amountFen: fen(-amountFen),
    dealOn,
    salespersonId: sale.salespersonId,
    reversesId: sale.id,
    notes: reason,
    createdBy: viewer.id,
    review,
    reviewedBy: review === 'approved' ? viewer.id : null,
  });
  return { id, orderNumber };
}

/** Numbers are never given twice, a voided or rejected reversal's neither. */
export function reversalNumber(reader: Reader, original: string): string {
  for (let n = 1; ; n++) {
    const number = `${original}-R${n}`;
    const taken = reader
      .select({ id: sales.id })
      .from(sales)
      .where(eq(sales.orderKey, codeKey(number)))
      .get();
    if (!taken) return number;
  }
}
