import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { database, write } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { figures } from '../analysis/queries/figures';
import { parsePeriod } from '../period';
import { loadFixtureF } from '../testing/fixture-f';
import { caseBytes, caseJson, importCase, people } from '../testing/import-cases';
import type { Viewer } from '../viewer';
import { analysisAddress, type ExportKind, makeFile } from './make';
import { recordExport } from './writes';

const make = (viewer: Viewer, kind: ExportKind, params: Record<string, string> = {}) =>
  makeFile({ kind, viewer, params });
type Cells = Record<string, { t: string; v: unknown; w?: string; f?: string }>;
const open = (bytes: Uint8Array) => read(bytes, { cellNF: true, cellFormula: true, cellStyles: true });
const table = (bytes: Uint8Array, sheet: string): unknown[][] =>
  utils.sheet_to_json(open(bytes).Sheets[sheet] as never, { header: 1, defval: null });
/** A column of the data rows by its head. */
const column = (bytes: Uint8Array, sheet: string, head: string): unknown[] => {
  const [heads = [], ...rows] = table(bytes, sheet);
  return rows.map((row) => row[heads.indexOf(head)]);
};

describe('Fixture F', { timeout: 30_000 }, () => {
  test('the list holds the viewer’s owned customers, table 1’s nine columns first', async () => {
    freshDatabase();
    const { manager, supervisor, wanglei, lina, other } = await loadFixtureF({ otherTeam: true });
    const codes = async (viewer: Viewer, params = {}) =>
      column((await make(viewer, 'customers.xlsx', params)).bytes, '客户', '客户编号').sort();
    expect(await codes(manager)).toEqual(['C001', 'C002', 'C003']);
    expect(await codes(supervisor)).toEqual(['C001', 'C002', 'C003']);
    expect(await codes(wanglei)).toEqual(['C002']);
    expect(await codes(lina)).toEqual(['C001', 'C003']);
    expect(await codes(other?.supervisor as Viewer)).toEqual([]);
    expect(await codes(manager, { owing: 'overdue', owner: String(lina.id) })).toEqual(['C003']);
    // Someone else's id in the address opens nothing.
    expect(await codes(wanglei, { owner: String(lina.id) })).toEqual([]);

    const heads = String(caseBytes('P00-base-customers.csv')).split('\r\n')[0]?.replace('\ufeff', '').split(',');
    const file = await make(manager, 'customers.xlsx');
    expect(table(file.bytes, '客户')[0]?.slice(0, 9)).toEqual(heads);
    expect(column(file.bytes, '客户', '应收（元）')).toHaveLength(3);
    const owed = Object.fromEntries(
      table(file.bytes, '客户')
        .slice(1)
        .map((row) => [row[0], row[table(file.bytes, '客户')[0]?.indexOf('应收（元）') as number]]),
    );
    expect(owed).toEqual({ C001: 40_000, C002: 30_000, C003: 60_000 });
    expect(file.rows).toBe(3);
  });

  test('the first sheet says whose data, filtered how, when and by whom', async () => {
    freshDatabase();
    const { lina, line } = await loadFixtureF();
    const list = await make(lina, 'customers.xlsx', { q: '13800001234', level: 'normal' });
    const notes = Object.fromEntries(table(list.bytes, '说明').slice(2) as [string, string][]);
    expect(notes).toMatchObject({
      公司: '青山测控',
      范围: '个人：李娜 现在负责的客户',
      筛选: '搜索：138****1234；等级：普通',
      行数: '0',
      导出人: '李娜',
      导出时间: '2026-03-31 12:00',
    });
    const analysis = await make(lina, 'analysis.xlsx', { period: '2026-Q1', line: String(line) });
    expect(Object.fromEntries(table(analysis.bytes, '说明').slice(2) as [string, string][])).toMatchObject({
      期间: '2026 年第 1 季度',
      范围: '个人：李娜 成交的业绩',
      筛选: '产品线：传感器',
    });
  });

  test('the workbook’s figures are the page’s, to the fen, whoever looks', async () => {
    freshDatabase();
    const { manager, supervisor, wanglei, lina } = await loadFixtureF();
    const period = parsePeriod('2026-Q1');
    if (!period) throw new Error('no period');
    for (const viewer of [manager, supervisor, wanglei, lina]) {
      const { bytes } = await make(viewer, 'analysis.xlsx', { period: '2026-Q1', by: 'rep' });
      const report = figures(viewer, period, 'rep');
      const rows = [...report.rows, report.total];
      const yuan = (values: (number | null)[]) => values.map((value) => (value === null ? null : value / 100));
      expect(column(bytes, '明细', '成交金额（元）')).toEqual(yuan(rows.map((row) => row.amountFen)));
      expect(column(bytes, '明细', '差异额（元）')).toEqual(yuan(rows.map((row) => row.shortfallFen)));
      expect(column(bytes, '账龄', '应收（元）')).toEqual(yuan(rows.map((row) => row.receivableFen)));
    }
    const { bytes } = await make(manager, 'analysis.xlsx', { period: '2026-Q1', by: 'rep' });
    expect(column(bytes, '明细', '完成率')).toEqual([0.75, 1, 0.8333]);
    expect(column(bytes, '明细', '预警')).toEqual(['低于 80%', '逾期超过 30 天', '逾期超过 30 天']);
    // No last year for 李娜: an empty cell, no word and no 0.
    const cells = open(bytes).Sheets.明细 as unknown as Cells;
    const yoy = Object.keys(cells)
      .find((key) => cells[key]?.v === '同比')
      ?.replace('1', '3') as string;
    expect(cells[yoy]).toBeUndefined();
    expect(column(bytes, '趋势', '成交金额（元）').slice(-3)).toEqual([180_000, 50_000, 20_000]);
  });

  test('no cell of a workbook is an error, a formula or a dash', async () => {
    freshDatabase();
    const { manager } = await loadFixtureF();
    for (const by of ['rep', 'team', 'region', 'month', 'customer'])
      for (const period of ['2026-Q1', '2031'])
        for (const [, sheet] of Object.entries(
          open((await make(manager, 'analysis.xlsx', { period, by })).bytes).Sheets,
        ))
          for (const [key, cell] of Object.entries(sheet as unknown as Cells).filter(
            ([name, cell]) => name[0] !== '!' && cell.t !== 'z',
          )) {
            expect([key, cell.t, cell.f]).toEqual([key, expect.stringMatching(/^[ns]$/), undefined]);
            expect(cell.v).not.toBe('--');
            expect(String(cell.v)).not.toMatch(/NaN|Infinity|undefined/);
          }
  });

  test('contact data is masked, the owner’s too; clear only for a reason (R6)', async () => {
    freshDatabase();
    const { manager, supervisor, lina, customers } = await loadFixtureF();
    const { insertContact } = await import('../customers/writes');
    await write((tx) => insertContact(tx, customers.c003, { name: '欧阳静', phone: '13800001234', isPrimary: true }));
    const shown = async (viewer: Viewer, clearFor: string | null = null) => {
      const file = await makeFile({ kind: 'customers.xlsx', viewer, params: { q: 'C003' }, clearFor });
      const notes = Object.fromEntries(table(file.bytes, '说明').slice(2) as [string, string][]);
      return [
        column(file.bytes, '客户', '联系人')[0],
        column(file.bytes, '客户', '联系方式')[0],
        notes.脱敏,
        file.name,
      ];
    };
    const masked = ['欧*', '138****1234', '联系人和联系方式已脱敏。', '客户名单_2026-03-31.xlsx'];
    for (const viewer of [lina, supervisor, manager]) expect(await shown(viewer)).toEqual(masked);
    expect(await shown(lina, '寄样品册')).toEqual([
      ...['欧阳静', '13800001234', '含明文联系方式，用途：寄样品册。用完请删掉本文件。'],
      '客户名单（含明文联系方式）_2026-03-31.xlsx',
    ]);
  });

  test('every export leaves one row in the audit trail, without contact data', async () => {
    freshDatabase();
    const { wanglei } = await loadFixtureF();
    const file = await make(wanglei, 'customers.xlsx', { q: '13800001234' });
    await recordExport(wanglei, { kind: 'customers.xlsx' }, file);
    const rows = database()
      .$client.prepare("select actor_id, details from audit_events where action = 'export.made'")
      .all() as { actor_id: number; details: string }[];
    expect(rows.map(({ actor_id }) => actor_id)).toEqual([wanglei.id]);
    expect(JSON.parse(rows[0]?.details as string)).toEqual({
      kind: 'customers.xlsx',
      file: '客户名单_2026-03-31.xlsx',
      rows: 0,
      scope: '个人：王磊 现在负责的客户',
      filters: ['搜索：138****1234'],
      clear: false,
    });
  });

  test('a period that is none is refused, none at all is this quarter', async () => {
    freshDatabase();
    await loadFixtureF();
    expect(analysisAddress({ params: { period: '2026-Q9' } })).toBeNull();
    expect(analysisAddress({ params: {} })?.period.key).toBe('2026-Q1');
  });
});

describe('cases', { timeout: 30_000 }, () => {
  const names = ['林一鸣', '苏晴', '何川', '唐悦'];
  const expected = caseJson('expected.json');

  test('P16: names like formulas come back as typed, and none is a formula', async () => {
    freshDatabase();
    const { 刘建国: manager } = await people(...names);
    await importCase(manager as Viewer, 'P16-customers-formula-like.csv');
    const { bytes } = await make(manager as Viewer, 'customers.xlsx');
    const stored = database().$client.prepare('select name from customers order by sort_key, id').pluck().all();
    expect(column(bytes, '客户', '客户名称')).toEqual(stored);
    expect(stored).toHaveLength(expected.P16.names.length);
    for (const cell of Object.values(open(bytes).Sheets.客户 as unknown as Cells)) expect(cell?.f).toBeUndefined();
  });

  test('P18: ¥10,000,000,861.21 sold and ¥159.97 collected, to the fen', async () => {
    freshDatabase();
    const { 刘建国: manager } = await people(...names);
    await importCase(manager as Viewer, 'P00-base-customers.csv');
    await importCase(manager as Viewer, 'P18-sales-money.csv');
    let [sold, collected] = [0, 0];
    for (const period of ['2024', '2025', '2026']) {
      const { bytes } = await make(manager as Viewer, 'analysis.xlsx', { period, by: 'rep' });
      const fen = (head: string) => Math.round((column(bytes, '明细', head).at(-1) as number) * 100);
      sold += fen('成交金额（元）');
      collected += fen('到账回款（元）');
    }
    expect([sold, collected]).toEqual([expected.P18.salesTotalFen, expected.P18.collectedTotalFen]);
  });
});

const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0;
/** The text of a PDF, page by page, as someone would copy it out. */
function textOf(bytes: Uint8Array): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'keji-pdf-')), 'report.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-layout', file, '-']).toString().split('\f').slice(0, -1);
}

// Where tests must not be skipped, a missing reader is a failure.
describe.skipIf(!hasPdftotext && !process.env.CI)('PDF', { timeout: 60_000 }, () => {
  test('Fixture F on two pages: head, figures, charts, rows, 合计, foot', async () => {
    freshDatabase();
    const { manager } = await loadFixtureF();
    const pages = textOf((await make(manager, 'analysis.pdf', { period: '2026-Q1', by: 'rep' })).bytes);
    expect(pages).toHaveLength(2);
    for (const [position, text] of pages.entries()) {
      expect(text).toContain('青山测控 业绩分析报表');
      expect(text).toMatch(/期间：2026 年第 1 季度（2026-01-01 至 2026-03-31）/);
      expect(text).toMatch(/制表人：刘建国.*审核人：.*制表日期：2026-03-31/);
      expect(text.replaceAll(' ', '')).toContain(`第${position + 1}页/共2页`);
    }
    for (const figure of ['25.00', '83.33', '48.00', '13.00', '8.33', '目标与实际', '成交趋势', '占比', '应收账龄'])
      expect(pages[0]).toContain(figure);
    expect(pages[1]).toMatch(/合计.*300,000\.00.*250,000\.00.*-50,000\.00.*83\.33%.*130,000\.00/);
  });

  test('P17: long and rare names whole in the text, wrapped in their column, neighbours unharmed', async () => {
    freshDatabase();
    const { 刘建国: manager } = await people('林一鸣', '苏晴', '何川', '唐悦');
    await importCase(manager as Viewer, 'P17-customers-long-names.csv');
    await importCase(manager as Viewer, 'P17-sales-long-names.csv');
    const { bytes } = await make(manager as Viewer, 'analysis.pdf', { period: '2025-Q1', by: 'customer' });
    const file = join(mkdtempSync(join(tmpdir(), 'keji-pdf-')), 'report.pdf');
    writeFileSync(file, bytes);
    // Column by column, so that a name's lines follow each other.
    const text = execFileSync('pdftotext', ['-raw', file, '-']).toString().replaceAll(/\s/g, '');
    for (const name of caseJson('expected.json').P17.names as string[]) {
      const printed = name.replaceAll(/\s/g, '').replaceAll(/😀|🍜/gu, '〓');
      expect(text).toContain(printed);
    }
    expect(text.match(/123,456,789\.01/g)?.length).toBeGreaterThanOrEqual(8);
  });

  test('thousands of rows become a hundred and an honest 其他', async () => {
    freshDatabase();
    const { wanglei, manager } = await loadFixtureF();
    const { insertCustomer } = await import('../customers/writes');
    const { insertSale } = await import('../sales/writes');
    await write((tx) => {
      for (let i = 1; i <= 150; i++) {
        const customerId = insertCustomer(tx, {
          code: null,
          name: `示例客户第${i}号有限公司`,
          filedOn: '2025-01-01',
          ownerId: wanglei.id,
        });
        insertSale(tx, {
          orderNumber: `M-${i}`,
          customerId,
          productId: null,
          productName: '样品',
          quantity: null,
          unitPrice: null,
          amountFen: 100 as never,
          dealOn: '2026-02-01',
          salespersonId: wanglei.id,
          review: 'approved',
          createdBy: wanglei.id,
        });
      }
    });
    const pages = textOf((await make(manager, 'analysis.pdf', { period: '2026-Q1', by: 'customer' })).bytes);
    const text = pages.join('\n');
    // 153 customers: 99 shown, 54 pooled at 1 yuan each.
    expect(text).toMatch(/其他 54 个 .*54\.00/);
    expect(text).toMatch(/合计.*250,150\.00/);
    expect(text.match(/第 ?\d+ ?页/g)?.length).toBe(pages.length);
    expect(pages.slice(1).every((page) => page.includes('成交金额'))).toBe(true);
  });
});
