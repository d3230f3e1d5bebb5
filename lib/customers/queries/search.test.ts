import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { database } from '@/db/client';
import { freshDatabase } from '@/db/test-db';
import { makePerson, makeTeam } from '@/lib/testing/people';
import type { Viewer } from '@/lib/viewer';
import { insertContact, insertCustomer } from '../writes';
import { countCustomers, customersQuery, listCustomers } from './list';

const today = '2026-03-31';
const folder = new URL('../../../db/fixtures/cases/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8').replace(/^\ufeff/, '');

let manager: Viewer;
let supervisor: Viewer;
let rep: Viewer;
let colleague: Viewer;
let stranger: Viewer;
let strangerRep: Viewer;

/** P22's customers belong to `rep`; the row of the sheet is the position in it. */
const sheet = read('P22-customers-search.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line, index) => ({ row: index + 2, cells: line.split(',') }));

beforeAll(() => {
  const db = freshDatabase();
  db.transaction((tx) => {
    const [one, two] = [makeTeam(tx, '一组'), makeTeam(tx, '二组')];
    manager = makePerson(tx, '刘建国', 'manager', null);
    supervisor = makePerson(tx, '赵刚', 'supervisor', one);
    rep = makePerson(tx, '林一鸣', 'rep', one);
    colleague = makePerson(tx, '苏晴', 'rep', one);
    stranger = makePerson(tx, '孙涛', 'supervisor', two);
    strangerRep = makePerson(tx, '周敏', 'rep', two);
    for (const { cells } of sheet) {
      const [code = '', name = '', , contact = '', phone = ''] = cells;
      insertCustomer(tx, {
        code,
        name,
        filedOn: '2025-03-01',
        ownerId: rep.id,
        createdBy: rep.id,
        contact: { name: contact, phone },
      });
    }
    const other = insertCustomer(tx, {
      code: 'X01',
      name: '单氏阀门有限公司',
      filedOn: '2025-03-01',
      ownerId: strangerRep.id,
      contact: { name: '王磊', phone: '+86 138 0013 8000', wechat: 'wanglei_01', email: 'Wang.Lei@valve.example' },
    });
    insertContact(tx, other, { name: '曾静', phone: '010-65551234转801', isPrimary: false });
  });
});

const found = (viewer: Viewer, q: string, supervisorsSeeClear = false) =>
  listCustomers(viewer, { filter: q === '' ? {} : { q }, today, supervisorsSeeClear }).rows.map((row) => row.code);

describe('P22', () => {
  const searches = JSON.parse(read('P22-searches.json')) as { q: string; rows: number[] | 'all' }[];
  test.each(searches)('"$q"', ({ q, rows }) => {
    const expected = sheet.filter(({ row }) => rows === 'all' || rows.includes(row)).map(({ cells }) => cells[0]);
    expect(found(rep, q).sort()).toEqual(expected.sort());
    const asked = { filter: { q }, today, supervisorsSeeClear: false };
    expect(countCustomers(rep, asked)).toBe(expected.length);
  });
});

test.each(['单', '单氏', '阀门有', 'shanshi', 'SSFM', 'x01', 'Ｘ０１', '王磊', 'wl', 'wanglei', '磊', '曾静', 'zj'])(
  'one part of a name, a code, pinyin or initials: %s',
  (q) => {
    expect(found(strangerRep, q)).toEqual(['X01']);
  },
);

describe('contact data (R6)', () => {
  test.each([
    '13800138000',
    '138 0013 8000',
    '+86 138-0013-8000',
    '１３８００１３８０００',
    '01065551234',
    'wanglei_01',
    'wang.lei@VALVE.example',
  ])('in full, for everyone in scope: %s', (q) => {
    for (const viewer of [strangerRep, stranger, manager]) expect(found(viewer, q)).toEqual(['X01']);
    for (const viewer of [rep, colleague, supervisor]) expect(found(viewer, q)).toEqual([]);
  });

  test.each(['8000', '13800', '6555123', 'lei_01', 'valve.exa'])('in part, only where it is read clear: %s', (q) => {
    expect(found(strangerRep, q)).toEqual(['X01']);
    expect(found(stranger, q)).toEqual([]);
    expect(found(manager, q)).toEqual([]);
    expect(found(stranger, q, true)).toEqual(['X01']);
    expect(found(supervisor, q, true)).toEqual([]);
  });
});

test('a colleague’s customers are found by neither search nor count (P23)', () => {
  for (const q of ['青屿', 'SE001', '19900000600', '']) {
    expect(found(colleague, q)).toEqual([]);
    expect(countCustomers(colleague, { filter: q ? { q } : {}, today, supervisorsSeeClear: true })).toBe(0);
  }
  expect(found(supervisor, '青屿').sort()).toEqual(['SE007', 'SE008']);
  expect(found(stranger, '青屿')).toEqual([]);
  expect(found(manager, '').length).toBe(14);
});

test('names come in the order of their pinyin, surnames read as such', () => {
  const names = listCustomers(manager, { filter: {}, today, supervisorsSeeClear: false }).rows.map((row) => row.name);
  expect(names.indexOf('北青屿物流有限公司')).toBeLessThan(names.indexOf('反斜杠\\有限公司'));
  expect(names.indexOf('反斜杠\\有限公司')).toBeLessThan(names.indexOf('青屿北物流有限公司'));
  // Shàn, not Dān.
  expect(names.indexOf('青屿北物流有限公司')).toBeLessThan(names.indexOf('单氏阀门有限公司'));
});

test('a search reads names in order and contacts once', () => {
  const query = customersQuery(manager, { filter: { q: 'wl' }, today, supervisorsSeeClear: false }, database());
  const { sql, params } = query.toSQL();
  const steps = database()
    .$client.prepare(`explain query plan ${sql}`)
    .all(...params) as { detail: string }[];
  const plan = steps.map((step) => step.detail);
  expect(plan.join('\n')).not.toContain('TEMP B-TREE');
  expect(plan.filter((step) => step === 'SCAN contacts')).toHaveLength(2);
});
