import { Command } from 'commander';

const program = new Command('keji').description('客绩 Keji：给运维人员用的命令行').showHelpAfterError();

await program.parseAsync();
