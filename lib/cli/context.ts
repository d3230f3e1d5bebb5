import { resolve } from 'node:path';
import { database } from '@/db/client';
import { findUserByName, hasUsers, viewerOf } from '../people/queries';
import type { Viewer } from '../viewer';
import { refuseCommand } from './refusal';

/** A path as the person typed it: npm runs commands in the checkout, they stand elsewhere. */
export const typedPath = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

export function requireSetUp(): void {
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
