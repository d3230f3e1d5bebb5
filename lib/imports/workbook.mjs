import * as XLSX from 'xlsx';
import { decodeText, parseCsv } from './csv.mjs';

/**
 * A cell as stored, for the rules to judge; nothing is converted here. Text is itself; the rest says what it is:
 * `n` a number with its date mark `d` and, under an own number format, the text shown `w`; `b` a boolean; `e` an error such as
 * #N/A (never its numeric code); `f` a formula whose result the file lacks; `m` covered by a merge from row `m`, with
 * what the merge's first cell holds in `of`.
 * @typedef {null | string | { n: number, d?: true, w?: string } | { b: boolean } | { e: string } | { f: string }} PlainCell
 * @typedef {PlainCell | { m: number, of: PlainCell }} Cell
 * @typedef {{ row: number, cells: Cell[] }} Row
 * @typedef {{ name: string, hidden: boolean, rows: Row[] }} Sheet
 * @typedef {{ sheets: Sheet[], date1904: boolean }} Workbook
 */

export const limits = { rows: 200_000, columns: 200 };

/** Something about the file that a person has to be told: a key of messages/zh/imports.ts `file`. */
export class FileProblem extends Error {
  /** @param {string} problem */
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * Bytes of a .xlsx, .xls or .csv → sheets of raw cells, told apart by content, not by name.
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {Workbook}
 */
export function readWorkbook(bytes, name) {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isCompound = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  const workbook = isZip || isCompound ? readBook(bytes) : readText(bytes, name);
  for (const sheet of workbook.sheets) if (sheet.rows.length > limits.rows) throw new FileProblem('tooManyRows');
  if (workbook.sheets.every((sheet) => sheet.rows.length === 0)) throw new FileProblem('empty');
  return workbook;
}

/** @param {Uint8Array} bytes @param {string} name @returns {Workbook} */
function readText(bytes, name) {
  const text = decodeText(bytes);
  if (text === null || /^\s*<(!doctype|html|\?xml)/i.test(text)) throw new FileProblem('notASheet');
  const rows = parseCsv(text.replace(/^\ufeff/, ''))
    .map((record, index) => ({ row: index + 1, cells: record.slice(0, limits.columns).map((field) => field || null) }))
    .filter(({ cells }) => cells.some(isFilled));
  return { sheets: [{ name: name.replace(/\.\w+$/, ''), hidden: false, rows }], date1904: false };
}

/** @param {Cell} cell */
const isFilled = (cell) => cell !== null && !(typeof cell === 'string' && cell.trim() === '');

/** @param {Uint8Array} bytes @returns {Workbook} */
function readBook(bytes) {
  /** @type {XLSX.WorkBook} */
  let book;
  try {
    book = XLSX.read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellFormula: true,
      cellHTML: false,
      sheetStubs: true,
    });
  } catch (error) {
    throw new FileProblem(/password|encrypt/i.test(String(error)) ? 'encrypted' : 'damaged');
  }
  const hidden = book.Workbook?.Sheets ?? [];
  return {
    date1904: Boolean(book.Workbook?.WBProps?.date1904),
    sheets: book.SheetNames.map((name, index) => ({
      name,
      hidden: Boolean(hidden[index]?.Hidden),
      rows: readSheet(/** @type {XLSX.WorkSheet} */ (book.Sheets[name])),
    })),
  };
}

/** @param {XLSX.WorkSheet} sheet @returns {Row[]} */
function readSheet(sheet) {
  /** @type {(XLSX.CellObject | undefined)[][]} */
  const data = sheet['!data'] ?? [];
  const rows = new Map();
  data.forEach((line, r) => {
    const cells = Array.from({ length: Math.min(line?.length ?? 0, limits.columns) }, (_, c) => plain(line[c]));
    if (cells.some(isFilled)) rows.set(r, cells);
  });
  for (const { s, e } of sheet['!merges'] ?? []) {
    const of = plain(data[s.r]?.[s.c]);
    if (!isFilled(of)) continue;
    for (let r = s.r; r <= e.r; r++) {
      // A merge over rows that hold nothing else makes no rows of them.
      const cells = rows.get(r);
      for (let c = s.c; cells && c <= Math.min(e.c, limits.columns - 1); c++) {
        while (cells.length < c) cells.push(null);
        if (r !== s.r || c !== s.c) cells[c] = { m: s.r + 1, of };
      }
    }
  }
  return [...rows].map(([r, cells]) => ({ row: r + 1, cells }));
}

/** @param {XLSX.CellObject | undefined} cell @returns {PlainCell} */
function plain(cell) {
  if (!cell) return null;
  if (cell.t === 'e') return { e: cell.w ?? '#VALUE!' };
  if (cell.t === 's') return cell.v === '' ? null : String(cell.v);
  if (cell.t === 'b') return { b: Boolean(cell.v) };
  if (cell.t === 'n') {
    const format = typeof cell.z === 'string' && cell.z !== 'General' ? cell.z : null;
    if (!format) return { n: Number(cell.v) };
    if (XLSX.SSF.is_date(format)) return { n: Number(cell.v), d: true };
    // What is shown matters for codes such as 00456, never for amounts.
    return /[.,%Ee]/.test(format) ? { n: Number(cell.v) } : { n: Number(cell.v), w: cell.w };
  }
  return cell.f ? { f: cell.f } : null;
}
