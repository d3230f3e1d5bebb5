import { registerAudit } from './commands/audit';
import { registerBackup } from './commands/backup';
import { registerBench } from './commands/bench';
import { registerImport } from './commands/import';
import { registerInit } from './commands/init';
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
registerBench(program);

process.exitCode = await runProgram(program, process.argv.slice(2));
