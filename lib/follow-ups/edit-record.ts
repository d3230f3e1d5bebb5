import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type FeedbackTag, type FollowUpMethod, followUpRecordEdits, followUpRecords } from '@/db/schema/follow-ups';
import { done, type Outcome, refuse } from '../action-core';
import { ownPath } from '../address';
import { lastChange } from '../audit/last-change';
import { record } from '../audit/record';
import { now } from '../clock';
import { momentIn } from '../days';
import { mergeEdits, parseOpened, refuseClash } from '../edits';
import { none } from '../format';
import { translator } from '../i18n/translator';
import { canEditRecord } from '../permissions';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import type { Viewer } from '../viewer';
import { isFreelyEdited } from './punctual';
import { feedbackText, type RecordRow, recordFields, spellRecord } from './record-fields';
import type { EditRecordInput } from './validation';

/** R35: the author's only; within 24 hours of the entry freely, later what it said before is kept. */
export function editRecord(tx: Tx, viewer: Viewer, input: EditRecordInput): Outcome {
  const found: RecordRow | undefined = tx
    .select()
    .from(visible(viewer, followUpRecords, 'reached'))
    .where(eq(followUpRecords.id, input.recordId))
    .get();
  if (!found || !canEditRecord(viewer, found)) return refuse('form.gone');
  const opened = parseOpened(recordFields, input.opened);
  if (!opened) return refuse('form.stale');
  const present = spellRecord(found);
  const typed = {
    method: input.method,
    summary: input.summary,
    feedbackTags: input['feedbackTags[]'].join(),
    feedback: input.feedback,
    nextPlan: input.nextPlan,
  };
  const merged = mergeEdits(recordFields, { opened, typed, present });
  const { values, changed, clashes } = merged;
  if (clashes.length > 0) {
    const t = translator(viewer.language);
    const last = lastChange(tx, { kind: 'followUpRecord', id: found.id });
    const words = (value: string) => value.split(',').map((tag) => t(`followUps.tags.${tag as FeedbackTag}`));
    return refuseClash(merged, present, {
      show: (field, value) =>
        value === ''
          ? none
          : field === 'feedbackTags'
            ? words(value).join('，')
            : field === 'method'
              ? t(`followUps.method.${value as FollowUpMethod}`)
              : value,
      by: last?.by ?? viewer.name,
      at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
    });
  }
  if (changed.length === 0) return refuse('followUps.problem.nothing');
  const isFree = isFreelyEdited(found, now());
  if (!isFree)
    tx.insert(followUpRecordEdits)
      .values({
        recordId: found.id,
        summary: found.summary,
        feedback: feedbackText(found, translator(viewer.language)),
        nextPlan: found.nextPlan,
        editedAt: now().toISOString(),
        editedBy: viewer.id,
      })
      .run();
  const tags = input['feedbackTags[]'];
  tx.update(followUpRecords)
    .set({
      method: values.method as RecordRow['method'],
      summary: values.summary,
      feedback: values.feedback || null,
      feedbackTags: values.feedbackTags === '' ? null : changed.includes('feedbackTags') ? tags : found.feedbackTags,
      nextPlan: values.nextPlan || null,
      version: sql`version + 1`,
    })
    .where(and(eq(followUpRecords.id, found.id), eq(followUpRecords.version, found.version)))
    .run();
  record(tx, viewer, {
    action: 'followUp.edited',
    object: { kind: 'followUpRecord', id: found.id },
    details: { before: present, after: values, kept: !isFree },
  });
  return done({
    to: ownPath(input.back) ?? `/follow-ups/records/${found.id}`,
    message: { key: isFree ? 'followUps.edited' : 'followUps.editedKept' },
  });
}
