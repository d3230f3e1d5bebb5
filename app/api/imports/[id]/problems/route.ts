import { attachment, handler } from '@/lib/handler';
import { getT } from '@/lib/i18n/request';
import { pointedOut } from '@/lib/imports/plan';
import { problemsCsv } from '@/lib/imports/problems-file';
import { findImport, readPointedOut } from '@/lib/imports/queries/drafts';
import { previewDraft } from '@/lib/imports/queries/preview';

/** What was refused, skipped or pointed out in one import, as CSV; for whoever may see that import. */
export const GET = handler<{ id: string }>('imports.problems', async (viewer, _request, { id }) => {
  const found = /^\d+$/.test(id) ? findImport(viewer, Number(id)) : null;
  if (!found || found.status === 'discarded') return null;
  const t = await getT();
  const problems =
    found.status === 'draft' ? pointedOut(previewDraft(viewer, found).judgement) : readPointedOut(found.id);
  const name = found.fileName.replace(/\.\w+$/, '');
  return attachment(problemsCsv(t, problems), `${name}_${t('imports.problemsFile')}.csv`, 'text/csv; charset=utf-8');
});
