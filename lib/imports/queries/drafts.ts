import { gunzipSync } from 'node:zlib';
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { importChunks, imports } from '@/db/schema/imports';
import { users } from '@/db/schema/people';
import { visible } from '../../scope';
import type { Viewer } from '../../viewer';
import type { Workbook } from '../cells';
import { judge } from '../judge';
import type { Answers, Judgement, World } from '../judgement';
import { keysOf } from '../keys';
import type { PointedOut } from '../plan';
import { unpack } from '../read';
import type { ImportResult } from '../writes';
import { loadWorld } from './world';

/** An import the viewer may see; a draft only for whoever uploaded it. */
export function findImport(viewer: Viewer, id: number, reader: Reader = database()) {
  const row = reader.select().from(visible(viewer, imports)).where(eq(imports.id, id)).get();
  if (!row || (row.status === 'draft' && row.createdBy !== viewer.id)) return null;
  return { ...row, answers: row.answers as Answers, result: row.result as ImportResult | null };
}

/** The imports in sight, newest first; other people's drafts are theirs. */
export const listImports = (viewer: Viewer, limit: number, reader: Reader = database()) =>
  reader
    .select({
      id: imports.id,
      fileName: imports.fileName,
      status: imports.status,
      createdAt: imports.createdAt,
      publishedAt: imports.publishedAt,
      by: users.name,
      result: imports.result,
    })
    .from(visible(viewer, imports))
    .innerJoin(users, eq(users.id, imports.createdBy))
    .where(
      and(ne(imports.status, 'discarded'), sql`(${imports.status} <> 'draft' or ${imports.createdBy} = ${viewer.id})`),
    )
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit)
    .all()
    .map((row) => ({ ...row, result: row.result as ImportResult | null }));

/** When the same file was written before, or null. */
export const publishedBefore = (viewer: Viewer, fileHash: string, reader: Reader = database()) =>
  reader
    .select({ at: imports.publishedAt })
    .from(visible(viewer, imports))
    .where(and(eq(imports.fileHash, fileHash), eq(imports.status, 'published')))
    .orderBy(desc(imports.publishedAt))
    .get()?.at ?? null;

/** What the reader made of a draft's file; it never changes. */
export const readDraft = (importId: number, reader: Reader = database()): Workbook =>
  unpack(readChunks(importId, reader));

/** What was refused, skipped or pointed out in a published import. */
export const readPointedOut = (importId: number, reader: Reader = database()): PointedOut =>
  JSON.parse(gunzipSync(readChunks(importId, reader)).toString('utf8')) as PointedOut;

function readChunks(importId: number, reader: Reader): Buffer {
  const chunks = reader
    .select({ data: importChunks.data })
    .from(importChunks)
    .where(eq(importChunks.importId, importId))
    .orderBy(asc(importChunks.position))
    .all();
  return Buffer.concat(chunks.map(({ data }) => data));
}

export type JudgedFile = { judgement: Judgement; world: World };

/** Judges a workbook for whoever imports it, on the state of this moment. */
export function judgeFile(
  viewer: Viewer,
  workbook: Workbook,
  answers: Answers,
  reader: Reader = database(),
): JudgedFile {
  const world = loadWorld(viewer, keysOf(workbook), reader);
  return { judgement: judge(workbook, world, answers), world };
}
