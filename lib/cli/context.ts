import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { database } from '@/db/client';
import { databaseFile, secretsFile } from '@/db/open';
import { dataFolder } from '../data-folder';
import { translator } from '../i18n/translator';
import type { Link } from '../people/links';
import { findUserByName, hasUsers, viewerOf } from '../people/queries';
import { loginSchema, nameSchema } from '../people/validation';
import { siteUrl } from '../site';
import { asSystem, type Viewer } from '../viewer';
import { refuseCommand } from './refusal';

/** Whoever runs commands on the server: no user of the system, and named so in the audit trail. */
export const commandLine: Viewer = asSystem('command line');

/** A path as the person typed it: npm runs commands in the checkout, they stand elsewhere. */
export const typedPath = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Only `init` makes a data folder: a mistyped KEJI_DATA is told, not filled. */
export function requireData(): void {
  const [file, folder] = [databaseFile(dataFolder()), dataFolder()];
  if (!existsSync(file) && !existsSync(secretsFile(folder)))
    refuseCommand(`这个文件夹里没有客绩的数据：${folder}（由 KEJI_DATA 指定，不设就是安装目录里的 data）`);
}

export function requireSetUp(): void {
  requireData();
  if (!hasUsers())
    refuseCommand('这里还没有建立公司。先运行：npm run -s keji -- init --company 公司 --team 团队 --admin 姓名');
}

/** `--as USER`: a person who can work here, by sign-in name or by a name that only one person has. */
export function asUser(name: string): Viewer {
  requireSetUp();
  const user = findUserByName(database(), name);
  if (!user)
    return refuseCommand(`没有叫「${name}」的人，或者不止一个（那就用登录名）。名单：npm run -s keji -- users list`);
  if (user.status === 'disabled') return refuseCommand(`${user.name} 已停用。`);
  return viewerOf(user);
}

const t = translator() as (key: string) => string;

/** A name as the forms accept it, or the reason it can't be one. */
export function typedName(text: string, what: string): string {
  const parsed = nameSchema.safeParse(text);
  return parsed.success
    ? parsed.data
    : refuseCommand(`${what}：${t(parsed.error.issues[0]?.message ?? 'form.invalid')}`);
}

/** `--login`, by default the name without its spaces. */
export function typedLogin(login: string | undefined, name: string): string {
  const parsed = loginSchema.safeParse(login ?? name.replace(/\s+/g, ''));
  return parsed.success
    ? parsed.data
    : refuseCommand(`--login：${t(parsed.error.issues[0]?.message ?? 'form.invalid')}`);
}

export const passwordLink = (name: string, { token, kind }: Link): string =>
  `把这个链接发给 ${name}（一次有效，${kind === 'reset' ? '24 小时' : '7 天'}内打开并设置密码）：\n  ${siteUrl()}/set-password/${token}`;
