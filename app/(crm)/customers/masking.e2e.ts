import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { write } from '@/db/client';
import { databaseFile } from '@/db/open';
import { insertContact } from '@/lib/customers/writes';
import { insertTask } from '@/lib/follow-ups/writes';
import { violations } from '@/lib/testing/axe';
import { type App, closeBrowser, openBrowser, seedData, signIn, startApp } from '@/lib/testing/browser';
import { fixturePassword, loadFixtureF } from '@/lib/testing/fixture-f';

// R6 through the pages: masks, 点击查看, a form that holds masks, and files.

const clear = { phone: '13976425318', wechat: 'canarywechat', email: 'canary.mail@x.example' };
const canary = /7642|canaryw|canary\.mail/;
let app: App;
let customer: number;
beforeAll(async () => {
  const data = await seedData(async () => {
    const f = await loadFixtureF();
    customer = f.customers.c003;
    await write((tx) => {
      insertContact(tx, customer, { name: '沈国华', ...clear, isPrimary: true });
      insertTask(tx, { customerId: customer, assigneeId: f.lina.id, kind: 'manual', dueOn: '2026-03-31' });
    });
  });
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
  // Neither values nor reasons get into the server's own lines.
  expect(app.output()).not.toMatch(/7642|canaryw|canary\.mail|春季样品/);
});

/** One question to the database file, beside the server. */
function ask<T>(sql: string): T {
  const database = new Database(databaseFile(app.data), { fileMustExist: true });
  try {
    const statement = database.prepare(sql);
    return (statement.reader ? statement.pluck().all() : statement.run()) as T;
  } finally {
    database.close();
  }
}
const views = () => ask<string[]>("select actor_name from audit_events where action = 'contact.shown'");

test('a supervisor sees masks until saying what for, and edits around them; a file is clear by right and reason', {
  timeout: 60_000,
}, async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  await signIn(page, app, 'zhaogang', fixturePassword);
  const path = `/customers/${customer}`;
  for (const one of [
    ...[
      path,
      `${path}?tab=contacts`,
      `${path}/contacts/1`,
      `${path}/edit`,
      '/',
      '/follow-ups',
      '/follow-ups?tab=tasks',
    ],
    ...[`/customers?q=${clear.phone.slice(3, 8)}`, `/follow-ups/new?customer=${customer}`],
    ...['/sales', `/sales/new?customer=${customer}`, '/settings/audit'],
  ]) {
    // What was typed into a search is said again.
    const html = (await (await context.request.get(app.url + one)).text()).replaceAll(clear.phone.slice(3, 8), '');
    expect(html, one).not.toMatch(canary);
  }

  await page.goto(app.url + path);
  await page.getByText('139****5318').waitFor();
  await page.locator('summary', { hasText: '点击查看' }).click();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.getByText('选一项，或写一句为什么要看').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByText('联系客户').click();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.getByRole('link', { name: clear.phone }).waitFor();
  expect(await page.getByText(clear.email).count()).toBe(1);
  expect(views()).toEqual(['赵刚']);
  await page.reload();
  await page.getByText('139****5318').waitFor();
  expect(await page.content()).not.toMatch(canary);

  await page.getByRole('link', { name: '修改联系人 沈国华' }).click();
  expect(await page.getByLabel('电话').inputValue()).toBe('139****5318');
  await page.getByLabel('职务').fill('设备科长');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存联系人：沈国华').first().waitFor();
  expect(ask("select title || phone || wechat || email from contacts where name = '沈国华'")).toEqual([
    `设备科长${clear.phone}${clear.wechat}${clear.email}`,
  ]);

  const sheet = async (action: () => Promise<void>) => {
    const [file] = await Promise.all([page.waitForEvent('download'), action()]);
    const rows = utils.sheet_to_json<Record<string, string>>(
      read(readFileSync(await file.path())).Sheets.客户 as never,
    );
    return rows.find((row) => row.客户编号 === 'C003');
  };
  const exported = { 联系人: '沈*', 联系方式: '139****5318' };
  await page.goto(`${app.url}/customers`);
  expect(await sheet(() => page.getByRole('button', { name: '导出', exact: true }).click())).toMatchObject(exported);
  // Given in the database as the person form does it; the next request knows.
  ask("update users set exports_clear = 1 where login = 'zhaogang'");
  await page.reload();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByLabel('用来做什么').fill('寄春季样品');
  const button = page.getByRole('button', { name: '导出明文' });
  expect(await sheet(() => button.click())).toMatchObject({ 联系人: '沈国华', 联系方式: clear.phone });
  ask("update users set exports_clear = 0 where login = 'zhaogang'");
  expect(await sheet(() => button.click())).toMatchObject(exported);
  expect(
    ask(
      "select (details ->> '$.clear') || coalesce(details ->> '$.reason', '') from audit_events where action = 'export.made'",
    ),
  ).toEqual(['0', '1寄春季样品', '0']);
  await context.close();
});

test('on a phone without script, and the manager’s list of the month', { timeout: 60_000 }, async () => {
  const context = await openBrowser('phone', { javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, app, 'liujianguo', fixturePassword);
  await page.goto(`${app.url}/customers/${customer}?tab=contacts`);
  const before = views().length;
  await page.locator('summary', { hasText: '点击查看' }).click();
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.getByText('选一项，或写一句为什么要看').waitFor();
  expect(await page.content()).not.toMatch(canary);
  await page.getByLabel('或自己写').fill('回访前核对');
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await page.getByRole('link', { name: clear.phone }).waitFor();
  expect(views()).toHaveLength(before + 1);
  // Posted a second time it is no second view, and shows nothing.
  await page.reload();
  await page.getByText('内容只显示一次').waitFor();
  expect(await page.content()).not.toMatch(canary);
  expect(views()).toHaveLength(before + 1);

  await page.goto(`${app.url}/settings/audit/access`);
  const own = page.locator('li', { has: page.getByText('刘建国', { exact: true }) }).filter({ visible: true });
  await own.getByText('看明细和原因').click();
  await own.getByText('原因：回访前核对').waitFor();
  expect(await own.getByText('查看联系方式 1 次，1 个客户').count()).toBe(1);
  await context.close();
});
