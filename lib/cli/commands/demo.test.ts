import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { beforeEach, expect, test, vi } from 'vitest';
import { read as readWorkbook, utils } from 'xlsx';
import { closeDatabase, database } from '@/db/client';
import { databaseFile, openDataFolder } from '@/db/open';
import { demoPassword } from '@/lib/demo/sign-in';
import { makeFile } from '@/lib/exports/make';
import { passwordProblem, verifyPassword } from '@/lib/people/password';
import { demoLogins, findUserByName, viewerOf } from '@/lib/people/queries';
import { readInstance } from '@/lib/settings/queries';
import { newProgram, runProgram } from '../program';
import { registerBackup } from './backup';
import { registerDemo } from './demo';

let data: string;
beforeEach(() => {
  data = join(mkdtempSync(join(tmpdir(), 'keji-demo-')), 'demo');
  vi.stubEnv('KEJI_DATA', data);
});

async function keji(...args: string[]) {
  const program = newProgram();
  for (const register of [registerDemo, registerBackup]) register(program);
  const out = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await runProgram(program, args);
  const said = (calls: unknown[][]) => calls.map(([text]) => `${text}\n`).join('');
  const result = { code, out: said(out.mock.calls), err: said(err.mock.calls) };
  out.mockRestore();
  err.mockRestore();
  return result;
}
const small = ['--customers', '60', '--sales', '300'];
const read = (query: string) => {
  const sqlite = new BetterSqlite3(databaseFile(data));
  const found = sqlite.prepare(query).pluck().get();
  sqlite.close();
  return found;
};
const uuid = () => read('select uuid from instance');

test('makes a demo in a folder of its own, marked, and says how to open it and who signs in', async () => {
  const { code, out } = await keji('demo', ...small);
  expect(code).toBe(0);
  expect(out).toContain(`KEJI_DATA=${data} npm start`);
  expect(out).toContain(demoPassword);
  expect(read('select is_demo from instance')).toBe(1);
  expect(read('select count(*) from customers')).toBe(60);
  expect(readdirSync(data).sort()).toEqual(['keji.db', 'server.lock']);
  for (const role of ['manager', 'supervisor', 'rep'])
    expect(out).toContain(read(`select login from users where role = '${role}' order by id limit 1`));
  const hash = read('select min(password_hash) from users') as string;
  expect(await verifyPassword(demoPassword, hash)).toBe(true);
  expect(passwordProblem(demoPassword)).toBeNull();
});

test('a demo is made anew only with --replace', async () => {
  await keji('demo', ...small);
  const first = uuid();
  const refused = await keji('demo', ...small);
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/60 个客户[\s\S]*--replace/) });
  expect(uuid()).toBe(first);

  const { code, out } = await keji('demo', '--customers', '80', '--sales', '300', '--replace');
  expect(code).toBe(0);
  expect(out).toContain('不保留');
  expect(uuid()).not.toBe(first);
  expect(read('select count(*) from customers')).toBe(80);
});

test.each<[string, () => void]>([
  ['real data', () => openDataFolder(data).close()],
  ['data whose database is gone', () => writeFileSync(join(data, 'secrets.json'), '{}')],
  ['a damaged database', () => writeFileSync(databaseFile(data), 'x'.repeat(5000))],
  ['something else', () => writeFileSync(join(data, 'letter.txt'), '你好')],
])('a folder with %s is never touched, not with --replace either', async (_name, fill) => {
  openDataFolder(data).close();
  if (_name !== 'real data') rmSync(databaseFile(data));
  fill();
  const content = () =>
    readdirSync(data).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(data, name)))
        .digest('hex'),
    ]);
  const before = content();
  for (const more of [[], ['--replace']])
    expect(await keji('demo', ...small, ...more)).toMatchObject({
      code: 1,
      err: expect.stringContaining('不是演示数据'),
    });
  expect(content()).toEqual(before);
});

test('what a killed run left is cleared away', async () => {
  openDataFolder(join(data, '.demo-being-made'), { isDemo: true }).close();
  expect((await keji('demo', ...small)).code).toBe(0);
  expect(existsSync(join(data, '.demo-being-made'))).toBe(false);
});

test('not under a running server', async () => {
  await keji('demo', ...small);
  const server = new BetterSqlite3(join(data, 'server.lock'));
  server.exec('begin exclusive');
  const first = uuid();
  expect(await keji('demo', ...small, '--replace')).toMatchObject({ code: 1, err: expect.stringContaining('正在用') });
  server.close();
  expect(uuid()).toBe(first);
});

test('a backup of a demo brings a demo back', { timeout: 30_000 }, async () => {
  await keji('demo', ...small);
  await keji('backup', '--to', join(data, '..', 'copies'));
  const [name] = readdirSync(join(data, '..', 'copies'));
  rmSync(data, { recursive: true });
  expect((await keji('restore', join(data, '..', 'copies', name as string))).code).toBe(0);
  expect(readInstance(database())?.isDemo).toBe(true);
  // Files made from it say so too.
  const login = demoLogins(database())[0]?.login as string;
  const viewer = viewerOf(findUserByName(database(), login) as never);
  for (const kind of ['customers.xlsx', 'analysis.xlsx'] as const) {
    const file = await makeFile({ kind, viewer, params: {} });
    expect(file.name).toContain('（演示数据）');
    const sheet = utils.sheet_to_csv(readWorkbook(file.bytes).Sheets.说明 as never);
    expect(sheet.split('\n')[0]).toContain('（演示数据）');
    expect(sheet).toContain('人物和公司均为虚构');
  }
  const pdf = await makeFile({ kind: 'analysis.pdf', viewer, params: {} });
  const file = join(data, 'report.pdf');
  writeFileSync(file, pdf.bytes);
  const pages = execFileSync('pdftotext', [file, '-']).toString().split('\f').slice(0, -1);
  expect(pages.filter((page) => !page.includes('（演示数据）'))).toEqual([]);
  closeDatabase();
});

test.each([
  ['--customers', '3'],
  ['--sales', '十'],
  ['--seed', '-1'],
])('%s %s is refused', async (option, value) => {
  expect(await keji('demo', option, value)).toMatchObject({ code: 2, err: expect.stringContaining(option) });
  expect(existsSync(data)).toBe(false);
});
