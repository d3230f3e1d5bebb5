import type { Day, Fen } from '@/db/columns';
import { dayNumber } from '../../days';
import { decimalString } from '../../money';
import { type Look, styleOf } from './styles';

/** A typed cell (R38): numbers and dates are real ones, codes and phones are text. Null is an empty cell, never 0 or "--". */
export type Cell = { look: Look; text: string } | { look: Look; number: string } | null;

/** What a spreadsheet, or a CSV reader after it, could take for a formula. */
const formulaLike = /^[=+\-@＝＋－＠\t\r]/;

/** Words; what looks like a formula stays text when it is edited. */
export const text = (value: string | null): Cell =>
  value ? { look: formulaLike.test(value) ? 'literal' : 'text', text: value } : null;
/** Codes, order numbers and phones: text whatever their digits, leading zeros kept. */
export const code = (value: string | null): Cell =>
  value ? { look: formulaLike.test(value) ? 'literal' : 'code', text: value } : null;
/** Longer text that wraps. */
export const note = (value: string | null): Cell => (value ? { look: 'note', text: value } : null);
/** Fen as yuan with two decimals, digit by digit: no floating point on the way. */
export const money = (value: Fen | null): Cell =>
  value === null ? null : { look: 'money', number: decimalString(value, 2) };
export const count = (value: number | null): Cell => (value === null ? null : { look: 'count', number: String(value) });
/** Basis points as a fraction under a percent format. */
export const percent = (bp: number | null): Cell =>
  bp === null ? null : { look: 'percent', number: decimalString(bp, 4) };
/** A real date: days since 1899-12-30, with the day less that spreadsheets count before their 29 February 1900. */
export function date(value: Day | null): Cell {
  if (value === null) return null;
  const serial = dayNumber(value) + 25_569;
  return { look: 'date', number: String(serial < 61 ? serial - 1 : serial) };
}

/** The cell's XML at a reference such as B7. */
export function cellXml(cell: Cell, reference: string, isTotal = false): string {
  if (cell === null) return isTotal ? `<c r="${reference}" s="${styleOf('text', true)}"/>` : '';
  const head = `<c r="${reference}" s="${styleOf(cell.look, isTotal)}"`;
  if ('number' in cell) return `${head}><v>${cell.number}</v></c>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.text)}</t></is></c>`;
}

/** A cell holds this many UTF-16 units; one more and the file is called corrupt. */
const longest = 32_767;
const cutMark = '…';

/** Text as XML takes it: control characters, and what looks like their escape, as _xHHHH_. */
export function escapeXml(value: string): string {
  const fits = value.length > longest ? value.slice(0, longest - 1) + cutMark : value;
  return (
    fits
      .replace(/_x[0-9A-Fa-f]{4}_/g, '_x005F$&')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into the XML
      .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (c) => `_x${hex(c)}_`)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
const hex = (character: string) => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/** 0 → A, 26 → AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
