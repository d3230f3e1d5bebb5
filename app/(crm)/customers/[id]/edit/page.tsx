import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import { CustomerFields } from '@/components/customers/customer-form';
import { HiddenField, SubmitButton } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { today as todayIn } from '@/lib/clock';
import { saveCustomer } from '@/lib/customers/actions';
import { spelledCustomer, valuesOf } from '@/lib/customers/fields';
import { findOpenCustomer } from '@/lib/customers/queries/customer';
import { formChoices } from '@/lib/customers/queries/form-choices';
import { getT } from '@/lib/i18n/request';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

type Props = { params: Promise<{ id: string }> };

export default async function EditCustomerPage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findOpenCustomer(viewer, Number(id)) : undefined;
  if (!found) notFound();
  const t = await getT();
  const settings = readSettings();
  const { customer } = found;
  const values = spelledCustomer(valuesOf(customer));
  return (
    <>
      <title>{customer.name}</title>
      <FormPage
        title={t('customers.form.editTitle')}
        cancelHref={`/customers/${customer.id}`}
        cancel={t('form.cancel')}
        action={saveCustomer}
        formKey={randomUUID()}
        draft={`customer.${customer.id}`}
        footer={<SubmitButton className="btn btn-primary max-sm:w-full sm:px-6">{t('form.save')}</SubmitButton>}
      >
        <input type="hidden" name="customerId" value={customer.id} />
        <HiddenField name="opened" value={JSON.stringify(values)} />
        <CustomerFields
          viewer={viewer}
          values={values}
          choices={formChoices(viewer, customer)}
          dueDays={settings.dueDays}
          today={todayIn(settings.timeZone)}
          customerId={customer.id}
        />
      </FormPage>
    </>
  );
}
