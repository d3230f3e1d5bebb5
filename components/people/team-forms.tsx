'use client';

import { ActionForm, Field, FormMessage, HiddenField, SubmitButton } from '@/components/ui/form';
import { bringTeamBack, changeTeam, putTeamAway } from '@/lib/people/actions';
import type { people } from '@/messages/zh/people';

type Texts = typeof people;
type Props = { team: { id: number; name: string }; texts: Texts; formKey: string };

export function RenameTeamForm({ team, texts, formKey }: Props) {
  return (
    <ActionForm action={changeTeam} formKey={formKey} draft={`team.${team.id}`} className="max-w-md space-y-3">
      <input type="hidden" name="teamId" value={team.id} />
      <HiddenField name="opened" value={team.name} />
      <Field name="name" label={texts.teamName} required defaultValue={team.name} autoComplete="off" />
      <FormMessage />
      <SubmitButton>{texts.team.rename}</SubmitButton>
    </ActionForm>
  );
}

export function ArchiveTeamForm({ team, texts, formKey, isArchived }: Props & { isArchived: boolean }) {
  return (
    <ActionForm action={isArchived ? bringTeamBack : putTeamAway} formKey={formKey} className="max-w-md space-y-3">
      <input type="hidden" name="teamId" value={team.id} />
      <FormMessage />
      <SubmitButton className="btn btn-line">{isArchived ? texts.team.back : texts.team.away}</SubmitButton>
    </ActionForm>
  );
}
