import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { openDataFolder } from '@/db/open';
import { freePort } from '@/lib/testing/browser';

let child: ChildProcess | undefined;
afterEach(async () => {
  // start.mjs passes SIGTERM on to its server; SIGKILL would leave that one running.
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const end = stopped();
  child.kill('SIGTERM');
  await end;
});

/** Starts the product as a person does, over a folder; resolves with what it printed up to the match, or its exit. */
async function start(folder: string, until: RegExp): Promise<{ url: string; output: string; code: number | null }> {
  const port = await freePort();
  child = spawn(process.execPath, ['lib/cli/start.mjs'], {
    env: { ...process.env, PORT: String(port), KEJI_DATA: folder, KEJI_CLOCK: undefined } as NodeJS.ProcessEnv,
  });
  let output = '';
  const code = await new Promise<number | null>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (until.test(output)) resolve(null);
    };
    child?.stdout?.on('data', read);
    child?.stderr?.on('data', read);
    child?.once('exit', resolve);
  });
  return { url: `http://localhost:${port}`, output, code };
}

const stopped = () => new Promise<number | null>((resolve) => child?.once('exit', resolve));

test('npm start makes the data folder, prints the one-use address, serves, and ends cleanly', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'keji-start-')), 'data');
  const { url, output } = await start(folder, /set-up\?token=\S+\s/);
  expect(output).toContain(`${url}/set-up?token=`);
  expect(await (await fetch(`${url}/api/health`)).json()).toEqual({ ok: true });
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(['keji.db', 'secrets.json']));
  expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);

  const end = stopped();
  child?.kill('SIGTERM');
  expect(await end).toBe(0);

  // A second start over the same folder gives a new address; the old one is void.
  const again = await start(folder, /set-up\?token=\S+\s/);
  const [old, fresh] = [output, again.output].map((text) => /token=(\S+)/.exec(text)?.[1] as string);
  expect(old).not.toBe(fresh);
  const page = async (token: string) => (await fetch(`${again.url}/set-up?token=${token}`)).text();
  expect(await page(old as string)).toContain('地址无效');
  expect(await page(fresh as string)).toContain('第一次使用');
});

test('one server a data folder; no restore under it; killed hard, the next start works', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'keji-start-')), 'data');
  await start(folder, /set-up\?token=\S+\s/);
  const first = child as ChildProcess;
  const second = await start(folder, /Never/);
  expect(second).toMatchObject({ code: 78, output: expect.stringContaining('有一个客绩服务正在用这个数据文件夹') });

  const keji = (...args: string[]) =>
    spawnSync(process.execPath, ['lib/cli/keji.mjs', ...args], {
      encoding: 'utf8',
      env: { ...process.env, KEJI_DATA: folder, KEJI_CLOCK: undefined } as NodeJS.ProcessEnv,
    });
  expect(keji('backup').status).toBe(0);
  const backup = join(folder, 'backups', readdirSync(join(folder, 'backups'))[0] as string);
  const refused = keji('restore', backup);
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain('有一个客绩服务正在用这个数据文件夹');

  // The server itself, not only the process that npm started.
  const ended = new Promise((resolve) => first.once('exit', resolve));
  spawnSync('pkill', ['-KILL', '-P', String(first.pid)]);
  await ended;
  expect(keji('restore', backup).status).toBe(0);
  expect((await start(folder, /set-up\?token=\S+\s/)).code).toBeNull();
});

test.each<[string, (folder: string) => void, string]>([
  ['missing', (folder) => rmSync(join(folder, 'keji.db')), '数据库文件不见了'],
  ['empty', (folder) => truncateSync(join(folder, 'keji.db')), '数据库文件是空的'],
  ['damaged', (folder) => truncateSync(join(folder, 'keji.db'), 20_000), '已损坏'],
  ['newer', (folder) => change(folder, "update schema_migrations set hash = 'later'"), '更新的版本'],
  ['foreign', (folder) => change(folder, 'pragma application_id = 7'), '不是客绩的数据库'],
])('npm start stops on a %s database and says how to restore', async (_name, spoil, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'keji-start-'));
  openDataFolder(folder).close();
  writeFileSync(join(folder, 'secrets.json'), '{"session":"kept"}');
  spoil(folder);
  const { code, output } = await start(folder, /Never/);
  expect(code).toBe(78);
  expect(output).toContain(text);
  expect(output).toContain('npm run -s keji -- restore');
  expect(output).not.toContain('set-up');
});

const change = (folder: string, statement: string) => {
  const sqlite = new BetterSqlite3(join(folder, 'keji.db'));
  sqlite.exec(statement);
  sqlite.close();
};
