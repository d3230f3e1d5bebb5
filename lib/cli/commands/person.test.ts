import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { beforeAll, expect, test, vi } from 'vitest';
import { closeDatabase, database, setDatabase } from '@/db/client';
import { databaseFile, openDataFolder } from '@/db/open';
import { insertContact } from '@/lib/customers/writes';
import { insertRecord } from '@/lib/follow-ups/writes';
import { fixtureFolder } from '@/lib/testing/fixture-f';
import { newProgram, runProgram } from '../program';
import { registerPerson } from './person';

let folder: string;
let outside: string;
beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'keji-person-'));
  folder = await fixtureFolder();
  setDatabase(openDataFolder(folder));
  database().transaction((tx) => {
    insertContact(tx, 1, { name: '沈国华', phone: '13800001234', wechat: 'shen_gh-01', isPrimary: true });
    insertContact(tx, 2, { name: '沈国梁', phone: '13800001234', isPrimary: true });
    insertRecord(tx, {
      customerId: 1,
      method: 'phone',
      contactedOn: '2026-03-02',
      summary: '沈国华 13800001234 要报价',
    });
  });
  closeDatabase();
});
/** Runs the command as a person who stands in `outside`. */
async function keji(...args: string[]) {
  const program = newProgram();
  registerPerson(program);
  vi.stubEnv('KEJI_DATA', folder);
  vi.stubEnv('INIT_CWD', outside);
  const said: string[] = [];
  const out = (text: unknown) => said.push(String(text)) > 0;
  vi.spyOn(console, 'log').mockImplementation((text) => void out(`${text}\n`));
  vi.spyOn(process.stdout, 'write').mockImplementation(out);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await runProgram(program, args);
  const stderr = err.mock.calls.map(([text]) => text).join('');
  vi.restoreAllMocks();
  return { code, stdout: said.join(''), stderr };
}
const rows = (query: string) => {
  const sqlite = new BetterSqlite3(databaseFile(folder), { readonly: true });
  const found = sqlite.prepare(query).all();
  sqlite.close();
  return found;
};

test('a person is found, handed out and erased; two of them are told apart', async () => {
  const both = await keji('person', 'export', '--find', '138 0000 1234');
  expect(both).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/找到 2 位[\s\S]*138\*\*\*\*1234/) });
  expect(both.stderr).not.toContain('13800001234');
  expect(rows("select * from audit_events where action like 'contact.%'")).toEqual([]);

  const one = await keji('person', 'export', '--find', '沈国华', '--reason', '沈国华来要');
  expect(JSON.parse(one.stdout)).toMatchObject({
    基本资料: expect.arrayContaining([{ 项目: '电话', 内容: '13800001234' }]),
    写到的地方: [{ 在哪里: '跟进记录', 日期: '2026-03-02', 内容: '沈国华 13800001234 要报价' }],
  });
  expect(await keji('person', 'export', '--contact', '1', '--out', '沈.xlsx')).toMatchObject({ code: 0 });
  expect(readFileSync(join(outside, '沈.xlsx')).subarray(0, 2).toString()).toBe('PK');
  expect(statSync(join(outside, '沈.xlsx')).mode & 0o777).toBe(0o600);

  // Nobody there to type the name.
  expect(await keji('person', 'erase', '--contact', '1')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/跟进记录 2 处[\s\S]*--contact 2 {2}沈国梁/),
    stderr: expect.stringContaining('--yes'),
  });
  expect(rows('select name from contacts where id = 1')).toEqual([{ name: '沈国华' }]);
  expect(await keji('person', 'erase', '--contact', '1', '--yes', '--reason', '沈国华要求')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('已抹去'),
  });
  expect(rows('select name, phone from contacts where id = 1')).toEqual([{ name: '已抹去联系人', phone: null }]);
  expect(rows('select summary from follow_up_records')).toEqual([{ summary: '〔已抹去〕 〔已抹去〕 要报价' }]);
  expect(
    rows("select action, actor_name, details ->> '$.reason' as reason from audit_events where object_kind = 'contact'"),
  ).toEqual([
    { action: 'contact.exported', actor_name: 'system: command line', reason: '〔已抹去〕来要' },
    { action: 'contact.exported', actor_name: 'system: command line', reason: null },
    { action: 'contact.erased', actor_name: 'system: command line', reason: '〔已抹去〕要求' },
  ]);
});

test('written wrongly, or of nobody', async () => {
  expect(await keji('person', 'export')).toMatchObject({ code: 2, stderr: expect.stringContaining('--contact') });
  expect(await keji('person', 'export', '--contact', 'x')).toMatchObject({ code: 2 });
  expect(await keji('person', 'erase', '--contact', '99', '--yes')).toMatchObject({ code: 1 });
  expect(await keji('person', 'export', '--find', '不存在')).toMatchObject({ code: 1 });
});
