import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, setDatabase } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { generate } from '@/lib/demo/generate';
import { hashPassword } from '@/lib/people/password';
import { type App, clock, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder({ otherTeam: true }) });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open(login: string, path: string, size: 'desktop' | 'phone' = 'desktop', options = {}) {
  const context = await openBrowser(size, options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  await page.goto(`${app.url}${path}`);
  return { context, page, errors };
}

const text = async (page: Page, selector: string) => (await page.locator(selector).allInnerTexts()).join('\n');
const row = (page: Page, name: string) =>
  page
    .getByRole('region', { name: /^按/ })
    .getByRole('row')
    .filter({ hasText: name })
    .getByRole('cell')
    .allInnerTexts()
    .then((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ').trim()));

async function violations(page: Page): Promise<string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  return page.evaluate(async () => {
    const axe = (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe;
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  });
}

const close = async ({ context, errors }: { context: BrowserContext; errors: string[] }) => {
  expect(errors).toEqual([]);
  await context.close();
};

test('the manager reads Fixture F: the whole department, each person, what is owed', async () => {
  const opened = await open('liujianguo', '/analysis?period=2026-Q1&by=rep');
  const { page } = opened;
  const kpis = await text(page, 'section.kpis');
  for (const words of [
    '25.00万',
    '83.33%',
    '48.00%',
    '13.00万',
    '8.33万',
    '▲ 同比 +108.33%',
    '环比 --',
    '还差 5.00 万',
  ])
    expect(kpis).toContain(words);
  for (const words of ['按到账 68.00%', '按应收 56.67%', '逾期 9.00 万，2 笔', '复购率 33.33%', '笔单价 6.25 万'])
    expect(kpis).toContain(words);

  expect(await row(page, '王磊')).toEqual([
    '1 王磊 一组 低于 80%',
    ...['200,000.00', '150,000.00', '−50,000.00', '75.00%', '▲ +25.00%', '-- 多 15.00 万'],
    ...['80.00%', '30,000.00', '30,000.00', '0.00', '2', '2', '75,000.00', '75,000.00'],
  ]);
  expect(await row(page, '李娜')).toEqual([
    '2 李娜 一组 有逾期 31 天以上',
    ...['100,000.00', '100,000.00', '0.00', '100.00%', '-- 多 10.00 万', '-- 多 10.00 万'],
    ...['0.00%', '100,000.00', '60,000.00', '0.00', '2', '2', '50,000.00', '50,000.00'],
  ]);
  expect(await row(page, '合计')).toEqual([
    '合计',
    ...['300,000.00', '250,000.00', '−50,000.00', '83.33%', '▲ +108.33%', '-- 多 25.00 万'],
    ...['48.00%', '130,000.00', '90,000.00', '0.00', '4', '3', '83,333.33', '62,500.00'],
  ]);
  const rate = page.getByRole('cell', { name: '75.00%' }).locator('span');
  expect(await rate.getAttribute('class')).toContain('text-error');

  const ageing = await text(page, 'section[aria-labelledby="ageing"]');
  for (const words of ['合计 13.00 万', '4.00 万，30.77%', '3.00 万，23.08%', '6.00 万，46.15%'])
    expect(ageing).toContain(words);
  expect(await page.content()).not.toMatch(/NaN|Infinity/);
  expect(await violations(page)).toEqual([]);
  await close(opened);
});

test('the charts are drawn, and each has its table', async () => {
  const opened = await open('liujianguo', '/analysis?period=2026-Q1&by=rep');
  const { page } = opened;
  for (const name of ['各销售员的目标与实际', '近 12 个月成交', '按产品线的占比'])
    await expect
      .poll(() =>
        page.getByRole('img', { name: new RegExp(name) }).evaluate((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
          return pixels.some((value) => value > 0);
        }),
      )
      .toBe(true);
  await page.getByText('看数字').nth(1).press('Enter');
  await expect.poll(() => page.getByRole('row', { name: '2026-01 180,000.00 120,000.00' }).count()).toBe(1);
  await expect.poll(() => page.getByRole('row', { name: '2025-04 0.00 --' }).count()).toBe(1);
  await close(opened);
});

test('王磊 keeps his 150,000 after the handover, and sees nobody else', async () => {
  const opened = await open('wanglei', '/analysis?period=2026-Q1');
  const { page } = opened;
  const kpis = await text(page, 'section.kpis');
  for (const words of [
    '15.00万',
    '75.00%',
    '低于 80%，到 80% 还差 1.00 万',
    '80.00%',
    '按到账 113.33%',
    '按应收 85.00%',
  ])
    expect(kpis).toContain(words);
  expect((await row(page, '合计')).slice(0, 5)).toEqual(['合计', '200,000.00', '150,000.00', '−50,000.00', '75.00%']);
  expect(await page.content()).not.toContain('李娜');
  expect(await violations(page)).toEqual([]);
  await page.goto(`${app.url}/analysis?period=2026-Q1&by=rep&customer=3&rep=4`);
  expect(await page.content()).not.toContain('南屿');
  await close(opened);
});

test('王磊’s amount opens the records that make it', async () => {
  const opened = await open('wanglei', '/analysis?period=2026-Q1&by=line');
  const { page } = opened;
  await page.getByRole('region', { name: '按产品线' }).getByRole('link', { name: '150,000.00' }).first().click();
  await page.waitForURL(/\/sales\?.*from=2026-01-01&to=2026-03-31/);
  expect(await page.locator('tfoot').textContent()).toContain('150,000.00');
  await page.goto(`${app.url}/analysis?period=2026-Q1`);
  await page.getByRole('link', { name: /逾期 3.00 万/ }).click();
  await page.waitForURL(/owing=overdue/);
  expect(await page.locator('tfoot').textContent()).toContain('30,000.00');
  await close(opened);
});

test('another team’s supervisor sees an empty book', async () => {
  const opened = await open('suntao', '/analysis?period=2026-Q1&by=customer');
  await expect.poll(() => opened.page.getByRole('heading', { name: '还没有成交记录' }).count()).toBe(1);
  expect(await opened.page.content()).not.toMatch(/王磊|华岳|250,000/);
  await close(opened);
});

test('every state is an address: sorting, splitting, narrowing', async () => {
  const opened = await open('liujianguo', '/analysis?period=2026-Q1&by=rep');
  const { page } = opened;
  await page.getByRole('link', { name: '逾期（元）' }).click();
  await page.waitForURL(/sort=overdue/);
  expect((await row(page, '李娜'))[0]).toContain('李娜');
  await page.getByRole('link', { name: '王磊', exact: true }).click();
  await page.waitForURL(/by=customer&rep=\d+/);
  expect((await row(page, '华岳')).slice(0, 2)).toEqual(['1 华岳精密仪器有限公司', '100,000.00']);
  await page.getByRole('link', { name: '去掉筛选：销售员：王磊' }).click();
  await page.waitForURL((url) => !url.search.includes('rep='));
  expect((await row(page, '合计')).slice(0, 2)).toEqual(['合计', '250,000.00']);
  await page.getByRole('link', { name: '上一期' }).click();
  await page.waitForURL(/2025-Q4/);
  await expect.poll(() => page.getByText('本期没有数据').count()).toBeGreaterThan(0);
  await close(opened);
});

test('a running period says what it is compared with', async () => {
  const running = await startApp({
    data: await fixtureFolder(),
    env: { KEJI_CLOCK: '2026-03-18T04:00:00.000Z' },
  });
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, running, 'liujianguo', fixturePassword);
  await page.goto(`${running.url}/analysis?period=2026-Q1`);
  const content = await text(page, 'main');
  expect(content).toContain('本期未结束，只算到 03-18');
  expect(content).toContain('同比 2025-01-01 ～ 03-18');
  expect(content).toMatch(/比进度[快慢] \d+\.\d\d 点/);
  await expect.poll(() => page.getByRole('columnheader', { name: '按进度' }).count()).toBe(1);
  await context.close();
  expect(await running.stop()).toBe(0);
});

test('on a phone, in the dark: nothing scrolls the page sideways, and it stays readable', async () => {
  const opened = await open('liujianguo', '/analysis?period=2026-Q1', 'phone', { colorScheme: 'dark' });
  const { page } = opened;
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await close(opened);
});

test('without script everything can be read', async () => {
  const opened = await open('liujianguo', '/analysis?period=2026-Q1&by=rep', 'desktop', { javaScriptEnabled: false });
  expect((await row(opened.page, '王磊'))[2]).toBe('150,000.00');
  await opened.page.getByText('看数字').first().click();
  await expect.poll(() => opened.page.getByRole('row', { name: '王磊 150,000.00 200,000.00 75.00%' }).count()).toBe(1);
  await opened.context.close();
});

test('a page of 36 months by twenty people weighs 150 KiB at most', async () => {
  const data = mkdtempSync(join(tmpdir(), 'keji-heavy-'));
  const db = setDatabase(openDataFolder(data, { clock }));
  const passwordHash = await hashPassword(fixturePassword);
  const { people } = generate(db, { seed: 7, customers: 400, sales: 6000, months: 36, reps: 20, passwordHash });
  closeDatabase();
  const manager = people.find(({ role }) => role === 'manager')?.name ?? '';
  const heavy = await startApp({ data });
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, heavy, manager, fixturePassword);
  for (const by of ['rep', 'month']) {
    const response = await page.goto(`${heavy.url}/analysis?from=2023-04-01&to=2026-03-31&by=${by}`);
    const html = (await response?.body()) ?? Buffer.alloc(0);
    expect(html.length, by).toBeLessThanOrEqual(150 * 1024);
    expect(html.toString()).not.toMatch(/NaN|Infinity/);
  }
  await page.goto(`${heavy.url}/analysis?from=2023-04-01&to=2026-03-31&by=customer`);
  expect(await page.content()).not.toMatch(/NaN|Infinity/);
  await expect.poll(() => page.getByRole('cell', { name: /^其余 \d+ 行/ }).count()).toBe(1);
  await context.close();
  expect(await heavy.stop()).toBe(0);
});
