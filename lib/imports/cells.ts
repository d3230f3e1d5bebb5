import { halfWidth } from '../text';
import type { Cell, PlainCell } from './workbook.mjs';

export type { Cell, PlainCell, Row, Sheet, Workbook } from './workbook.mjs';

/** What is under a merge counts as written in each of its cells: right for words, never for amounts. */
export const filledDown = (cell: Cell | undefined): PlainCell =>
  typeof cell === 'object' && cell !== null && 'm' in cell ? cell.of : (cell ?? null);

export const isMergedAway = (cell: Cell | undefined): boolean =>
  typeof cell === 'object' && cell !== null && 'm' in cell;

/** A cell as a person reads it, for showing and for words; an error or a formula without a result reads as itself. */
export function cellText(cell: Cell | undefined): string {
  const plain = filledDown(cell);
  if (plain === null) return '';
  if (typeof plain === 'string') return plain;
  if ('n' in plain) return plain.w ?? exact(plain.n);
  if ('b' in plain) return plain.b ? 'TRUE' : 'FALSE';
  return 'e' in plain ? plain.e : `=${plain.f}`;
}

export const isBlank = (cell: Cell | undefined): boolean => cellText(cell).trim() === '';

/** The text of a cell that holds neither an error nor a formula without result; null for those. */
export function readable(cell: Cell | undefined): string | null {
  const plain = filledDown(cell);
  return typeof plain === 'object' && plain !== null && ('e' in plain || 'f' in plain) ? null : cellText(plain);
}

/**
 * A stored number as a plain decimal with the 15 digits a spreadsheet shows: 19.999999999999996 is 20, and no arithmetic
 * in floating point comes near an amount (R1).
 */
export function exact(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e');
  const negative = mantissa.startsWith('-');
  const digits = mantissa.replace(/[-.]/g, '');
  const point = Number(exponent) + 1;
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = (point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits).replace(/0+$/, '');
  const text = fraction ? `${whole}.${fraction}` : whole;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

/** Half-width, without spaces and with the plain minus: numbers, dates and codes as people type them (R3). */
export const plainText = (text: string): string =>
  halfWidth(text)
    .replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll('−', '-');
