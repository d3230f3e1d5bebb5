import { gzipSync } from 'node:zlib';
import { and, eq, sql } from 'drizzle-orm';
import { type Tx, write } from '@/db/client';
import { importChunks, imports, importWords } from '@/db/schema/imports';
import { record } from '../audit/record';
import { realNow } from '../clock';
import { answersAreRemembered } from '../permissions';
import type { Viewer } from '../viewer';
import type { Answers, Judgement, World } from './judgement';
import { type Counts, planOf, pointedOut } from './plan';
import { publishRows, type Written } from './publish';
import { isRemembered } from './texts';

const chunkBytes = 512 * 1024;
export type ImportFile = { name: string; hash: string };

/** Keeps what the reader made of a file until someone confirms or cancels it. */
export function createDraft(tx: Tx, viewer: Viewer, file: ImportFile, packed: Buffer): number {
  const { id } = tx
    .insert(imports)
    .values({ fileName: file.name, fileHash: file.hash, status: 'draft', createdBy: viewer.id, createdAt: realNow() })
    .returning({ id: imports.id })
    .get();
  storeChunks(tx, id, packed);
  record(tx, viewer, { action: 'import.uploaded', object: { kind: 'import', id }, details: { file: file.name } });
  return id;
}

export const keepUpload = (viewer: Viewer, file: ImportFile, packed: Buffer): Promise<number> =>
  write((tx) => createDraft(tx, viewer, file, packed));

function storeChunks(tx: Tx, importId: number, packed: Buffer): void {
  tx.delete(importChunks).where(eq(importChunks.importId, importId)).run();
  for (let position = 0; position * chunkBytes < packed.length; position++) {
    const data = packed.subarray(position * chunkBytes, (position + 1) * chunkBytes);
    tx.insert(importChunks).values({ importId, position, data }).run();
  }
}

export function storeAnswers(tx: Tx, viewer: Viewer, importId: number, answers: Answers): void {
  tx.update(imports).set({ answers, version: sql`version + 1` }).where(eq(imports.id, importId)).run();
  record(tx, viewer, { action: 'import.answered', object: { kind: 'import', id: importId }, details: { answers } });
}

/** Ends a draft; nothing of the file stays. */
export function discardDraft(tx: Tx, viewer: Viewer, importId: number): void {
  tx.update(imports)
    .set({ status: 'discarded', version: sql`version + 1` })
    .where(and(eq(imports.id, importId), eq(imports.status, 'draft')))
    .run();
  tx.delete(importChunks).where(eq(importChunks.importId, importId)).run();
  record(tx, viewer, { action: 'import.discarded', object: { kind: 'import', id: importId } });
}

export type ImportResult = { written: Written; amountFen: number; counts: Counts; sheets: SheetResult[] };
export type SheetResult = { name: string; kind: string | null; rows: number; counts: Counts };

/**
 * Writes every good row of a judgement, the answers' meanings and one audit row with the counts, all in the caller's
 * transaction: a kill in the middle leaves nothing. The judgement must be of this very moment (`loadWorld` on the same tx).
 */
export function publishImport(
  tx: Tx,
  viewer: Viewer,
  importId: number,
  judgement: Judgement,
  world: World,
  { reviewed }: { reviewed: boolean },
): ImportResult {
  const at = realNow();
  const written = publishRows(tx, viewer, importId, judgement, world, { reviewed, at });
  rememberWords(tx, viewer, judgement, at);
  const plan = planOf(judgement);
  const result: ImportResult = {
    written,
    amountFen: plan.amountFen,
    counts: plan.counts,
    sheets: plan.sheets.map(({ name, kind, rows, counts }) => ({ name, kind, rows: rows.length, counts })),
  };
  const { changes } = tx
    .update(imports)
    .set({ status: 'published', publishedAt: at, result, version: sql`version + 1` })
    .where(and(eq(imports.id, importId), eq(imports.status, 'draft')))
    .run();
  if (changes !== 1) throw new Error('an import is published once');
  // The file's rows go; what was refused, skipped or pointed out can still be downloaded.
  storeChunks(tx, importId, gzipSync(JSON.stringify(pointedOut(judgement))));
  record(tx, viewer, {
    action: 'import.published',
    object: { kind: 'import', id: importId },
    details: { reviewed, ...result },
  });
  return result;
}

/** For the company, so only by whoever speaks for more than their own rows; a rep's answers hold for one file. */
function rememberWords(tx: Tx, viewer: Viewer, { questions }: Judgement, at: string): void {
  if (!answersAreRemembered(viewer)) return;
  for (const { field, word, wordKey, answer } of questions) {
    if (answer === null || !isRemembered(word, answer)) continue;
    const values = { field, word, wordKey, answer, decidedBy: viewer.id, decidedAt: at };
    tx.insert(importWords)
      .values(values)
      .onConflictDoUpdate({ target: [importWords.field, importWords.wordKey], set: values })
      .run();
  }
}
