import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

// A day's work from form to figure: what one person files moves the figures of whoever may see it, and of nobody else.

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder({ otherTeam: true }) });
});
afterAll(async () => {
  for (const { close } of looking.values()) await close();
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open(login: string, size: keyof typeof sizes = 'desktop') {
  const context = await openBrowser(size);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  const close = async () => {
    expect(errors).toEqual([]);
    await context.close();
  };
  return { page, close };
}
const said = (page: Page, text: string | RegExp) => page.getByText(text).filter({ visible: true }).first().waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const settled = (page: Page) => page.waitForURL(/\/(sales|customers)\/\d+$/);

/** 合计 of March on 业绩分析 and the month on 工作台; null where there is nothing at all. */
async function march(page: Page) {
  await page.goto(`${app.url}/`);
  const home = page.locator('section[aria-labelledby="month"] a.figure');
  const homeAmount = (await home.count()) > 0 ? ((await home.textContent()) ?? '').trim() : null;
  const pending = page.locator('section[aria-labelledby="month"]').getByText(/待审核 .*，未计入/);
  const waiting = (await pending.count()) > 0 ? /待审核 (.*)，/.exec((await pending.textContent()) ?? '')?.[1] : null;
  await page.goto(`${app.url}/analysis?period=2026-03&by=rep`);
  const total = page.getByRole('region', { name: /^按/ }).getByRole('row').filter({ hasText: '合计' });
  if ((await total.count()) === 0) return { home: homeAmount, waiting, amount: null, owed: null };
  const heads = await page.getByRole('region', { name: /^按/ }).getByRole('columnheader').allInnerTexts();
  const cells = await total.getByRole('cell').allInnerTexts();
  const cell = (head: RegExp) => cells[heads.findIndex((text) => head.test(text))]?.split('\n')[0]?.trim();
  return { home: homeAmount, waiting, amount: cell(/成交金额/), owed: cell(/^应收/) };
}

const everyone = ['wanglei', 'lina', 'zhaogang', 'liujianguo', 'suntao'] as const;
const looking = new Map<string, Awaited<ReturnType<typeof open>>>();
/** What each of them reads right now, in a browser of their own. */
async function figuresOfAll() {
  const all: Record<string, Awaited<ReturnType<typeof march>>> = {};
  for (const login of everyone) {
    const at = looking.get(login) ?? (await open(login));
    looking.set(login, at);
    all[login] = await march(at.page);
  }
  return all as Record<(typeof everyone)[number], Awaited<ReturnType<typeof march>>>;
}

describe.each(['phone', 'desktop'] as const)('on a %s', (size) => {
  // Both runs share a book: each customer, amount and expectation is on top of what the other left.
  const name = size === 'phone' ? '澜庭检测设备有限公司' : '禾川包装机械有限公司';
  const sold = (yuan: number) => new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2 }).format(yuan);
  const amountOf = (text: string | null | undefined) => Math.round(Number((text ?? '0').replaceAll(',', '')) * 100);

  test('a customer, a sale and a follow-up are filed; rejected, approved, paid twice, reversed; each figure follows', async () => {
    const before = await figuresOfAll();
    expect(before.suntao.amount).toBeNull();

    const rep = await open('wanglei', size);
    const { page } = rep;
    await fileCustomer(page);
    await fileSale(page);
    const saleUrl = page.url();
    await fileFollowUp(page);

    // 待审核 stands beside the figures, never inside.
    const filed = await figuresOfAll();
    for (const login of everyone) expect(filed[login]?.amount).toBe(before[login].amount);
    expect(filed.wanglei.waiting).toBe('1.20 万');
    expect(filed.lina.waiting).toBe(before.lina.waiting);

    const supervisor = await open('zhaogang', size);
    const review = supervisor.page;
    await review.goto(`${app.url}/sales/review`);
    const item = review.locator('main li').filter({ hasText: name });
    await item.getByRole('checkbox').check();
    await review.getByText('驳回…').click();
    await review.getByLabel('驳回原因').fill('单价和合同不符');
    await button(review, '驳回 1 笔').click();
    await said(review, /已驳回/);

    await page.goto(saleUrl);
    await said(page, '已驳回：单价和合同不符');
    await page.getByRole('link', { name: '修改后重新提交' }).click();
    await page.locator('input[name="lines.0.amount"]').fill('15000');
    await button(page, '修改后重新提交').click();
    await settled(page);

    await review.goto(`${app.url}/sales/review`);
    await item.getByRole('button', { name: /^通过/ }).click();
    await said(review, /已通过/);
    await moved(before, { amount: 15_000, owed: 15_000 });

    for (const [paid, words] of [
      ['5,000', /还欠 1\.00 万|还欠 10,000\.00/],
      ['10000', /已全额回款/],
    ] as const) {
      await page.goto(saleUrl);
      await page.getByRole('link', { name: '登记回款' }).first().click();
      await page.getByLabel('回款金额').fill(paid);
      await button(page, '登记回款').click();
      await settled(page);
      await said(page, words);
    }
    await moved(before, { amount: 15_000, owed: 0 });

    await page.goto(saleUrl);
    await page.getByRole('link', { name: '红冲', exact: true }).click();
    await page.getByLabel('红冲金额').fill('2000');
    await page.getByLabel('红冲原因').fill('一台有划痕，客户退货');
    await page.getByRole('button', { name: /红冲/ }).click();
    await settled(page);
    await moved(before, { amount: 15_000, owed: 0 });
    await review.goto(`${app.url}/sales/review`);
    await item.getByRole('button', { name: /^通过/ }).click();
    await said(review, /已通过/);
    // What was paid for the returned part is a credit, and lowers nobody's debt.
    await moved(before, { amount: 13_000, owed: 0 });
    await page.goto(saleUrl);
    await said(page, /多收/);

    await rep.close();
    await supervisor.close();
  });

  async function fileCustomer(page: Page) {
    await page.goto(`${app.url}/`);
    await button(page, '新建').filter({ visible: true }).click();
    await page.getByRole('link', { name: '新建客户' }).filter({ visible: true }).click();
    await page.waitForURL(/\/customers\/new/);
    await page.getByLabel('客户名称').fill(name);
    await page.getByLabel('联系人', { exact: true }).fill('沈工');
    await page.getByLabel('电话', { exact: true }).fill(size === 'phone' ? '19900001234' : '19900004321');
    await button(page, '保存').click();
    await settled(page);
    await page.getByRole('heading', { name }).waitFor();
  }

  async function fileSale(page: Page) {
    await page.getByRole('link', { name: '记销售' }).filter({ visible: true }).first().click();
    await page.waitForURL(/\/sales\/new/);
    await page.getByRole('combobox', { name: '产品/服务' }).fill('压力');
    await page.getByRole('option', { name: /压力变送器/ }).click();
    await page.locator('input[name="lines.0.quantity"]').fill('3');
    await page.locator('input[name="lines.0.unitPrice"]').fill('4000');
    await button(page, '保存').click();
    await settled(page);
    await said(page, '待审核，还不计入业绩、应收和提醒');
  }

  async function fileFollowUp(page: Page) {
    await page.goto(`${app.url}/`);
    await button(page, '新建').filter({ visible: true }).click();
    await page.getByRole('link', { name: '记跟进' }).filter({ visible: true }).first().click();
    await page.waitForURL(/\/follow-ups\/new/);
    await page.getByRole('combobox', { name: '客户' }).fill(name.slice(0, 2));
    await page.getByRole('option', { name: new RegExp(name) }).click();
    await page.getByLabel('跟进摘要').fill('确认三台的配置和交期');
    await page.getByText('+3 天').click();
    await button(page, '保存').click();
    await said(page, /已保存，下次跟进 4 月 3 日/);
    await page.goto(`${app.url}/follow-ups?tab=records`);
    await said(page, '确认三台的配置和交期');
  }

  /** 王磊, his supervisor and the manager see so much more than before; 李娜 and the other team the same as before. */
  async function moved(before: Awaited<ReturnType<typeof figuresOfAll>>, by: { amount: number; owed: number }) {
    const now = await figuresOfAll();
    for (const login of ['wanglei', 'zhaogang', 'liujianguo'] as const) {
      expect([login, now[login].amount]).toEqual([
        login,
        sold((amountOf(before[login].amount) + by.amount * 100) / 100),
      ]);
      expect([login, now[login].owed]).toEqual([login, sold((amountOf(before[login].owed) + by.owed * 100) / 100)]);
      expect(now[login].home).not.toBe(before[login].home);
    }
    expect(now.lina).toEqual(before.lina);
    expect(now.suntao).toEqual(before.suntao);
  }
});
