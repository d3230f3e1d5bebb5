import { randomUUID } from 'node:crypto';
import { ActionForm, FormMessage, HiddenField, SubmitButton } from '@/components/ui/form';
import type { Stage } from '@/db/schema/customers';
import { moveCustomer } from '@/lib/customers/actions';
import type { FormChoices } from '@/lib/customers/queries/form-choices';
import { getT } from '@/lib/i18n/request';
import { StageFields } from './customer-form';

type Props = { customerId: number; stage: Stage; version: number; choices: FormChoices };

/** 改状态: any stage, back too; 流失 with its reason (R14). Shut again once the customer has changed. */
export async function StageForm({ customerId, stage, version, choices }: Props) {
  const t = await getT();
  return (
    <details key={version} className="relative">
      <summary className="link-quiet flex min-h-8 cursor-pointer list-none items-center text-sm max-sm:min-h-11">
        {t('customers.stageForm.open')}
      </summary>
      <ActionForm
        action={moveCustomer}
        formKey={randomUUID()}
        className="pop top-full mt-1 left-0 w-72 space-y-3 p-4! max-sm:w-full"
      >
        <input type="hidden" name="customerId" value={customerId} />
        <HiddenField name="from" value={stage} />
        <StageFields choices={choices} value={stage} />
        <FormMessage />
        <SubmitButton className="btn btn-primary w-full">{t('customers.stageForm.save')}</SubmitButton>
      </ActionForm>
    </details>
  );
}
