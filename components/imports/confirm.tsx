import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { cancelDraft, publishDraft } from '@/lib/imports/actions';
import type { Plan } from '@/lib/imports/plan';

/** The foot that stays in sight: how to treat bad rows, and the one button that writes, with its count. */
export async function Confirm({ importId, plan, mayReview }: { importId: number; plan: Plan; mayReview: boolean }) {
  const t = await getT();
  return (
    <footer className="sticky bottom-16 z-10 mt-auto flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-base-100 px-6 py-2.5 text-sm max-sm:px-4 sm:bottom-0">
      <ActionForm
        action={publishDraft}
        formKey={crypto.randomUUID()}
        className="flex flex-1 flex-wrap items-center gap-x-4 gap-y-2 max-sm:gap-y-0.5"
      >
        <input type="hidden" name="importId" value={importId} />
        <input type="hidden" name="expected" value={plan.writing} />
        <label className="flex items-center gap-2 max-sm:min-h-9">
          <input type="radio" name="rows" value="good" className="radio radio-xs radio-primary" defaultChecked />
          {t('imports.good')}
        </label>
        <label className="flex items-center gap-2 text-ink-2 max-sm:min-h-9">
          <input type="radio" name="rows" value="all" className="radio radio-xs radio-primary" />
          {t('imports.allOrNothing')}
        </label>
        {mayReview ? (
          <label className="flex items-center gap-2 border-line max-sm:min-h-9 sm:border-l sm:pl-4">
            <input type="checkbox" name="reviewed" className="checkbox checkbox-xs checkbox-primary" defaultChecked />
            {t('imports.reviewed')}
          </label>
        ) : (
          <span className="caption">{t('imports.repNote')}</span>
        )}
        <FormMessage />
        <span className="caption ml-auto max-lg:hidden">{t('imports.nothingYet')}</span>
        <SubmitButton className="btn btn-primary max-lg:ml-auto max-sm:w-full">
          {t('imports.confirm', { rows: count(plan.writing) })}
        </SubmitButton>
      </ActionForm>
      <div className="max-sm:hidden">
        <CancelForm importId={importId} />
      </div>
    </footer>
  );
}

/** Ends the draft; on phones it stands at the end of the page, so that the foot stays low. */
export async function CancelForm({ importId }: { importId: number }) {
  const t = await getT();
  return (
    <ActionForm action={cancelDraft} formKey={crypto.randomUUID()}>
      <input type="hidden" name="importId" value={importId} />
      <SubmitButton className="btn btn-ghost max-sm:w-full">{t('imports.cancel')}</SubmitButton>
    </ActionForm>
  );
}
