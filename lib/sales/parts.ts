import type { Day, Fen } from '@/db/columns';
import { daysBetween } from '../days';

// The parts of a sale in 分期 (R18), each with what is open of it and how late that is.

type Part = { dueOn: Day; amountFen: number; throughFen: number };
type Money = { amountFen: number; reversedFen: number; paidFen: number };

/**
 * What is open of a part: payments cover the parts from the first on, a reversal takes away from the last.
 * The same as `openOfPart` in lib/owed.ts.
 */
export function openOf({ amountFen, throughFen }: Part, sale: Money): Fen {
  const toPay = sale.amountFen + sale.reversedFen;
  const before = throughFen - amountFen;
  const covered = before === 0 ? sale.paidFen : Math.max(sale.paidFen, Math.min(before, toPay));
  return Math.max(0, Math.min(throughFen, toPay) - covered) as Fen;
}

export type PartState = 'paid' | 'reversed' | 'overdue' | 'partial' | 'unpaid';
export type OpenPart<P extends Part> = P & { openFen: Fen; state: PartState; days: number };

/** Each part with its open amount and state; `days` late where it is overdue: the due day itself is not (R18). */
export function partsOf<P extends Part>(parts: readonly P[], sale: Money, today: Day): OpenPart<P>[] {
  const toPay = sale.amountFen + sale.reversedFen;
  return parts.map((part) => {
    const openFen = openOf(part, sale);
    const days = openFen > 0 ? Math.max(0, daysBetween(part.dueOn, today)) : 0;
    const before = part.throughFen - part.amountFen;
    return { ...part, openFen, days, state: state() };

    function state(): PartState {
      if (openFen === 0) return before >= toPay ? 'reversed' : 'paid';
      if (days > 0) return 'overdue';
      return sale.paidFen > before ? 'partial' : 'unpaid';
    }
  });
}
