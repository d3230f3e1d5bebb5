import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { write } from '@/db/client';
import { violations } from '@/lib/testing/axe';
import { type App, closeBrowser, consoleErrors, openBrowser, seedData, signIn, startApp } from '@/lib/testing/browser';
import { type Provider, startProvider } from '@/lib/testing/oidc';
import { givePasswords, makePerson, makeTeam, testPassword } from '@/lib/testing/people';
import { startTlsProxy, type TlsProxy } from '@/lib/testing/tls-proxy';

// Single sign-on with a real provider, through a TLS proxy as it is mostly run. What a provider can get wrong, and who is
// turned away, lib/people/sign-in-identity.test.ts tries.

let app: App;
let proxy: TlsProxy;
let provider: Provider;
beforeAll(async () => {
  const data = await seedData(async () => {
    const people = await write((tx) => {
      const team = makeTeam(tx, '一组');
      return [makePerson(tx, '王磊', 'rep', team), makePerson(tx, '林一鸣', 'manager', null, true)];
    });
    await givePasswords(...people);
  });
  proxy = await startTlsProxy(
    'keji.lan',
    () => app.url,
    () => 'forwarded',
  );
  provider = await startProvider([`${proxy.url}/api/auth/callback/oidc`], {
    'wang@example.com': { email: 'wang@example.com', email_verified: true },
    'stranger@example.com': { email: 'stranger@example.com', email_verified: true },
  });
  app = await startApp({ data, env: { ...provider.env, KEJI_URL: proxy.url, KEJI_TRUSTED_PROXIES: '1' } });
});
afterAll(async () => {
  await closeBrowser();
  provider.stop();
  await proxy.stop();
  expect(await app.stop()).toBe(0);
});

/** The provider's own pages: who one is, and that Keji may know. */
async function throughProvider(page: Page, login: string) {
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]').click();
}

test('an admin writes the address down, the person comes in by the provider, is unlinked and out', async () => {
  const admin = await openBrowser('desktop', { ignoreHTTPSErrors: true });
  const adminPage = await admin.newPage();
  await signIn(adminPage, { ...app, url: proxy.url }, '林一鸣', testPassword);
  await adminPage.goto(`${proxy.url}/settings/people/1`);
  await adminPage.getByLabel('邮箱').fill('Wang@Example.com');
  await adminPage.getByRole('button', { name: '保存' }).click();
  await adminPage.waitForURL(`${proxy.url}/settings/people`);

  const context = await openBrowser('phone', { ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await page.goto(`${proxy.url}/customers?q=a`);
  await page.getByRole('link', { name: '用示例身份登录' }).click();
  await throughProvider(page, 'wang@example.com');
  await page.waitForURL(`${proxy.url}/customers?q=a`);
  const cookies = await context.cookies(proxy.url);
  expect(cookies.find(({ name }) => name === '__Host-keji')).toMatchObject({ secure: true, httpOnly: true });
  await page.goto(`${proxy.url}/settings/account`);
  await page.getByText(`关联了 ${provider.issuer}`).waitFor();

  await adminPage.goto(`${proxy.url}/settings/people/1`);
  await adminPage.getByRole('button', { name: '取消关联' }).click();
  await adminPage.getByText('已取消 王磊 的单点登录关联').first().waitFor();
  await page.goto(`${proxy.url}/settings/account`);
  await page.getByText('你已退出登录').waitFor();

  // Still signed in over there: one click, no questions; and out again, here only.
  await page.getByRole('link', { name: '用示例身份登录' }).click();
  await page.waitForURL(`${proxy.url}/settings/account`);
  await page.goto(`${proxy.url}/settings`);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(`${proxy.url}/sign-in`);
  await page.goto(proxy.url);
  expect(page.url()).toBe(`${proxy.url}/sign-in`);
  // The provider's own pages ask for a font and an icon.
  expect(errors.filter((error) => !error.includes('fonts.googleapis.com') && !error.includes(provider.issuer))).toEqual(
    [],
  );
  await Promise.all([context.close(), admin.close()]);
});

test('nobody comes in whom nobody has written down; from another address one sets out at KEJI_URL', async () => {
  const context = await openBrowser('desktop', { ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(`${app.url}/sign-in`);
  await page.getByRole('link', { name: '用示例身份登录' }).click();
  await throughProvider(page, 'stranger@example.com');
  await page.waitForURL(`${proxy.url}/sign-in?problem=unknown`);
  await page.getByRole('alert').getByText('这里没有对应的在用账号').waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await context.cookies(proxy.url)).map(({ name }) => name)).not.toContain('__Host-keji');
  await context.close();
});

test('only the two ways of ours are there', async () => {
  for (const path of [
    'signin',
    'signin/other',
    'callback/credentials',
    'session',
    'csrf',
    'providers',
    'signout',
    'error',
  ])
    expect((await fetch(`${app.url}/api/auth/${path}`, { redirect: 'manual' })).status).toBe(404);
  expect((await fetch(`${app.url}/api/auth/signin/oidc`, { method: 'POST' })).status).toBe(405);
});
