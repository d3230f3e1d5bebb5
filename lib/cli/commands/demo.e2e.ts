import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from '@/lib/testing/axe';
import { type App, clock, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';

let app: App;
let printed: string;
beforeAll(async () => {
  const data = join(mkdtempSync(join(tmpdir(), 'keji-demo-')), 'demo');
  const made = spawnSync(
    process.execPath,
    ['lib/cli/keji.mjs', 'demo', '--customers', '60', '--sales', '300', '--seed', '5'],
    { encoding: 'utf8', env: { ...process.env, KEJI_DATA: data, KEJI_CLOCK: clock } as NodeJS.ProcessEnv },
  );
  expect(made.stderr).toBe('');
  printed = made.stdout;
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

const note = '演示数据，人物和公司均为虚构';

test('the sign-in page says it is a demo and whom one can be; each of them sees it on every page', async () => {
  const guest = await openBrowser('phone');
  const page = await guest.newPage();
  await page.goto(`${app.url}/sign-in`);
  const box = page.getByRole('region', { name: note });
  const password = (await box.locator('code').textContent()) as string;
  const logins = await box.locator('dd').allTextContents();
  expect(logins).toHaveLength(3);
  expect(await violations(page)).toEqual([]);
  for (const text of [password, ...logins]) expect(printed).toContain(text);
  await guest.close();

  for (const login of logins) {
    const context = await openBrowser('desktop');
    const own = await context.newPage();
    const errors = consoleErrors(own);
    await signIn(own, app, login, password);
    for (const path of [
      '/',
      '/customers',
      '/customers/1',
      '/sales',
      '/payments',
      '/follow-ups',
      '/targets',
      '/analysis',
    ]) {
      await own.goto(`${app.url}${path}`);
      expect(await own.getByRole('note').filter({ hasText: note }).count(), `${login} ${path}`).toBe(1);
    }
    // Customer 1 is someone else's for most.
    expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
    await context.close();
  }
});
