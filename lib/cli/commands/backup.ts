import type { Command } from 'commander';
import { DataFolderError } from '@/db/open';
import { backUp } from '../../backup/backup';
import { restore } from '../../backup/restore';
import { dataFolder } from '../../data-folder';
import { decimalString } from '../../money';
import { sessionSecret } from '../../secrets';
import { dataProblems } from '../../site';
import { requireData, typedPath } from '../context';
import { refuseCommand } from '../refusal';

export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('备份全部数据到一个文件，并检查这个文件。服务运行时也可以备份')
    .option('--to <文件夹>', '放在哪里，不写就是数据文件夹里的 backups')
    .action(({ to }: { to?: string }) => {
      requireData();
      const { file, bytes } = backUp(dataFolder(), to === undefined ? undefined : typedPath(to));
      console.log(`备份好了，已检查：${file}（${megabytes(bytes)} MB）`);
    });
  program
    .command('restore <备份文件>')
    .description('用备份替换现有数据。先停服务；备份先检查，现有数据另存在 backups，所有人要重新登录')
    .action((file: string) => {
      const { replaced } = restoreFrom(typedPath(file));
      sessionSecret();
      console.log(`已恢复：${dataFolder()}`);
      if (replaced) console.log(`原来的数据在：${replaced}`);
      console.log('现在可以启动：npm start');
    });
}

function restoreFrom(file: string) {
  try {
    return restore(dataFolder(), file);
  } catch (error) {
    if (!(error instanceof DataFolderError) || error.problem === 'running') throw error;
    const problem = error.problem === 'missing' ? '没有这个文件' : dataProblems[error.problem];
    return refuseCommand(`没有恢复，现有数据没有动。\n${file}：${problem}。${error.detail}`);
  }
}

const megabytes = (bytes: number) => decimalString(Math.ceil(bytes / 100_000), 1);
