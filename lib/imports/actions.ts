'use server';

import { action, done, refuse } from '../action';
import { canImport } from '../permissions';
import { planOf, whatRefuses } from './plan';
import { findImport, judgeFile, readDraft } from './queries/drafts';
import { answersSchema, importIdSchema, publishSchema } from './validation';
import { discardDraft, publishImport, storeAnswers } from './writes';

export const answerQuestions = action('import.answer', answersSchema, (tx, { importId, answers }, viewer) => {
  const draft = findImport(viewer, importId, tx);
  if (draft?.status !== 'draft' || !canImport(viewer)) return refuse('imports.refused.gone');
  storeAnswers(tx, viewer, importId, answers);
  return done({ message: { key: 'imports.questions.saved' } });
});

/** Judges once more, on the state of this transaction, and writes exactly what the preview promised or nothing. */
export const publishDraft = action('import.publish', publishSchema, (tx, input, viewer) => {
  const draft = findImport(viewer, input.importId, tx);
  if (draft?.status !== 'draft' || !canImport(viewer)) return refuse('imports.refused.gone');
  const { judgement, world } = judgeFile(viewer, readDraft(draft.id, tx), draft.answers, tx);
  const plan = planOf(judgement);
  const problem = whatRefuses(plan, input.rows);
  if (problem)
    return refuse(`imports.refused.${problem}`, { params: { open: plan.open, refused: plan.counts.refuse } });
  if (plan.writing !== input.expected) return refuse('imports.refused.changed');
  publishImport(tx, viewer, draft.id, judgement, world, { reviewed: input.reviewed });
  return done({ to: `/imports/${draft.id}` });
});

export const cancelDraft = action('import.discard', importIdSchema, (tx, { importId }, viewer) => {
  const draft = findImport(viewer, importId, tx);
  if (draft?.status !== 'draft') return refuse('imports.refused.gone');
  discardDraft(tx, viewer, importId);
  return done({ to: '/imports' });
});
