import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { typedPath } from '../context';
import { root } from '../install.mjs';
import { refuseCommand, refuseUsage } from '../refusal';

type Options = { only?: string; json?: string; sample?: string; seed: string };

export function registerMatrix(program: Command): void {
  program
    .command('matrix')
    .description('查权限：每个页面、操作和接口，换不同的人去用别人的数据，看结果和应有的是不是一样。不碰现有数据')
    .option('--only <名称>', '只查名称里有这几个字的')
    .option('--json <文件>', '结果另存为 JSON；写 - 就只输出 JSON')
    .option('--sample <格数>', '抽查大约这么多格')
    .option('--seed <种子>', '抽查用的种子，不写就是 1', '1')
    .action(matrix);
}

async function matrix({ only, json, sample, seed }: Options): Promise<void> {
  const whole = (text: string, what: string) =>
    /^\d{1,8}$/.test(text) ? Number(text) : refuseUsage(`${what} 要写整数`);
  const sampled = sample === undefined ? undefined : { cells: whole(sample, '--sample'), seed: whole(seed, '--seed') };
  build();
  process.env.KEJI_SCRYPT_LOG_N = '10';
  // Its parser is there for development only.
  const { runMatrix } = await import('../../testing/matrix/run');
  const say = (line: string) => json !== '-' && console.log(line);
  if (sampled) say(`seed ${sampled.seed}`);
  const result = await runMatrix({ only, sample: sampled }, say);
  const text = JSON.stringify(result, null, 2);
  if (json === '-') console.log(text);
  else if (json) writeFileSync(typedPath(json), `${text}\n`);
  const wrong = result.wrong.length + result.inventory.length;
  say(`cells ${result.cells}, wrong ${wrong}`);
  if (wrong > 0) process.exitCode = 1;
}

/** When a source changed; what it says goes to stderr, for `--json -`. */
function build(): void {
  const script = "import('./lib/cli/install.mjs').then(({ ensureBuilt }) => ensureBuilt())";
  const { status } = spawnSync(process.execPath, ['-e', script], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) refuseCommand('构建没有成功。');
}
