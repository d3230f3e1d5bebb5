import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Workbook } from './workbook.mjs';

export const fileLimits = { bytes: 50 * 1024 * 1024, heapMb: 1024, ms: 60_000 };

/** What kept a file from being read: a key of messages/zh/imports.ts `file`. */
export const fileProblems = ['empty', 'notASheet', 'encrypted', 'damaged', 'tooBig', 'tooManyRows', 'tooSlow'] as const;
export type FileProblem = (typeof fileProblems)[number];
export type ReadResult = { packed: Buffer } | { problem: FileProblem };

/**
 * Bytes → compressed JSON of a `Workbook`, in a process of its own with heap and time caps, so that no file can end or
 * stall the server (a worker thread is no cage).
 */
export function readFileApart(bytes: Buffer, fileName: string, { heapMb, ms } = fileLimits): Promise<ReadResult> {
  if (bytes.length === 0) return Promise.resolve({ problem: 'empty' });
  const script = join(/*turbopackIgnore: true*/ process.cwd(), 'lib', 'imports', 'reader.mjs');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, script, fileName], {
      // Nothing of the server's environment or secrets is needed there.
      env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    let [complaint, late] = ['', false];
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, ms);
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk).slice(0, 2000);
    });
    // A reader that ends early closes its input: the exit code tells why.
    child.stdin.on('error', () => {});
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ packed: Buffer.concat(output) });
      else if (late) resolve({ problem: 'tooSlow' });
      else resolve({ problem: fileProblems.find((problem) => code === 3 && problem === complaint) ?? 'tooBig' });
    });
    child.stdin.end(bytes);
  });
}

export const unpack = (packed: Uint8Array): Workbook => JSON.parse(gunzipSync(packed).toString('utf8')) as Workbook;
