import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LevelMark } from '@/components/customers/marks';
import { HiddenField, SelectField, SubmitButton } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { assign } from '@/lib/customers/actions';
import { findPooled, poolReceivers } from '@/lib/customers/queries/pool';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { canAssignPooled } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';

export const metadata: Metadata = { title: translator()('pool.assignTitle') };
type Props = { params: Promise<{ id: string }> };

export default async function AssignPage({ params }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const customer = canAssignPooled(viewer) && /^\d{1,15}$/.test(id) ? findPooled(viewer, Number(id)) : undefined;
  if (!customer) notFound();
  const t = await getT();
  const receivers = poolReceivers(viewer);
  return (
    <FormPage
      title={t('pool.assignTitle')}
      cancelHref="/customers/pool"
      cancel={t('form.cancel')}
      action={assign}
      formKey={randomUUID()}
      draft={`customer.${customer.id}.assign`}
      footer={
        receivers.length > 0 && (
          <SubmitButton className="btn btn-primary max-sm:w-full">{t('pool.assign')}</SubmitButton>
        )
      }
    >
      <HiddenField name="customerId" value={String(customer.id)} />
      <div className="space-y-1 text-sm text-ink-2 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-2 text-base text-base-content">
          {customer.name}
          <LevelMark level={customer.level} />
        </p>
        <p>
          {[customer.code, customer.industry, customer.region, t(`customers.stage.${customer.stage}`)]
            .filter(Boolean)
            .join('，')}
        </p>
        <p>{receivers.length > 0 ? t('pool.assignText') : t('pool.noReceiver')}</p>
      </div>
      {receivers.length > 0 && (
        <SelectField
          name="ownerId"
          label={t('pool.owner')}
          required
          options={[
            { value: '', label: t('pool.chooseOwner') },
            ...receivers.map(({ id: userId, name, teamName }) => ({
              value: String(userId),
              label: teamName ? t('pool.ownerOfTeam', { name, team: teamName }) : name,
            })),
          ]}
        />
      )}
    </FormPage>
  );
}
