import type { followUpRecords } from '@/db/schema/follow-ups';
import type { Translate } from '../i18n/translator';

export type RecordRow = typeof followUpRecords.$inferSelect;

/** What the author may edit, as the form spells it; when the contact was stays what it was (R35). */
export const recordFields = ['method', 'summary', 'feedbackTags', 'feedback', 'nextPlan'] as const;

export const spellRecord = (row: RecordRow): Record<(typeof recordFields)[number], string> => ({
  method: row.method,
  summary: row.summary,
  feedbackTags: (row.feedbackTags ?? []).join(),
  feedback: row.feedback ?? '',
  nextPlan: row.nextPlan ?? '',
});

/** 客户反馈 in words: the tags, then the line. */
export const feedbackText = (row: Pick<RecordRow, 'feedbackTags' | 'feedback'>, t: Translate): string | null =>
  [...(row.feedbackTags ?? []).map((tag) => t(`followUps.tags.${tag}`)), row.feedback].filter(Boolean).join('，') ||
  null;
