import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SettingsPart } from '@/components/people/settings-part';
import { ArchiveTeamForm, RenameTeamForm } from '@/components/people/team-forms';
import { Breadcrumb, PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';
import { findTeam } from '@/lib/people/queries';
import { canManagePeople } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { people as texts } from '@/messages/zh/people';

export const metadata: Metadata = { title: texts.teams };

type Props = { params: Promise<{ id: string }> };

export default async function TeamPage({ params }: Props) {
  const viewer = await requireViewer();
  if (!canManagePeople(viewer)) notFound();
  const team = findTeam(viewer, Number((await params).id));
  if (!team) notFound();
  const t = await getT();
  const isArchived = team.archivedAt !== null;
  const shown = { id: team.id, name: team.name };
  return (
    <>
      <PageHead title={t('people.team.title', { name: team.name })} caption={isArchived && t('people.team.archived')} />
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('people.title')}
          items={[
            { label: t('people.settings.title'), href: '/settings' },
            { label: t('people.title'), href: '/settings/people' },
            { label: t('people.teams') },
          ]}
        />
      </div>
      <SettingsPart title={t('people.team.rename')} text={t('people.team.renameText')}>
        <RenameTeamForm team={shown} texts={texts} formKey={randomUUID()} />
      </SettingsPart>
      <SettingsPart
        title={t(isArchived ? 'people.team.back' : 'people.team.away')}
        {...(isArchived ? {} : { text: t('people.team.awayText') })}
      >
        <ArchiveTeamForm team={shown} texts={texts} formKey={randomUUID()} isArchived={isArchived} />
      </SettingsPart>
    </>
  );
}
