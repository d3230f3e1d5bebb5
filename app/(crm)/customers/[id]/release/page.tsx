import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { HiddenField, SubmitButton, TextField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { Empty } from '@/components/ui/page';
import { release } from '@/lib/customers/actions';
import { archiveObstacle } from '@/lib/customers/queries/obstacle';
import { findReleasable } from '@/lib/customers/queries/pool';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('pool.releaseTitle') };
type Props = { params: Promise<{ id: string }> };

export default async function ReleasePage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const customer = /^\d{1,15}$/.test(id) ? findReleasable(viewer, Number(id)) : undefined;
  if (!customer) notFound();
  const t = await getT();
  const here = `/customers/${customer.id}`;
  const obstacle = archiveObstacle(customer.id, undefined, 'pool');
  if (obstacle)
    return (
      <Empty title={t('pool.cannotRelease')} text={t(obstacle.key, obstacle.params as { amount: string; n: number })}>
        <Link className="btn btn-line" href={here} prefetch={false}>
          {t('pool.back')}
        </Link>
      </Empty>
    );
  const { poolCoolOffDays } = readSettings();
  return (
    <FormPage
      title={t('pool.releaseTitle')}
      cancelHref={here}
      cancel={t('form.cancel')}
      action={release}
      formKey={randomUUID()}
      draft={`customer.${customer.id}.release`}
      footer={<SubmitButton className="btn btn-primary max-sm:w-full">{t('pool.release')}</SubmitButton>}
    >
      <HiddenField name="customerId" value={String(customer.id)} />
      <div className="space-y-1 text-sm text-ink-2 [overflow-wrap:anywhere]">
        <p className="text-base text-base-content">{customer.name}</p>
        <p>
          {t('pool.releaseText')}
          {poolCoolOffDays > 0 && t('pool.releaseCoolOff', { days: poolCoolOffDays })}
        </p>
      </div>
      <TextField name="reason" label={t('pool.reason')} hint={t('pool.reasonHint')} required maxLength={200} />
    </FormPage>
  );
}
