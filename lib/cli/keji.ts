import { registerAudit } from './commands/audit';
import { registerBackup } from './commands/backup';
import { registerBench } from './commands/bench';
import { registerDemo } from './commands/demo';
import { registerImport } from './commands/import';
import { registerInit } from './commands/init';
import { registerMatrix } from './commands/matrix';
import { registerPerson } from './commands/person';
import { registerReport } from './commands/report';
import { registerUsers } from './commands/users';
import { newProgram, runProgram } from './program';

const program = newProgram();
// One line per command file in commands/, in the order --help lists them.
registerInit(program);
registerUsers(program);
registerImport(program);
registerReport(program);
registerBackup(program);
registerAudit(program);
registerPerson(program);
registerDemo(program);
registerBench(program);
registerMatrix(program);

// `… | head` closes the pipe early: what was asked for is done all the same, only nobody reads on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runProgram(program, process.argv.slice(2));
