import { randomUUID } from 'node:crypto';
import { Eraser } from 'lucide-react';
import { ActionForm, Field, FormMessage, SubmitButton } from '@/components/ui/form';
import { getT } from '@/lib/i18n/request';
import { erasePersonalData } from '@/lib/personal/actions';

type Props = { customerId: number; contactId: number; version: number; name: string };

/** Asks why and for the name, typed: what is erased can't be brought back. Opens and closes without script. */
export async function EraseDialog({ customerId, contactId, version, name }: Props) {
  const t = await getT();
  return (
    <>
      <button type="button" className="btn btn-line mt-3 text-error max-sm:w-full" popoverTarget="erase-person">
        <Eraser aria-hidden />
        {t('personal.erase.button')}
      </button>
      <dialog
        id="erase-person"
        popover="auto"
        aria-labelledby="erase-person-title"
        className="fixed inset-0 m-auto h-fit w-[min(28rem,calc(100vw-2rem))] rounded-box border border-line-strong bg-base-100 p-5 text-base-content shadow-[0_8px_24px_-8px_oklch(25%_0.02_225/0.28)] backdrop:bg-base-content/40"
      >
        <h2 id="erase-person-title" className="text-lg font-semibold break-words">
          {t('personal.erase.dialogTitle', { name })}
        </h2>
        <ActionForm action={erasePersonalData} formKey={randomUUID()} className="mt-3 space-y-3">
          <input type="hidden" name="customerId" value={customerId} />
          <input type="hidden" name="contactId" value={contactId} />
          <input type="hidden" name="version" value={version} />
          <Field
            name="reason"
            label={t('personal.erase.reason')}
            hint={t('personal.erase.reasonHint')}
            required
            maxLength={200}
          />
          <Field
            name="confirm"
            label={t('personal.erase.confirm', { name })}
            required
            maxLength={100}
            autoComplete="off"
          />
          <FormMessage />
          <div className="flex flex-wrap justify-end gap-2">
            <button type="button" className="btn btn-ghost" popoverTarget="erase-person" popoverTargetAction="hide">
              {t('form.cancel')}
            </button>
            <SubmitButton className="btn btn-error">{t('personal.erase.confirmButton')}</SubmitButton>
          </div>
        </ActionForm>
      </dialog>
    </>
  );
}
