import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, database, setDatabase } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { insertContact } from '@/lib/customers/writes';
import { insertRecord } from '@/lib/follow-ups/writes';
import { violations } from '@/lib/testing/axe';
import { type App, closeBrowser, consoleErrors, openBrowser, signIn, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

let app: App;
// 周敏 of 二组 is to help 李娜 with C003; 沈国华 is the customer's contact.
beforeAll(async () => {
  const data = await fixtureFolder({ otherTeam: true });
  setDatabase(openDataFolder(data));
  database().transaction((tx) => {
    insertContact(tx, 3, { name: '沈国华', title: '设备科长', phone: '13800001234', isPrimary: true });
    insertContact(tx, 3, { name: '吴晓燕', phone: '13900005678', isPrimary: false });
    insertRecord(tx, {
      customerId: 3,
      method: 'phone',
      contactedOn: '2026-03-20',
      summary: '沈国华 13800001234 要方案',
    });
    tx.update(customers).set({ invoiceDetails: '开户行 CANARY' }).where(eq(customers.id, 3)).run();
  });
  closeDatabase();
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open(login: string, size: 'desktop' | 'phone' = 'desktop') {
  const context = await openBrowser(size);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  return { context, page, errors };
}

test('a manager names a 协同人, who follows up without the money, until removed', async () => {
  const lead = await open('liujianguo');
  await lead.page.goto(`${app.url}/customers/3`);
  await lead.page.getByText('加协同人').click();
  await lead.page.getByLabel('同事').selectOption({ label: '周敏，二组' });
  await lead.page.getByRole('button', { name: '加为协同人' }).click();
  await expect.poll(() => lead.page.getByText('周敏现在可以协同跟进这个客户').count()).toBe(1);

  const { context, page, errors } = await open('zhoumin', 'phone');
  await page.goto(`${app.url}/customers`);
  await page.getByRole('link', { name: '协同', exact: true }).click();
  await page.getByRole('link', { name: /南屿食品机械/ }).click();
  await expect.poll(() => page.getByText('你是协同人').count()).toBe(1);
  // The page alone, without what the list before it brought.
  await page.reload();
  const html = await page.content();
  for (const hidden of ['60,000', '6.00 万', '80,000', 'CANARY', '13900005678', 'tab=sales', '账期', '应收'])
    expect([hidden, html.includes(hidden)]).toEqual([hidden, false]);
  expect(html).toContain('138****1234');
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  // Picked in a blank form as well.
  await page.goto(`${app.url}/follow-ups/new`);
  await page.getByRole('combobox', { name: /客户/ }).fill('nanyu');
  await page.getByRole('option', { name: /南屿食品机械/ }).click();
  await page.getByLabel('跟进摘要').fill('陪客户看了样机');
  await page.getByText('+3 天').click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => page.getByText('已保存，下次跟进 4 月 3 日').count()).toBe(1);
  expect((await page.goto(`${app.url}/sales/new?customer=3`))?.status()).toBe(404);

  await lead.page.goto(`${app.url}/customers/3`);
  await lead.page.getByRole('button', { name: '移除协同人 周敏' }).click();
  await lead.page.getByRole('button', { name: '移除', exact: true }).last().click();
  await expect.poll(() => lead.page.getByText('周敏不再协同跟进这个客户').count()).toBe(1);
  expect((await page.goto(`${app.url}/customers/3`))?.status()).toBe(404);
  expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
  await context.close();
  await lead.context.close();
});

test('a manager hands out what is held on a contact and erases it, on a phone', async () => {
  const { context, page, errors } = await open('liujianguo', 'phone');
  await page.goto(`${app.url}/customers/3?tab=contacts`);
  await page.getByRole('link', { name: '沈国华的个人资料' }).click();
  await expect.poll(() => page.getByText('2 处写到姓名、电话、微信或邮箱').count()).toBe(1);
  expect(await page.content()).not.toContain('13800001234');
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByLabel('为什么导出').fill('本人来要');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('个人资料_C003_2026-03-31.xlsx');

  await page.getByRole('button', { name: '抹去个人资料' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('为什么抹去').fill('本人要求');
  await dialog.getByLabel('照着输入姓名').fill('沈国');
  await dialog.getByRole('button', { name: '抹去，不能恢复' }).click();
  await expect.poll(() => dialog.getByText('和姓名不一样，再看一下').count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('照着输入姓名').fill('沈国华');
  await dialog.getByRole('button', { name: '抹去，不能恢复' }).click();
  await expect.poll(() => page.getByText('已抹去这位联系人的个人资料').count()).toBe(1);
  expect(await page.getByText('已抹去联系人').count()).toBe(1);
  await page.goto(`${app.url}/customers/3`);
  await expect.poll(() => page.getByText('〔已抹去〕 〔已抹去〕 要方案').count()).toBe(1);
  expect(await page.content()).not.toContain('沈国华');
  expect(errors).toEqual([]);
  await context.close();
});
