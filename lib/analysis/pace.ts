import type { Day } from '@/db/columns';
import type { Range } from '../period';
import { rateBp } from '../rates';
import { workingDays } from '../working-days';

/** 时间进度: working days gone of all in the period (R30); a period to come has none gone, a past one all. */
export type Pace = { gone: number; all: number; bp: number | null };

export function paceOf(period: Range, today: Day): Pace {
  const all = workingDays(period);
  const gone = today < period.from ? 0 : today >= period.to ? all : workingDays({ from: period.from, to: today });
  return { gone, all, bp: rateBp(gone, all) };
}

/**
 * Attainment under the alert line (R30), in exact integers: amount ÷ target < line. In a running period against the
 * line × working days gone, and only once half of them are. Without a target there is nothing to be behind.
 */
export function isBehind(
  { amountFen, targetFen }: { amountFen: number; targetFen: number | null },
  linePercent: number,
  pace: Pick<Pace, 'gone' | 'all'>,
): boolean {
  if (targetFen === null || targetFen <= 0 || pace.all === 0 || pace.gone * 2 < pace.all) return false;
  return BigInt(amountFen) * 100n * BigInt(pace.all) < BigInt(targetFen) * BigInt(linePercent) * BigInt(pace.gone);
}
