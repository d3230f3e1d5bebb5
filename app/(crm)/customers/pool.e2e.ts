import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, database, setDatabase } from '@/db/client';
import { databaseFile, openDataFolder } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { setOwner } from '@/lib/customers/owner';
import { insertContact, insertCustomer } from '@/lib/customers/writes';
import { violations } from '@/lib/testing/axe';
import { type App, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixturePassword, loadFixtureF } from '@/lib/testing/fixture-f';

let app: App;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keji-pool-'));
  setDatabase(openDataFolder(folder, { clock: '2026-03-31T04:00:00.000Z' }));
  const f = await loadFixtureF({ otherTeam: true });
  database().transaction((tx) => {
    for (const [code, name] of [
      ['G001', '宁远水泵制造有限公司'],
      ['G002', '澜石电子材料有限公司'],
    ] as const) {
      const id = insertCustomer(tx, { code, name, ownerId: f.lina.id, filedOn: '2026-01-05', createdBy: f.lina.id });
      insertContact(tx, id, { ...nobody, name: '高敏', phone: '13800000001', isPrimary: true });
      const row = tx.select().from(customers).where(eq(customers.id, id)).get();
      if (row) setOwner(tx, row, 'pool', { kind: 'released', reason: '换了采购负责人', by: f.lina.id });
    }
    insertCustomer(tx, {
      ...{ code: 'G003', name: '禾木家具有限公司', ownerId: f.wanglei.id },
      ...{ filedOn: '2026-01-05', createdBy: f.wanglei.id },
    });
  });
  closeDatabase();
  app = await startApp({ data: folder });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});
const nobody = { name: '', title: null, phone: null, wechat: null, email: null };

async function open(login: string, size: 'desktop' | 'phone' = 'desktop') {
  const context = await openBrowser(size);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  return { context, page, errors };
}
const inDatabase = (sql: string) => {
  const db = new Database(databaseFile(folder), { readonly: true });
  const rows = db.prepare(sql).pluck().all();
  db.close();
  return rows;
};
/** Asked apart from the page, whose console calls every 404 an error. */
const statusOf = async (page: Page) => (await page.request.get(`${app.url}/customers/pool`)).status();
const isWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

test('a manager turns the pool on; a supervisor assigns from it, and off again it is gone for everyone', async () => {
  const manager = await open('liujianguo');
  const supervisor = await open('zhaogang');
  expect(await statusOf(supervisor.page)).toBe(404);
  await manager.page.goto(`${app.url}/settings/rules`);
  const section = manager.page.locator('#pool');
  expect(await section.getByText('还有 2 个客户是从公海留下的', { exact: false }).count()).toBe(1);
  await section.getByText('开', { exact: true }).click();
  await section.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => manager.page.getByText('已保存公海的规则').count()).toBe(1);
  expect(await section.getByText('公海里现有 2 个客户', { exact: false }).count()).toBe(1);
  expect(await violations(manager.page)).toEqual([]);

  // At the next request of somebody long signed in.
  await supervisor.page.goto(`${app.url}/customers`);
  await supervisor.page.getByRole('link', { name: '公海' }).click();
  await supervisor.page.getByRole('link', { name: '分配 澜石电子材料有限公司' }).click();
  await supervisor.page.getByLabel('负责人').selectOption({ label: '王磊（一组）' });
  expect(await violations(supervisor.page)).toEqual([]);
  await supervisor.page.getByRole('button', { name: '分配' }).click();
  await expect.poll(() => supervisor.page.getByText('已把 澜石电子材料有限公司 分配给王磊').count()).toBe(1);
  expect(
    inDatabase(`select owner.login from customers c join users owner on owner.id = c.owner_id where code = 'G002'`),
  ).toEqual(['wanglei']);
  expect(await violations(supervisor.page)).toEqual([]);
  expect(await isWide(supervisor.page)).toBe(false);
  expect([...manager.errors, ...supervisor.errors]).toEqual([]);

  const turn = async (choice: string) => {
    await manager.page.goto(`${app.url}/settings/rules`);
    await section.getByText(choice, { exact: true }).click();
    await section.getByRole('button', { name: '保存' }).click();
    await expect.poll(() => manager.page.getByText('已保存公海的规则').count()).toBe(1);
  };
  await turn('关');
  for (const { page } of [manager, supervisor]) expect(await statusOf(page)).toBe(404);
  await manager.page.goto(`${app.url}/customers`);
  expect(await manager.page.getByRole('link', { name: '公海', exact: true }).count()).toBe(0);
  await turn('开');
  await manager.context.close();
  await supervisor.context.close();
});

test('on a phone a rep claims one, reads its contact, and puts another back', async () => {
  const { context, page, errors } = await open('wanglei', 'phone');
  await page.goto(`${app.url}/customers/pool`);
  expect(await page.getByRole('listitem').filter({ hasText: '宁远水泵制造有限公司' }).count()).toBe(1);
  expect(await page.content()).not.toContain('13800000001');
  expect(await isWide(page)).toBe(false);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '领取 宁远水泵制造有限公司' }).filter({ visible: true }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  expect(await page.getByText('13800000001').filter({ visible: true }).count()).toBe(1);

  await page.goto(`${app.url}/customers?q=G003`);
  await page.getByText('禾木家具有限公司').filter({ visible: true }).click();
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('link', { name: '退回公海' }).click();
  await page.getByRole('button', { name: '退回公海' }).click();
  await expect.poll(() => page.getByText('写一句为什么退回').count()).toBe(1);
  expect(await isWide(page)).toBe(false);
  await page.getByLabel('原因').fill('超出我的区域');
  await page.getByRole('button', { name: '退回公海' }).click();
  await page.waitForURL(/\/customers\/pool$/);
  await expect.poll(() => page.getByText('已退回公海：禾木家具有限公司').count()).toBe(1);
  expect(await page.getByText('2026-04-30 起可领').filter({ visible: true }).count()).toBe(1);
  expect(inDatabase(`select kind from owner_changes order by id desc limit 2`)).toEqual(['released', 'claimed']);
  expect(errors).toEqual([]);
  await context.close();
});
