import { database } from '@/db/client';
import type { Viewer } from '../../viewer';
import type { Workbook } from '../cells';
import type { Answers } from '../judgement';
import { type JudgedFile, judgeFile, readDraft } from './drafts';

type Draft = { id: number; version: number; answers: Answers };
type Kept = { workbook: Workbook; state: string; judged: JudgedFile };

// Paging through a preview asks for the same judgement again and again; a few are kept, as long as nothing was written.
const shared = globalThis as typeof globalThis & { kejiPreviews?: Map<string, Kept> };
const keptPreviews = 3;

/** The judgement of a draft on the present state of the database. */
export function previewDraft(viewer: Viewer, draft: Draft): JudgedFile {
  shared.kejiPreviews ??= new Map();
  const previews = shared.kejiPreviews;
  const sqlite = database().$client;
  const key = `${sqlite.name} ${draft.id} ${viewer.id}`;
  const state = [
    draft.version,
    viewer.role,
    viewer.teamId,
    sqlite.pragma('data_version', { simple: true }),
    sqlite.prepare('select total_changes()').pluck().get(),
  ].join(' ');
  const kept = previews.get(key);
  if (kept?.state === state) return kept.judged;

  const workbook = kept?.workbook ?? readDraft(draft.id);
  const judged = judgeFile(viewer, workbook, draft.answers);
  previews.delete(key);
  previews.set(key, { workbook, state, judged });
  for (const oldest of previews.keys()) if (previews.size > keptPreviews) previews.delete(oldest);
  return judged;
}
