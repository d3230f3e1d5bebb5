import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { receiverGroups } from '@/components/customers/receiver-groups';
import { WheretoFields } from '@/components/customers/whereto-fields';
import { SubmitButton } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import { Empty } from '@/components/ui/page';
import { customersOf, tasksLeftBy } from '@/lib/customers/queries/owned';
import { receiversOfLeaver } from '@/lib/customers/queries/receivers';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { disablePerson } from '@/lib/people/actions';
import { accountsToChange, findPerson, findTeam, isOnlyAdmin } from '@/lib/people/queries';
import { canManagePeople } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { handOver } from '@/messages/zh/hand-over';
import { people as texts } from '@/messages/zh/people';

export const metadata: Metadata = { title: texts.disable };

type Props = { params: Promise<{ id: string }> };

/** Before somebody is disabled who has customers: what becomes of them (R7). Numbers only; an admin needn't see a name. */
export default async function DisablePage({ params }: Props) {
  const viewer = await requireViewer();
  if (!canManagePeople(viewer)) notFound();
  const person = findPerson(viewer, Number((await params).id));
  if (!person || !accountsToChange(viewer)(person.role)) notFound();
  // Back after it is done, or another admin was quicker.
  if (person.status === 'disabled') redirect(`/settings/people/${person.id}`);
  const t = await getT();
  const { id, name, teamId } = person;
  if (isOnlyAdmin(id))
    return (
      <Empty title={t('people.leave.title', { name })} text={t('people.lastAdmin')}>
        <Link className="btn btn-line" href="/settings/people" prefetch={false}>
          {t('form.close')}
        </Link>
      </Empty>
    );
  const owned = customersOf(viewer, id);
  const tasks = tasksLeftBy(viewer, id);
  const team = teamId === null ? undefined : findTeam(viewer, teamId);
  const groups = receiverGroups(receiversOfLeaver(viewer, person), t('people.noTeam'));
  return (
    <FormPage
      title={t('people.leave.title', { name })}
      cancelHref="/settings/people"
      cancel={t('form.cancel')}
      action={disablePerson}
      formKey={randomUUID()}
      draft={`person.${id}.disable`}
      footer={<SubmitButton className="btn btn-primary max-sm:w-full">{t('people.disable')}</SubmitButton>}
    >
      <input type="hidden" name="userId" value={id} />
      <div className="space-y-1 text-sm text-ink-2">
        <p className="text-base text-base-content">{t('people.disableText')}</p>
        {owned > 0 && <p>{t('people.leave.owns', { n: count(owned), tasks: count(tasks.own) })}</p>}
        {tasks.others > 0 && <p>{t('people.leave.tasks', { n: count(tasks.others) })}</p>}
      </div>
      {owned > 0 && (
        <>
          <WheretoFields
            label={t('people.leave.to')}
            texts={{ ...handOver.to, pooledText: texts.leave.pooledText }}
            groups={groups}
            hasPool={readSettings().pool}
            unassignedText={
              team ? t('people.leave.unassignedText', { team: team.name }) : t('people.leave.unassignedNoTeam')
            }
          />
          {groups.length === 0 && <p className="text-sm text-warning">{t('people.leave.nobody')}</p>}
        </>
      )}
    </FormPage>
  );
}
