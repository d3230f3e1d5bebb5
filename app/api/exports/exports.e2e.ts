import { readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { databaseFile } from '@/db/open';
import { type App, closeBrowser, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder({ otherTeam: true }) });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

const download = async (page: Page, action: string) => {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`form[action^="${action}"] button`).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};
const rowsOf = (bytes: Buffer, sheet: string) =>
  utils.sheet_to_json<unknown[]>(read(bytes).Sheets[sheet] as never, { header: 1 });

/** Every export in the audit trail: who, and how many rows. */
function recorded(): unknown[] {
  const sqlite = new BetterSqlite3(databaseFile(app.data), { readonly: true });
  const rows = sqlite
    .prepare(
      "select actor_name || ' ' || (details ->> 'kind') || ' ' || (details ->> 'rows') from audit_events where action = 'export.made' order by seq",
    )
    .pluck()
    .all();
  sqlite.close();
  return rows;
}

test('a manager takes the list and the analysis, as workbook and as PDF, under Chinese names', async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, app, 'liujianguo', fixturePassword);

  await page.goto(`${app.url}/customers`);
  const list = await download(page, '/api/exports/customers.xlsx');
  expect(list.name).toBe('客户名单_2026-03-31.xlsx');
  expect(
    rowsOf(list.bytes, '客户')
      .slice(1)
      .map(([code]) => code)
      .sort(),
  ).toEqual(['C001', 'C002', 'C003']);

  await page.goto(`${app.url}/analysis?period=2026-Q1&by=rep`);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const workbook = await download(page, '/api/exports/analysis.xlsx');
  expect(workbook.name).toBe('业绩分析_2026年第1季度.xlsx');
  expect(rowsOf(workbook.bytes, '明细').map((row) => row[0])).toEqual(['销售员', '王磊', '李娜', '合计']);

  await page.goto(`${app.url}/analysis?period=2026-Q1&by=rep`);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const pdf = await download(page, '/api/exports/analysis.pdf');
  expect(pdf.name).toBe('业绩分析_2026年第1季度.pdf');
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(recorded()).toEqual(['刘建国 customers.xlsx 3', '刘建国 analysis.xlsx 2', '刘建国 analysis.pdf 2']);
  await context.close();
});

test('a rep takes only what is theirs: customers owned now, sales made by them', async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, app, 'wanglei', fixturePassword);
  await page.goto(`${app.url}/customers`);
  const list = await download(page, '/api/exports/customers.xlsx');
  expect(
    rowsOf(list.bytes, '客户')
      .slice(1)
      .map(([code]) => code),
  ).toEqual(['C002']);

  await page.goto(`${app.url}/analysis?period=2026-Q1&by=rep`);
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const workbook = await download(page, '/api/exports/analysis.xlsx');
  const rows = rowsOf(workbook.bytes, '明细');
  expect(rows.slice(1).map((row) => [row[0], row[2]])).toEqual([
    ['王磊', 150_000],
    ['合计', 150_000],
  ]);
  await context.close();
});

test('refused like missing: no period, foreign site, reading the address, signed out', async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, app, 'liujianguo', fixturePassword);
  const before = recorded();
  const post = (path: string, headers: Record<string, string> = { origin: app.url }) =>
    context.request.post(`${app.url}${path}`, { headers });
  expect((await post('/api/exports/analysis.pdf?period=2026-Q9')).status()).toBe(404);
  expect((await post('/api/exports/customers.xlsx', { origin: 'http://elsewhere.example' })).status()).toBe(403);
  expect((await context.request.get(`${app.url}/api/exports/customers.xlsx`)).status()).toBe(405);
  await context.clearCookies();
  expect((await post('/api/exports/customers.xlsx')).status()).toBe(401);
  expect(recorded()).toEqual(before);
  await context.close();
});
