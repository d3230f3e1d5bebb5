import { afterAll, beforeAll, expect } from 'vitest';
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

const team: FormCase = {
  name: '团队',
  login: 'liujianguo',
  password: fixturePassword,
  path: '/settings/people',
  field: (page) => page.getByLabel('团队名称'),
  fill: (page, mark) => page.getByLabel('团队名称').fill(mark),
  save: (page) => page.getByRole('button', { name: '添加团队' }),
  count: 'select count(*) from teams where name = ?',
  secondTab: 'refused',
  firstWrong: '团队名称',
};

const sale: FormCase = {
  name: '销售',
  login: 'wanglei',
  password: fixturePassword,
  path: '/sales/new?customer=2',
  field: (page) => page.getByLabel('销售单号'),
  fill: async (page, mark) => {
    await page.getByRole('combobox', { name: '产品/服务' }).fill('压力变送器');
    // An amount of its own, so that none looks like another's.
    await page.getByLabel('成交金额').fill(`${1000 + Number(/\d+/.exec(mark)?.[0])}`);
    await page.getByLabel('销售单号').fill(mark);
  },
  save: (page) => page.getByRole('button', { name: '保存', exact: true }),
  count: 'select count(*) from sales where order_number = ?',
  secondTab: 'refused',
  leadsTo: /\/sales\/\d+$/,
  firstWrong: '产品/服务',
};

for (const form of [team, sale]) torture(form, () => app);
