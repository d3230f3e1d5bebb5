import { type Browser, type BrowserContext, type Cookie, chromium, type Page } from 'playwright';
import type { App } from './app';

export { type App, clock, freePort, seedData, startApp } from './app';

// The built app in a real Chromium: every test file has its own server, port and data folder.

let browser: Promise<Browser> | undefined;
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A name on the local network, for "works at a LAN address".
  '--host-resolver-rules=MAP keji.lan 127.0.0.1',
];

export const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

/** A browser context of its own (cookies apart from others) at desktop or phone size, in light or dark. */
export async function openBrowser(
  size: keyof typeof sizes = 'desktop',
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  browser ??= chromium.launch({ executablePath: process.env.KEJI_CHROMIUM ?? '/usr/bin/chromium', args: flags });
  const context = await (await browser).newContext({
    viewport: sizes[size],
    isMobile: size === 'phone',
    hasTouch: size === 'phone',
    locale: 'zh-CN',
    timezoneId: 'America/Los_Angeles',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return context;
}

export const closeBrowser = async () => (await browser)?.close();

/** Everything the page's console called an error, for "no chart throws" and "no policy is broken". */
export function consoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on(
    'console',
    (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`),
  );
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

/** Signs in as a person does: a session of its own, which counts as a device. */
export async function signInAnew(page: Page, app: App, login: string, password: string): Promise<void> {
  await page.goto(`${app.url}/sign-in`);
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

const kept = new Map<string, Cookie[]>();

/**
 * Opens 工作台 as that person, with the session of the file's first sign-in under that name: tests of other things than
 * sessions need no second one. A session that has ended meanwhile is replaced.
 */
export async function signIn(page: Page, app: App, login: string, password: string): Promise<void> {
  const key = `${app.url} ${login}`;
  const cookies = kept.get(key);
  if (cookies) {
    await page.context().addCookies(cookies);
    await page.goto(app.url);
    if (!new URL(page.url()).pathname.startsWith('/sign-in')) return;
  }
  await signInAnew(page, app, login, password);
  kept.set(key, await page.context().cookies(app.url));
}
