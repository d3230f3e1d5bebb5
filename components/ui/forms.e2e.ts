import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect } from 'vitest';
import { databaseFile } from '@/db/open';
import { type App, closeBrowser, startApp } from '@/lib/testing/browser';
import { fixtureFolder, fixturePassword } from '@/lib/testing/fixture-f';
import { type FormCase, torture } from '@/lib/testing/form-torture';

// P26 on the real forms: whatever happens between a click and its answer, one record, and no typed text lost.

let app: App;
beforeAll(async () => {
  app = await startApp({ data: await fixtureFolder() });
});
afterAll(async () => {
  await closeBrowser();
  expect(await app.stop()).toBe(0);
});

/** The page of a sale of 李娜's. */
const ofSale = (orderNumber: string, rest: string) => (running: App) => {
  const database = new Database(databaseFile(running.data), { readonly: true });
  const id = database.prepare('select id from sales where order_number = ?').pluck().get(orderNumber);
  database.close();
  return `/sales/${id}/${rest}`;
};
/** Each trial its own amount, so that none looks like another one's double. */
const amountOf = (mark: string) => `1.${String(Number(/\d+/.exec(mark)?.[0])).padStart(2, '0')}`;

const payment: FormCase = {
  name: '回款',
  login: 'lina',
  otherLogin: 'zhaogang',
  password: fixturePassword,
  path: ofSale('S3', 'payments/new'),
  field: (page) => page.getByLabel('说明'),
  fill: async (page, mark) => {
    await page.getByLabel('回款金额').fill(amountOf(mark));
    await page.getByLabel('说明').fill(mark);
  },
  save: (page) => page.getByRole('button', { name: '登记回款' }),
  leadsTo: /\/sales\/\d+$/,
  count: 'select count(*) from payments where reason = ?',
  secondTab: 'asks',
  firstWrong: '回款金额',
  spoil: (page) => page.getByLabel('回款金额').fill(''),
};

const sale: FormCase = {
  name: '销售',
  login: 'lina',
  otherLogin: 'zhaogang',
  password: fixturePassword,
  path: '/sales/new',
  field: (page) => page.getByLabel('备注'),
  fill: async (page, mark) => {
    await page.getByRole('combobox', { name: '客户' }).fill('nanyu');
    await page.getByRole('option', { name: /南屿食品/ }).click();
    await page.getByRole('combobox', { name: '产品/服务' }).fill('压力变送器');
    await page.locator('[name="lines.0.quantity"]').fill('1');
    await page.locator('[name="lines.0.unitPrice"]').fill(amountOf(mark));
    await page.getByLabel('备注').fill(mark);
  },
  save: (page) => page.getByRole('button', { name: '保存', exact: true }),
  leadsTo: /\/sales\/\d+$/,
  count: "select count(*) from sales where kind = 'sale' and notes = ?",
  secondTab: 'asks',
  firstWrong: '客户',
};

const followUp: FormCase = {
  name: '跟进',
  login: 'lina',
  otherLogin: 'zhaogang',
  password: fixturePassword,
  path: '/follow-ups/new?customer=3',
  field: (page) => page.getByLabel('跟进摘要'),
  fill: (page, mark) => page.getByLabel('跟进摘要').fill(mark),
  save: (page) => page.getByRole('button', { name: '保存', exact: true }),
  count: 'select count(*) from follow_up_records where summary = ?',
  secondTab: 'asks',
  leadsTo: /\/(customers|follow-ups)(\/\d+)?(\?.*)?$/,
  firstWrong: '跟进摘要',
};

// No name near another one: that would be asked about.
const names = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'];
const customer: FormCase = {
  name: '客户',
  login: 'lina',
  otherLogin: 'zhaogang',
  password: fixturePassword,
  path: '/customers/new',
  field: (page) => page.getByLabel('联系人', { exact: true }),
  fill: async (page, mark) => {
    await page.getByLabel('客户名称').fill(`${(names[Number(/\d+/.exec(mark)?.[0])] as string).repeat(6)}公司`);
    await page.getByLabel('联系人', { exact: true }).fill(mark);
  },
  save: (page) => page.getByRole('button', { name: '保存', exact: true }),
  count: 'select count(*) from contacts where name = ?',
  secondTab: 'refused',
  leadsTo: /\/customers\/\d+/,
  firstWrong: '客户名称',
};

// With KEJI_EVERY_TRIAL set, all of it on every form: a run of its own.
for (const form of [sale, payment, followUp, customer])
  torture(form, () => app, { whole: form === sale || Boolean(process.env.KEJI_EVERY_TRIAL) });
