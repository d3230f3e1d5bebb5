import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { write } from '@/db/client';
import { type App, closeBrowser, consoleErrors, openBrowser, seedData, startApp } from '@/lib/testing/browser';
import { givePasswords, makePerson, makeTeam, testPassword } from '@/lib/testing/people';

let app: App;
beforeAll(async () => {
  const data = await seedData(async () => {
    const person = await write((tx) => makePerson(tx, '刘建国', 'manager', makeTeam(tx, '一组'), true));
    await givePasswords(person);
  });
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

describe.each(['localhost', '127.0.0.1', 'keji.lan'])('at %s', (host) => {
  test('signing in and out stays on the address in use', async () => {
    const origin = app.url.replace('localhost', host);
    const context = await openBrowser();
    const page = await context.newPage();
    const errors = consoleErrors(page);
    await page.goto(`${origin}/?x=1`);
    expect(page.url()).toBe(`${origin}/sign-in?next=${encodeURIComponent('/?x=1')}`);
    await page.getByLabel('登录名').fill('刘建国');
    await page.getByLabel('密码').fill('wrong password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('登录名或密码不对').waitFor();
    expect(await page.getByLabel('登录名').inputValue()).toBe('刘建国');
    expect(await page.getByLabel('密码').inputValue()).toBe('');

    await page.getByLabel('密码').fill(testPassword);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(`${origin}/?x=1`);
    await page.goto(origin);
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(`${origin}/sign-in`);
    await page.goto(origin);
    expect(page.url()).toBe(`${origin}/sign-in`);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('signing in works without JavaScript', async () => {
  const context = await openBrowser('phone', { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('登录名').fill('刘建国');
  await page.getByLabel('密码').fill(testPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${app.url}/`);
  await context.close();
});

test('every answer carries a request id and the protective headers', async () => {
  const [first, second] = [await fetch(`${app.url}/sign-in`), await fetch(`${app.url}/nowhere`)];
  for (const response of [first, second]) {
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toContain('no-store');
    const scripts = /script-src ([^;]+)/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    expect(scripts).toMatch(/'nonce-/);
    expect(scripts).not.toMatch(/unsafe/);
    expect(await response.text()).toContain(`content="${response.headers.get('x-request-id')}"`);
  }
  expect(first.headers.get('x-request-id')).not.toBe(second.headers.get('x-request-id'));
});

test('a next address of another site is not followed', async () => {
  const context = await openBrowser();
  const page = await context.newPage();
  await page.goto(`${app.url}/sign-in?next=//evil.example/`);
  await page.getByLabel('登录名').fill('刘建国');
  await page.getByLabel('密码').fill(testPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(`${app.url}/`);
  await context.close();
});
