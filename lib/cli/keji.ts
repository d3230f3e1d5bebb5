import { registerReport } from './commands/report';
import { newProgram, runProgram } from './program';

const program = newProgram();
// One line per command file in commands/, in the order --help lists them.
registerReport(program);

process.exitCode = await runProgram(program, process.argv.slice(2));
