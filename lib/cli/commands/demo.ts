import { relative } from 'node:path';
import type { Command } from 'commander';
import type { Person } from '../../demo/people';
import { demoPassword } from '../../demo/sign-in';
import { hashPassword } from '../../people/password';
import { demoFolder, makeDemo, standingOf } from '../demo-folder';
import { root } from '../install.mjs';
import { refuseCommand, refuseUsage } from '../refusal';
import { textTable } from '../table';

type Options = { customers: string; sales: string; seed: string; replace?: boolean };

/** Fewer can't show every state that there is. */
const least = { customers: 40, sales: 120 };

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description(
      '生成一套演示数据：一家虚构的公司，三年的客户、销售、回款、跟进和目标，到今天为止。\n放在 KEJI_DATA 指的文件夹，不设就是安装目录里的 data-demo；不碰别的数据',
    )
    .option('--customers <个数>', '客户数，不写就是 300', '300')
    .option('--sales <笔数>', '销售笔数，不写就是 4000', '4000')
    .option('--seed <种子>', '同样的种子、同一天，生成同样的数据，不写就是 1', '1')
    .option('--replace', '已有演示数据时，重新生成：里面改过的都不保留')
    .action(demo);
}

async function demo(options: Options): Promise<void> {
  const size = {
    seed: whole('seed', options.seed, 0),
    customers: whole('customers', options.customers, least.customers),
    sales: whole('sales', options.sales, least.sales),
  };
  const folder = demoFolder();
  const standing = standingOf(folder);
  if (standing.is === 'other')
    refuseCommand(`${folder} 不是演示数据，不会动它。换一个空的文件夹：KEJI_DATA=文件夹 npm run -s keji -- demo`);
  if (standing.is === 'demo') {
    const what = `${folder} 里已有演示数据（${standing.madeOn} 生成，${standing.customers} 个客户）`;
    if (!options.replace) refuseCommand(`${what}。没有改动。要重新生成（里面改过的都不保留），加 --replace`);
    console.log(`${what}，重新生成，里面改过的不保留。`);
  }

  console.log(`生成 ${size.customers} 个客户、${size.sales} 笔销售（种子 ${size.seed}）…`);
  const started = performance.now();
  const passwordHash = await hashPassword(demoPassword);
  const { people } = makeDemo(folder, { ...size, reps: 14, records: 8, passwordHash });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  console.log(
    `用了 ${seconds} 秒。人物和公司都是虚构的，每一页都标着“演示数据”。\n\n${howToServe(folder)}\n${logins(people)}`,
  );
}

function whole(name: string, text: string, low: number): number {
  const number = /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
  return number >= low ? number : refuseUsage(`--${name} 要写整数，${low} 或以上`);
}

/** From the checkout, where npm start runs. */
function howToServe(folder: string): string {
  const path = relative(root, folder);
  const short = path.startsWith('..') ? folder : path;
  return `打开：\n  KEJI_DATA=${short} npm start\n`;
}

const roleNames = { manager: '部门经理', supervisor: '销售主管', rep: '销售员' } as const;

/** One person of each role, and how everyone else signs in. */
function logins(people: readonly Person[]): string {
  const here = people.filter((person) => person.leftOn === null);
  const rows = (['manager', 'supervisor', 'rep'] as const).map((role) => {
    const person = here.find((one) => one.role === role);
    return [roleNames[role] + (role === 'manager' ? '（兼系统管理员）' : ''), person?.name ?? '', demoPassword];
  });
  return `${textTable([['角色', '登录名', '密码'], ...rows])}\n\n其他人也用姓名和同一个密码登录。`;
}
