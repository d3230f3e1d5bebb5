import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AccessActions } from '@/components/people/people-list';
import { UnlinkForm } from '@/components/people/person-actions';
import { PersonForm } from '@/components/people/person-form';
import { SettingsPart } from '@/components/people/settings-part';
import { Breadcrumb, PageHead } from '@/components/ui/page';
import { requestOrigin } from '@/lib/caller';
import { countOwnedSeen, customersOf } from '@/lib/customers/queries/owned';
import { momentIn } from '@/lib/days';
import { getT } from '@/lib/i18n/request';
import { spellPerson } from '@/lib/people/edit-person';
import { oidcSettings } from '@/lib/people/oidc';
import { accountsToChange, findPerson, listTeams } from '@/lib/people/queries';
import { identitiesOf } from '@/lib/people/sign-in-identity';
import { canHandOver, canManagePeople } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';
import { people as texts } from '@/messages/zh/people';
import { shell } from '@/messages/zh/shell';

export const metadata: Metadata = { title: texts.title };

type Props = { params: Promise<{ id: string }> };

export default async function PersonPage({ params }: Props) {
  const viewer = await requireViewer();
  if (!canManagePeople(viewer)) notFound();
  const person = findPerson(viewer, Number((await params).id));
  if (!person) notFound();
  const t = await getT();
  const isOurs = accountsToChange(viewer)(person.role);
  const teams = listTeams(viewer).filter((team) => team.archivedAt === null || team.id === person.teamId);
  const owned = customersOf(viewer, person.id);
  const seen = canHandOver(viewer) ? countOwnedSeen(viewer, person.id) : 0;
  const identities = identitiesOf(person.id);
  const { id, name, login, role, teamId, isAdmin, exportsClear, email, status } = person;
  return (
    <>
      <PageHead title={t('people.editTitle', { name })} />
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('people.title')}
          items={[
            { label: t('people.settings.title'), href: '/settings' },
            { label: t('people.title'), href: '/settings/people' },
            { label: t('people.edit') },
          ]}
        />
      </div>
      {isOurs ? (
        <>
          <SettingsPart title={t('people.account.who')}>
            <PersonForm
              person={{ id, name, login, role, teamId, isAdmin, exportsClear, email }}
              opened={JSON.stringify(spellPerson(person))}
              teams={teams.map((team) => ({ id: team.id, name: team.name }))}
              customers={owned > 0 ? { label: t('people.move.label', { count: owned }) } : null}
              roles={shell.role}
              texts={texts}
              formKey={randomUUID()}
            />
          </SettingsPart>
          <SettingsPart title={t('people.access')} text={t(`people.accessText.${status}`)}>
            <AccessActions person={{ ...person, isOurs, owned }} origin={await requestOrigin()} place="person" />
            {status === 'disabled' && <p className="caption max-w-prose">{t('people.enableText')}</p>}
          </SettingsPart>
          {owned > 0 && (
            <SettingsPart title={t('people.leave.remains', { n: owned })}>
              {seen > 0 ? (
                <Link
                  className="link-quiet inline-flex items-center text-sm max-sm:min-h-11"
                  href={`/customers/hand-over?person=${id}`}
                  prefetch={false}
                >
                  {t('people.leave.handOver', { n: seen })}
                </Link>
              ) : (
                <p className="caption max-w-prose">{t('people.leave.remainsText')}</p>
              )}
            </SettingsPart>
          )}
          {(identities.length > 0 || oidcSettings()) && (
            <SettingsPart title={t('people.identity.title')}>
              {identities.map(({ issuer, linkedAt }) => (
                <p key={issuer} className="text-sm break-words">
                  {t('people.identity.linked', { issuer, at: momentIn(linkedAt, readSettings().timeZone) })}
                </p>
              ))}
              {identities.length > 0 ? (
                <UnlinkForm userId={id} formKey={randomUUID()} texts={texts.identity} />
              ) : (
                <p className="caption max-w-prose">{t('people.identity.none')}</p>
              )}
            </SettingsPart>
          )}
        </>
      ) : (
        <SettingsPart title={t('people.account.who')} text={t('people.guarded')} />
      )}
    </>
  );
}
