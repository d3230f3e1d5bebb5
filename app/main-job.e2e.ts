import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { yuan } from '@/lib/format';
import { type App, clock, closeBrowser, consoleErrors, openBrowser, startApp } from '@/lib/testing/browser';
import { caseBytes, caseJson } from '@/lib/testing/import-cases';

// The thing the product exists for, from an empty folder to a figure clicked down to its rows; and the command line
// reaching the same figures.

const manifest = caseJson('manifest.json');
const after = manifest.afterImport;
const password = 'correct horse battery';
let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

/** The cells of the 合计 row of the page's last table. */
const totals = async (page: Page): Promise<string[]> => {
  const cells = await page.locator('tfoot').last().locator('tr').last().locator('td').allInnerTexts();
  return cells.flatMap((text) => text.split(/\s+/)).filter(Boolean);
};

test('set-up → people → the workbook → 业绩分析 as the manifest says → a figure’s rows', async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  const errors = consoleErrors(page);

  await page.goto(/http:\/\/\S+\/set-up\?token=\S+/.exec(app.output())?.[0] as string);
  await page.getByLabel('公司名称').fill('栖云示例公司');
  await page.getByLabel('第一个团队').fill('一组');
  await page.getByLabel('你的姓名').fill('刘建国');
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '开始使用' }).click();
  await page.waitForURL(`${app.url}/`);

  await page.goto(`${app.url}/settings/people`);
  for (const name of manifest.users) {
    await page.getByRole('textbox', { name: '姓名', exact: true }).fill(name);
    await page.getByRole('combobox', { name: '角色' }).selectOption('rep');
    await page.getByRole('combobox', { name: '团队' }).selectOption({ label: '一组' });
    await page.getByRole('button', { name: '添加人员' }).click();
    await page.getByText(`把这个链接发给 ${name}`).waitFor();
  }

  await page.goto(`${app.url}/imports`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'team-workbook.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: caseBytes('team-workbook.xlsx'),
  });
  await page.waitForURL(/\/imports\/\d+/);
  const answers = { A: '战略', B: '重点', C: '潜力', 上门: '拜访', WX: '微信', 线上: '会议', 打电话: '电话' };
  for (const [word, answer] of Object.entries(answers))
    await page
      .getByRole('radiogroup', { name: `「${word}」` })
      .getByText(answer, { exact: true })
      .click();
  await page.getByLabel(/「丁离」/).selectOption('苏晴');
  await page.getByRole('button', { name: '按这些答案重新看' }).click();
  await page.getByRole('heading', { name: '8 个词已回答' }).waitFor();
  await page.getByRole('button', { name: /^确认导入/ }).click();
  await page.getByRole('heading', { name: /^已写入/ }).waitFor();

  // Every year and every salesperson to the fen, each total equal to the records it leads to.
  for (const [year, fen] of Object.entries<number>(after.salesByYear)) {
    await page.goto(`${app.url}/analysis?period=${year}&by=rep`);
    expect(await totals(page)).toContain(yuan(fen));
  }
  for (const [name, fen] of Object.entries<number>(after.salesBySeller)) {
    await page.goto(`${app.url}/sales?q=&rep=${await repId(name)}`);
    expect(await totals(page)).toContain(yuan(fen));
  }

  await page.goto(`${app.url}/analysis?period=2024&by=product`);
  const cell = page
    .getByRole('row', { name: /专业版年服务/ })
    .last()
    .locator('a[href^="/sales"]')
    .first();
  const figure = (await cell.allInnerTexts()).join('').trim();
  await cell.click();
  await page.waitForURL(/\/sales\?/);
  expect(await totals(page)).toContain(figure);

  // The command line reaches the same figures on the same folder, beside the running server.
  for (const [month, fen] of Object.entries<number>(after.salesByMonth).slice(0, 3)) {
    const report = keji('report', '--as', '刘建国', '--period', month, '--by', 'product', '--json');
    expect([report.total.amountFen, report.total.cashFen]).toEqual([fen, after.collectedByMonth[month]]);
  }
  const { total } = keji('report', '--as', '刘建国', '--period', '2025', '--by', 'rep', '--json');
  expect([total.receivableFen, total.creditFen]).toEqual([after.outstandingFen, after.overpaidFen - after.returnsFen]);

  expect(errors).toEqual([]);
  await context.close();
}, 300_000);

function keji(...args: string[]) {
  const output = execFileSync(process.execPath, ['--import', 'tsx', 'lib/cli/keji.ts', ...args], {
    env: { ...process.env, KEJI_DATA: app.data, KEJI_CLOCK: clock },
    encoding: 'utf8',
  });
  return JSON.parse(output);
}

let reps: Map<string, string> | undefined;
/** A person's id as the address has it. */
async function repId(name: string): Promise<string> {
  reps ??= new Map(
    keji('report', '--as', '刘建国', '--period', '2024', '--json').rows.map((row: { label: string; key: string }) => [
      row.label,
      row.key,
    ]),
  );
  return reps.get(name) as string;
}
