import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import { instalments, sales } from '@/db/schema/sales';
import type { Message } from '../action-core';
import { yuan } from '../format';
import { fen, sumFen } from '../money';
import type { InstalmentPart } from './changes';

/**
 * Puts the 分期 of a sale in place of those it had (R18); none = to be paid at once, on `dueOn`. Triggers keep the sale's
 * count and due day. The caller has asked `partsProblem`. Records no audit row.
 */
export function setInstalments(tx: Tx, saleId: number, parts: readonly InstalmentPart[], dueOn?: Day): void {
  const sale = tx.select({ amountFen: sales.amountFen }).from(sales).where(eq(sales.id, saleId)).get();
  const problem = sale && partsProblem(parts, sale.amountFen);
  if (problem) throw new Error(`the instalments of sale ${saleId}: ${problem.key}`);
  tx.delete(instalments).where(eq(instalments.saleId, saleId)).run();
  let throughFen = 0;
  for (const [index, { dueOn, amountFen }] of parts.entries()) {
    throughFen += amountFen;
    const row = { saleId, position: index + 1, dueOn, amountFen: fen(amountFen), throughFen: fen(throughFen) };
    tx.insert(instalments).values(row).run();
  }
  if (parts.length === 0 && dueOn) tx.update(sales).set({ dueOn }).where(eq(sales.id, saleId)).run();
}

/** Why parts can't be the 分期 of an amount: each is above 0 and due after the one before, and their sum is the amount. */
export function partsProblem(parts: readonly InstalmentPart[], amountFen: number): Message | null {
  if (parts.length === 0) return null;
  if (parts.some((part) => part.amountFen <= 0)) return { key: 'payments.instalments.notAbove0' };
  if (parts.some((part, index) => index > 0 && part.dueOn <= (parts[index - 1]?.dueOn ?? '')))
    return { key: 'payments.instalments.notLater' };
  const difference = sumFen(parts.map((part) => part.amountFen)) - amountFen;
  if (difference === 0) return null;
  return {
    key: `payments.instalments.${difference > 0 ? 'tooMuch' : 'tooLittle'}`,
    params: { amount: yuan(amountFen), difference: yuan(Math.abs(difference)) },
  };
}

/** Whether parts can be the 分期 of an amount. */
export const partsFit = (parts: readonly InstalmentPart[], amountFen: number): boolean =>
  partsProblem(parts, amountFen) === null;
