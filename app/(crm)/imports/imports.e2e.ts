import BetterSqlite3 from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '@/db/client';
import { databaseFile } from '@/db/open';
import { type App, closeBrowser, consoleErrors, openBrowser, seedData, signIn, startApp } from '@/lib/testing/browser';
import { caseBytes, caseJson } from '@/lib/testing/import-cases';
import { givePasswords, makePerson, makeTeam, testPassword } from '@/lib/testing/people';

const manifest = caseJson('manifest.json');
const after = manifest.afterImport;
let app: App;
beforeAll(async () => {
  const data = await seedData(async () => {
    const [manager, rep] = await write((tx) => {
      const team = makeTeam(tx, '一组');
      const reps = manifest.users.map((name: string) => makePerson(tx, name, 'rep', team));
      return [makePerson(tx, '刘建国', 'manager', team), reps[0]];
    });
    await givePasswords(manager, rep);
  });
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open(login: string, size: 'desktop' | 'phone' = 'desktop', options = {}) {
  const context = await openBrowser(size, options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, testPassword);
  await page.goto(`${app.url}/imports`);
  return { context, page, errors };
}

async function upload(page: Page, name: string, buffer: Buffer) {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** Reads the server's database beside it. */
const query = (sql: string): unknown => {
  const sqlite = new BetterSqlite3(databaseFile(app.data), { readonly: true });
  try {
    return sqlite.prepare(sql).pluck().get();
  } finally {
    sqlite.close();
  }
};

test('a workbook is uploaded, its questions are answered, and its good rows are written', async () => {
  const { context, page, errors } = await open('刘建国');
  const answered = page.waitForResponse(/\/api\/imports\?/);
  await upload(page, 'team-workbook.xlsx', caseBytes('team-workbook.xlsx'));
  expect((await answered).headers()['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  await page.waitForURL(/\/imports\/\d+/);
  await expect.poll(() => page.getByRole('heading', { name: '8 个词系统不认识' }).count()).toBe(1);

  // Nothing can be written while a question is open.
  await page.getByRole('button', { name: /^确认导入/ }).click();
  await page.getByText('还有 8 个问题没有回答').waitFor();
  expect(query('select count(*) from customers')).toBe(0);

  const group = (name: RegExp) => page.getByRole('radiogroup', { name });
  const answers: [RegExp, string][] = [
    [/「A」/, '战略'],
    [/「B」/, '重点'],
    [/「C」/, '潜力'],
    [/「上门」/, '拜访'],
    [/「WX」/, '微信'],
    [/「线上」/, '会议'],
    [/「打电话」/, '电话'],
  ];
  for (const [question, answer] of answers) await group(question).getByText(answer, { exact: true }).click();
  await page.getByLabel(/「丁离」/).selectOption('苏晴');
  await page.getByRole('button', { name: '按这些答案重新看' }).click();
  await page.getByRole('heading', { name: '8 个词已回答' }).waitFor();
  expect(
    await page
      .getByLabel(/「丁离」/)
      .locator('option:checked')
      .allInnerTexts(),
  ).toEqual(['苏晴']);

  const total = after.customers + after.sales + after.followups;
  const confirm = page.getByRole('button', { name: `确认导入 ${total.toLocaleString('en-US')} 行` });
  await expect.poll(() => confirm.count()).toBe(1);
  await expect.poll(() => page.getByText('¥44,449,379.20').count()).toBe(1);

  // Refused rows of the sales sheet, with their reasons.
  await page.getByRole('link', { name: /销售业绩跟踪表/ }).click();
  await page.getByRole('link', { name: /^拒绝 57/ }).click();
  await page.getByRole('cell', { name: '没有这一天：2023-2-29' }).first().waitFor();

  await confirm.click();
  await page.getByRole('heading', { name: `已写入 ${total.toLocaleString('en-US')} 行` }).waitFor();
  expect({
    customers: query('select count(*) from customers'),
    sales: query('select count(*) from sales'),
    followups: query('select count(*) from follow_up_records'),
    salesFen: query('select sum(amount_fen) from sales where counts'),
    collectedFen: query('select sum(amount_fen) from payments'),
    published: query("select count(*) from audit_events where action = 'import.published'"),
  }).toEqual({
    customers: after.customers,
    sales: after.sales,
    followups: after.followups,
    salesFen: after.salesFen,
    collectedFen: after.collectedFen,
    published: 1,
  });

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载原因' }).click();
  expect((await download).suggestedFilename()).toBe('team-workbook_导入说明.csv');

  await page.goto(`${app.url}/imports`);
  await expect
    .poll(() => page.getByRole('row', { name: /team-workbook.xlsx.*刘建国.*已写入.*5,147.*150/ }).count())
    .toBe(1);
  expect(errors).toEqual([]);
  await context.close();
});

test('on a phone: a file that is no sheet is told apart, a CSV previewed and cancelled', async () => {
  const { context, page, errors } = await open('林一鸣', 'phone');
  await upload(page, 'photo.xlsx', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]));
  await page.getByText('这不是表格文件').waitFor();

  const csv =
    '客户编号,客户名称,客户等级,建档日期,负责人\nZ1,示范甲公司,重点,2025-01-02,林一鸣\nZ2,示范乙公司,重点,2025-02-30,苏晴\n';
  await upload(page, '我的客户.csv', Buffer.from(csv));
  await page.getByRole('button', { name: '确认导入 1 行' }).waitFor();
  // A rep brings in their own; nothing comes in as reviewed.
  await expect.poll(() => page.getByText('销售记录导入后待主管审核').count()).toBe(1);
  await expect.poll(() => page.getByText('只能导入自己的和本团队的', { exact: false }).count()).toBeGreaterThan(0);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);

  const address = page.url();
  await page.getByRole('button', { name: '取消导入' }).click();
  await page.waitForURL(/\/imports$/);
  const response = await page.goto(address);
  expect(response?.status()).toBe(404);
  expect(query("select count(*) from customers where name like '示范%'")).toBe(0);
  expect(errors.filter((text) => !/422|404/.test(text))).toEqual([]);
  await context.close();
});

test('a draft is its uploader’s alone, and posting needs a session and this origin', async () => {
  const { context, page } = await open('刘建国');
  await upload(page, 'P00.csv', caseBytes('P00-base-customers.csv'));
  await page.waitForURL(/\/imports\/\d+/);
  const other = await open('林一鸣');
  for (const path of [new URL(page.url()).pathname, `/api${new URL(page.url()).pathname}/problems`])
    expect((await other.context.request.get(app.url + path)).status()).toBe(404);

  const put = (headers: Record<string, string>) =>
    fetch(`${app.url}/api/imports?name=a.csv`, { method: 'PUT', body: 'a', headers });
  expect((await put({ origin: app.url })).status).toBe(401);
  expect((await put({ origin: 'https://elsewhere.example' })).status).toBe(403);
  await context.close();
  await other.context.close();
});
