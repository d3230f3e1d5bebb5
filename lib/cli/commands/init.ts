import type { Command } from 'commander';
import { write } from '@/db/client';
import { makeLink } from '../../people/links';
import { setUp } from '../../people/writes';
import { sessionSecret } from '../../secrets';
import { commandLine, passwordLink, typedLogin, typedName } from '../context';
import { refuseCommand } from '../refusal';

type Options = { company: string; team: string; admin: string; login?: string };

export function registerInit(program: Command): void {
  program
    .command('init')
    .description('不用浏览器，建立公司、第一个团队和第一个人（部门经理，兼系统管理员），打印设密码的链接')
    .requiredOption('--company <公司>', '公司名称')
    .requiredOption('--team <团队>', '第一个团队的名称')
    .requiredOption('--admin <姓名>', '第一个人的姓名，也是登录名')
    .option('--login <登录名>', '登录名和姓名不同时用')
    .action(init);
}

async function init({ company, team, admin, login }: Options): Promise<void> {
  const name = typedName(admin, '--admin');
  const first = {
    company: typedName(company, '--company'),
    team: typedName(team, '--team'),
    name,
    login: typedLogin(login, name),
  };
  const link = await write((tx) => {
    const made = setUp(tx, first, { by: commandLine });
    return made && makeLink(tx, commandLine, made.userId);
  });
  if (link === null)
    refuseCommand('这里已经建立过公司，没有改动。加人用：npm run -s keji -- users add 姓名 --role rep --team 团队');
  sessionSecret();
  console.log(`已建立 ${first.company}。\n${passwordLink(name, link)}`);
}
