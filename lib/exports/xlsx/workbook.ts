import { type Cell, cellXml, columnName, escapeXml } from './cells';
import { stylesXml } from './styles';
import { zipWriter } from './zip';

export type Column = { head: string /** In characters. */; width: number };
export type Sheet = {
  name: string;
  /** A line above the head, in large type. */
  title?: string;
  columns: readonly Column[];
  /** Taken one at a time while the file is written, so a long list is never held. */
  rows: Iterable<readonly Cell[]>;
  total?: readonly Cell[];
  /** The first columns stay in place beside the frozen head. */
  pinned?: number;
  /** Filter buttons on the head; not for sheets that are read, not worked with. */
  filter?: boolean;
  /** What the page foot says in print, with &P and &N for page and pages. */
  foot?: string;
};

type Written = { name: string; headRow: number; filter: string | null };

/** Writes an .xlsx with frozen heads, widths, filters and typed cells. */
export function workbook(sheets: readonly Sheet[]): Buffer {
  const zip = zipWriter();
  zip.add('[Content_Types].xml', [contentTypes(sheets.length)]);
  zip.add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]);
  zip.add('xl/styles.xml', [stylesXml]);
  const written = sheets.map((sheet, index) => {
    const result: Written = { name: sheet.name, headRow: sheet.title ? 2 : 1, filter: null };
    zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, result));
    return result;
  });
  zip.add('xl/workbook.xml', [workbookXml(written)]);
  zip.add('xl/_rels/workbook.xml.rels', [
    relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
  ]);
  return zip.finish();
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function* sheetXml(sheet: Sheet, result: Written): Generator<string> {
  const { columns, pinned = 0 } = sheet;
  const last = columnName(columns.length - 1);
  const { headRow } = result;
  const corner = `${columnName(pinned)}${headRow + 1}`;
  const pane = pinned > 0 ? 'bottomRight' : 'bottomLeft';
  yield `${xml}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="${sheet.filter ? 1 : 0}"><pane${pinned > 0 ? ` xSplit="${pinned}"` : ''} ySplit="${headRow}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/><cols>${columns
    .map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`;
  if (sheet.title) yield rowXml([{ look: 'title', text: sheet.title }], 1);
  yield rowXml(
    columns.map(({ head }) => ({ look: 'head', text: head })),
    headRow,
  );
  let row = headRow;
  for (const cells of sheet.rows) yield rowXml(cells, ++row);
  if (sheet.filter) result.filter = `A${headRow}:${last}${Math.max(row, headRow + 1)}`;
  if (sheet.total) yield rowXml(sheet.total, ++row, true);
  yield '</sheetData>';
  if (result.filter) yield `<autoFilter ref="${result.filter}"/>`;
  yield '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>';
  yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
  if (sheet.foot) yield `<headerFooter><oddFooter>&amp;C${escapeXml(sheet.foot)}</oddFooter></headerFooter>`;
  // Codes and phones are meant to be text: no green corners.
  yield `<ignoredErrors><ignoredError sqref="A1:${last}${row}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}

const rowXml = (cells: readonly Cell[], row: number, isTotal = false): string =>
  `<row r="${row}">${cells.map((cell, i) => cellXml(cell, `${columnName(i)}${row}`, isTotal)).join('')}</row>`;

function workbookXml(sheets: readonly Written[]): string {
  const absolute = (range: string) => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  const names = sheets.flatMap(({ name, headRow, filter }, index) => {
    const quoted = `'${escapeXml(name).replaceAll("'", "''")}'!`;
    return [
      ...(filter
        ? [
            `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted}${absolute(filter)}</definedName>`,
          ]
        : []),
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}$1:$${headRow}</definedName>`,
    ];
  });
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}

const relations = (targets: readonly (readonly [string, string])[]): string =>
  `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const part = (name: string, type: string) =>
  `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
const contentTypes = (sheets: number): string =>
  `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('/xl/workbook.xml', 'sheet.main')}${part('/xl/styles.xml', 'styles')}${Array.from({ length: sheets }, (_, i) => part(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet')).join('')}</Types>`;
