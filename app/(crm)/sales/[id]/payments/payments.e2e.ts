import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from '@/lib/testing/axe';
import { type App, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

const s2 = '/sales/3';
const s3 = '/sales/4';

describe.each(['desktop', 'phone'] as const)('on a %s', (size) => {
  let app: App;
  beforeAll(async () => {
    app = await startApp({ data: await fixtureFolder() });
  });
  afterAll(async () => {
    expect(await app.stop()).toBe(0);
  });

  async function open(login: string, path: string, options = {}) {
    const context = await openBrowser(size, options);
    const page = await context.newPage();
    const errors = consoleErrors(page);
    await signIn(page, app, login, fixturePassword);
    await page.goto(app.url + path);
    return { context, page, errors };
  }
  const shows = (page: Page, text: string) =>
    expect.poll(() => page.getByText(text, { exact: false }).filter({ visible: true }).count()).toBeGreaterThan(0);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const follow = (page: Page, name: string) =>
    page.getByRole('link', { name, exact: true }).filter({ visible: true }).click();
  const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

  test('money comes in twice, the second completes it; more asks and is a credit; a refund says why', async () => {
    const { context, page, errors } = await open('wanglei', s2);
    await follow(page, '登记回款');
    const amount = page.getByLabel('回款金额');
    expect(await amount.inputValue()).toBe('30000.00');
    await amount.fill('1万');
    await press(page, '登记回款');
    await shows(page, '看不懂这个金额');
    expect(await amount.inputValue()).toBe('1万');
    await amount.fill('10,000');
    await press(page, '登记回款');
    await shows(page, '已登记回款 10,000.00，S2 还欠 20,000.00');

    await follow(page, '登记回款');
    await expect.poll(() => amount.inputValue()).toBe('20000.00');
    expect(await violations(page)).toEqual([]);
    await press(page, '登记回款');
    await shows(page, 'S2 已全额回款');
    await expect.poll(() => page.getByText('已全额回款', { exact: true }).count()).toBe(1);

    // Nothing is open: what is typed now is 多收, and asks first.
    await follow(page, '登记回款');
    await expect.poll(() => amount.inputValue()).toBe('');
    await amount.fill('200');
    await press(page, '登记回款');
    await shows(page, '会多收 200.00');
    expect(await isWide(page)).toBe(false);
    expect(await violations(page)).toEqual([]);
    // Another amount is another question.
    await amount.fill('300');
    await page.getByLabel('没有错，照这样保存').check();
    await press(page, '登记回款');
    await shows(page, '会多收 300.00');
    await page.getByLabel('没有错，照这样保存').check();
    await press(page, '登记回款');
    await shows(page, 'S2 多收 300.00');
    await shows(page, '多收 300.00');

    await follow(page, '退款');
    const refund = page.getByLabel('退款金额');
    await expect.poll(() => refund.inputValue()).toBe('300.00');
    await press(page, '登记退款');
    await shows(page, '写明为什么退款');
    await page.getByLabel('退款原因').fill('多收的退回');
    await press(page, '登记退款');
    await shows(page, '已登记退款 300.00，S2 已结清');
    await shows(page, '退款：多收的退回');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('a mistake is voided with a reason and stays in sight, struck through', async () => {
    const { context, page, errors } = await open('lina', `${s3}/payments/new`);
    await page.getByLabel('回款金额').fill('500');
    await press(page, '登记回款');
    await shows(page, 'S3 还欠 59,500.00');
    await follow(page, '作废 2026-03-31 的 500.00');
    await press(page, '作废');
    await shows(page, '写明为什么作废');
    await page.getByLabel('作废原因').fill('选错了客户');
    await press(page, '作废');
    await shows(page, '已作废这一笔 500.00');
    await shows(page, '李娜 作废：选错了客户');
    expect(await page.locator('.line-through').filter({ visible: true }).first().textContent()).toContain('2026-03-31');
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });

  test('30 / 60 / 10, one of them overdue: the sale, the list and the figures go by the parts', async () => {
    const { context, page, errors } = await open('zhaogang', s3);
    await follow(page, '设分期');
    await follow(page, '30 / 60 / 10');
    await shows(page, '正好等于成交金额');
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('比例或金额').nth(2).fill('20%');
    await press(page, '保存分期');
    await shows(page, '各期合计 110%，要正好 100%');
    await page.getByLabel('比例或金额').nth(2).fill('');
    await page.getByLabel('约定回款日').nth(1).fill('2026-04-28');
    await page.getByLabel('约定回款日').nth(2).fill('2026-05-28');
    await press(page, '保存分期');
    await shows(page, 'S3 已分 3 期');
    await shows(page, '逾期 31 天');
    await shows(page, '第 3 期');
    expect(await isWide(page)).toBe(false);
    expect(await violations(page)).toEqual([]);

    // S3 owes 80,000 − 20,000: 24,000 since 02-28, 36,000 on 04-28; its last part is reversed.
    const totals = async (owing: string) => {
      await page.goto(`${app.url}/sales?owing=${owing}&q=S3`);
      return page.locator('tfoot, p:has(> strong)').filter({ visible: true }).first().textContent();
    };
    expect(await totals('days60')).toContain('24,000.00');
    expect(await totals('current')).toContain('36,000.00');

    await page.goto(`${app.url}${s3}/payments/new`);
    expect(await page.getByLabel('回款金额').inputValue()).toBe('24000.00');
    await press(page, '登记回款');
    await shows(page, 'S3 还欠 36,000.00');
    expect(await page.getByText('逾期 31 天').filter({ visible: true }).count()).toBe(0);
    await page.goto(`${app.url}/sales?owing=overdue&q=S3`);
    await shows(page, '没有符合条件的');
    expect(errors).toEqual([]);
    await context.close();
  });

  test('from the list of payments: the sale is found, booked on, and the list shows it; without script too', async () => {
    const { context, page } = await open('lina', '/payments', { javaScriptEnabled: false });
    await follow(page, '登记回款');
    await page.getByRole('searchbox').fill('hyjm');
    await press(page, '查找');
    await page.getByRole('link', { name: /华岳精密/ }).click();
    await page.getByLabel('回款金额').fill('40000.5');
    await press(page, '登记回款');
    await shows(page, '会多收 0.50');
    expect(await page.getByLabel('回款金额').inputValue()).toBe('40000.5');
    await page.getByLabel('没有错，照这样保存').check();
    await press(page, '登记回款');
    await shows(page, '已登记回款 40,000.50，S4 多收 0.50');
    expect(new URL(page.url()).pathname).toBe('/payments');
    await shows(page, '40,000.50');
    await context.close();
  });

  test('who sold it before the handover sees the sale, not its forms', async () => {
    const { context, page } = await open('wanglei', '/sales/2');
    await shows(page, '客户已移交');
    expect(await page.getByRole('link', { name: '登记回款' }).count()).toBe(0);
    for (const path of ['/sales/2/payments/new', '/sales/4/payments/new', '/sales/2/payments/3/void'])
      expect((await page.goto(app.url + path))?.status()).toBe(404);
    await context.close();
  });
});

afterAll(closeBrowser);
