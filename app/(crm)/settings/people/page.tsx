import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AddTeamForm, AddUserForm } from '@/components/people/people-forms';
import { PeopleRows, PeopleTable } from '@/components/people/people-list';
import { Breadcrumb, PageHead } from '@/components/ui/page';
import { requestOrigin } from '@/lib/caller';
import { customersByOwner } from '@/lib/customers/queries/owned';
import { getT } from '@/lib/i18n/request';
import { accountsToChange, listPeople, listTeams } from '@/lib/people/queries';
import { canManagePeople } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { people as texts } from '@/messages/zh/people';
import { shell } from '@/messages/zh/shell';

export const metadata: Metadata = { title: texts.title };

export default async function PeoplePage() {
  const viewer = await requireViewer();
  if (!canManagePeople(viewer)) notFound();
  const t = await getT();
  const isOurs = accountsToChange(viewer);
  const owned = customersByOwner(viewer);
  const people = listPeople(viewer).map((person) => ({
    ...person,
    isOurs: isOurs(person.role),
    owned: owned.get(person.id) ?? 0,
  }));
  const all = listTeams(viewer);
  const teams = all.filter((team) => team.archivedAt === null);
  const archived = all.filter((team) => team.archivedAt !== null);
  const present = people.filter((person) => person.status !== 'disabled');
  const origin = await requestOrigin();
  return (
    <>
      <PageHead
        title={t('people.title')}
        caption={t('people.caption', { people: present.length, teams: teams.length })}
      >
        <a className="btn btn-line lg:hidden" href="#add">
          {t('people.addUser')}
        </a>
      </PageHead>
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('people.title')}
          items={[{ label: t('people.settings.title'), href: '/settings' }, { label: t('people.title') }]}
        />
      </div>
      <div className="grid flex-1 border-t border-line lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <PeopleTable people={people} origin={origin} />
          <PeopleRows people={people} origin={origin} />
        </div>
        <aside className="border-line max-lg:border-t lg:border-l">
          <section id="add" className="space-y-4 border-b border-line p-5 max-sm:px-4">
            <h2 className="text-base">{t('people.addUser')}</h2>
            <AddUserForm
              texts={texts}
              roles={shell.role}
              teams={teams.map(({ id, name }) => ({ id, name }))}
              origin={origin}
              formKey={crypto.randomUUID()}
            />
          </section>
          <section className="space-y-4 p-5 max-sm:px-4">
            <h2 className="text-base">{t('people.teams')}</h2>
            <ul className="text-sm">
              {teams.map((team) => (
                <li key={team.id} className="flex items-center gap-3 border-b border-line py-1.5 last:border-b-0">
                  <Link
                    className="min-w-0 break-words hover:underline max-sm:flex max-sm:min-h-11 max-sm:items-center"
                    href={`/settings/people/teams/${team.id}`}
                    prefetch={false}
                  >
                    {team.name}
                  </Link>
                  <span className="ml-auto shrink-0 text-ink-3">
                    {t('people.teamMembers', { count: present.filter((person) => person.teamId === team.id).length })}
                  </span>
                </li>
              ))}
            </ul>
            {archived.length > 0 && (
              <details className="text-sm">
                <summary className="link-quiet">{t('people.team.archivedHead')}</summary>
                <ul>
                  {archived.map((team) => (
                    <li key={team.id}>
                      <Link
                        className="flex min-h-8 items-center break-words text-ink-2 hover:underline max-sm:min-h-11"
                        href={`/settings/people/teams/${team.id}`}
                        prefetch={false}
                      >
                        {team.name}
                      </Link>
                    </li>
                  ))}
                </ul>
              </details>
            )}
            <AddTeamForm texts={texts} formKey={crypto.randomUUID()} />
          </section>
        </aside>
      </div>
    </>
  );
}
