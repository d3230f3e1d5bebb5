import { expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { write } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { record } from '../audit/record';
import { loadFixtureF } from '../testing/fixture-f';
import { makePerson } from '../testing/people';
import type { Viewer } from '../viewer';
import { makeFile } from './make';

const make = async (viewer: Viewer, params: Record<string, string> = {}) => {
  const file = await makeFile({ kind: 'audit.xlsx', viewer, params });
  const { Sheets } = read(file.bytes, { cellNF: true, cellFormula: true });
  const table = (name: string): unknown[][] => utils.sheet_to_json(Sheets[name] as never, { header: 1, defval: null });
  const cells = Object.values(Sheets.操作记录 as Record<string, { t?: string; v?: unknown; f?: string; z?: string }>);
  return { file, rows: table('操作记录').slice(1), notes: Object.fromEntries(table('说明').slice(2)), cells };
};

test('操作记录 as a file: the filter’s rows in the page’s words and scope, text that stays text (R38, R41)', async () => {
  freshDatabase();
  const f = await loadFixtureF();
  const formula = '=HYPERLINK("http://x.example","看")';
  const [admin, odd] = await write((tx) => {
    const people = [makePerson(tx, '周管理', 'rep', f.team, true), makePerson(tx, formula, 'rep', f.team)] as const;
    record(tx, people[1], {
      action: 'customer.stageChanged',
      object: { kind: 'customer', id: f.customers.c001 },
      details: { before: 'contact', after: 'won' },
    });
    return people;
  });

  const all = await make(f.manager, { kind: 'customers' });
  expect(all.file).toMatchObject({ rows: 1, name: '操作记录_2026-03-31.xlsx', scope: '全部操作' });
  expect(all.rows[0]?.slice(2, 4)).toEqual([odd.name, '更改合作状态']);
  expect(all.rows[0]?.[5]).toBe('合作状态：初步接触 → 成交合作');
  expect(all.notes).toMatchObject({ 范围: '全部操作', 筛选: '类别：客户与联系人', 行数: '1', 导出人: f.manager.name });
  expect(all.cells.filter((cell) => cell.f !== undefined)).toEqual([]);
  // The text format: it stays text when somebody edits the cell.
  expect(all.cells.find((cell) => cell.v === formula)).toMatchObject({ t: 's', z: '@' });

  const own = await make(admin);
  expect(own.notes).toMatchObject({ 范围: '登录、人员、设置、查看联系方式、导出和备份' });
  expect(new Set(own.rows.map((row) => row[3]))).toEqual(new Set(['添加人员', '添加团队']));
  expect((await make(admin, { kind: 'customers' })).rows).toEqual([]);
  expect((await make(f.wanglei)).rows).toEqual([]);
});

test('a contact’s name is masked in the file, wherever a row has it (R6)', async () => {
  freshDatabase();
  const f = await loadFixtureF();
  const contact = { kind: 'contact', id: 7 };
  const customerId = f.customers.c001;
  await write((tx) => {
    const name = (name: string) => ({ name });
    record(tx, f.lina, {
      action: 'contact.added',
      object: contact,
      details: { customerId, name: '欧阳静', title: '采购' },
    });
    record(tx, f.lina, {
      action: 'contact.edited',
      object: contact,
      details: { customerId, before: name('欧阳静'), after: name('沈静') },
    });
    record(tx, f.lina, {
      action: 'customer.filed',
      object: { kind: 'customer', id: customerId },
      details: { contact: { name: '沈国华', phone: '138****1234' } },
    });
  });
  const { rows } = await make(f.manager, { kind: 'customers' });
  const text = JSON.stringify(rows);
  expect(text).not.toMatch(/欧阳|国华|沈静/);
  expect(rows.map((row) => row[5])).toEqual([
    '联系人：名称 沈*，电话 138****1234',
    '名称：欧* → 沈*\n客户：华岳精密仪器有限公司',
    '客户：华岳精密仪器有限公司\n名称：欧*\n职务：采购',
  ]);
});
