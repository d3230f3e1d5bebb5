import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { closeDatabase, setDatabase } from '@/db/client';
import { databaseFile, openDataFolder } from '@/db/open';
import { users } from '@/db/schema/people';
import { insertCustomer } from '../customers/writes';
import { registerAudit } from './commands/audit';
import { registerBackup } from './commands/backup';
import { registerInit } from './commands/init';
import { registerUsers } from './commands/users';
import { newProgram, runProgram } from './program';

let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keji-cli-'));
  data = join(folder, 'data');
});

/** Runs a command as a person who stands in `folder`. */
async function keji(...args: string[]) {
  const program = newProgram();
  for (const register of [registerInit, registerUsers, registerBackup, registerAudit]) register(program);
  vi.stubEnv('KEJI_DATA', data);
  vi.stubEnv('KEJI_CLOCK', undefined);
  vi.stubEnv('KEJI_URL', 'https://keji.test/');
  vi.stubEnv('INIT_CWD', folder);
  const out = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await runProgram(program, args);
  const said = (calls: unknown[][]) => calls.map(([text]) => `${text}\n`).join('');
  const result = { code, out: said(out.mock.calls), err: said(err.mock.calls) };
  vi.restoreAllMocks();
  // Nothing that was to be expected shows a stack.
  expect(result.err).not.toMatch(/\n\s+at .+:\d+/);
  return result;
}
const link = /https:\/\/keji\.test\/set-password\/[\w-]{43}\n/;
const row = (query: string) => {
  const sqlite = new BetterSqlite3(databaseFile(data), { readonly: true });
  const found = sqlite.prepare(query).get();
  sqlite.close();
  return found;
};

describe('from an empty folder', () => {
  test('a mistyped KEJI_DATA is told, not filled', async () => {
    expect(await keji('users', 'list')).toMatchObject({ code: 1, err: expect.stringContaining(data) });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('init makes the company and its first person, once', async () => {
    const args = ['init', '--company', '云杉智造', '--team', '华东', '--admin', '林 一鸣'];
    expect(await keji(...args)).toMatchObject({ code: 0, out: expect.stringMatching(link) });
    expect(row('select name, login, role, is_admin, status from users')).toEqual({
      ...{ name: '林 一鸣', login: '林一鸣', role: 'manager', is_admin: 1, status: 'invited' },
    });
    expect(row("select value from settings where key = 'companyName'")).toEqual({ value: '"云杉智造"' });
    expect(row('select actor_name, action from audit_events')).toEqual({
      ...{ actor_name: 'system: command line', action: 'company.setUp' },
    });
    expect(await keji(...args)).toMatchObject({ code: 1, err: expect.stringContaining('已经建立过公司') });
    expect(row('select count(*) as n from users')).toEqual({ n: 1 });
  });

  test('people are added to teams there are, with a link each', async () => {
    expect((await keji('teams', 'add', '华南')).code).toBe(0);
    expect((await keji('users', 'add', '苏晴', '--role', 'supervisor', '--team', ' 华南 ')).out).toMatch(link);
    expect(row("select t.name from users u join teams t on t.id = u.team_id where u.name = '苏晴'")).toEqual({
      name: '华南',
    });
    expect(await keji('users', 'add', '苏晴', '--role', 'rep', '--team', '华东')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--login'),
    });
    expect((await keji('users', 'add', '苏晴', '--role', 'rep', '--team', '华东', '--login', 'suqing2')).code).toBe(0);
    expect(await keji('users', 'add', '王磊', '--role', 'rep', '--team', '华北')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/没有团队「华北」。现有团队：华东、华南/),
    });
    // Two of that name: only the sign-in name says which.
    expect((await keji('users', 'link', 'suqing2')).out).toMatch(link);
    expect((await keji('users', 'list')).out).toMatch(/苏晴 +suqing2 +销售员 +华东 +待设密码/);
  });

  test('disabling ends the link and leaves customers to 待分配; the last admin stays', async () => {
    const db = setDatabase(openDataFolder(data));
    db.transaction((tx) => {
      const owner = tx.select().from(users).where(eq(users.login, 'suqing2')).get();
      insertCustomer(tx, { code: null, name: '澜石电子', ownerId: owner?.id ?? null, filedOn: '2026-01-05' });
    });
    closeDatabase();
    // Who never signed in is given nothing.
    for (const receiver of ['苏晴', 'suqing2'])
      expect(await keji('users', 'disable', 'suqing2', '--to', receiver)).toMatchObject({
        ...{ code: 1, err: expect.stringContaining('--to') },
      });
    expect(row("select status from users where login = 'suqing2'")).toEqual({ status: 'invited' });
    expect(await keji('users', 'disable', 'suqing2')).toMatchObject({
      ...{ code: 0, out: expect.stringContaining('1 个客户待分配') },
    });
    expect(row('select owner_id, t.name as team from customers c join teams t on t.id = c.team_id')).toEqual({
      owner_id: null,
      team: '华东',
    });
    expect(
      row(
        "select count(*) as n from user_tokens where used_at is null and user_id = (select id from users where login = 'suqing2')",
      ),
    ).toEqual({ n: 0 });
    expect(await keji('users', 'disable', '林一鸣')).toMatchObject({
      code: 1,
      err: expect.stringContaining('最后一个系统管理员'),
    });
  });

  test('backup and restore by paths as typed; a bad file changes nothing', async () => {
    const made = await keji('backup', '--to', 'copies');
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('已检查') });
    const [name] = readdirSync(join(folder, 'copies'));
    await keji('teams', 'add', '华北');
    writeFileSync(join(folder, 'bad.db'), 'nothing');
    expect(await keji('restore', 'bad.db')).toMatchObject({ code: 1, err: expect.stringContaining('现有数据没有动') });
    expect(row('select count(*) as n from teams')).toEqual({ n: 3 });
    expect(await keji('restore', `copies/${name}`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('before-restore-'),
    });
    expect(row('select count(*) as n from teams')).toEqual({ n: 2 });
    expect(await keji('audit', 'verify')).toMatchObject({ code: 0, out: expect.stringContaining('完整') });
  });
});

test('what is written wrong ends with 2 and says what in Chinese', async () => {
  expect(await keji('bakup')).toMatchObject({ code: 2, err: expect.stringContaining('没有这个命令：bakup') });
  expect(await keji('users', 'add', '王磊')).toMatchObject({
    code: 2,
    err: expect.stringContaining('缺少选项：--role'),
  });
  expect(await keji('users', 'add', '林一鸣', '--role', 'manager', '--team', '华东')).toMatchObject({
    code: 2,
    err: expect.stringContaining('部门经理'),
  });
  expect(await keji('users', 'add', '王磊', '--role', 'boss')).toMatchObject({
    code: 2,
    err: expect.stringContaining('supervisor'),
  });
  expect(await keji('backup', '--where', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('没有这个选项：--where'),
  });
});

test('npm run keji -- --help is in Chinese and lists every command', () => {
  const { status, stdout } = spawnSync(process.execPath, ['lib/cli/keji.mjs', '--help'], { encoding: 'utf8' });
  expect(status).toBe(0);
  for (const command of ['init', 'users', 'teams', 'backup', 'restore', 'audit'])
    expect(stdout).toContain(`\n  ${command} `);
  expect(stdout).not.toMatch(/Usage|Options|display help/);
}, 30_000);

test('a damaged database is told with the way on', async () => {
  mkdirSync(join(folder, 'broken'));
  data = join(folder, 'broken');
  writeFileSync(databaseFile(data), 'x'.repeat(5000));
  expect(await keji('users', 'list')).toMatchObject({ code: 1, err: expect.stringMatching(/已损坏[\s\S]*restore/) });
});
