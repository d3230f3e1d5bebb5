import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '@/lib/testing/axe';
import { type App, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder({ otherTeam: true }) });
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

/** As the browser does with a block copied from a spreadsheet. */
const paste = (into: Locator, text: string) =>
  into.evaluate((input, block) => {
    const data = new DataTransfer();
    data.setData('text/plain', block);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);

test('typed and pasted cells are counted, saved once and read back', async () => {
  const { context, page, errors } = await open('liujianguo');
  expect(await cell(page, '王磊', '2026-01').inputValue()).toBe('66,666.66');

  // Down from one person to the next, in the same month.
  await cell(page, '李娜', '2026-04').fill('1,000');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('2000.5');
  await expect.poll(() => page.getByText('2 处未保存').count()).toBe(1);

  await paste(cell(page, '李娜', '2026-05'), '10\t20\r\n30\t40\r\n');
  await page.getByRole('button', { name: '保存 6 处修改' }).click();
  await expect.poll(() => page.getByText('已保存 6 处目标').count()).toBe(1);
  // The message comes with the answer, the sheet's new amounts with the page after it.
  await expect.poll(() => cell(page, '李娜', '2026-06').inputValue()).toBe('20.00');

  expect(await violations(page)).toEqual([]);
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

test('a pasted block that doesn’t fit is refused as a whole, in words', async () => {
  const { context, page } = await open('liujianguo');
  await paste(cell(page, '王磊', '2026-08'), Array.from({ length: 6 }, () => '1').join('\t'));
  await expect.poll(() => page.getByText('粘贴的有 1 行 6 列，从这一格起放不下').count()).toBe(1);
  await paste(cell(page, '王磊', '2026-08'), '王磊\t1');
  await expect.poll(() => page.getByText('“王磊”不是金额').count()).toBe(1);
  expect(await cell(page, '王磊', '2026-08').inputValue()).toBe('');
  expect(await page.getByText(/处未保存/).count()).toBe(0);
  await context.close();
});

test('Escape takes a cell back, Ctrl+Z and 撤销 the last step', async () => {
  const { context, page } = await open('liujianguo');
  await cell(page, '周敏', '2026-01').fill('5');
  await page.keyboard.press('Escape');
  expect(await cell(page, '周敏', '2026-01').inputValue()).toBe('');
  await paste(cell(page, '周敏', '2026-02'), '1\t2\t3');
  await cell(page, '周敏', '2026-05').fill('4');
  await expect.poll(() => page.getByText('4 处未保存').count()).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.getByText('3 处未保存').count()).toBe(1);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => page.getByText(/处未保存/).count()).toBe(0);
  // A block drawn with Shift is copied as a spreadsheet would, closed cells and all, and emptied in one step.
  await cell(page, '王磊', '2026-01').focus();
  await cell(page, '王磊', '2026-01').selectText();
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowUp']) await page.keyboard.press(key);
  const copied = await cell(page, '王磊', '2026-01').evaluate((input) => {
    const data = new DataTransfer();
    input.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/plain');
  });
  expect(copied).toBe('33,333.33\t33,333.33\t33,333.34\n66,666.66\t66,666.66\t66,666.68');
  await page.keyboard.press('Delete');
  await expect.poll(() => page.getByText('6 处未保存').count()).toBe(1);
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.getByText(/处未保存/).count()).toBe(0);
  // Tab goes on to the next month, as in a sheet.
  await cell(page, '周敏', '2026-01').focus();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('周敏 2026-02');
  await context.close();
});

test('a year is split into months and a team’s over its people, unsaved until saved; the gap stands in words', async () => {
  const { context, page, errors } = await open('liujianguo');
  const split = async (row: string, how: '分到各月' | '分给下一层', amount?: string) => {
    await page.getByRole('button', { name: '平分' }).click();
    await page.getByLabel('谁的目标').selectOption({ label: row });
    await page.getByText(how, { exact: true }).click();
    if (amount) await page.getByLabel('这一段的总数（元）').fill(amount);
    await page.getByRole('button', { name: '填入表格' }).click();
  };
  await split('二组（团队）', '分到各月', '1,000');
  await expect.poll(() => page.getByText('已填入 12 格，还没有保存').count()).toBe(1);
  expect(await cell(page, '二组', '2026-01').inputValue()).toBe('83.33');
  expect(await cell(page, '二组', '2026-12').inputValue()).toBe('83.37');
  // All of it is missing until it is split further.
  await expect.poll(() => page.getByText(/全年差 1,000.00（1 季度差 249.99/).count()).toBe(1);
  await split('二组（团队）', '分给下一层');
  await expect.poll(() => page.getByText(/，全年已分完$/).count()).toBe(1);
  await cell(page, '周敏', '2026-02').fill('100');
  await expect.poll(() => page.getByText(/，全年多分 58.33（1 季度多分 58.33）/).count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  // Left unsaved, it is still there; saved, it is told who did.
  await expect.poll(() => page.getByText('草稿已存').count()).toBe(1);
  await page.reload();
  await expect.poll(() => page.getByText('36 处未保存').count()).toBe(1);
  await page.getByRole('button', { name: '保存 36 处修改' }).click();
  await expect.poll(() => page.getByText('已保存 36 处目标').count()).toBe(1);
  await expect.poll(() => page.getByText(/处未保存/).count()).toBe(0);
  await page.getByText('最近的改动').click();
  await expect.poll(() => page.getByRole('row', { name: /刘建国 周敏 2026-02 -- 100.00/ }).count()).toBe(1);
  expect(errors).toEqual([]);
  await context.close();
});

test('cash has a sheet of its own', async () => {
  const { context, page } = await open('liujianguo');
  await page.getByRole('link', { name: '回款' }).click();
  await page.waitForURL(/metric=cash/);
  expect(await cell(page, '王磊', '2026-01').inputValue()).toBe('');
  await cell(page, '王磊', '2026-01').fill('50000');
  await page.getByRole('button', { name: '保存 1 处修改' }).click();
  await expect.poll(() => cell(page, '王磊', '2026-01').inputValue()).toBe('50,000.00');
  await page.getByRole('link', { name: '成交金额' }).click();
  await expect.poll(() => cell(page, '王磊', '2026-01').inputValue()).toBe('66,666.66');
  await context.close();
});

test('a draft typed over an amount that changed meanwhile is a clash, not an overwriting', async () => {
  const { context, page } = await open('zhaogang');
  await cell(page, '李娜', '2026-12').fill('900');
  await expect.poll(() => page.getByText('草稿已存').count()).toBe(1);
  const other = await open('liujianguo');
  await cell(other.page, '李娜', '2026-12').fill('800');
  await other.page.getByRole('button', { name: /保存 1/ }).click();
  await expect.poll(() => other.page.getByText('已保存 1 处目标').count()).toBe(1);
  await page.reload();
  await expect.poll(() => page.getByText('1 处未保存').count()).toBe(1);
  await page.getByRole('button', { name: /保存 1/ }).click();
  await expect.poll(() => page.getByText('已被别人改成 800.00', { exact: false }).count()).toBe(1);
  expect(await cell(page, '李娜', '2026-12').inputValue()).toBe('900');
  await context.close();
  await other.context.close();
});

test('it saves and splits without script', async () => {
  const { context, page } = await open('liujianguo', { javaScriptEnabled: false });
  await cell(page, '王磊', '2026-12').fill('1234.56');
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForLoadState();
  await expect.poll(() => page.getByText('已保存 1 处目标').count()).toBe(1);
  expect(await cell(page, '王磊', '2026-12').inputValue()).toBe('1,234.56');

  await page.getByRole('button', { name: '平分' }).click();
  await page.getByLabel('谁的目标').selectOption({ label: '赵刚' });
  await page.getByLabel('哪一段').selectOption({ label: '第 2 季度' });
  await page.getByLabel('这一段的总数（元）').fill('200000');
  await page.getByRole('button', { name: '填入表格' }).click();
  await page.waitForLoadState();
  await expect.poll(() => page.getByText('已保存 3 处目标').count()).toBe(1);
  expect(await cell(page, '赵刚', '2026-06').inputValue()).toBe('66,666.68');
  await context.close();
});

test('a rep reads the own row and can change nothing', async () => {
  const { context, page, errors } = await open('wanglei');
  await expect.poll(() => page.getByRole('rowheader', { name: '王磊' }).count()).toBe(1);
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await page.getByRole('button', { name: /保存/ }).count()).toBe(0);
  expect(await page.content()).not.toContain('李娜');
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});
