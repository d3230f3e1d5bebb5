import { divideRounded } from './money';

/**
 * `part ÷ whole` in basis points (8333 = 83.33 %), rounded half up; null when the whole is not positive (R4).
 * A rate short of 100 %, or of one of `lines` (alert lines in basis points), never rounds up to it: it is cut instead.
 */
export function rateBp(part: number, whole: number | null, lines: readonly number[] = []): number | null {
  if (whole === null || whole <= 0) return null;
  const n = BigInt(part) * 10_000n;
  const d = BigInt(whole);
  const rounded = Number(divideRounded(n, d));
  const reachedByRoundingOnly = [10_000, ...lines].some((line) => rounded >= line && n < BigInt(line) * d);
  return reachedByRoundingOnly ? Number(n >= 0n ? n / d : (n - d + 1n) / d) : rounded;
}

/** (now − base) ÷ base in basis points; null when the base is missing or ≤ 0 (R24). */
export const growthBp = (now: number, base: number | null): number | null =>
  base === null || base <= 0 ? null : rateBpSigned(now - base, base);

const rateBpSigned = (part: number, whole: number) => Number(divideRounded(BigInt(part) * 10_000n, BigInt(whole)));
