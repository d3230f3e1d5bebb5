import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { CustomerFields } from '@/components/customers/customer-form';
import { SaveAnyway } from '@/components/customers/duplicate-check';
import { SubmitButton } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { ownPath } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import { saveNewCustomer } from '@/lib/customers/actions';
import { blankCustomer } from '@/lib/customers/fields';
import { formChoices } from '@/lib/customers/queries/form-choices';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('customers.form.title') };

type Props = { searchParams: Promise<{ name?: string | string[]; back?: string | string[] }> };

export default async function NewCustomerPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const { name, back } = await searchParams;
  const backTo = typeof back === 'string' ? ownPath(back) : null;
  const settings = readSettings();
  const today = todayIn(settings.timeZone);
  const values = {
    ...blankCustomer,
    name: typeof name === 'string' ? name.slice(0, 100) : '',
    ownerId: String(viewer.id),
    filedOn: today,
  };
  return (
    <FormPage
      title={t('customers.form.title')}
      cancelHref={backTo ?? '/customers'}
      cancel={t('form.cancel')}
      action={saveNewCustomer}
      formKey={randomUUID()}
      draft="customer.new"
      footer={
        <div className="flex gap-2">
          <SubmitButton className="btn btn-primary flex-1 sm:flex-none sm:px-6">{t('form.save')}</SubmitButton>
          <SaveAnyway label={t('customers.form.saveAnyway')} />
        </div>
      }
    >
      {backTo && <input type="hidden" name="back" value={backTo} />}
      <CustomerFields
        viewer={viewer}
        values={values}
        choices={formChoices(viewer, null)}
        dueDays={settings.dueDays}
        today={today}
      />
    </FormPage>
  );
}
