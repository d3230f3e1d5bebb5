import { expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import type { Fen } from '@/db/columns';
import { code, count, date, money, note, percent, text } from './cells';
import { type Sheet, workbook } from './workbook';

const fen = (value: number) => value as Fen;
/** Reads our file with the library that reads everybody's. */
const open = async (sheets: Sheet[]) =>
  read(await workbook(sheets), { cellStyles: true, cellFormula: true, cellNF: true });
const sheet = (rows: Sheet['rows'], extra: Partial<Sheet> = {}): Sheet => ({
  name: '数据',
  columns: ['甲', '乙', '丙', '丁', '戊', '己'].map((head) => ({ head, width: 12 })),
  rows,
  ...extra,
});

test('numbers, dates, percentages and codes come out typed', async () => {
  const book = await open([
    sheet([[money(fen(1_000_000_086_121)), date('2026-01-31'), percent(8333), count(0), code('00123'), text('王磊')]]),
  ]);
  const cells = book.Sheets.数据 as Record<string, { t: string; v: unknown; z?: string; w?: string }>;
  expect(cells.A2).toMatchObject({ t: 'n', v: 10_000_000_861.21, z: '#,##0.00' });
  expect(cells.B2).toMatchObject({ t: 'n', z: 'yyyy-mm-dd', w: '2026-01-31' });
  expect(cells.C2).toMatchObject({ t: 'n', v: 0.8333, w: '83.33%' });
  expect(cells.D2).toMatchObject({ t: 'n', v: 0 });
  expect(cells.E2).toMatchObject({ t: 's', v: '00123', z: '@' });
  expect(cells.F2).toMatchObject({ t: 's', v: '王磊' });
});

test('no value is an empty cell', async () => {
  const book = await open([sheet([[money(null), date(null), percent(null), count(null), code(''), text(null)]])]);
  expect(Object.keys(book.Sheets.数据 as object).filter((key) => /^[A-F]2$/.test(key))).toEqual([]);
});

// The serial numbers a spreadsheet shows for these days.
test.each([
  ['1900-01-01', 1],
  ['1900-02-28', 59],
  ['1900-03-01', 61],
  ['2024-02-29', 45_351],
  ['2026-03-31', 46_112],
])('%s is day %i', (day, serial) => {
  expect(date(day)).toEqual({ look: 'date', number: serial });
});

test('money keeps every fen, negative amounts stay numbers', () => {
  expect([fen(-1), fen(5), fen(9_007_199_254_740_991)].map(money)).toMatchObject([
    { number: -0.01 },
    { number: 0.05 },
    { number: 90_071_992_547_409.91 },
  ]);
});

test('text arrives as typed: formulas, markup, control characters and rare characters', async () => {
  const awkward = [
    '=1+1',
    '@示例',
    '-减号',
    '＝全角',
    '\t制表符',
    '<b>&"\'',
    '𠮷龘😀',
    '两行\n名称',
    'a_x0041_b',
    ' 空格 ',
  ];
  const book = await open([sheet(awkward.map((value) => [text(value)]))]);
  const rows = utils.sheet_to_json<string[]>(book.Sheets.数据 as never, { header: 1 }).slice(1);
  expect(rows.map(([value]) => value)).toEqual(awkward);
  for (const cell of Object.values(book.Sheets.数据 as Record<string, { f?: string }>)) expect(cell.f).toBeUndefined();
});

test('text longer than a cell holds is cut with a mark', async () => {
  const book = await open([sheet([[note('长'.repeat(40_000))]])]);
  const value = (book.Sheets.数据 as Record<string, { v: string }>).A2?.v as string;
  expect([value.length, value.slice(-2)]).toEqual([32_767, '长…']);
});

test('head frozen, widths set, filter over the rows without 合计', async () => {
  const bytes = await workbook([
    sheet([[text('一')], [text('二')]], { total: [text('合计')], filter: true, pinned: 1 }),
    { ...sheet([[text('说明')]]), name: "引'号", title: '标题' },
  ]);
  const book = read(bytes, { cellStyles: true, bookFiles: true }) as ReturnType<typeof read> & {
    files: Record<string, { content: Uint8Array }>;
  };
  const raw = Buffer.from(book.files['xl/worksheets/sheet1.xml']?.content as Uint8Array).toString();
  expect(raw).toMatch(/<pane [^>]*ySplit="1" xSplit="1" topLeftCell="B2"[^>]*state="frozen"/);
  expect(book.Sheets.数据?.['!autofilter']).toEqual({ ref: 'A1:F3' });
  expect(book.Sheets.数据?.['!cols']?.[0]?.width).toBe(12);
  expect(book.SheetNames).toEqual(['数据', "引'号"]);
});

test('a long sheet is written row by row and reads back whole', async () => {
  function* rows() {
    for (let i = 0; i < 20_000; i++) yield [code(`C${i}`), money(fen(i)), text('砚城博砚医药有限公司')];
  }
  const book = await open([sheet(rows())]);
  const back = utils.sheet_to_json<unknown[]>(book.Sheets.数据 as never, { header: 1 });
  expect(back.length).toBe(20_001);
  expect(back.at(-1)).toEqual(['C19999', 199.99, '砚城博砚医药有限公司']);
});
