import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseFile } from '@/db/open';
import { type App, closeBrowser, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

// What every form does, tried on one of the simplest: adding a team.

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder() });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open() {
  const context = await openBrowser('desktop');
  const page = await context.newPage();
  await signIn(page, app, 'liujianguo', fixturePassword);
  await page.goto(`${app.url}/settings/people`);
  return { context, page };
}
const name = (page: Page) => page.getByLabel('团队名称');
const save = (page: Page) => page.getByRole('button', { name: '添加团队' });
const isPost = (page: Page) => (url: URL) => url.pathname === new URL(page.url()).pathname;

function teamsNamed(team: string): number {
  const database = new Database(databaseFile(app.data), { readonly: true });
  const count = database.prepare('select count(*) from teams where name = ?').pluck().get(team) as number;
  database.close();
  return count;
}
const drafts = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('keji.draft:')).length);

test('what is typed outlives a reload, and is forgotten once saved or discarded', async () => {
  const { context, page } = await open();
  await name(page).fill('三组');
  await expect.poll(() => drafts(page)).toBe(1);
  await page.reload();
  await expect.poll(() => name(page).inputValue()).toBe('三组');
  await expect.poll(() => page.getByText('已恢复上次没保存的内容').count()).toBe(1);
  await page.getByRole('button', { name: '清空重填' }).click();
  await expect.poll(() => name(page).inputValue()).toBe('');
  expect(await drafts(page)).toBe(0);

  await name(page).fill('三组');
  await save(page).click();
  await expect.poll(() => teamsNamed('三组')).toBe(1);
  await expect.poll(() => drafts(page)).toBe(0);
  await context.close();
});

test('after a lost answer the same is sent again and written once', async () => {
  const { context, page } = await open();
  await name(page).fill('四组');
  await page.route(isPost(page), async (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    // The server answers; the answer never arrives.
    await route.fetch();
    await route.abort();
  });
  await save(page).click();
  await expect.poll(() => page.getByText('没有收到回音', { exact: false }).count()).toBe(1);
  expect(await name(page).inputValue()).toBe('四组');
  expect(teamsNamed('四组')).toBe(1);

  await page.unrouteAll();
  await page.reload();
  await expect.poll(() => page.getByText('已恢复上次没保存的内容').count()).toBe(1);
  expect(await name(page).inputValue()).toBe('四组');
  await save(page).click();
  await expect.poll(() => page.getByText('已添加', { exact: false }).count()).toBe(1);
  expect(teamsNamed('四组')).toBe(1);
  expect(await drafts(page)).toBe(0);
  await context.close();
});

test('a form from before an upgrade says so and keeps its text', async () => {
  const { context, page } = await open();
  await name(page).fill('五组');
  await page.route(isPost(page), (route) =>
    route.request().method() === 'POST'
      ? route.continue({ headers: { ...route.request().headers(), 'next-action': '0'.repeat(42) } })
      : route.fallback(),
  );
  await save(page).click();
  await expect.poll(() => page.getByText('系统刚升级过', { exact: false }).count()).toBe(1);
  await page.unrouteAll();
  await page.getByRole('button', { name: '刷新页面' }).click();
  await expect.poll(() => page.getByText('已恢复上次没保存的内容').count()).toBe(1);
  expect(await name(page).inputValue()).toBe('五组');
  await save(page).click();
  await expect.poll(() => teamsNamed('五组')).toBe(1);
  await context.close();
});

test('two tabs are two forms: a living tab’s draft is its own', async () => {
  const { context, page } = await open();
  await name(page).fill('六组');
  await expect.poll(() => drafts(page)).toBe(1);
  const other = await context.newPage();
  await other.goto(`${app.url}/settings/people`);
  await name(other).fill('七组');
  await expect.poll(() => drafts(other)).toBe(2);
  expect(await other.getByText('已恢复上次没保存的内容').count()).toBe(0);
  await other.close();
  // Its tab is gone: the text comes back in the next one.
  const third = await context.newPage();
  await third.goto(`${app.url}/settings/people`);
  await expect.poll(() => name(third).inputValue()).toBe('七组');
  await context.close();
});

test('Enter that ends a composition sends nothing', async () => {
  const { context, page } = await open();
  await name(page).fill('八组');
  await name(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  const prevented = await name(page).evaluate((input) => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
    input.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(prevented).toBe(true);
  await name(page).press('Enter');
  await expect.poll(() => teamsNamed('八组')).toBe(1);
  await context.close();
});
