import type { Fen, Milli, UnitPrice } from '@/db/columns';

export const fen = (value: number): Fen => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`);
  return value as Fen;
};
export const milli = (value: number): Milli => value as Milli;
export const unitPrice = (value: number): UnitPrice => value as UnitPrice;

/** Sum in fen; throws past the safe integers (R1). */
export const sumFen = (values: Iterable<number>): Fen => {
  let total = 0;
  for (const value of values) total += value;
  return fen(total);
};

/**
 * Reads a plain decimal string ("-1234.5") as an integer of 10^-`places`, without floating point.
 * Null when it isn't one, or has more than `places` significant decimals.
 */
export function parseDecimal(text: string, places: number): number | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(places))) return null;
  const value = Number(whole + fraction.slice(0, places).padEnd(places, '0'));
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' && value !== 0 ? -value : value;
}

/** "1234.5" → 123450 fen, or null. Thousands separators are accepted where they belong. */
export function parseFen(text: string): Fen | null {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text.trim()) ? text.replaceAll(',', '') : text;
  return parseDecimal(plain, 2) as Fen | null;
}

/** Divides integers, rounding halves away from zero; exact for any size. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const result = (2n * n + d) / (2n * d);
  return negative ? -result : result;
}

/** Quantity × unit price in fen, rounded half up (R16: 3 × 33.335 = 100.01). */
export const multiply = (quantity: Milli, price: UnitPrice): Fen =>
  fen(Number(divideRounded(BigInt(quantity) * BigInt(price), 100_000n)));

/** An average in fen, rounded half up; null when there is nothing to divide by. */
export const averageFen = (total: number, count: number): Fen | null =>
  count === 0 ? null : fen(Number(divideRounded(BigInt(total), BigInt(count))));

/** Integer of 10^-`places` as a plain decimal string: (123450, 2) → "1234.50". */
export function decimalString(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const split = digits.length - places;
  return `${value < 0 ? '-' : ''}${digits.slice(0, split)}${places ? `.${digits.slice(split)}` : ''}`;
}
