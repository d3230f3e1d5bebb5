import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, setDatabase } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { insertContact } from '@/lib/customers/writes';
import { insertRecord, insertTask } from '@/lib/follow-ups/writes';
import { violations } from '@/lib/testing/axe';
import { type App, clock, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

const longName = `${'栖云融序仪器仪表与自动化控制系统集成工程技术研究'.repeat(3)}有限公司`;
const hostile = '=HYPERLINK("http://example.invalid","点我") <script>window.hacked = true</script>\n第二行 😀';
let app: App;

beforeAll(async () => {
  const data = await fixtureFolder({ otherTeam: true });
  const db = setDatabase(openDataFolder(data, { clock }));
  const [c001, , c003] = db
    .select({ id: customers.id, ownerId: customers.ownerId })
    .from(customers)
    .orderBy(customers.id)
    .all();
  if (!c001?.ownerId || !c003) throw new Error('Fixture F has three customers');
  const by = c001.ownerId;
  db.transaction((tx) => {
    insertContact(tx, c001.id, { name: '沈国华', phone: '13800001234', email: 'shen@lance.example', isPrimary: true });
    const spoken = { customerId: c001.id, authorId: by, method: 'visit', contactedOn: '2026-03-30' } as const;
    insertRecord(tx, { ...spoken, summary: hostile });
    insertRecord(tx, { ...spoken, summary: `${'很长的摘要，'.repeat(800)}到此为止` });
    insertTask(tx, { customerId: c001.id, assigneeId: by, kind: 'manual', dueOn: '2026-03-20', status: 'open' });
  });
  db.$client.prepare('update customers set name = ? where id = ?').run(longName, c003.id);
  closeDatabase();
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

const visit = async (page: Page, path: string) => {
  await page.goto(`${app.url}${path}`);
  return page;
};

test('from a list by a filter to a sale and its customer, and no contact data on the way', async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, 'liujianguo', fixturePassword);
  await visit(page, '/sales');
  const table = page.getByRole('table');
  await expect.poll(() => table.locator('tbody tr').count()).toBe(6);
  await page.getByRole('button', { name: /^销售员：/ }).click();
  await page.getByRole('link', { name: '李娜', exact: true }).click();
  await page.waitForURL(/rep=/);
  await expect.poll(() => table.locator('tbody tr').count()).toBe(3);
  await page.getByRole('button', { name: /^成交日期：/ }).click();
  await page.getByRole('link', { name: '本季度' }).click();
  await page.waitForURL(/from=2026-01-01/);
  await expect.poll(() => table.locator('tfoot').textContent()).toMatch(/3 笔，2 单，2 个客户[\s\S]*100,000\.00/);
  await page.getByRole('link', { name: 'S3', exact: true }).click();
  await page.waitForURL(/\/sales\/\d+$/);
  await expect.poll(() => page.getByText('逾期 31 天').count()).toBeGreaterThan(0);
  await expect.poll(() => page.getByRole('link', { name: 'S3R' }).count()).toBe(1);

  await visit(page, '/customers?q=hyjm');
  await page.getByRole('link', { name: '华岳精密仪器有限公司' }).first().click();
  await page.waitForURL(/\/customers\/\d+$/);
  await expect.poll(() => page.getByText('138****1234').count()).toBe(1);
  expect(await page.content()).not.toContain('13800001234');
  expect(await page.content()).not.toContain('shen@');
  await expect.poll(() => page.getByText('=HYPERLINK("http://example.invalid","点我")').count()).toBeGreaterThan(0);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  await page.getByText('展开全文').click();
  expect(await page.getByText('到此为止').isVisible()).toBe(true);
  expect(errors).toEqual([]);
  await context.close();
});

test('the owner reads contacts clear; who handed the customer over and another team find nothing', async () => {
  for (const [login, paths] of [
    ['wanglei', ['/customers/1']],
    ['suntao', ['/customers/1', '/customers/2', '/sales/1', '/sales/4']],
  ] as const) {
    const context = await openBrowser();
    const page = await context.newPage();
    await signIn(page, app, login, fixturePassword);
    for (const path of paths) {
      await visit(page, path);
      await expect.poll(() => page.getByText('没有这一页').count(), { message: path }).toBe(1);
    }
    await context.close();
  }
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, app, 'lina', fixturePassword);
  await visit(page, '/customers/1');
  await expect.poll(() => page.getByText('13800001234').count()).toBe(1);
  await context.close();
});

test('filters work without JavaScript', async () => {
  const context = await openBrowser('desktop', { javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, app, 'liujianguo', fixturePassword);
  await visit(page, '/sales');
  await page.getByRole('searchbox').fill('s3');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=s3/);
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
  await visit(page, '/payments');
  await page.getByRole('button', { name: /^回款日期：/ }).click();
  await page.getByRole('link', { name: '本季度' }).click();
  await page.waitForURL(/from=2026-01-01/);
  expect(await page.locator('tfoot').textContent()).toContain('170,000.00');
  await context.close();
});

const paths = [
  '/customers',
  '/customers?q=zzz',
  '/customers/1',
  '/customers/3',
  '/customers/3?tab=sales',
  '/customers/1?tab=contacts',
  '/sales',
  '/sales?region=1&from=2026-01-01&owing=any',
  '/sales/4',
  '/sales/1',
  '/payments',
  '/follow-ups',
  '/follow-ups?tab=records',
  '/more',
];

describe.each([
  ['desktop', 'light'],
  ['phone', 'light'],
  ['desktop', 'dark'],
] as const)('on a %s, %s', (size, colorScheme) => {
  test('no page scrolls sideways and axe finds nothing', async () => {
    const context = await openBrowser(size, { colorScheme });
    const page = await context.newPage();
    const errors = consoleErrors(page);
    await signIn(page, app, 'liujianguo', fixturePassword);
    for (const path of paths) {
      await visit(page, path);
      const [wide, wanted] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(wide, path).toBeLessThanOrEqual(wanted as number);
      expect(await violations(page), path).toEqual([]);
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});
