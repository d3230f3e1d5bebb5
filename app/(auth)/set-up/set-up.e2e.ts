import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, closeBrowser, consoleErrors, openBrowser, signInAnew, startApp } from '@/lib/testing/browser';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

test('the console’s one-use address makes the company, the team and the first person', async () => {
  const address = /http:\/\/\S+\/set-up\?token=\S+/.exec(app.output())?.[0] as string;
  const context = await openBrowser();
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await page.goto(address);
  await page.getByLabel('公司名称').fill('栖云示例公司');
  await page.getByLabel('第一个团队').fill('一组');
  await page.getByLabel('你的姓名').fill('刘建国');
  await page.getByLabel('密码').fill('short');
  await page.getByRole('button', { name: '开始使用' }).click();
  await expect.poll(() => page.getByText('密码至少 10 个字符', { exact: true }).count()).toBe(1);
  expect(await page.getByLabel('公司名称').inputValue()).toBe('栖云示例公司');

  await page.getByLabel('密码').fill('correct horse battery');
  await page.getByRole('button', { name: '开始使用' }).click();
  await page.waitForURL(`${app.url}/`);
  await expect.poll(() => page.getByRole('navigation').getByText('刘建国').count()).toBe(1);

  await page.goto(address);
  await expect.poll(() => page.getByText('地址无效').count()).toBe(1);

  await page.goto(app.url);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL(/sign-in/);
  await signInAnew(page, app, '刘建国', 'correct horse battery');
  await expect.poll(() => page.getByText('部门经理').count()).toBe(1);
  expect(errors).toEqual([]);
  await context.close();
});
