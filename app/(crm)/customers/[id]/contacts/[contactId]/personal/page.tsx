import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { EraseDialog } from '@/components/personal/erase-dialog';
import { HeldData } from '@/components/personal/held-data';
import { TakeFile } from '@/components/personal/take-file';
import { PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { personalData } from '@/lib/personal/queries';
import { requireViewer } from '@/lib/session';

export const metadata: Metadata = { title: translator()('personal.title') };

type Props = { params: Promise<{ id: string; contactId: string }> };

/** What is held on a contact, handed out as a file or erased (R43): for the manager. */
export default async function PersonalPage({ params }: Props) {
  const viewer = await requireViewer();
  const { id, contactId } = await params;
  const held = /^\d{1,15}$/.test(contactId) ? personalData(viewer, Number(contactId)) : undefined;
  if (!held || String(held.customer.id) !== id) notFound();
  const t = await getT();
  const { contact, customer, mentions } = held;
  const times = mentions.reduce((sum, mention) => sum + mention.times, 0);
  return (
    <>
      <PageHead
        title={t('personal.title')}
        caption={
          <span className="max-sm:hidden">
            {t('personal.caption', { name: contact.name, customer: customer.name })}
          </span>
        }
      >
        <Link className="btn btn-ghost" href={`/customers/${id}?tab=contacts`} prefetch={false}>
          {t('personal.back')}
        </Link>
      </PageHead>
      <div className="max-w-3xl divide-y divide-line px-6 max-sm:px-4">
        <HeldData held={held} />
        <TakeFile href={`/api/contacts/${contact.id}/personal`} />
        <section className="py-5">
          <h2 className="text-base">{t('personal.erase.title')}</h2>
          <p className="mt-1 max-w-[44em] text-sm">{t('personal.erase.text', { n: times })}</p>
          <p className="mt-1 max-w-[44em] text-sm text-ink-2">{t('personal.erase.stays')}</p>
          <EraseDialog customerId={customer.id} contactId={contact.id} version={contact.version} name={contact.name} />
        </section>
      </div>
    </>
  );
}
