import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder() });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open(login: string, options = {}) {
  const context = await openBrowser('desktop', options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  await page.goto(`${app.url}/targets?year=2026`);
  return { context, page, errors };
}
const cell = (page: Page, name: string, month: string) => page.getByRole('textbox', { name: `${name} ${month}` });

test('typed and pasted cells are counted, saved once and read back', async () => {
  const { context, page, errors } = await open('liujianguo');
  expect(await cell(page, '王磊', '2026-01').inputValue()).toBe('66,666.66');

  // Down from one person to the next, in the same month.
  await cell(page, '李娜', '2026-04').fill('1,000');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('2000.5');
  await expect.poll(() => page.getByText('2 处未保存').count()).toBe(1);

  await cell(page, '李娜', '2026-05').evaluate((input) => {
    const data = new DataTransfer();
    data.setData('text/plain', '10\t20\r\n30\t40\r\n');
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole('button', { name: '保存 6 处修改' }).click();
  await expect.poll(() => page.getByText('已保存 6 处目标').count()).toBe(1);
  // The message comes with the answer, the sheet's new amounts with the page after it.
  await expect.poll(() => cell(page, '李娜', '2026-06').inputValue()).toBe('20.00');

  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const axe = (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe;
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
  expect(violations).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('a refused cell says why and keeps what was typed', async () => {
  const { context, page } = await open('zhaogang');
  await cell(page, '王磊', '2026-09').fill('12万');
  await cell(page, '王磊', '2026-10').fill('500');
  await page.getByRole('button', { name: /保存/ }).click();
  await expect.poll(() => page.getByText('不是金额，最多两位小数').count()).toBe(1);
  await expect.poll(() => page.getByText('有 1 格没有保存', { exact: false }).count()).toBe(1);
  expect(await cell(page, '王磊', '2026-09').inputValue()).toBe('12万');
  expect(await cell(page, '王磊', '2026-10').inputValue()).toBe('500');
  // The team's own target is the manager's.
  expect(await cell(page, '一组', '2026-09').count()).toBe(0);
  await context.close();
});

test('of two people in one cell the second sees both values, and may then decide', async () => {
  const first = await open('liujianguo');
  const second = await open('zhaogang');
  await cell(first.page, '王磊', '2026-11').fill('700');
  await first.page.getByRole('button', { name: /保存 1/ }).click();
  await expect.poll(() => first.page.getByText('已保存 1 处目标').count()).toBe(1);

  await cell(second.page, '王磊', '2026-11').fill('800');
  await second.page.getByRole('button', { name: /保存 1/ }).click();
  await expect
    .poll(() => second.page.getByText('已被别人改成 700.00（你打开时是 --）', { exact: false }).count())
    .toBe(1);
  expect(await cell(second.page, '王磊', '2026-11').inputValue()).toBe('800');
  await expect.poll(() => second.page.locator('input[name="opened"]').inputValue()).toContain('70000');
  await second.page.getByRole('button', { name: /保存 1/ }).click();
  await expect.poll(() => second.page.getByText('已保存 1 处目标').count()).toBe(1);
  await first.context.close();
  await second.context.close();
});

test('it saves without script', async () => {
  const { context, page } = await open('liujianguo', { javaScriptEnabled: false });
  await cell(page, '王磊', '2026-12').fill('1234.56');
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForLoadState();
  expect(await page.getByText('已保存 1 处目标').count()).toBe(1);
  expect(await cell(page, '王磊', '2026-12').inputValue()).toBe('1,234.56');
  await context.close();
});

test('a rep reads the own row and can change nothing', async () => {
  const { context, page, errors } = await open('wanglei');
  expect(await page.getByRole('rowheader', { name: '王磊' }).count()).toBe(1);
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await page.getByRole('button', { name: /保存/ }).count()).toBe(0);
  expect(await page.content()).not.toContain('李娜');
  expect(errors).toEqual([]);
  await context.close();
});
