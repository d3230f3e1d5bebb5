import {
  Archive,
  ArrowLeftRight,
  CalendarPlus,
  Ellipsis,
  MessageSquarePlus,
  Pencil,
  ReceiptText,
  Waves,
} from 'lucide-react';
import Link from 'next/link';
import type { CSSProperties } from 'react';
import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import { archive, restore } from '@/lib/customers/actions';
import type { Customer } from '@/lib/customers/queries/customer';
import { archiveObstacle } from '@/lib/customers/queries/obstacle';
import { sees } from '@/lib/customers/sees';
import { getT } from '@/lib/i18n/request';
import type { Translate } from '@/lib/i18n/translator';
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
  const handsOver = canHandOver(viewer) && sees(viewer, customer);
  const goesToPool = readSettings().pool && customer.pooledAt === null;
  return (
    <>
      <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:gap-1.5">
        <Rest t={t} id={id} handsOver={handsOver} goesToPool={goesToPool} />
        {handsOver && (
          <Link className="btn btn-line max-sm:hidden" href={`/customers/hand-over?row=${id}`} prefetch={false}>
            <ArrowLeftRight aria-hidden />
            {t('handOver.open')}
          </Link>
        )}
        <Link className="btn btn-line max-sm:hidden" href={`/customers/${id}/edit`} prefetch={false}>
          <Pencil aria-hidden />
          {t('customers.actions.edit')}
        </Link>
        <Link
          className="btn btn-line max-sm:order-1 max-sm:flex-1 max-sm:px-1"
          href={`/follow-ups/tasks/new?customer=${id}`}
          prefetch={false}
        >
          <CalendarPlus aria-hidden />
          {t('customers.actions.plan')}
        </Link>
        <Link className="btn btn-line max-sm:flex-1 max-sm:px-1" href={`/sales/new?customer=${id}`} prefetch={false}>
          <ReceiptText aria-hidden />
          {t('customers.actions.sale')}
        </Link>
        <Link
          className="btn btn-primary max-sm:order-first max-sm:flex-1 max-sm:px-1"
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

/** What is done seldom, in words behind 更多操作; on a phone also what has no room beside the rest. */
function Rest({ t, id, handsOver, goesToPool }: { t: Translate; id: number; handsOver: boolean; goesToPool: boolean }) {
  const item = 'btn btn-ghost w-full justify-start text-base-content';
  return (
    <>
      <button
        type="button"
        className="btn btn-line btn-square max-sm:order-last"
        popoverTarget="customer-more"
        style={{ anchorName: '--customer-more' } as CSSProperties}
        aria-label={t('customers.actions.more')}
        title={t('customers.actions.more')}
      >
        <Ellipsis aria-hidden />
      </button>
      <div
        id="customer-more"
        popover="auto"
        // The question before archiving stands alone.
        className="pop inset-auto m-0 w-44 p-1! [position-area:bottom_span-left] [body:has(#archive-customer:popover-open)_&]:hidden"
        style={{ positionAnchor: '--customer-more' } as CSSProperties}
      >
        {handsOver && (
          <Link className={`${item} sm:hidden`} href={`/customers/hand-over?row=${id}`} prefetch={false}>
            <ArrowLeftRight aria-hidden />
            {t('handOver.open')}
          </Link>
        )}
        <Link className={`${item} sm:hidden`} href={`/customers/${id}/edit`} prefetch={false}>
          <Pencil aria-hidden />
          {t('customers.actions.edit')}
        </Link>
        {goesToPool && (
          <Link className={item} href={`/customers/${id}/release`} prefetch={false}>
            <Waves aria-hidden />
            {t('pool.release')}
          </Link>
        )}
        <button type="button" className={item} popoverTarget="archive-customer">
          <Archive aria-hidden />
          {t('customers.archive.open')}
        </button>
      </div>
    </>
  );
}
