import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '@/db/client';
import { insertCustomer } from '@/lib/customers/writes';
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
import type { Viewer } from '@/lib/viewer';

// P25: what an admin changes counts from the person's very next request, on every device, page, action and route.

let app: App;
const ids: Record<string, number> = {};
let admin: Page;
beforeAll(async () => {
  const data = await seedData(async () => {
    const people = await write((tx) => {
      const [east, south] = [makeTeam(tx, '华东组'), makeTeam(tx, '华南组')];
      const made: Viewer[] = [
        makePerson(tx, '林一鸣', 'manager', null, true),
        makePerson(tx, '苏晴', 'supervisor', east),
        makePerson(tx, '王磊', 'rep', east),
        makePerson(tx, '李娜', 'rep', south),
      ];
      for (const { name, id } of made) ids[name] = id;
      for (const [name, owner] of [
        ['澜石电子', '王磊'],
        ['禾木家具', '李娜'],
      ] as const)
        ids[name] = insertCustomer(tx, {
          code: null,
          name,
          ownerId: ids[owner],
          filedOn: '2026-01-05',
          createdBy: ids[owner],
        });
      return made;
    });
    await givePasswords(...people);
  });
  app = await startApp({ data });
  admin = await (await openBrowser()).newPage();
  await signInAnew(admin, app, '林一鸣', testPassword);
});
afterAll(async () => {
  await closeBrowser();
  await app.stop();
});

/** A person on two devices. */
async function devicesOf(name: string) {
  const contexts = [await openBrowser('desktop'), await openBrowser('phone')];
  const pages: Page[] = [];
  for (const context of contexts) {
    const page = await context.newPage();
    await signInAnew(page, app, name, testPassword);
    pages.push(page);
  }
  const [desktop, phone] = pages as [Page, Page];
  return {
    desktop,
    phone,
    route: contexts[1] as BrowserContext,
    close: () => Promise.all(contexts.map((one) => one.close())),
  };
}
const customer = (name: string) => `${app.url}/customers/${ids[name]}`;
const person = (name: string) => `${app.url}/settings/people/${ids[name]}`;
const found = async (context: BrowserContext, name: string) => {
  const response = await context.request.get(`${app.url}/api/customers/search?q=${encodeURIComponent(name)}`);
  return { status: response.status(), sees: (await response.text()).includes(name) };
};

/** Types into a new customer's form; what stands there after the answer. */
async function typeCustomer(page: Page) {
  await page.goto(`${app.url}/customers/new`);
  await page.getByRole('textbox', { name: /^客户名称/ }).fill('没存的客户');
  return {
    async save() {
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('你已退出登录。填的内容还在').waitFor();
      return page.getByRole('textbox', { name: /^客户名称/ }).inputValue();
    },
  };
}

test('a role lowered and a team left are out of sight at once', async () => {
  const su = await devicesOf('苏晴');
  expect((await su.phone.goto(customer('澜石电子')))?.status()).toBe(200);
  await su.desktop.goto(`${customer('澜石电子')}/edit`);
  await su.desktop.getByRole('textbox', { name: /^备注/ }).fill('月底前回访');
  expect(await found(su.route, '澜石电子')).toEqual({ status: 200, sees: true });

  await admin.goto(person('苏晴'));
  await admin.getByRole('combobox', { name: '角色' }).selectOption('rep');
  await admin.getByRole('button', { name: '保存' }).click();
  await admin.getByText('已修改 苏晴').waitFor();

  expect((await su.phone.goto(customer('澜石电子')))?.status()).toBe(404);
  expect(await found(su.route, '澜石电子')).toEqual({ status: 200, sees: false });
  await su.desktop.getByRole('button', { name: '保存' }).click();
  await su.desktop.getByText('没有这条记录').waitFor();
  expect(await su.desktop.getByRole('textbox', { name: /^备注/ }).inputValue()).toBe('月底前回访');
  await su.close();
});

test('who moves is asked about the customers; those that stay are gone for them at once', async () => {
  const wang = await devicesOf('王磊');
  await admin.goto(person('王磊'));
  await admin.getByRole('combobox', { name: '团队' }).selectOption({ label: '华南组' });
  await admin.getByRole('button', { name: '保存' }).click();
  await admin.getByText('名下有 1 个客户，选一下去向').waitFor();
  expect(await violations(admin)).toEqual([]);
  expect((await wang.desktop.goto(customer('澜石电子')))?.status()).toBe(200);
  await admin.getByText('留在原团队', { exact: true }).click();
  await admin.getByRole('button', { name: '保存' }).click();
  await admin.getByText('已修改 王磊').waitFor();
  for (const page of [wang.desktop, wang.phone]) expect((await page.goto(customer('澜石电子')))?.status()).toBe(404);
  expect(await found(wang.route, '澜石电子')).toEqual({ status: 200, sees: false });
  await wang.phone.goto(`${app.url}/settings/account`);
  await wang.phone.getByText('华南组').waitFor();
  await wang.close();
});

test('a password reset ends every device, keeps what was typed, and shows in the account', async () => {
  const wang = await devicesOf('王磊');
  const form = await typeCustomer(wang.desktop);
  await admin.goto(person('王磊'));
  await admin.getByRole('button', { name: '设密码链接' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '生成链接' }).click();
  await admin.getByText('24 小时内打开').waitFor();
  const link = await admin.getByRole('textbox', { name: '设密码链接' }).inputValue();
  const own = await openBrowser('phone');
  const page = await own.newPage();
  await page.goto(link);
  await page.getByLabel('密码').fill(testPassword);
  await page.getByRole('button', { name: '设好并登录' }).click();
  await page.waitForURL(`${app.url}/`);

  expect(await form.save()).toBe('没存的客户');
  expect((await found(wang.route, '澜石电子')).status).toBe(401);
  await wang.phone.goto(`${app.url}/customers`);
  await wang.phone.getByText('你已退出登录').waitFor();
  await page.goto(`${app.url}/settings/account`);
  await page.getByText('由 林一鸣 生成').waitFor();
  await own.close();
  await wang.close();
});

test('who is disabled is out at the next request, with a plain message and the text still there', async () => {
  const li = await devicesOf('李娜');
  const form = await typeCustomer(li.desktop);
  await admin.goto(person('李娜'));
  await admin.getByRole('link', { name: '停用', exact: true }).click();
  await admin.getByText('待分配', { exact: true }).click();
  await admin.getByRole('button', { name: '停用', exact: true }).click();
  await admin.getByText('已停用 李娜，1 个客户待分配').waitFor();
  expect(await form.save()).toBe('没存的客户');
  expect((await found(li.route, '禾木家具')).status).toBe(401);
  await li.phone.goto(customer('禾木家具'));
  await li.phone.getByText('你已退出登录').waitFor();
  expect(new URL(li.phone.url()).pathname).toBe('/sign-in');
  await li.close();

  await admin.goto(person('李娜'));
  await admin.getByRole('button', { name: '恢复' }).click();
  await admin.getByText('已恢复 李娜').waitFor();
});

test('the last admin keeps the flag', async () => {
  await admin.goto(person('林一鸣'));
  await admin.getByRole('checkbox', { name: /系统管理员/ }).uncheck();
  await admin.getByRole('button', { name: '保存' }).click();
  await admin.getByText('这是最后一个系统管理员，不能取消').waitFor();
});

test('one’s own account: password, and a device signed out from another', async () => {
  const li = await devicesOf('李娜');
  await li.desktop.getByRole('link', { name: /李娜/ }).click();
  await li.desktop.waitForURL(`${app.url}/settings/account`);
  await li.desktop.getByLabel(/^现在的密码/).fill('not this one');
  await li.desktop.getByLabel(/^新密码/).fill('another horse entirely');
  await li.desktop.getByRole('button', { name: '改密码' }).click();
  await li.desktop.getByText('现在的密码不对').waitFor();
  await li.desktop
    .getByRole('listitem')
    .filter({ hasNotText: '这台' })
    .getByRole('button', { name: /^退出 / })
    .first()
    .click();
  await li.desktop.getByText('已退出那台设备').waitFor();
  await li.phone.goto(app.url);
  await li.phone.getByText('你已退出登录').waitFor();
  await li.desktop.getByRole('button', { name: '在所有设备上退出' }).click();
  await li.desktop.waitForURL(`${app.url}/sign-in`);
  await li.close();
});

test.each(['desktop', 'phone'] as const)('on a %s: nothing axe minds, no sideways scrolling', async (size) => {
  const context = await openBrowser(size, { colorScheme: size === 'phone' ? 'dark' : 'light' });
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signInAnew(page, app, '林一鸣', testPassword);
  for (const path of ['account', `people/${ids.王磊}`, 'people/teams/1', 'people']) {
    await page.goto(`${app.url}/settings/${path}`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
  expect(errors).toEqual([]);
  await context.close();
});
