import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '@/db/client';
import { insertCustomer } from '@/lib/customers/writes';
import { scheduleNext } from '@/lib/follow-ups/schedule';
import { violations } from '@/lib/testing/axe';
import { type App, closeBrowser, consoleErrors, openBrowser, seedData, signIn, startApp } from '@/lib/testing/browser';
import { type FixtureF, fixturePassword, loadFixtureF } from '@/lib/testing/fixture-f';

let app: App;
let f: FixtureF;
/** Of 王磊, beside C002. */
let [first, second, third] = [0, 0, 0];
beforeAll(async () => {
  const data = await seedData(async () => {
    f = await loadFixtureF({ otherTeam: true });
    await write((tx) => {
      const file = (name: string) => {
        const id = insertCustomer(tx, { code: null, name, ownerId: f.wanglei.id, filedOn: '2026-01-05' });
        scheduleNext(tx, id, 'filed');
        return id;
      };
      scheduleNext(tx, f.customers.c002, 'filed');
      [first, second, third] = [file('安澜石材有限公司'), file('安澜电子有限公司'), file('安澜食品有限公司')];
    });
  });
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

async function open(login: string, ...options: Parameters<typeof openBrowser>) {
  const context = await openBrowser(...options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  const isSound = async () => {
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  };
  return { context, page, errors, isSound };
}

test('ticked in the list, previewed, and what another moved meanwhile is named and left alone', async () => {
  const { context, page, errors, isSound } = await open('zhaogang');
  await page.goto(`${app.url}/customers?q=${encodeURIComponent('安澜')}`);
  const button = page.getByRole('button', { name: /^移交/ });
  expect(await button.count()).toBe(0);
  const table = page.getByRole('table');
  await table.getByLabel('选择 安澜石材有限公司').check();
  await page.getByText('已选 1 个').waitFor();
  await table.getByLabel('选择 安澜电子有限公司').check();
  await isSound();
  await page.getByRole('button', { name: '移交 2 个' }).click();

  await page.getByText('选中的 2 个客户').waitFor();
  await page.getByRole('button', { name: '看看会移交什么' }).click();
  await page.getByText('至少选一个接手人').waitFor();
  await page.getByText('李娜', { exact: true }).click();
  await page.getByRole('button', { name: '看看会移交什么' }).click();
  const row = page.getByRole('row', { name: /^李娜 2 2 0\.00$/ });
  await row.waitFor();
  await page.getByRole('link', { name: '安澜石材有限公司' }).waitFor();
  await isSound();

  // The manager is quicker with one of them.
  const manager = await open('liujianguo');
  await manager.page.goto(
    `${app.url}/customers/hand-over?row=${second}&to=people&receivers[]=${f.other?.rep.id as number}`,
  );
  await manager.page.getByRole('button', { name: '移交', exact: true }).click();
  await manager.page.waitForURL(`${app.url}/customers/${second}`);
  await manager.page.getByText('王磊 → 周敏').waitFor();
  await manager.context.close();

  await page.getByLabel('原因').fill('调整区域');
  await page.getByRole('button', { name: '移交 2 个客户' }).click();
  await page.getByText('已移交 1 个。1 个在预览之后有变动，没有移交：1 个找不到了').waitFor();

  const lina = await open('lina', 'phone');
  await lina.page.goto(`${app.url}/notifications`);
  await lina.page.getByText('赵刚把 1 个客户交给你负责').click();
  await lina.page.waitForURL(`${app.url}/customers/${first}`);
  await lina.page.getByText('王磊 → 李娜，调整区域').waitFor();
  await lina.context.close();
  const wang = await open('wanglei');
  expect((await wang.page.goto(`${app.url}/customers/${first}`))?.status()).toBe(404);
  expect((await wang.page.goto(`${app.url}/customers/hand-over?row=${third}`))?.status()).toBe(404);
  await wang.context.close();
  expect(errors).toEqual([]);
  await context.close();
});

test('on a phone without script: one customer from its page, in dark too', async () => {
  const { context, page } = await open('zhaogang', 'phone', { javaScriptEnabled: false });
  await page.goto(`${app.url}/customers/${third}`);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('link', { name: '移交' }).click();
  await page.getByText('安澜食品有限公司（').waitFor();
  await page.getByText('李娜', { exact: true }).click();
  await page.getByRole('button', { name: '看看会移交什么' }).click();
  await page.getByText('1 个客户，1 个未完成的跟进').waitFor();
  await page.getByRole('button', { name: '移交', exact: true }).click();
  await page.waitForURL(`${app.url}/customers/${third}`);
  await page.getByText('王磊 → 李娜').waitFor();
  await context.close();
  const dark = await open('zhaogang', 'phone', { colorScheme: 'dark' });
  await dark.page.goto(`${app.url}/customers/hand-over?all=1&to=people&receivers[]=${f.wanglei.id}`);
  await dark.isSound();
  await dark.context.close();
});

test('who is disabled leaves customers to 待分配; the supervisor sees them and gives them away', async () => {
  const own = await open('wanglei');
  const { context, page, errors, isSound } = await open('liujianguo', 'phone');
  await page.goto(`${app.url}/settings/people`);
  await page.getByRole('listitem').filter({ hasText: '王磊' }).getByRole('link', { name: '停用' }).click();
  await page.getByText('名下有 1 个客户，1 个未完成的跟进').waitFor();
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByText('名下有 1 个客户，选一下去向').waitFor();
  // The keyboard stands at what is to be chosen, nowhere else.
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('people');
  await isSound();
  await page.getByText('待分配', { exact: true }).click();
  await page.getByRole('button', { name: '停用' }).click();
  await page.getByText('已停用 王磊，1 个客户待分配').waitFor();
  expect(errors).toEqual([]);
  await context.close();
  await own.page.goto(`${app.url}/customers`);
  expect(new URL(own.page.url()).pathname).toBe('/sign-in');
  await own.context.close();

  const supervisor = await open('zhaogang');
  await supervisor.page.goto(app.url);
  await supervisor.page.getByRole('link', { name: '1 个客户待分配' }).click();
  await supervisor.page.waitForURL(`${app.url}/customers?owner=none`);
  await supervisor.page.getByRole('table').getByLabel('选择 晨川水务设备有限公司').check();
  await supervisor.page.getByRole('link', { name: '移交全部 1 个' }).click();
  await supervisor.page.waitForURL('**/customers/hand-over?*');
  await supervisor.page.getByText('李娜', { exact: true }).click();
  await supervisor.page.getByRole('button', { name: '看看会移交什么' }).click();
  await supervisor.page.getByRole('button', { name: '移交', exact: true }).click();
  await supervisor.page.getByText('一组待分配 → 李娜').waitFor();
  await supervisor.page.getByText('王磊 → 一组待分配').waitFor();
  await supervisor.page.goto(app.url);
  expect(await supervisor.page.getByText('个客户待分配').count()).toBe(0);
  await supervisor.context.close();
});
