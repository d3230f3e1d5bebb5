import { Command, CommanderError } from 'commander';
import { closeDatabase } from '@/db/client';
import { DataFolderError } from '@/db/open';
import { ConfigurationError, dataProblemText } from '../site';
import { CommandRefusal } from './refusal';
import { displayWidth } from './table';

const headings: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

const withoutEnglish = (text: string) => text.replace('[options]', '[选项]').replace('[command]', '[命令]');

/** The root command in Chinese; commands added to it inherit everything here. */
export function newProgram(): Command {
  return new Command('keji')
    .description('客绩 Keji：给运行服务器的人用的命令行。\n数据在 KEJI_DATA 指的文件夹，不设就是安装目录里的 data。')
    .usage('命令 [选项]（通过 npm 运行：npm run -s keji -- 命令 [选项]）')
    .helpOption('-h, --help', '显示这份说明')
    .helpCommand('help [命令]', '显示某个命令的说明')
    .configureHelp({
      styleTitle: (title) => headings[title] ?? title,
      displayWidth,
      styleUsage: withoutEnglish,
      styleSubcommandTerm: withoutEnglish,
      // Choices and defaults stand in the description itself, in Chinese.
      optionDescription: (option) => option.description,
    })
    .configureOutput({ outputError: (text, write) => write(`${inChinese(text)}\n`) })
    .addHelpText('after', '\n结束码：0 成功，1 没有做成（原因见提示），2 命令写得不对。')
    .exitOverride();
}

/** What commander says about a command it can't read. */
const mistakes: [RegExp, string][] = [
  [/missing required argument '(.+)'/, '缺少参数：$1'],
  [/option '(.+)' argument missing/, '选项 $1 后面缺少内容'],
  [/required option '(.+)' not specified/, '缺少选项：$1'],
  [/unknown option '(.+?)'/, '没有这个选项：$1'],
  [/unknown command '(.+?)'/, '没有这个命令：$1'],
  [/too many arguments.*/, '参数太多。名称里有空格时请加引号'],
  [
    /(?:option|command-argument value) '(.+?)' (?:argument|value)? ?'?(.*?)'? ?is invalid.*?(?:\. (.*))?$/,
    '$1 写得不对：$2 $3',
  ],
];

export function inChinese(message: string): string {
  const text = message.replace(/^error: /, '').trim();
  const found = mistakes.find(([pattern]) => pattern.test(text));
  return found
    ? (text
        .split('\n')[0]
        ?.replace(...found)
        .trim() ?? text)
    : text;
}

/** Runs a command and returns the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${problemText(error)}\n`);
    return error instanceof CommandRefusal ? error.exitCode : 1;
  } finally {
    closeDatabase();
  }
}

function problemText(error: unknown): string {
  if (error instanceof CommandRefusal) return error.message;
  if (error instanceof DataFolderError) return dataProblemText(error);
  if (error instanceof ConfigurationError) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'SQLITE_BUSY') return '数据库正被别的程序占用，稍后再试。';
  if (code === 'EACCES' || code === 'EPERM' || code === 'SQLITE_READONLY') return `没有权限：${message}`;
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR') return `不是文件夹（或不是文件）：${message}`;
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') return '磁盘满了，没有写成。';
  return `出了意外的错误，什么也没有保存：\n${stack ?? message}`;
}
