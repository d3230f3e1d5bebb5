import type { DataFolderError } from '@/db/open';

/** The address people open: KEJI_URL behind a proxy, else this machine's. */
export const siteUrl = (): string =>
  (process.env.KEJI_URL ?? `http://localhost:${process.env.PORT ?? 3000}`).replace(/\/$/, '');

const problems = {
  missing: '数据库文件不见了，但这个数据文件夹用过',
  empty: '数据库文件是空的',
  damaged: '数据库文件已损坏，读不了',
  foreign: '这个文件不是客绩的数据库',
  newer: '这个数据库由更新的版本建立，请用新版本打开',
  clock: '设了 KEJI_CLOCK，但这个数据文件夹不是用固定时间建立的',
} as const;

/** What is wrong with the data folder and the command that mends it. */
export function dataProblemText(error: DataFolderError): string {
  const help =
    error.problem === 'clock'
      ? '去掉 KEJI_CLOCK，或换一个 KEJI_DATA。'
      : '从备份恢复：npm run -s keji -- restore 备份文件（备份在数据文件夹的 backups 里）';
  return `没有启动：${problems[error.problem]}。\n  ${error.message}\n${help}`;
}
