import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, setDatabase, write } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { sessions } from '@/db/schema/people';
import { type App, clock, closeBrowser, consoleErrors, openBrowser, seedData, startApp } from '@/lib/testing/browser';
import { givePasswords, makePerson, makeTeam, testPassword } from '@/lib/testing/people';
import { type PassedOn, startTlsProxy, type TlsProxy } from '@/lib/testing/tls-proxy';

// P28: one build, reached as people reach a machine of their own: by name and number on the local network (sign-in.e2e.ts
// too), and through a TLS proxy on another host and port.

const seed = () =>
  seedData(async () => {
    const person = await write((tx) => makePerson(tx, '刘建国', 'manager', makeTeam(tx, '一组'), true));
    await givePasswords(person);
  });

let plain: App;
let configured: App;
let proxy: TlsProxy;
let target: App;
let passed: PassedOn;
beforeAll(async () => {
  proxy = await startTlsProxy(
    'keji.lan',
    () => target.url,
    () => passed,
  );
  plain = await startApp({ data: await seed() });
  configured = await startConfigured(await seed());
});
const startConfigured = (data: string) => startApp({ data, env: { KEJI_URL: proxy.url, KEJI_TRUSTED_PROXIES: '1' } });
afterAll(async () => {
  await closeBrowser();
  await proxy.stop();
  expect(await plain.stop()).toBe(0);
  expect(await configured.stop()).toBe(0);
});

async function signIn(page: Page, origin: string) {
  await page.goto(`${origin}/settings`);
  expect(page.url()).toBe(`${origin}/sign-in?next=${encodeURIComponent('/settings')}`);
  await page.getByLabel('登录名').fill('刘建国');
  await page.getByLabel('密码').fill(testPassword);
  await page.getByRole('button', { name: '登录' }).click();
}

let teams = 1;
/** Signs in, saves something and signs out, and stays at that address all along; answers the cookies it got. */
async function workAt(origin: string, javaScriptEnabled = true) {
  const context = await openBrowser('desktop', { ignoreHTTPSErrors: true, javaScriptEnabled });
  const page = await context.newPage();
  const errors = consoleErrors(page);
  const places = new Set<string>();
  page.on('framenavigated', (frame) => places.add(new URL(frame.url()).origin));
  await signIn(page, origin);
  await page.waitForURL(`${origin}/settings`);
  const cookies = await context.cookies(origin);

  teams += 1;
  const team = `${teams} 组`;
  await page.goto(`${origin}/settings/people`);
  await page.getByLabel('团队名称').fill(team);
  await page.getByRole('button', { name: '添加团队' }).click();
  await page.getByText(`已添加团队「${team}」`).first().waitFor();

  await page.goto(origin);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(`${origin}/sign-in`);
  await page.goto(origin);
  expect(page.url()).toBe(`${origin}/sign-in`);
  expect([...places]).toEqual([origin]);
  expect(errors).toEqual([]);
  // All that stays is that this browser is known.
  expect((await context.cookies(origin)).map(({ name }) => name.replace('__Host-', ''))).toEqual(['keji-device']);
  await context.close();
  return Object.fromEntries(cookies.map(({ name, secure, httpOnly }) => [name, { secure, httpOnly }]));
}

const [open, sealed] = [
  { secure: false, httpOnly: true },
  { secure: true, httpOnly: true },
];

test('through a TLS proxy that is configured, whatever of the address it passes on', async () => {
  [target, passed] = [configured, 'forwarded'];
  const cookies = await workAt(proxy.url);
  expect(cookies).toMatchObject({ '__Host-keji': sealed });
  expect(Object.keys(cookies).every((name) => name.startsWith('__Host-'))).toBe(true);
  passed = 'nothing';
  expect(await workAt(proxy.url, false)).toMatchObject({ '__Host-keji': sealed });
  // On the local network the same server goes on as before.
  expect(await workAt(configured.url)).toMatchObject({ keji: open });
});

test('through one that isn’t, the refusal names the setting and what to set it to', async () => {
  target = plain;
  const context = await openBrowser('phone', { ignoreHTTPSErrors: true });
  const page = await context.newPage();
  for (passed of ['nothing', 'host', 'forwarded'] as const) {
    await signIn(page, proxy.url);
    await page.getByText(`KEJI_URL=${proxy.url}`).waitFor();
    expect(await page.getByLabel('登录名').inputValue()).toBe('刘建国');
  }
  expect(await context.cookies(proxy.url)).toEqual([]);
  await context.close();
});

test('after a restart an ended session asks once to sign in, and what was typed is still there (P25)', async () => {
  [target, passed] = [configured, 'forwarded'];
  const context = await openBrowser('phone', { ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await signIn(page, proxy.url);
  await page.waitForURL(`${proxy.url}/settings`);
  await page.goto(`${proxy.url}/customers/new`);
  const name = page.getByRole('textbox', { name: /^客户名称/ });
  await name.fill('没存的客户');

  expect(await configured.stop()).toBe(0);
  setDatabase(openDataFolder(configured.data, { clock }));
  await write((tx) => tx.update(sessions).set({ lastSeenAt: '2026-01-01T00:00:00.000Z' }).run());
  closeDatabase();
  target = configured = await startConfigured(configured.data);

  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('你已退出登录。填的内容还在').waitFor();
  expect(await name.inputValue()).toBe('没存的客户');
  await page.goto(`${proxy.url}/customers/new`);
  expect(page.url()).toBe(`${proxy.url}/sign-in?next=${encodeURIComponent('/customers/new')}`);
  expect(await page.getByText('你已退出登录').count()).toBe(1);
  await page.getByLabel('登录名').fill('刘建国');
  await page.getByLabel('密码').fill(testPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${proxy.url}/customers/new`);
  await expect.poll(() => name.inputValue()).toBe('没存的客户');
  await context.close();
});

test('forged headers change neither cookie, nor link, nor whose tries are counted', async () => {
  const forged = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '6.6.6.6',
    'x-real-ip': '6.6.6.6',
    forwarded: 'for=6.6.6.6;host=evil.example;proto=https',
  };
  const context = await openBrowser('desktop', { extraHTTPHeaders: forged });
  const page = await context.newPage();
  await signIn(page, plain.url);
  await page.waitForURL(`${plain.url}/settings`);
  expect((await context.cookies(plain.url)).map(({ name, secure }) => [name, secure])).toContainEqual(['keji', false]);

  await page.goto(`${plain.url}/settings/people/1`);
  await page.getByRole('button', { name: '设密码链接' }).click();
  await page.getByRole('button', { name: '生成链接' }).click();
  expect(await page.getByRole('textbox', { name: '设密码链接' }).inputValue()).toMatch(`${plain.url}/set-password/`);

  await page.goto(`${plain.url}/settings/audit`);
  expect(await page.getByRole('main').textContent()).toMatch(/127\.0\.0\.1|::1/);
  expect(await page.getByRole('main').textContent()).not.toContain('6.6.6.6');
  await context.close();
});

test.each([
  ['KEJI_TRUSTED_PROXIES', 'yes'],
  ['KEJI_URL', 'keji.example.com'],
])('%s=%s stops the start, in words', (name, value) => {
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', '0'], {
    env: { ...process.env, NODE_ENV: 'production', KEJI_DATA: `${plain.data}-unused`, [name]: value },
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect({ status, told: stderr.includes(`没有启动。${name} 要写`) }).toEqual({ status: 78, told: true });
});
