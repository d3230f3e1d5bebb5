import { newProgram, runProgram } from './program';

const program = newProgram();
// One line per command file in commands/, in the order --help lists them.

process.exitCode = await runProgram(program, process.argv.slice(2));
