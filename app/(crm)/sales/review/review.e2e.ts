import type { Page } from 'playwright';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { write } from '@/db/client';
import type { Fen } from '@/db/columns';
import { contentOf, fileChange } from '@/lib/sales/changes';
import { insertSale } from '@/lib/sales/writes';
import { violations } from '@/lib/testing/axe';
import {
  type App,
  closeBrowser,
  consoleErrors,
  openBrowser,
  seedData,
  signIn,
  type sizes,
  startApp,
} from '@/lib/testing/browser';
import { type FixtureF, fixturePassword, loadFixtureF } from '@/lib/testing/fixture-f';

let app: App;
let f: FixtureF;
beforeEach(async () => {
  const data = await seedData(async () => {
    f = await loadFixtureF({ otherTeam: true });
    await write((tx) => {
      for (const [orderNumber, yuan] of [
        ['X1', 1_000],
        ['X2', 2_000],
        ['X3', 3_000],
      ] as const)
        insertSale(tx, {
          ...{ orderNumber, customerId: f.customers.c002, productId: f.product, productName: '压力变送器' },
          ...{ quantity: null, unitPrice: null, amountFen: (yuan * 100) as Fen, dealOn: '2026-03-20' },
          ...{ salespersonId: f.wanglei.id, createdBy: f.wanglei.id, review: 'pending' },
        });
      const { customerName: _, ...present } = contentOf(tx, f.sales.s2);
      const content = { ...present, amountFen: 4_800_000 as Fen };
      fileChange(tx, f.wanglei, { saleId: f.sales.s2, kind: 'edit', content, reason: '改签' });
    });
  });
  app = await startApp({ data });
});
afterEach(async () => {
  expect(await app.stop()).toBe(0);
});
afterAll(closeBrowser);

async function open(login: string, path: string, size: keyof typeof sizes = 'desktop', options = {}) {
  const context = await openBrowser(size, options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  await page.goto(`${app.url}${path}`);
  return { context, page, errors };
}
const row = (page: Page, number: string) => page.locator('main li').filter({ hasText: number });
const tick = (page: Page, number: string) => page.getByRole('checkbox', { name: `选中 ${number}` });
const said = (page: Page, text: string) => expect.poll(() => page.getByText(text, { exact: false }).count()).toBe(1);
/** A person's figures of the first quarter, as 业绩分析 shows them to a viewer. */
async function sold(page: Page, name = '王磊'): Promise<string[]> {
  await page.goto(`${app.url}/analysis?period=2026-Q1&by=rep`);
  const cells = page.getByRole('row').filter({ hasText: name }).first();
  return (await cells.getByRole('cell').allTextContents()).map((text) => text.trim());
}
const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test.each(['desktop', 'phone'] as const)(
  'on a %s: rejected with a reason, the rest approved together',
  async (size) => {
    const { context, page, errors } = await open('zhaogang', '/sales/review', size);
    expect(
      await page
        .getByRole('link', { name: /待审核/ })
        .first()
        .textContent(),
    ).toContain('4');
    expect(await fits(page)).toBe(true);
    expect(await violations(page)).toEqual([]);

    // Without a reason nothing happens, and the tick stays.
    await tick(page, 'X1').check();
    await page.getByText('驳回…').click();
    await page.getByRole('button', { name: '驳回 1 笔' }).click();
    await said(page, '驳回要写原因');
    expect(await tick(page, 'X1').isChecked()).toBe(true);
    await page.getByLabel('驳回原因').fill('单价和合同不符');
    await page.getByRole('button', { name: '驳回 1 笔' }).click();
    await said(page, 'X1 已驳回');
    await expect.poll(() => tick(page, 'X1').count()).toBe(0);

    await page.getByRole('checkbox', { name: '全选本页' }).check();
    await page.getByRole('button', { name: '通过 3 笔' }).click();
    await said(page, '已通过 3 笔');
    await expect.poll(() => page.getByRole('heading', { name: '没有要审核的' }).count()).toBe(1);
    expect(errors).toEqual([]);
    // 50,000 became 48,000 by the new version; 2,000 and 3,000 came along, the rejected 1,000 didn't.
    if (size === 'desktop') expect(await sold(page)).toContain('153,000.00');

    const rep = await open('wanglei', '/sales?state=rejected', size);
    await rep.page
      .getByRole('link', { name: /X1|晨川/ })
      .filter({ visible: true })
      .first()
      .click();
    await rep.page.waitForURL(/\/sales\/\d+$/);
    await said(rep.page, '已驳回：单价和合同不符');
    expect(await rep.page.getByRole('button', { name: '通过' }).count()).toBe(0);
    expect(await fits(rep.page)).toBe(true);

    // Corrected and filed again, it waits anew, with what was wrong the last time.
    await rep.page.getByRole('link', { name: '修改后重新提交' }).click();
    await rep.page.getByLabel('成交金额').fill('1,100');
    await rep.page.getByRole('button', { name: '修改后重新提交' }).click();
    await rep.page.waitForURL(/\/sales\/\d+$/);
    await said(rep.page, '待审核，还不计入业绩');
    expect(rep.errors).toEqual([]);

    await page.goto(`${app.url}/sales/review`);
    await said(page, '上次驳回：单价和合同不符');
    await page.getByRole('button', { name: '通过 X1' }).click();
    await said(page, 'X1 已通过');
    if (size === 'desktop') expect(await sold(page)).toContain('154,100.00');
    for (const each of [context, rep.context]) await each.close();
  },
);

test('an approved sale changed in its form counts as it was until the new version is approved', async () => {
  const rep = await open('lina', `/sales/${f.sales.s4}`);
  await rep.page.getByRole('link', { name: '编辑' }).click();
  await rep.page.getByLabel('成交金额').fill('45000');
  await rep.page.getByRole('button', { name: '提交修改' }).click();
  await said(rep.page, '有一个新版本待审核');

  const { context, page } = await open('zhaogang', '/sales/review');
  expect(await sold(page, '李娜')).toContain('100,000.00');
  await page.goto(`${app.url}/sales/review`);
  const cells = row(page, 'S4').getByRole('row').filter({ hasText: '成交金额' }).getByRole('cell');
  expect(await cells.allTextContents()).toEqual(['40,000.00', '45,000.00']);
  await page.getByRole('button', { name: '通过 S4' }).click();
  await said(page, 'S4 已通过');
  expect(await sold(page, '李娜')).toContain('105,000.00');
  for (const each of [context, rep.context]) await each.close();
});

test('old and new stand side by side; a row that changed meanwhile is named, the others are decided', async () => {
  const { context, page } = await open('zhaogang', '/sales/review');
  const cells = row(page, 'S2').getByRole('row').filter({ hasText: '成交金额' });
  expect(await cells.getByRole('cell').allTextContents()).toEqual(['50,000.00', '48,000.00']);

  const rep = await open('wanglei', `/sales/${f.sales.s2}`);
  await rep.page.getByRole('button', { name: '撤回' }).click();
  await said(rep.page, 'S2 的改动已撤回');

  await page.getByRole('checkbox', { name: '全选本页' }).check();
  await page.getByRole('button', { name: '通过 4 笔' }).click();
  await said(page, '已通过 3 笔，1 笔没有处理：S2 提交的人已撤回');
  for (const each of [context, rep.context]) await each.close();
});

test('a reversal is asked for on a phone, approved, and counts in its own month', async () => {
  const rep = await open('wanglei', `/sales/${f.sales.s1}`, 'phone');
  await rep.page.getByRole('link', { name: '红冲' }).click();
  await said(rep.page, '没有未收的了');
  expect(await fits(rep.page)).toBe(true);
  expect(await violations(rep.page)).toEqual([]);
  await rep.page.getByLabel('红冲金额').fill('100000.01');
  await rep.page.getByLabel('红冲原因').fill('退回两台');
  await rep.page.getByRole('button', { name: '提交红冲' }).click();
  await said(rep.page, '最多还能红冲 100,000.00 元');
  await rep.page.getByLabel('红冲金额').fill('３０，０００');
  await rep.page.getByRole('button', { name: '提交红冲' }).click();
  await said(rep.page, '红冲 S1-R1 已提交，等审核');
  await rep.page.getByRole('link', { name: 'S1-R1' }).first().click();
  await said(rep.page, '待审核，还不计入业绩');

  const { context, page } = await open('zhaogang', '/sales/review');
  await expect.poll(() => row(page, 'S1-R1').getByText('通过后客户多付 30,000.00').count()).toBe(1);
  await page.getByRole('button', { name: '通过 S1-R1' }).click();
  await said(page, 'S1-R1 已通过');
  expect(await sold(page)).toContain('120,000.00');
  await page.goto(`${app.url}/sales/${f.sales.s1}`);
  await said(page, '多收 30,000.00');
  await said(page, '红冲 S1-R1，-30,000.00');
  for (const each of [context, rep.context]) await each.close();
});

test('a 作废 waits on the sale’s own page and is decided there', async () => {
  const rep = await open('lina', `/sales/${f.sales.s4}`);
  await rep.page.getByRole('link', { name: '作废' }).click();
  await rep.page.getByLabel('作废原因').fill('客户取消');
  await rep.page.getByRole('button', { name: '提交作废' }).click();
  await said(rep.page, '作废待审核，通过前照常计入业绩');

  const { context, page, errors } = await open('zhaogang', `/sales/${f.sales.s4}`);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '通过' }).click();
  await said(page, '已作废：客户取消');
  expect(errors).toEqual([]);
  for (const each of [context, rep.context]) await each.close();
});

test('without script: ticks, one button, and the sale’s own page', async () => {
  const { context, page } = await open('zhaogang', '/sales/review', 'phone', { javaScriptEnabled: false });
  await tick(page, 'X1').check();
  await tick(page, 'X2').check();
  await page.getByRole('button', { name: '通过所选' }).click();
  await page.waitForLoadState();
  await said(page, '已通过 2 笔');
  expect(await tick(page, 'X1').count()).toBe(0);

  await tick(page, 'X3').check();
  await page.getByText('驳回…').click();
  await page.getByRole('button', { name: '驳回所选' }).click();
  await page.waitForLoadState();
  await said(page, '驳回要写原因');
  expect(await tick(page, 'X3').isChecked()).toBe(true);
  await page.getByLabel('驳回原因').fill('没有合同');
  await page.getByRole('button', { name: '驳回所选' }).click();
  await page.waitForLoadState();
  await said(page, 'X3 已驳回');

  await page.goto(`${app.url}/sales/${f.sales.s2}`);
  await page.getByRole('button', { name: '通过' }).click();
  await page.waitForLoadState();
  await said(page, 'S2 已通过');
  await context.close();
});

test('Enter in a tick or a reason decides nothing', async () => {
  const { context, page } = await open('zhaogang', '/sales/review');
  await tick(page, 'X1').press('Enter');
  await page.getByText('驳回…').click();
  await page.getByLabel('驳回原因').fill('一');
  await page.getByLabel('驳回原因').press('Enter');
  await page.reload();
  await expect.poll(() => tick(page, 'X1').count()).toBe(1);
  await expect.poll(() => page.getByRole('checkbox', { name: /^选中/ }).count()).toBe(4);
  await context.close();
});

test('a rep has no inbox, another team’s is empty', async () => {
  const rep = await open('wanglei', '/sales/review');
  await expect.poll(() => rep.page.getByRole('heading', { name: '没有这一页' }).count()).toBe(1);
  await rep.page.goto(`${app.url}/sales`);
  expect(await rep.page.getByRole('link', { name: '待审核' }).count()).toBe(0);
  const stranger = await open('suntao', '/sales/review');
  await expect.poll(() => stranger.page.getByRole('heading', { name: '没有要审核的' }).count()).toBe(1);
  for (const path of ['', '/reverse', '/void']) {
    await stranger.page.goto(`${app.url}/sales/${f.sales.s2}${path}`);
    await expect.poll(() => stranger.page.getByRole('heading', { name: '没有这一页' }).count()).toBe(1);
  }
  for (const each of [rep.context, stranger.context]) await each.close();
});
