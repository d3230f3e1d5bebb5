import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '@/db/client';
import { record } from '@/lib/audit/record';
import { violations } from '@/lib/testing/axe';
import {
  type App,
  closeBrowser,
  consoleErrors,
  openBrowser,
  seedData,
  signInAnew,
  startApp,
} from '@/lib/testing/browser';
import { fixturePassword, loadFixtureF } from '@/lib/testing/fixture-f';
import { givePasswords, makePerson, testPassword } from '@/lib/testing/people';

let app: App;
beforeAll(async () => {
  const data = await seedData(async () => {
    const f = await loadFixtureF();
    const admin = await write((tx) => {
      record(tx, f.wanglei, {
        action: 'customer.edited',
        object: { kind: 'customer', id: f.customers.c001 },
        details: {
          before: { level: 'normal', ownerId: f.wanglei.id, notes: null, name: '短', terms: '' },
          after: {
            ...{ level: 'key', ownerId: f.lina.id, terms: 'month_end' },
            name: '青山测控设备制造与安装工程（集团）有限责任公司华东分公司临屿经营部',
            notes: `${'每次都要先打电话确认库存再报价，'.repeat(12)}https://example.com/${'a'.repeat(120)}`,
          },
        },
      });
      return makePerson(tx, '周管理', 'rep', f.team, true);
    });
    await givePasswords(admin);
  });
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

async function open(login: string, password: string, ...options: Parameters<typeof openBrowser>) {
  const context = await openBrowser(...options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signInAnew(page, app, login, password);
  return { context, page, errors };
}
const fits = (page: Awaited<ReturnType<typeof open>>['page']) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('the manager finds who changed what, follows it, and has the trail checked', async () => {
  const { context, page, errors } = await open('liujianguo', fixturePassword);
  await page.goto(`${app.url}/settings`);
  await page.getByRole('link', { name: /操作记录/ }).click();
  await page.getByRole('heading', { name: '操作记录' }).waitFor();
  const row = page.getByRole('row', { name: /王磊 修改客户/ });
  await expect.poll(() => row.textContent()).toMatch(/客户等级：\s*普通 →\s*改为?重点/);
  expect(await page.getByRole('row', { name: /刘建国 登录 人员/ }).count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);

  await page.getByRole('button', { name: /类别：全部/ }).click();
  await page.getByRole('link', { name: '客户与联系人' }).click();
  await page.waitForURL(/kind=customers/);
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('操作记录_2026-03-31.xlsx');
  await page.goto(`${app.url}/settings/audit?kind=exports`);
  await page.getByRole('row', { name: /刘建国 导出文件 .*操作记录_2026-03-31\.xlsx.*类别：客户与联系人/ }).waitFor();
  await page.goto(`${app.url}/settings/audit?kind=customers`);

  await page.getByRole('button', { name: '检查完整性' }).click();
  await page
    .getByRole('status')
    .filter({ hasText: /完整：\d+ 条/ })
    .waitFor();
  // The check keeps the filter.
  expect(page.url()).toContain('kind=customers');

  await page.getByRole('link', { name: /只看这个对象的记录/ }).click();
  await page.waitForURL(/object=customer\./);
  expect(await page.getByRole('row').count()).toBe(2);
  await row.getByRole('link').first().click();
  await page.waitForURL(/\/customers\/\d+$/);
  expect(errors).toEqual([]);
  await context.close();
});

test('an admin who is a rep reads settings and access alone, on a phone', async () => {
  const { context, page, errors } = await open('周管理', testPassword, 'phone');
  await page.goto(`${app.url}/settings/audit`);
  await page.getByText('周管理 登录').waitFor();
  expect(await page.getByText('修改客户').count()).toBe(0);
  await page.goto(`${app.url}/settings/audit?kind=customers`);
  await page.getByText('没有符合条件的操作记录').waitFor();
  await page.goto(`${app.url}/settings/audit`);
  expect(await violations(page)).toEqual([]);
  expect(await fits(page)).toBe(true);
  expect(errors).toEqual([]);
  await context.close();
});

test.each(['wanglei', 'zhaogang'])('%s finds no such page and no link to it', async (login) => {
  const { context, page } = await open(login, fixturePassword);
  await page.goto(`${app.url}/settings`);
  await page.getByRole('heading', { name: '设置' }).waitFor();
  expect(await page.getByText('操作记录').count()).toBe(0);
  expect((await page.goto(`${app.url}/settings/audit`))?.status()).toBe(404);
  expect((await page.goto(`${app.url}/settings/audit?check=1`))?.status()).toBe(404);
  const headers = { origin: app.url };
  expect((await context.request.post(`${app.url}/api/exports/audit.xlsx`, { headers })).status()).toBe(404);
  await context.close();
});
