// Reads one file in a process of its own (DESIGN §4, hostile workbooks): bytes on stdin, compressed JSON on stdout.
// lib/imports/read.ts starts it with a heap cap and ends it when it takes too long.
import { gzipSync } from 'node:zlib';
import { FileProblem, readWorkbook } from './workbook.mjs';
import { checkClaimedSizes } from './zip.mjs';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const bytes = Buffer.concat(chunks);
try {
  checkClaimedSizes(bytes);
  const workbook = readWorkbook(bytes, process.argv[2] ?? '');
  process.stdout.write(gzipSync(JSON.stringify(workbook)));
} catch (error) {
  if (!(error instanceof FileProblem)) throw error;
  process.stderr.write(error.problem);
  process.exitCode = 3;
}
