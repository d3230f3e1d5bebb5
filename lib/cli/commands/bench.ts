import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { and, eq } from 'drizzle-orm';
import { closeDatabase, type Db, setDatabase } from '@/db/client';
import { openDataFolder } from '@/db/open';
import { type Role, users } from '@/db/schema/people';
import { viewerOf } from '../../people/queries';
import { medians, milliseconds, ratio } from '../bench/measure';
import { pages, startSite } from '../bench/pages';
import { queryCases } from '../bench/queries';
import { type BenchSize, benchClock, benchFolder } from '../bench/seed';
import { refuseCommand, refuseUsage } from '../refusal';
import { textTable } from '../table';

type Options = { customers: string; sales: string; seed: string; rounds: string; pages?: boolean };

export function registerBench(program: Command): void {
  program
    .command('bench')
    .description('测速：生成一套虚构数据，量查询和页面的时间（中位数，毫秒）。不碰现有数据')
    .option('--customers <个数>', '客户数，不写就是 20000', '20000')
    .option('--sales <笔数>', '销售笔数，不写就是 200000', '200000')
    .option('--seed <种子>', '同样的种子生成同样的数据，不写就是 1', '1')
    .option('--rounds <次数>', '每样量几次，不写就是 9', '9')
    .option('--pages', '也量页面：先要 npm run build')
    .action(bench);
}

async function bench(options: Options): Promise<void> {
  const [customers, sales, seed, rounds] = (['customers', 'sales', 'seed', 'rounds'] as const).map((name) =>
    /^\d{1,8}$/.test(options[name]) && Number(options[name]) > 0
      ? Number(options[name])
      : refuseUsage(`--${name} 要写整数`),
  ) as [number, number, number, number];
  const size: BenchSize = { customers, sales, seed };
  process.env.KEJI_CLOCK = benchClock;
  const folder = benchFolder(size);
  const db = setDatabase(openDataFolder(folder, { clock: benchClock }));
  const [manager, rep] = [someone(db, 'manager'), someone(db, 'rep')];

  const head = ['查询', '原始', '我们的', '倍数'];
  const rows: string[][] = [];
  for (const { name, raw, ours } of queryCases(db, { manager, rep })) {
    const statement = db.$client.prepare(raw);
    const [base, own] = (await medians([() => statement.all(), ours], rounds)) as [number, number];
    rows.push([name, milliseconds(base), milliseconds(own), ratio(own, base)]);
  }
  console.log(`\n${textTable([head, ...rows])}`);
  closeDatabase();
  if (options.pages) await benchPages(folder, { manager, rep, rounds });
}

async function benchPages(
  folder: string,
  { manager, rep, rounds }: { manager: ReturnType<typeof someone>; rep: ReturnType<typeof someone>; rounds: number },
): Promise<void> {
  if (!existsSync('.next/BUILD_ID')) refuseCommand('还没有构建：先运行 npm run build');
  const rows: string[][] = [];
  const times = new Map<string, string[]>();
  for (const viewer of [manager, rep]) {
    const site = await startSite(folder, viewer);
    try {
      for (const path of pages) {
        const { status, bytes } = await site.get(path);
        const [time] = (await medians([() => site.get(path)], rounds)) as [number];
        const known = times.get(path) ?? [decodeURIComponent(path)];
        times.set(path, [...known, milliseconds(time), String(Math.round(bytes / 1024)), String(status)]);
      }
    } finally {
      await site.stop();
    }
  }
  rows.push(['页面', '经理 ms', 'KiB', '状态', '销售员 ms', 'KiB', '状态'], ...times.values());
  console.log(`\n${textTable(rows)}`);
}

function someone(db: Db, role: Role) {
  const user = db
    .select()
    .from(users)
    .where(and(eq(users.role, role), eq(users.status, 'active')))
    .limit(1)
    .get();
  if (!user) throw new Error(`no ${role} was generated`);
  return viewerOf(user);
}
