import type { Day, Fen } from '@/db/columns';
import { dayNumber } from '../../days';
import { decimalString } from '../../money';

/** A typed cell (R38): numbers and dates are real ones, codes and phones are text. Null is an empty cell, never 0 or "--". */
export type Cell =
  | { look: 'text' | 'code' | 'note'; text: string }
  | { look: 'money' | 'count' | 'percent' | 'date'; number: number }
  | null;

/** What a spreadsheet, or a CSV reader after it, could take for a formula. */
const formulaLike = /^[=+\-@＝＋－＠\t\r]/;

/** Words; what looks like a formula gets the text format, so that it stays text when it is edited. */
export const text = (value: string | null): Cell =>
  value ? { look: formulaLike.test(value) ? 'code' : 'text', text: fitting(value) } : null;
/** Codes, order numbers and phones: text whatever their digits, leading zeros kept. */
export const code = (value: string | null): Cell => (value ? { look: 'code', text: fitting(value) } : null);
/** Longer text that wraps. */
export const note = (value: string | null): Cell => (value ? { look: 'note', text: fitting(value) } : null);
/** Fen as yuan: a sheet's numbers are doubles, so the decimal text is what the double is read from. */
export const money = (value: Fen | null): Cell =>
  value === null ? null : { look: 'money', number: Number(decimalString(value, 2)) };
export const count = (value: number | null): Cell => (value === null ? null : { look: 'count', number: value });
/** Basis points as a fraction under a percent format. */
export const percent = (bp: number | null): Cell =>
  bp === null ? null : { look: 'percent', number: Number(decimalString(bp, 4)) };
/** A real date: days since 1899-12-30, with the day less that spreadsheets count before their 29 February 1900. */
export function date(value: Day | null): Cell {
  if (value === null) return null;
  const serial = dayNumber(value) + 25_569;
  return { look: 'date', number: serial < 61 ? serial - 1 : serial };
}

/** A cell holds this many UTF-16 units; one more and the file is called corrupt. */
const longest = 32_767;
// XML has no way to write these.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into the file
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function fitting(value: string): string {
  // The format reads _x0041_ as an escape; text that looks like one is escaped itself.
  const writable = value.replace(unwritable, '').replace(/_x[0-9A-Fa-f]{4}_/g, '_x005F$&');
  return writable.length > longest ? `${writable.slice(0, longest - 1)}…` : writable;
}
