import { parentPort, workerData } from 'node:worker_threads';
import { type ExportOrder, makeFile } from './make';

// The export's own thread, with its own connection: the server goes on answering meanwhile.
const file = await makeFile(workerData as ExportOrder);
parentPort?.postMessage(file, [file.bytes.buffer]);
