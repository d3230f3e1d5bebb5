import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '@/lib/testing/axe';
import {
  type App,
  closeBrowser,
  consoleErrors,
  openBrowser,
  signIn,
  type sizes,
  startApp,
} from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder({ otherTeam: true }) });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open(login: string, size: keyof typeof sizes = 'desktop', options = {}) {
  const context = await openBrowser(size, options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  return { context, page, errors };
}
const product = (page: Page, line = 0) => page.getByRole('combobox', { name: '产品/服务' }).nth(line);
const amount = (page: Page, line = 0) => page.locator(`input[name="lines.${line}.amount"]`);
const save = (page: Page) => page.getByRole('button', { name: '保存', exact: true });
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);
const isSheet = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

describe.each(['desktop', 'phone'] as const)('on a %s', (size) => {
  // Each size sells for amounts of its own, so that none looks like the other's.
  const price = size === 'desktop' ? '33.335' : '44.445';

  test('an order of two products and its first payment is filed, and the next one begun', async () => {
    const { context, page, errors } = await open('wanglei', size);
    await page.goto(`${app.url}/sales/new`);
    await page.getByRole('combobox', { name: '客户' }).fill('chenchuan');
    await page.getByRole('option', { name: /晨川水务/ }).click();

    await product(page).fill('ylbsq');
    await page.getByRole('option', { name: /压力变送器/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await product(page).inputValue()).toBe('压力变送器');
    await field(page, 'lines.0.quantity').fill('３');
    await field(page, 'lines.0.unitPrice').fill(price);
    const listed = size === 'desktop' ? '100.01' : '133.34';
    await expect.poll(() => amount(page).getAttribute('placeholder')).toBe(listed);
    await amount(page).fill('95');
    const less = size === 'desktop' ? '5.01' : '38.34';
    await page.getByText(`比数量 × 单价 ${listed} 少 ${less} 元`).waitFor();

    await page.getByRole('button', { name: '再加一个产品' }).click();
    await product(page, 1).fill(`超声波流量计${size}`);
    await field(page, 'lines.1.quantity').fill('2');
    await field(page, 'lines.1.unitPrice').fill('50');
    await page.getByText('是新产品，保存时一起加到产品表').waitFor();
    await field(page, 'lines.1.newLine').selectOption({ label: '传感器' });
    await page.getByText('195.00', { exact: true }).first().waitFor();

    // The due date follows the deal date until a day of its own is typed.
    expect(await field(page, 'dueOn').inputValue()).toBe('2026-04-30');
    await field(page, 'dealOn').fill(size === 'desktop' ? '2026-03-01' : '2026-03-02');
    await expect.poll(() => field(page, 'dueOn').inputValue()).toBe(size === 'desktop' ? '2026-03-31' : '2026-04-01');
    await field(page, 'dueOn').fill('2026-05-20');
    await field(page, 'dealOn').fill(size === 'desktop' ? '2026-03-10' : '2026-03-11');
    await page.getByText(size === 'desktop' ? '按账期是 2026-04-09' : '按账期是 2026-04-10').waitFor();
    expect(await field(page, 'dueOn').inputValue()).toBe('2026-05-20');

    await page.getByText('已收到的第一笔回款').click();
    await field(page, 'paid').fill('200');
    expect(await isSheet(page)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '保存并新增' }).click();
    await page.getByText('超过了成交金额 195.00 元').waitFor();
    // Nothing of what was typed is gone.
    expect(await product(page, 1).inputValue()).toBe(`超声波流量计${size}`);
    await field(page, 'paid').fill('120');
    await page.getByRole('button', { name: '保存并新增' }).click();
    const said = page.getByText(/XS-2026-\d{4}-1 … XS-2026-\d{4}-2 已登记，等审核/);
    const number = /XS-2026-\d{4}/.exec((await said.textContent()) ?? '')?.[0];
    await page.waitForURL(/saved=/);
    expect(await product(page).inputValue()).toBe('');
    expect(await product(page, 1).count()).toBe(0);
    expect(await field(page, 'paid').inputValue()).toBe('');

    await page.goto(`${app.url}/sales?state=pending&q=${number}`);
    await page
      .getByRole('link', { name: `${number}-2` })
      .filter({ visible: true })
      .click();
    await page.waitForURL(/\/sales\/\d+$/);
    await page.getByText('待审核').first().waitFor();
    await expect.poll(() => page.getByText('25.00').count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('one that looks like an earlier one asks, shows it, and is saved with a yes', async () => {
    const { context, page, errors } = await open('wanglei', size);
    const file = async () => {
      await page.goto(`${app.url}/sales/new?customer=2`);
      await product(page).fill('压力变送器');
      await amount(page).fill(size === 'desktop' ? '812' : '813');
      await save(page).click();
    };
    await file();
    await page.waitForURL(/\/sales\/\d+$/);
    const first = page.url();
    await file();
    await page.getByText('看看是不是同一笔').waitFor();
    const link = page.getByRole('link', { name: /XS-2026-/ });
    expect(await link.getAttribute('href')).toBe(new URL(first).pathname);
    expect(await page.getByLabel('确认不是重复').evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('确认不是重复').check();
    await save(page).click();
    await page.waitForURL((url) => /\/sales\/\d+$/.test(url.pathname) && url.href !== first);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('a customer who isn’t there yet is filed on the way, and nothing typed is lost', async () => {
  const { context, page, errors } = await open('wanglei', 'phone');
  await page.goto(`${app.url}/sales/new`);
  await product(page).fill('压力变送器');
  await amount(page).fill('777.70');
  await page.getByText('草稿已存').waitFor();
  await page.getByRole('combobox', { name: '客户' }).fill('泊州新客户');
  await page.getByRole('link', { name: /新建客户/ }).click();
  await page.waitForURL(/\/customers\/new/);
  await save(page).click();
  await page.waitForURL(/\/sales\/new/);
  await page.getByText('泊州新客户').first().waitFor();
  await expect.poll(() => amount(page).inputValue()).toBe('777.70');
  await save(page).click();
  await page.waitForURL(/\/sales\/\d+$/);
  await page.getByText('777.70').first().waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

test('saved again after a lost answer it is the first record (P26)', async () => {
  const { context, page } = await open('lina');
  await page.goto(`${app.url}/sales/new?customer=3`);
  await product(page).fill('压力变送器');
  await amount(page).fill('4321');
  await page.route('**/sales/new**', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await save(page).click();
  await page.getByText('没有收到回音').waitFor();
  await page.unrouteAll();
  // Left and opened again, the draft still is that same form.
  await page.reload();
  await page.getByText('已恢复上次没保存的内容').waitFor();
  expect(await amount(page).inputValue()).toBe('4321');
  await save(page).click();
  await page.waitForURL(/\/sales\/\d+$/);
  await page.goto(`${app.url}/sales?state=pending`);
  await expect.poll(() => page.getByText('4,321.00').filter({ visible: true }).count()).toBeGreaterThan(0);
  await expect.poll(() => page.locator('tbody tr').filter({ hasText: '4,321.00' }).count()).toBe(1);
  await context.close();
});

test('without script it is filed from the customer, with the due date of the terms', async () => {
  const { context, page } = await open('zhaogang', 'phone', { javaScriptEnabled: false });
  await page.goto(`${app.url}/sales/new?customer=3`);
  expect(await field(page, 'salespersonId').locator('option:checked').textContent()).toBe('李娜（一组）');
  await field(page, 'lines.0.productName').fill('校准服务');
  await field(page, 'lines.0.quantity').fill('1');
  await field(page, 'lines.0.unitPrice').fill('600');
  await field(page, 'dealOn').fill('2026-03-05');
  await save(page).click();
  await page.getByText('是新产品，选一下它的产品线').waitFor();
  expect(await field(page, 'lines.0.unitPrice').inputValue()).toBe('600');
  await field(page, 'lines.0.newLine').selectOption('none');
  await save(page).click();
  await page.waitForURL(/\/sales\/\d+$/);
  await page.getByText('2026-04-04').first().waitFor();
  await context.close();
});

test('another’s customer and sale are not there', async () => {
  const { context, page } = await open('wanglei');
  for (const path of ['/sales/new?customer=1', '/sales/new?customer=999', '/sales/4/edit', '/sales/5/edit'])
    expect((await page.goto(app.url + path))?.status()).toBe(404);
  await context.close();
});

test('of an approved sale a new version is filed, and while it waits only the notes change', async () => {
  const { context, page, errors } = await open('wanglei', 'phone');
  await page.goto(`${app.url}/sales/3`);
  await page.getByRole('link', { name: '编辑' }).click();
  await page.waitForURL(/edit$/);
  await page.getByText('通过前按现在的内容计入业绩').waitFor();
  await amount(page).fill('19999');
  await save(page)
    .or(page.getByRole('button', { name: '提交修改' }))
    .click();
  await page.getByText('金额不能改得比这还少').waitFor();
  await amount(page).fill('45,000');
  await field(page, 'reason').fill('折扣算错');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '提交修改' }).click();
  await page.waitForURL(/\/sales\/3$/);
  await page.getByText('S2 的修改已提交，等审核').waitFor();
  await expect.poll(() => page.getByText('50,000.00').count()).toBeGreaterThan(0);

  await page.goto(`${app.url}/sales/3/edit`);
  await page.getByText('已有一个改动在等审核').waitFor();
  expect(await amount(page).isVisible()).toBe(false);
  await field(page, 'notes').fill('客户在催合同');
  await save(page).click();
  await page.waitForURL(/\/sales\/3$/);
  await page.getByText('客户在催合同').waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
