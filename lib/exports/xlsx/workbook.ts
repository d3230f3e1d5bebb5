import writeExcelFile, { type Feature, type Cell as FileCell, type Image } from 'write-excel-file/node';
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import type { Cell } from './cells';

export type Column = { head: string /** In characters. */; width: number };
export type Sheet = {
  name: string;
  /** A line above the head, in large type. */
  title?: string;
  columns: readonly Column[];
  rows: Iterable<readonly Cell[]>;
  /** The 合计 row under the others. */
  total?: readonly Cell[];
  /** The first columns stay in place beside the frozen head. */
  pinned?: number;
  /** Filter buttons on the head; not for sheets that are read, not worked with. */
  filter?: boolean;
};

/** Writes an .xlsx with frozen heads, widths, filters and typed cells. */
export async function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const written = sheets.map((sheet) => {
    const rows = [...sheet.rows];
    const headRow = sheet.title ? 2 : 1;
    const filter = `A${headRow}:${getCellAddress(headRow - 1 + Math.max(rows.length, 1), sheet.columns.length - 1)}`;
    return { sheet, rows, headRow, filter: sheet.filter ? filter : null };
  });
  return writeExcelFile(
    written.map(({ sheet, rows, headRow }) => ({
      sheet: sheet.name,
      data: [
        ...(sheet.title ? [[{ value: sheet.title, type: String, fontWeight: 'bold' as const, fontSize: 14 }]] : []),
        sheet.columns.map(({ head }) => headCell(head)),
        ...rows.map((cells) => cells.map((cell) => fileCell(cell))),
        ...(sheet.total ? [sheet.total.map((cell) => totalCell(cell))] : []),
      ],
      columns: sheet.columns.map(({ width }) => ({ width })),
      stickyRowsCount: headRow,
      stickyColumnsCount: sheet.pinned ?? 0,
      orientation: 'landscape' as const,
      showGridLines: Boolean(sheet.filter),
    })),
    { fontFamily: 'Microsoft YaHei', fontSize: 10, features: [filters(written.map(({ filter }) => filter))] },
  ).toBuffer();
}

const formats = {
  money: '#,##0.00',
  count: '#,##0',
  percent: '0.00%',
  date: 'yyyy-mm-dd',
  code: '@',
  text: undefined,
  note: undefined,
};

function fileCell(cell: Cell): FileCell {
  if (cell === null) return null;
  const format = formats[cell.look];
  if ('number' in cell) return { value: cell.number, type: Number, format };
  const style = cell.look === 'note' ? { wrap: true, alignVertical: 'top' as const } : {};
  return { value: cell.text, type: String, ...(format ? { format } : {}), ...style };
}

const headCell = (head: string): FileCell => ({
  value: head,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#EFF4F5',
  bottomBorderColor: '#C3CDD0',
  bottomBorderStyle: 'thin',
  wrap: true,
});

function totalCell(cell: Cell): FileCell {
  const line = { fontWeight: 'bold' as const, topBorderColor: '#6B7780', topBorderStyle: 'thin' as const };
  const plain = fileCell(cell);
  return plain !== null && typeof plain === 'object' && 'value' in plain
    ? { ...plain, ...line }
    : { value: '', type: String, ...line };
}

/** Filter buttons, which the library leaves to extensions like this one. */
const filters = (ranges: readonly (string | null)[]): Feature<Image['content']> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _options, { sheetIndex }) =>
          ranges[sheetIndex]
            ? insertElementMarkupAccordingToOrderOfSiblings(
                xml,
                `<autoFilter ref="${ranges[sheetIndex]}"/>`,
                getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [],
                'worksheet',
              )
            : xml,
      },
    },
  },
});
