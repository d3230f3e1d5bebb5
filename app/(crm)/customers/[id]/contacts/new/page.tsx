import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import { ContactFields } from '@/components/customers/contact-form';
import { SubmitButton } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { saveNewContact } from '@/lib/customers/actions';
import { findOpenCustomer } from '@/lib/customers/queries/customer';
import { getT } from '@/lib/i18n/request';
import { requireViewer } from '@/lib/session';

type Props = { params: Promise<{ id: string }> };
const blank = { name: '', title: '', phone: '', wechat: '', email: '' };

export default async function NewContactPage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const found = /^\d{1,15}$/.test(id) ? findOpenCustomer(viewer, Number(id)) : undefined;
  if (!found) notFound();
  const t = await getT();
  const { customer } = found;
  return (
    <>
      <title>{customer.name}</title>
      <FormPage
        title={t('customers.contact.title')}
        cancelHref={`/customers/${customer.id}?tab=contacts`}
        cancel={t('form.cancel')}
        action={saveNewContact}
        formKey={randomUUID()}
        draft={`contact.new.${customer.id}`}
        footer={<SubmitButton className="btn btn-primary max-sm:w-full sm:px-6">{t('form.save')}</SubmitButton>}
      >
        <p className="text-sm text-ink-2 break-words">{customer.name}</p>
        <input type="hidden" name="customerId" value={customer.id} />
        <ContactFields values={blank} />
      </FormPage>
    </>
  );
}
