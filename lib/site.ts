import type { DataFolderError } from '@/db/open';

/** A setting from the environment that can't be meant: nothing starts with it. */
export class ConfigurationError extends Error {}

/** KEJI_URL, the address people open; null when it isn't set. */
export function publicUrl(): URL | null {
  const text = process.env.KEJI_URL?.trim();
  if (!text) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSite = url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (!isSite)
    throw new ConfigurationError(
      `KEJI_URL 要写大家打开客绩用的地址，以 http:// 或 https:// 开头，只写到主机和端口，例如 https://keji.example.com。现在是「${text}」。`,
    );
  return url;
}

/** KEJI_TRUSTED_PROXIES: how many proxies stand before the server, each of which adds what it saw. */
export function trustedProxies(): number {
  const text = process.env.KEJI_TRUSTED_PROXIES?.trim() || '0';
  if (!/^\d{1,2}$/.test(text))
    throw new ConfigurationError(`KEJI_TRUSTED_PROXIES 要写前面有几层代理，0 到 99 的整数。现在是「${text}」。`);
  return Number(text);
}

/** The address people open: KEJI_URL behind a proxy, else this machine's. */
export const siteUrl = (): string => publicUrl()?.origin ?? `http://localhost:${process.env.PORT ?? 3000}`;

export const dataProblems = {
  missing: '数据库文件不见了，但这个数据文件夹用过',
  empty: '数据库文件是空的',
  damaged: '数据库文件已损坏，读不了',
  foreign: '这个文件不是客绩的数据库',
  newer: '这个数据库由更新的版本建立，请用新版本打开',
  clock: '设了 KEJI_CLOCK，但这个数据文件夹不是用固定时间建立的',
  running: '有一个客绩服务正在用这个数据文件夹',
} as const;

const help: Partial<Record<DataFolderError['problem'], string>> = {
  newer: '先升级程序再启动；要用旧版本，从那时的备份恢复：npm run -s keji -- restore 备份文件',
  clock: '去掉 KEJI_CLOCK，或换一个 KEJI_DATA。',
  running: '先停掉它，或用 KEJI_DATA 指另一个文件夹。',
};
const restoring = '从备份恢复：npm run -s keji -- restore 备份文件（备份在数据文件夹的 backups 里）';

/** What is wrong with the data folder and the command that mends it. */
export const dataProblemText = ({ problem, message }: DataFolderError): string =>
  `不能打开数据：${dataProblems[problem]}。\n  ${message}\n${help[problem] ?? restoring}`;
