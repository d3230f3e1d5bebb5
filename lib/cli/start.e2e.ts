import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '@/lib/testing/browser';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

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
