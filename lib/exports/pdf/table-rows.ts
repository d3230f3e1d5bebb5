import type { FigureRow } from '../../analysis/types';
import { none, percent, trend, yuan } from '../../format';
import { type AnalysisFile, alertsOf, pool } from '../analysis-file';
import type { Kit } from './kit';
import { contentWidth, page } from './look';
import { linesOf, widthOf } from './words';

/** More rows than this are no report on paper: the rest is one honest row, and the workbook has them all. */
export const mostRows = 100;
export const fontSize = 8;
const lineHeight = fontSize * 1.4;
const padding = 6;
const headHeight = 32;
const leastLabel = 110;
const mostLabel = 190;

export type TableRow = {
  key: string;
  label: string;
  team: string;
  alert: string;
  /** As printed, in the order of `numberColumns`. */
  numbers: string[];
  isTotal: boolean;
};
export type Layout = { label: number; team: number; numbers: number[]; size: number };

export const numberColumns = [
  'target',
  'amount',
  'shortfall',
  'attainment',
  'yoy',
  'pop',
  'collection',
  'receivable',
  'overdue',
  'orders',
  'customers',
] as const;

type Numbers = Omit<ReturnType<typeof pool>, 'openingFen'> & { customers: number | null };
const numbersOf = (row: Numbers): string[] => [
  yuan(row.targetFen),
  yuan(row.amountFen),
  yuan(row.shortfallFen),
  percent(row.attainmentBp),
  trend(row.yoyBp),
  trend(row.popBp),
  percent(row.collectionBySigningBp),
  yuan(row.receivableFen),
  yuan(row.overdueFen),
  String(row.orders),
  row.customers === null ? none : String(row.customers),
];

/** The rows of the table, page by page, with the columns' widths and the notes under the last. */
export function pagesOf(
  file: AnalysisFile,
  { t, words }: Kit,
): { pages: TableRow[][]; layout: Layout; notes: string[] } {
  const { rows: all, total, asOf } = file.report;
  const isCut = all.length > mostRows;
  const shown = isCut ? all.slice(0, mostRows - 1) : all;
  const others = all.slice(shown.length);
  const rowOf = (row: FigureRow, isTotal = false): TableRow => ({
    key: row.key,
    label: words(row.label),
    team: words(row.teamName ?? ''),
    alert: alertsOf(t, row, file).join('，'),
    numbers: numbersOf(row),
    isTotal,
  });
  const rows = [
    ...shown.map((row) => rowOf(row)),
    ...(isCut
      ? [
          {
            key: 'rest',
            label: t('exports.report.rest', { count: others.length }),
            team: '',
            alert: '',
            numbers: numbersOf({ ...pool(others), customers: null }),
            isTotal: false,
          },
        ]
      : []),
    rowOf(total, true),
  ];
  const layout = layoutOf(rows, t);
  const notes = [
    ...(isCut ? [t('exports.report.restNote', { shown: shown.length, count: others.length })] : []),
    t('exports.report.notes'),
    t('exports.report.balances', { asOf }),
  ];
  const room = page.height - page.top - page.bottom - page.head - headHeight - notes.length * 11 - 30;
  return { pages: paged(rows, layout, room), layout, notes };
}

/** Number columns take what their longest figure needs, names the rest; smaller type when that is too little. */
function layoutOf(rows: readonly TableRow[], t: Kit['t']): Layout {
  const team = rows.some((row) => row.team) ? 52 : 0;
  for (let size = fontSize; ; size -= 0.5) {
    const numbers = numberColumns.map(
      (name, position) =>
        Math.max(
          widthOf(t(`exports.report.columns.${name}`), size),
          ...rows.map((row) => widthOf(row.numbers[position] ?? '', size) + (row.isTotal ? 3 : 0)),
        ) + padding,
    );
    const label = contentWidth - team - numbers.reduce((sum, width) => sum + width, 0) - padding;
    if (label < leastLabel && size > 5) continue;
    const spare = Math.max(0, label - mostLabel) / numbers.length;
    return {
      label: Math.max(Math.min(label, mostLabel), 60),
      team,
      numbers: numbers.map((width) => width + spare),
      size,
    };
  }
}

const marked = (row: TableRow) => `⚠ ${row.alert}`;
/** A short name and its alert share a line. */
export const sharesLine = (row: TableRow, { label, size }: Layout): boolean =>
  row.alert !== '' && !row.label.includes('\n') && widthOf(`${row.label}　${marked(row)}`, size) <= label;

export function heightOf(row: TableRow, layout: Layout): number {
  const { label, team, size } = layout;
  const alert = row.alert === '' || sharesLine(row, layout) ? 0 : linesOf(marked(row), size, label);
  const name = linesOf(row.label, size, label) + alert;
  return Math.max(name, team > 0 ? linesOf(row.team, size, team - padding) : 1) * lineHeight + padding;
}

/** Rows on pages by estimated height: a row never splits, and 合计 never stands alone. */
function paged(rows: readonly TableRow[], layout: Layout, room: number): TableRow[][] {
  const pages: TableRow[][] = [];
  let left = 0;
  rows.forEach((row, position) => {
    const height = heightOf(row, layout);
    const next = rows[position + 1];
    const withTotal = height + (next?.isTotal ? heightOf(next, layout) : 0);
    if (pages.length === 0 || withTotal > left) {
      pages.push([]);
      left = room;
    }
    pages.at(-1)?.push(row);
    left -= height;
  });
  return pages;
}
