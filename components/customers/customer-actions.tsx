import { Archive, ArrowLeftRight, CalendarPlus, MessageSquarePlus, Pencil, ReceiptText, Waves } from 'lucide-react';
import Link from 'next/link';
import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import { archive, restore } from '@/lib/customers/actions';
import type { Customer } from '@/lib/customers/queries/customer';
import { archiveObstacle } from '@/lib/customers/queries/obstacle';
import { sees } from '@/lib/customers/sees';
import { getT } from '@/lib/i18n/request';
import { canHandOver } from '@/lib/permissions';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import { Confirm } from './confirm';

/** What can be done with a customer from its page; an archived one is restored first. */
export async function CustomerActions({ customer, viewer }: { customer: Customer['customer']; viewer: Viewer }) {
  const t = await getT();
  const { id, name } = customer;
  if (customer.archivedAt !== null)
    return (
      <ActionForm action={restore} formKey={crypto.randomUUID()} className="flex flex-wrap items-center gap-3">
        <input type="hidden" name="customerId" value={id} />
        <span className="text-sm text-ink-2">{t('customers.archive.note')}</span>
        <FormMessage />
        <SubmitButton className="btn btn-line">{t('customers.archive.restore')}</SubmitButton>
      </ActionForm>
    );
  const obstacle = archiveObstacle(id);
  return (
    <>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:gap-1.5">
        <button
          type="button"
          className="btn btn-line max-sm:order-last max-sm:px-3"
          popoverTarget="archive-customer"
          title={t('customers.archive.open')}
        >
          <Archive aria-hidden />
          <span className="sr-only">{t('customers.archive.open')}</span>
        </button>
        {canHandOver(viewer) && sees(viewer, customer) && (
          <Link
            className="btn btn-line max-sm:order-3 max-sm:px-3"
            href={`/customers/hand-over?row=${id}`}
            prefetch={false}
            title={t('handOver.open')}
          >
            <ArrowLeftRight aria-hidden />
            <span className="max-sm:sr-only">{t('handOver.open')}</span>
          </Link>
        )}
        {readSettings().pool && customer.pooledAt === null && (
          <Link
            // A phone has no room for both; a handover leads to the pool as well.
            className={`btn btn-line max-sm:order-3 max-sm:px-3 ${canHandOver(viewer) ? 'max-sm:hidden' : ''}`}
            href={`/customers/${id}/release`}
            prefetch={false}
            title={t('pool.release')}
          >
            <Waves aria-hidden />
            <span className="sr-only">{t('pool.release')}</span>
          </Link>
        )}
        <Link className="btn btn-line max-sm:order-2 max-sm:px-3" href={`/customers/${id}/edit`} prefetch={false}>
          <Pencil aria-hidden />
          <span className="max-sm:sr-only">{t('customers.actions.edit')}</span>
        </Link>
        <Link
          className="btn btn-line max-sm:order-1 max-sm:px-3"
          href={`/follow-ups/tasks/new?customer=${id}`}
          prefetch={false}
        >
          <CalendarPlus aria-hidden />
          <span className="max-sm:sr-only">{t('customers.actions.plan')}</span>
        </Link>
        <Link className="btn btn-line max-sm:flex-1 max-sm:px-2" href={`/sales/new?customer=${id}`} prefetch={false}>
          <ReceiptText aria-hidden />
          {t('customers.actions.sale')}
        </Link>
        <Link
          className="btn btn-primary max-sm:order-first max-sm:flex-1 max-sm:px-2"
          href={`/follow-ups/new?customer=${id}`}
          prefetch={false}
        >
          <MessageSquarePlus aria-hidden />
          {t('customers.actions.followUp')}
        </Link>
      </div>
      <Confirm
        id="archive-customer"
        title={t('customers.archive.title', { name })}
        text={
          obstacle ? t(obstacle.key, obstacle.params as { amount: string; n: number }) : t('customers.archive.text')
        }
        confirm={t('customers.archive.confirm')}
        cancel={t(obstacle ? 'form.close' : 'form.cancel')}
        action={obstacle ? null : archive}
        fields={{ customerId: String(id) }}
      />
    </>
  );
}
