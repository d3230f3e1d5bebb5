import { Worker } from 'node:worker_threads';
import type { ExportOrder, MadeFile } from './make';

// One at a time: two exports together would leave the server no core of its own.
const shared = globalThis as typeof globalThis & { kejiExports?: Promise<unknown> | undefined };

/** Makes a file in a thread of its own, after those asked for before it. */
export function runExport(order: ExportOrder): Promise<MadeFile> {
  const before = shared.kejiExports ?? Promise.resolve();
  const made = before.then(() => inThread(order));
  // A failed export must not stop the next; whoever asked for it gets the error.
  shared.kejiExports = made.catch(() => undefined);
  return made;
}

const patience = 120_000;

function inThread(order: ExportOrder): Promise<MadeFile> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const timer = setTimeout(() => worker.terminate(), patience);
    let file: MadeFile | undefined;
    worker.once('message', (made: MadeFile) => {
      file = made;
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      if (file) resolve(file);
      else reject(new Error(`the export's thread ended with ${code}`));
    });
  });
}
