import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, setDatabase } from '@/db/client';
import type { Fen } from '@/db/columns';
import { openDataFolder } from '@/db/open';
import { customers } from '@/db/schema/customers';
import { products } from '@/db/schema/settings';
import { insertRecord, insertTask } from '@/lib/follow-ups/writes';
import { insertSale } from '@/lib/sales/writes';
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

// Fixture F on its day, the last of March, with one sale that waits for review and follow-ups of both reps.
let app: App;
beforeAll(async () => {
  const data = await fixtureFolder({ otherTeam: true });
  const db = setDatabase(openDataFolder(data, { clock }));
  const [c001, c002] = db.select().from(customers).orderBy(customers.id).all();
  const product = db.select().from(products).get();
  if (!c001?.ownerId || !c002?.ownerId || !product) throw new Error('Fixture F has customers and a product');
  const { id: customerId, ownerId } = c002;
  db.transaction((tx) => {
    insertSale(tx, {
      orderNumber: 'P1',
      customerId,
      productId: product.id,
      productName: product.name,
      quantity: null,
      unitPrice: null,
      amountFen: 700_000 as Fen,
      dealOn: '2026-03-27',
      salespersonId: ownerId,
      review: 'pending',
      createdBy: ownerId,
    });
    const task = { kind: 'manual', status: 'open' } as const;
    insertTask(tx, {
      ...task,
      customerId,
      assigneeId: ownerId,
      method: 'phone',
      objective: '确认交期',
      dueOn: '2026-03-30',
    });
    insertTask(tx, {
      ...task,
      customerId,
      assigneeId: ownerId,
      method: 'visit',
      objective: '送样',
      dueOn: '2026-03-31',
    });
    insertTask(tx, { ...task, customerId: c001.id, assigneeId: c001.ownerId, method: 'email', dueOn: '2026-03-20' });
    // Spoken with lately: nothing falls due by cadence when the task is put off.
    const spoken = { method: 'phone', contactedOn: '2026-03-30', summary: '已约时间' } as const;
    insertRecord(tx, { ...spoken, customerId: c001.id, authorId: c001.ownerId });
  });
  closeDatabase();
  app = await startApp({ data });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

type Size = keyof typeof sizes;
async function open(login: string, size: Size = 'desktop') {
  const context = await openBrowser(size);
  const page = await context.newPage();
  const errors = consoleErrors(page);
  await signIn(page, app, login, fixturePassword);
  await page.goto(`${app.url}/`);
  const isClean = async () => {
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await context.close();
  };
  return { page, isClean };
}
/** The words of a part of the day, by its heading. */
const part = (page: Page, heading: string | RegExp) => page.getByRole('region', { name: heading, exact: true });
const words = async (page: Page, heading: string | RegExp) =>
  (await part(page, heading).allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

/** Follows a link of the day to its list and reads what the list's 合计 says. */
async function totalBehind(page: Page, heading: string | RegExp, link: string | RegExp): Promise<string> {
  await part(page, heading).getByRole('link', { name: link }).first().click();
  await page.waitForURL(/\/sales\?/);
  const total = (await page.locator('tfoot').allInnerTexts()).join(' ').replace(/\s+/g, ' ');
  await page.goBack();
  return total;
}

describe.each(['desktop', 'phone'] as const)('on a %s', (size) => {
  test('a rep sees the month, the follow-ups of the day and the money to chase', async () => {
    const { page, isClean } = await open('wanglei', size);
    const month = await words(page, '3 月成交');
    expect(month).toContain('0.00元');
    for (const said of [
      '目标 6.67 万',
      '0.00%',
      '比时间进度慢 100.00 个百分点',
      '还差 6.67 万达标',
      '只剩今天一个工作日，要 66,666.68 元',
      '工作日 22/22',
      '待审核 7,000.00 元，未计入',
      '成交额在全部门排第 2，共 3 人',
    ])
      expect(month).toContain(said);
    const tasks = await words(page, '今天跟进');
    for (const said of ['/2', '电话，确认交期', '逾期 1 天', '拜访，送样']) expect(tasks).toContain(said);
    const money = await words(page, '逾期回款');
    for (const said of ['1 笔 3.00 万', '应收 3.00 万', 'S2', '¥30,000.00', '逾期 14 天'])
      expect(money).toContain(said);
    expect(await page.content()).not.toContain('李娜');
    const circle = page.getByRole('link', { name: '写跟进：晨川水务设备有限公司' }).first();
    expect(await circle.getAttribute('href')).toMatch(/^\/follow-ups\/new\?task=\d+&back=\/$/);
    for (const form of ['记跟进', '记销售', '新客户'])
      await expect
        .poll(() => page.getByRole('main').getByRole('link', { name: form }).filter({ visible: true }).count())
        .toBe(1);
    await isClean();
  });

  test('a supervisor sees what waits, who is behind and what to talk about', async () => {
    const { page, isClean } = await open('zhaogang', size);
    const month = await words(page, '本团队 3 月成交');
    for (const said of ['2.00万', '目标 10.00 万', '20.00%', '还差 8.00 万达标']) expect(month).toContain(said);
    const reviews = await words(page, '待审核');
    for (const said of ['1 笔', '7,000.00 元', '新销售，王磊，P1', '去审核']) expect(reviews).toContain(said);
    const behind = await words(page, '谁落后了');
    expect(behind).toMatch(/王磊 0.00%，慢 100.00 个百分点，还差 6.67 万 可以谈：逾期 1 笔 3.00 万，跟进逾期 1 个/);
    expect(behind).toMatch(/李娜 60.00%，慢 40.00 个百分点，还差 1.33 万 可以谈：逾期 1 笔 6.00 万，跟进逾期 1 个/);
    const money = await words(page, '逾期回款');
    for (const said of ['2 笔 9.00 万', '应收 13.00 万', 'S3', 'S2']) expect(money).toContain(said);
    expect(await words(page, '跟进逾期')).toMatch(/2 个 李娜 最久 11 天 1 个 王磊 最久 1 天 1 个/);
    expect(await words(page, '每个人')).toContain('20,000.00');
    await isClean();
  });

  test('a manager sees the teams, whom to ask and why', async () => {
    const { page, isClean } = await open('liujianguo', size);
    const behind = await words(page, '要过问的');
    expect(behind).toMatch(
      /一组 20.00%，慢 80.00 个百分点，还差 8.00 万 找 赵刚 谈：王磊 差 6.67 万，李娜 差 1.33 万，逾期 2 笔 9.00 万/,
    );
    expect(await words(page, '各团队')).toContain('20,000.00');
    expect(await words(page, '逾期 30 天以上的客户')).toMatch(
      /1 个客户 南屿食品机械有限公司 1 笔 ¥60,000.00 逾期 31 天/,
    );
    expect(await words(page, '待审核')).toContain('1 笔');
    await isClean();
  });

  test('another team’s supervisor and rep see none of it', async () => {
    for (const login of ['suntao', 'zhoumin']) {
      const { page, isClean } = await open(login, size);
      const content = await page.content();
      for (const name of ['王磊', '李娜', '晨川', '南屿', '华岳', 'P1']) expect(content).not.toContain(name);
      await isClean();
    }
  });
});

test('a figure’s list sums to the figure, whoever looks', async () => {
  const manager = await open('liujianguo');
  expect(await totalBehind(manager.page, '全部门 3 月成交', /^2\.00/)).toContain('20,000.00');
  expect(await totalBehind(manager.page, '全部门 3 月成交', /待审核/)).toContain('7,000.00');
  expect(await totalBehind(manager.page, '要过问的', /逾期 2 笔/)).toContain('90,000.00');
  expect(await totalBehind(manager.page, '逾期 30 天以上的客户', /南屿/)).toContain('60,000.00');
  expect(await totalBehind(manager.page, '各团队', '20,000.00')).toContain('20,000.00');
  expect(await totalBehind(manager.page, '各团队', '90,000.00')).toContain('90,000.00');

  const supervisor = await open('zhaogang');
  expect(await totalBehind(supervisor.page, '谁落后了', '逾期 1 笔 6.00 万')).toContain('60,000.00');
  expect(await totalBehind(supervisor.page, '逾期回款', /应收/)).toContain('130,000.00');
  await part(supervisor.page, '谁落后了').getByRole('link', { name: '跟进逾期 1 个' }).first().click();
  await supervisor.page.waitForURL(/due=late&person=/);
  await expect.poll(() => supervisor.page.locator('tbody tr').count()).toBe(1);

  const rep = await open('wanglei');
  expect(await totalBehind(rep.page, '逾期回款', /应收/)).toContain('30,000.00');
  expect(await totalBehind(rep.page, '逾期回款', /1 笔/)).toContain('30,000.00');
});

test('a task is put to tomorrow from its row, and taken back', async () => {
  const { page, isClean } = await open('lina', 'phone');
  await page.getByRole('button', { name: '改日期：华岳精密仪器有限公司' }).click();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^明天/ }).click();
  await expect.poll(() => words(page, '今天跟进')).toContain('今天没有要跟进的客户。');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => words(page, '今天跟进')).toContain('华岳精密仪器有限公司');
  await isClean();
});
