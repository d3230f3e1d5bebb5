import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '@/db/client';
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
import { givePasswords, makePerson, makeTeam, testPassword } from '@/lib/testing/people';

let app: App;
beforeAll(async () => {
  const data = await seedData(async () => {
    const people = await write((tx) => {
      const team = makeTeam(tx, '华东一组');
      const reps = ['李娜', '赵晓彤'].map((name) => makePerson(tx, name, 'rep', team));
      return [makePerson(tx, '林一鸣', 'manager', team, true), ...reps];
    });
    await givePasswords(...people);
  });
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

const peoplePage = () => `${app.url}/settings/people`;

async function asAdmin(...options: Parameters<typeof openBrowser>) {
  const context = await openBrowser(...options);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signInAnew(page, app, '林一鸣', testPassword);
  await page.goto(peoplePage());
  return { context, page, errors };
}

test('a supervisor and a rep are added, set their passwords and sign in', async () => {
  const { context, page, errors } = await asAdmin();
  await page.getByLabel('团队名称').fill('华南组');
  await page.getByRole('button', { name: '添加团队' }).click();
  await page.getByText('已添加团队「华南组」').waitFor();

  for (const [name, role] of [
    ['苏晴', 'supervisor'],
    ['王磊', 'rep'],
  ] as const) {
    await page.getByRole('textbox', { name: '姓名', exact: true }).fill(name);
    await page.getByRole('combobox', { name: '角色' }).selectOption(role);
    await page.getByRole('combobox', { name: '团队' }).selectOption({ label: '华南组' });
    await page.getByRole('button', { name: '添加人员' }).click();
    await page.getByText(`把这个链接发给 ${name}`).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('把这个链接发给');
    const link = await page.getByRole('textbox', { name: '设密码链接' }).inputValue();
    expect(link).toMatch(new RegExp(`^${app.url}/set-password/`));

    const own = await openBrowser('phone');
    const ownPage = await own.newPage();
    await ownPage.goto(link);
    await ownPage.getByLabel('密码').fill(testPassword);
    await ownPage.getByRole('button', { name: '设好并登录' }).click();
    await ownPage.waitForURL(`${app.url}/`);
    await own.clearCookies();
    await signInAnew(ownPage, app, name, testPassword);
    // One use only.
    await ownPage.goto(link);
    await ownPage.getByRole('heading', { name: '链接无效' }).waitFor();
    await own.close();
  }
  await page.reload();
  await expect.poll(() => page.getByRole('row', { name: /王磊 .*销售员 华南组 在用/ }).count()).toBe(1);
  expect(errors).toEqual([]);
  await context.close();
});

test('a refused form keeps what was typed and says where', async () => {
  const { context, page } = await asAdmin();
  await page.getByRole('textbox', { name: '姓名', exact: true }).fill('李娜');
  await page.getByRole('button', { name: '添加人员' }).click();
  await page.getByText('这个登录名已有人用').waitFor();
  expect(await page.getByRole('textbox', { name: '姓名', exact: true }).inputValue()).toBe('李娜');
  await page.getByLabel('登录名').fill('李 娜');
  await page.getByRole('button', { name: '添加人员' }).click();
  await page.getByText('登录名里不能有空格').waitFor();
  await context.close();
});

test('disabling ends a session at its next request; the last admin stays', async () => {
  const own = await openBrowser();
  const ownPage = await own.newPage();
  await signInAnew(ownPage, app, '李娜', testPassword);

  const { context, page } = await asAdmin('phone');
  await page.getByRole('listitem').filter({ hasText: '李娜' }).getByRole('button', { name: '停用' }).click();
  await page.getByRole('dialog', { name: '停用 李娜？' }).getByRole('button', { name: '停用', exact: true }).click();
  await page.getByText('已停用 李娜').waitFor();

  await ownPage.goto(`${app.url}/settings`);
  await ownPage.getByText('你已退出登录').waitFor();
  expect(new URL(ownPage.url()).pathname).toBe('/sign-in');

  await page.getByRole('listitem').filter({ hasText: '林一鸣' }).getByRole('button', { name: '停用' }).click();
  const dialog = page.getByRole('dialog', { name: '停用 林一鸣？' });
  await dialog.getByRole('button', { name: '停用', exact: true }).click();
  await dialog.getByText('这是最后一个系统管理员').waitFor();
  await context.close();
  await own.close();
});

test('without script: a link for someone, shown on the page that answers', async () => {
  const { context, page } = await asAdmin('desktop', { javaScriptEnabled: false });
  const row = page.getByRole('row').filter({ hasText: '林一鸣' });
  await row.getByRole('button', { name: '设密码链接' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '生成链接' }).click();
  await page.getByText('把这个链接发给 林一鸣').waitFor();
  expect(await page.getByRole('textbox', { name: '设密码链接' }).inputValue()).toContain('/set-password/');
  await context.close();
});

test('for anyone but an admin there is no such page', async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  await signInAnew(page, app, '赵晓彤', testPassword);
  expect((await page.goto(peoplePage()))?.status()).toBe(404);
  await page.goto(`${app.url}/settings`);
  expect(await page.getByRole('link', { name: /人员与团队/ }).count()).toBe(0);
  await page.getByText('销售员', { exact: true }).first().waitFor();
  await context.close();
});

test.each([
  ['desktop', 'light'],
  ['phone', 'dark'],
] as const)('on a %s in %s: nothing axe minds, no sideways scrolling', async (size, colorScheme) => {
  const { context, page, errors } = await asAdmin(size, { colorScheme });
  for (const path of ['/settings/people', '/settings']) {
    await page.goto(app.url + path);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  expect(errors).toEqual([]);
  await context.close();
});
