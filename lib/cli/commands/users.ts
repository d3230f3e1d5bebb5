import type { Command } from 'commander';
import { database, write } from '@/db/client';
import { type Role, roles } from '@/db/schema/people';
import { customersOf } from '../../customers/queries/owned';
import { receiversOfLeaver } from '../../customers/queries/receivers';
import { leaveAll } from '../../follow-ups/left-person';
import { translator } from '../../i18n/translator';
import { tellHandedOver } from '../../notifications/handed-over';
import { disableUser } from '../../people/access';
import { inviteUser, makeLink } from '../../people/links';
import { findUserByName, listPeople, listTeams } from '../../people/queries';
import { addTeam } from '../../people/teams';
import { addUser } from '../../people/writes';
import { nameKey } from '../../text';
import { commandLine, passwordLink, requireSetUp, typedLogin, typedName } from '../context';
import { refuseCommand, refuseUsage } from '../refusal';
import { textTable } from '../table';

const t = translator();

export function registerUsers(program: Command): void {
  const users = program.command('users').description('人员：添加、名单、设密码链接、停用');
  users
    .command('add <姓名>')
    .description('添加一个人，打印设密码的链接（一次有效，7 天）')
    .requiredOption('--role <角色>', 'rep 销售员，supervisor 销售主管，manager 部门经理')
    .option('--team <团队>', '所属团队（已有的）；销售员和主管必填')
    .option('--admin', '兼系统管理员')
    .option('--login <登录名>', '登录名和姓名不同时用')
    .action(add);
  users.command('list').description('所有人：姓名、登录名、角色、团队、状态').action(list);
  users
    .command('link <姓名>')
    .description('给一个人新的设密码链接（一次有效，重设密码的 24 小时），旧的作废')
    .action(link);
  users
    .command('disable <姓名>')
    .description('停用一个人：立即退出，不能再登录，历史业绩保留；名下的客户转为待分配，或给 --to 的人')
    // commander takes several values for one option only where its name is in Latin letters.
    .option('--to <姓名>', '名下的客户给谁；写几次 --to 就轮流分', (one, all: string[]) => [...all, one], [])
    .action(disable);

  const teams = program.command('teams').description('团队：添加、名单');
  teams.command('add <名称>').description('添加一个团队').action(newTeam);
  teams
    .command('list')
    .description('所有团队')
    .action(() => {
      requireSetUp();
      for (const team of listTeams(commandLine)) console.log(team.name);
    });
}

type AddOptions = { role: string; team?: string; admin?: boolean; login?: string };

async function add(typed: string, options: AddOptions): Promise<void> {
  requireSetUp();
  const role = roles.find((one): one is Role => one === options.role);
  if (!role) return refuseUsage(`没有角色「${options.role}」。可用：rep 销售员、supervisor 销售主管、manager 部门经理`);
  if (role === 'manager' && options.team !== undefined) refuseUsage('部门经理管所有团队，不属于一个：去掉 --team。');
  const name = typedName(typed, '姓名');
  const login = typedLogin(options.login, name);
  const teamId = options.team === undefined ? null : teamCalled(options.team);
  if (teamId === null && role !== 'manager') refuseUsage(`销售员和主管要属于一个团队：加 --team。${teamNames()}`);
  const link = await write((tx) => {
    const id = addUser(tx, commandLine, { name, login, role, teamId, isAdmin: options.admin === true });
    return id === null ? null : makeLink(tx, commandLine, id);
  });
  if (link === null) refuseCommand(`登录名「${login}」已有人用。用 --login 另取一个。`);
  console.log(`已添加 ${name}（${t(`shell.role.${role}`)}）。\n${passwordLink(name, link)}`);
}

function teamCalled(typed: string): number {
  const found = listTeams(commandLine).find((team) => team.nameKey === nameKey(typed) && team.archivedAt === null);
  return found?.id ?? refuseCommand(`没有团队「${typed}」。${teamNames()}`);
}

const teamNames = () =>
  `现有团队：${listTeams(commandLine)
    .filter((team) => team.archivedAt === null)
    .map((team) => team.name)
    .join('、')}。新团队：npm run -s keji -- teams add 名称`;

function list(): void {
  requireSetUp();
  const head = (['name', 'login', 'role', 'team', 'status'] as const).map((column) => t(`people.columns.${column}`));
  const rows = listPeople(commandLine).map((person) => [
    person.name,
    person.login,
    t(`shell.role.${person.role}`) + (person.isAdmin ? `，${t('people.admin')}` : ''),
    person.teamName ?? '--',
    t(`people.status.${person.status}`),
  ]);
  console.log(textTable([head, ...rows]));
}

/** Somebody who isn't disabled, by sign-in name or by a name that only one person has. */
function personCalled(name: string) {
  requireSetUp();
  const user = findUserByName(database(), name);
  if (!user)
    return refuseCommand(`没有叫「${name}」的人，或者不止一个（那就用登录名）。名单：npm run -s keji -- users list`);
  return user.status === 'disabled' ? refuseCommand(`${user.name} 已停用。`) : user;
}

async function link(name: string): Promise<void> {
  const user = personCalled(name);
  const made = await write((tx) => inviteUser(tx, commandLine, user.id));
  console.log(passwordLink(user.name, made));
}

async function disable(name: string, { to }: { to: string[] }): Promise<void> {
  const user = personCalled(name);
  const receivers = [...new Set(to.map((one) => personCalled(one).id))];
  const possible = receiversOfLeaver(commandLine, user);
  for (const id of receivers)
    if (!possible.some((person) => person.id === id)) refuseCommand('--to 里的人要在用，也不能是停用的这个人。');
  const whereto = receivers.length > 0 ? ({ to: 'people', receivers } as const) : ({ to: 'unassigned' } as const);
  const owned = customersOf(commandLine, user.id);
  const isOut = await write((tx) =>
    disableUser(tx, commandLine, user.id, () => leaveAll(tx, commandLine, user.id, { whereto, tell: tellHandedOver })),
  );
  if (!isOut) refuseCommand(t('people.lastAdmin'));
  console.log(t('people.disabled', { name: user.name }));
  if (owned > 0)
    console.log(t(`people.leave.${receivers.length > 0 ? 'done' : 'doneUnassigned'}`, { name: user.name, n: owned }));
}

async function newTeam(typed: string): Promise<void> {
  requireSetUp();
  const name = typedName(typed, '名称');
  const id = await write((tx) => addTeam(tx, commandLine, name));
  if (id === null) refuseCommand(t('people.teamTaken'));
  console.log(t('people.teamAdded', { name }));
}
