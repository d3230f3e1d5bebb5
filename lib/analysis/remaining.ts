import type { Fen } from '@/db/columns';

/** What is left to the target, and what each working day that is left has to bring. */
export type Remaining =
  | { key: 'noTarget' }
  | { key: 'reached'; overFen: Fen }
  /** `perDayFen` is rounded up to the fen, so that it suffices; null when no working day is left. */
  | { key: 'missing'; missingFen: Fen; daysLeft: number; perDayFen: Fen | null };

/** No or zero target → there is nothing to reach (R23). `daysLeft` are the working days from today on, today included. */
export function remaining(
  { amountFen, targetFen }: { amountFen: number; targetFen: number | null },
  daysLeft: number,
): Remaining {
  if (!targetFen) return { key: 'noTarget' };
  if (amountFen >= targetFen) return { key: 'reached', overFen: (amountFen - targetFen) as Fen };
  const missing = targetFen - amountFen;
  // In integers: the fen above a whole share make one more.
  const rest = daysLeft > 0 ? missing % daysLeft : 0;
  const perDay = daysLeft > 0 ? (missing - rest) / daysLeft + (rest > 0 ? 1 : 0) : null;
  return { key: 'missing', missingFen: missing as Fen, daysLeft, perDayFen: perDay as Fen | null };
}

/** Attainment against 时间进度 in basis points: > 0 is ahead of time; null without a target. */
export const aheadBp = ({ attainmentBp }: { attainmentBp: number | null }, pace: { bp: number | null }) =>
  attainmentBp === null || pace.bp === null ? null : attainmentBp - pace.bp;
