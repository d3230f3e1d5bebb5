import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { clean } from '../text';
import type { Viewer } from '../viewer';
import { type FileProblem, fileLimits, readFileApart } from './read';
import { keepUpload } from './writes';

/** Takes a posted file in, counting and hashing as it comes; a draft's id, or what is wrong with the file. */
export async function takeUpload(
  viewer: Viewer,
  body: AsyncIterable<Uint8Array> | null,
  name: string,
): Promise<{ id: number } | { problem: FileProblem }> {
  const chunks: Uint8Array[] = [];
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > fileLimits.bytes) return { problem: 'tooBig' };
    hash.update(chunk);
    chunks.push(chunk);
  }
  const fileName = clean(basename(name)).slice(0, 200) || '--';
  const read = await readFileApart(Buffer.concat(chunks), fileName);
  if ('problem' in read) return read;
  return { id: await keepUpload(viewer, { name: fileName, hash: hash.digest('hex') }, read.packed) };
}
