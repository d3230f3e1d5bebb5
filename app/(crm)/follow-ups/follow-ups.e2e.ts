import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, setDatabase } from '@/db/client';
import { databaseFile, openDataFolder } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { insertContact } from '@/lib/customers/writes';
import { insertRecord, insertTask } from '@/lib/follow-ups/writes';
import { violations } from '@/lib/testing/axe';
import {
  type App,
  clock,
  closeBrowser,
  consoleErrors,
  openBrowser,
  signIn,
  type sizes,
  startApp,
} from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';

// Fixture F on Tuesday, 2026-03-31: 王磊 has C002, with a task of today and one of tomorrow.
let app: App;
let c002 = 0;
beforeAll(async () => {
  const data = await fixtureFolder({ otherTeam: true });
  const db = setDatabase(openDataFolder(data, { clock }));
  const found = db.select().from(customers).orderBy(customers.id).all()[1];
  if (!found?.ownerId) throw new Error('Fixture F has customers');
  const owner = { customerId: found.id, assigneeId: found.ownerId };
  c002 = found.id;
  db.transaction((tx) => {
    insertContact(tx, c002, { name: '沈工', phone: '199 0000 1234', isPrimary: true });
    insertRecord(
      tx,
      {
        customerId: c002,
        authorId: found.ownerId,
        method: 'visit',
        contactedOn: '2026-03-16',
        contactedAt: '2026-03-16T02:00:00.000Z',
        summary: '看了现场',
      },
      '2026-03-17T02:00:00.001Z',
    );
    const task = { ...owner, kind: 'manual', status: 'open' } as const;
    insertTask(tx, { ...task, method: 'phone', objective: '确认配置', dueOn: '2026-03-31' });
    insertTask(tx, { ...task, method: 'visit', objective: '送样', dueOn: '2026-04-02' });
  });
  closeDatabase();
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

async function open(size: keyof typeof sizes, path: string, login = 'wanglei') {
  const context = await openBrowser(size);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  await page.goto(app.url + path);
  return { context, page, errors };
}
function read<T>(query: string, ...values: unknown[]): T[] {
  const database = new Database(databaseFile(app.data), { readonly: true });
  const rows = database.prepare(query).all(...values) as T[];
  database.close();
  return rows;
}
const recordsNamed = (summary: string) =>
  read<{ task_id: number | null; next_on: string | null; reached: number }>(
    'select * from follow_up_records where summary = ?',
    summary,
  );
function change(query: string, ...values: unknown[]) {
  const database = new Database(databaseFile(app.data));
  database.prepare(query).run(...values);
  database.close();
}
const dueOf = (objective: string) =>
  read<{ due_on: string; status: string }>(
    'select due_on, status from follow_up_tasks where objective = ?',
    objective,
  )[0];
const flash = (page: Page, text: string) => expect.poll(() => page.getByText(text).count()).toBe(1);
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe.each(['phone', 'desktop'] as const)('at %s size', (size) => {
  test('a record is filed from the + in a few taps, and taken back by 撤销', async () => {
    const { context, page, errors } = await open(size, '/');
    let taps = 0;
    const tap = async (target: ReturnType<Page['locator']>) => {
      taps += 1;
      if (size === 'phone') await target.tap();
      else await target.click();
    };
    // Two taps to the blank form, its customer in focus.
    await tap(page.getByRole('button', { name: '新建' }).filter({ visible: true }));
    await tap(page.getByRole('navigation', { name: '新建' }).getByRole('link', { name: '记跟进' }));
    await page.waitForURL('**/follow-ups/new');
    expect(taps).toBe(2);
    await tap(page.getByRole('option').first());
    // The stage is known, and the summary waits for its words.
    await expect.poll(() => page.getByRole('radio', { name: '报价谈判' }).count()).toBe(1);
    await expect
      .poll(() => page.getByLabel('跟进摘要').evaluate((field) => field === document.activeElement))
      .toBe(true);
    const words = `问了交期 ${size}`;
    await page.keyboard.type(words);
    await tap(page.getByText('+3 天'));
    await expect.poll(() => page.getByText('4 月 3 日 周五').count()).toBe(1);
    await expect.poll(() => page.getByText('同时完成今天的任务、排好 4 月 3 日的跟进').count()).toBe(1);
    expect(await sideways(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    await tap(page.getByRole('button', { name: '保存' }));
    await flash(page, '已保存，下次跟进 4 月 3 日');
    // Back where one came from; nothing was typed but the words.
    expect(new URL(page.url()).pathname).toBe('/');
    expect(taps).toBeLessThanOrEqual(5);
    expect(recordsNamed(words)).toMatchObject([{ next_on: '2026-04-03', reached: 1 }]);
    expect(dueOf('确认配置')?.status).toBe('done');

    await page.getByRole('button', { name: '撤销' }).click();
    await flash(page, '已撤销');
    expect(recordsNamed(words)).toEqual([]);
    expect(dueOf('确认配置')).toEqual({ due_on: '2026-03-31', status: 'open' });
    expect(errors).toEqual([]);
    await context.close();
  });

  test('明天 moves a task and 撤销 brings it back', async () => {
    const { context, page, errors } = await open(size, '/follow-ups');
    await expect.poll(() => page.getByText('今天已完成 0/1').count()).toBe(1);
    expect(await page.getByRole('link', { name: '打给沈工' }).first().getAttribute('href')).toBe('tel:19900001234');
    expect(await sideways(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    const row = page.getByRole('listitem').filter({ hasText: '确认配置' });
    await row.getByRole('button', { name: '明天' }).click();
    await flash(page, '晨川水务设备有限公司改到 4 月 1 日');
    await expect.poll(() => row.getByText('4 月 1 日 周三').count()).toBe(1);
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => dueOf('确认配置')?.due_on).toBe('2026-03-31');
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('a draft survives a reload, with its key; nothing is refused for what isn’t typed', async () => {
  const { context, page } = await open('phone', `/follow-ups/new?customer=${c002}`);
  await page.getByRole('button', { name: '保存' }).tap();
  await expect.poll(() => page.getByText('这里要填').count()).toBe(1);
  await page.getByLabel('跟进摘要').fill('写到一半');
  await page.getByText('嫌价高').tap();
  await page.getByText('+7 天').tap();
  await expect.poll(() => page.getByText('草稿已存').count()).toBe(1);
  await page.reload();
  await expect.poll(() => page.getByLabel('跟进摘要').inputValue()).toBe('写到一半');
  expect(await page.getByRole('checkbox', { name: '嫌价高' }).isChecked()).toBe(true);
  await expect.poll(() => page.getByText('4 月 7 日 周二').count()).toBe(1);
  await page.getByRole('button', { name: '清空重填' }).tap();
  await context.close();
});

test('the form of a record works without script', async () => {
  const context = await openBrowser('desktop', { javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, app, 'wanglei', fixturePassword);
  await page.goto(`${app.url}/customers/${c002}`);
  await page.getByRole('link', { name: '记跟进' }).click();
  // A refusal doesn't forget where the form was opened.
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('先改好标红的地方').waitFor();
  await page.getByLabel('跟进摘要').fill('没有脚本');
  await page.getByRole('radio', { name: '拜访' }).check({ force: true });
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(`${app.url}/customers/${c002}`);
  expect(recordsNamed('没有脚本')).toMatchObject([{ reached: 1 }]);
  await context.close();
});

test('未接通 keeps a task for tomorrow', async () => {
  const { context, page } = await open('phone', '/follow-ups');
  await page
    .getByRole('listitem')
    .filter({ hasText: '送样' })
    .getByRole('link', { name: '完成晨川水务设备有限公司的跟进' })
    .tap();
  await page.getByRole('button', { name: '未接通' }).tap();
  await flash(page, '已记未接通，4 月 1 日再联系');
  expect(dueOf('送样')).toEqual({ due_on: '2026-04-01', status: 'in_progress' });
  await expect.poll(() => page.getByRole('listitem').filter({ hasText: '送样' }).getByText('进行中').count()).toBe(1);
  await context.close();
});

test('a record entered after 24 hours says so, on its page and in the lists', async () => {
  const { context, page, errors } = await open('desktop', '/follow-ups?tab=records');
  await expect.poll(() => page.getByRole('row').filter({ hasText: '看了现场' }).getByText('超时补录').count()).toBe(1);
  await page.getByRole('link', { name: '看了现场' }).click();
  await page.waitForURL('**/follow-ups/records/*');
  await page.getByRole('link', { name: '改这条记录' }).click();
  // Its free day is long over.
  await page.getByLabel('跟进摘要').fill('看了现场，补充照片');
  await page.getByRole('button', { name: '保存改动' }).click();
  await flash(page, '已改好，原来的内容还能查到');
  await expect.poll(() => page.getByText('已修改').count()).toBe(1);
  await expect.poll(() => page.getByRole('heading', { name: '改动前的内容' }).count()).toBe(1);
  expect(await violations(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('another team’s task and record are not found', async () => {
  const { context, page } = await open('desktop', '/', 'zhoumin');
  for (const path of ['new?task=1', `new?customer=${c002}`, 'tasks/1', 'records/1', `tasks/new?customer=${c002}`]) {
    const response = await page.goto(`${app.url}/follow-ups/${path}`);
    expect(response?.status()).toBe(404);
  }
  await context.close();
});

test('撤销 that comes too late says why', async () => {
  const { context, page } = await open('desktop', `/follow-ups/new?customer=${c002}`);
  await page.getByLabel('跟进摘要').fill('对了付款方式');
  await page.getByRole('button', { name: '保存' }).click();
  await flash(page, '已保存，下次跟进 6 月 1 日');
  change("update follow_up_records set version = 2 where summary = '对了付款方式'");
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => page.getByText('后面又有了新的改动，不能再撤销').count()).toBe(1);
  expect(recordsNamed('对了付款方式')).toHaveLength(1);
  await context.close();
});

test('tags taken off stay off when the form is refused', async () => {
  const { context, page } = await open('desktop', `/follow-ups/new?customer=${c002}`);
  await page.getByLabel('跟进摘要').fill('问了预算');
  await page.getByText('意向明确').click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
  const [record] = read<{ id: number }>("select id from follow_up_records where summary = '问了预算'");
  await page.goto(`${app.url}/follow-ups/records/${record?.id}?edit=1`);
  const tag = page.getByRole('checkbox', { name: '意向明确' });
  expect(await tag.isChecked()).toBe(true);
  await page.getByText('意向明确').click();
  await page.getByLabel('跟进摘要').fill('');
  await page.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => page.getByText('这里要填').count()).toBe(1);
  expect(await tag.isChecked()).toBe(false);
  await context.close();
});

test('what was said of one customer’s stage is not said of the next', async () => {
  const [other] = read<{ id: number; name: string }>("select id, name from customers where code = 'C003'");
  change("update customers set stage = 'research' where id = ?", other?.id);
  const { context, page } = await open('desktop', `/follow-ups/new?picked=${c002}`, 'zhaogang');
  await page.getByText('方案评估').first().click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => page.getByText('这里要填').count()).toBe(1);
  expect(await page.getByRole('radio', { name: '方案评估' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: '换' }).click();
  await page.getByRole('combobox', { name: '客户' }).fill('C003');
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect.poll(() => page.getByRole('radio', { name: '需求调研' }).isChecked()).toBe(true);
  await context.close();
});

test('a customer who isn’t there yet is filed on the way, and nothing typed is lost', async () => {
  const { context, page } = await open('phone', '/follow-ups/new');
  await page.getByLabel('跟进摘要').fill('展会上认识的');
  await page.getByText('草稿已存').waitFor();
  await page.getByRole('combobox').fill('泊州阀业');
  await page.getByRole('link', { name: /新建客户/ }).click();
  await page.waitForURL(/\/customers\/new/);
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL(/\/follow-ups\/new/);
  await expect.poll(() => page.getByLabel('跟进摘要').inputValue()).toBe('展会上认识的');
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
  expect(recordsNamed('展会上认识的')).toHaveLength(1);
  await context.close();
});
