import { randomUUID } from 'node:crypto';
import { notFound } from 'next/navigation';
import { Confirm } from '@/components/customers/confirm';
import { ContactFields } from '@/components/customers/contact-form';
import { HiddenField, SubmitButton } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { dropContact, saveContact } from '@/lib/customers/actions';
import { spelledContact } from '@/lib/customers/edit-contacts';
import { contactsOf, findOpenCustomer } from '@/lib/customers/queries/customer';
import { getT } from '@/lib/i18n/request';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

type Props = { params: Promise<{ id: string; contactId: string }> };

export default async function ContactPage({ params }: Props) {
  const viewer = await requireViewer();
  const { id, contactId } = await params;
  const found = /^\d{1,15}$/.test(id) ? findOpenCustomer(viewer, Number(id)) : undefined;
  if (!found) notFound();
  const { contacts, isClear } = contactsOf(viewer, found.customer, readSettings().supervisorsSeeContacts);
  const contact = contacts.find((one) => String(one.id) === contactId);
  if (!contact) notFound();
  const t = await getT();
  const { customer } = found;
  const values = spelledContact(contact);
  return (
    <>
      <title>{customer.name}</title>
      <FormPage
        title={t('customers.contact.editTitle')}
        cancelHref={`/customers/${customer.id}?tab=contacts`}
        cancel={t('form.cancel')}
        action={saveContact}
        formKey={randomUUID()}
        draft={`contact.${contact.id}`}
        footer={
          <div className="flex gap-2">
            <SubmitButton className="btn btn-primary flex-1 sm:flex-none sm:px-6">{t('form.save')}</SubmitButton>
            <button type="button" className="btn btn-ghost" popoverTarget="remove-contact">
              {t('customers.contact.remove')}
            </button>
          </div>
        }
      >
        <p className="text-sm text-ink-2 break-words">{customer.name}</p>
        <input type="hidden" name="customerId" value={customer.id} />
        <input type="hidden" name="contactId" value={contact.id} />
        <HiddenField name="opened" value={JSON.stringify(values)} />
        <ContactFields values={values} lookAt={isClear ? null : `/customers/${customer.id}?tab=contacts`} />
      </FormPage>
      <Confirm
        id="remove-contact"
        title={t('customers.contact.removeTitle', { name: contact.name })}
        text={t('customers.contact.removeText')}
        confirm={t('customers.contact.removeConfirm')}
        cancel={t('form.cancel')}
        action={dropContact}
        fields={{ customerId: String(customer.id), contactId: String(contact.id) }}
      />
    </>
  );
}
