'use client';

import { ActionForm, Field, FormMessage, SelectField, SubmitButton, useFormState } from '@/components/ui/form';
import { createTeam, createUser } from '@/lib/people/actions';
import type { people } from '@/messages/zh/people';
import type { shell } from '@/messages/zh/shell';
import { InvitationLink, invitationIn, takeFocus } from './invitation-link';

type Texts = typeof people;

export function AddUserForm({
  texts,
  roles,
  teams,
  origin,
  formKey,
}: {
  texts: Texts;
  roles: (typeof shell)['role'];
  teams: readonly { id: number; name: string }[];
  origin: string;
  formKey: string;
}) {
  return (
    <ActionForm action={createUser} formKey={formKey} draft="person.new" className="space-y-4">
      <Field name="name" label={texts.columns.name} required autoComplete="off" />
      <Field name="login" label={texts.columns.login} hint={texts.loginHint} autoComplete="off" autoCapitalize="none" />
      <SelectField
        name="role"
        label={texts.columns.role}
        defaultValue="rep"
        options={Object.entries(roles).map(([value, label]) => ({ value, label }))}
      />
      <SelectField
        name="teamId"
        label={texts.columns.team}
        defaultValue={teams[0] ? String(teams[0].id) : ''}
        options={[
          ...teams.map(({ id, name }) => ({ value: String(id), label: name })),
          { value: '', label: texts.noTeam },
        ]}
      />
      <AdminBox texts={texts} />
      <FormMessage />
      <SubmitButton>{texts.addUser}</SubmitButton>
      <Invitation texts={texts.link} origin={origin} />
    </ActionForm>
  );
}

export const AdminBox = ({ texts, isAdmin = false }: { texts: Texts; isAdmin?: boolean }) => (
  <RightBox name="isAdmin" isGiven={isAdmin} label={texts.admin} hint={texts.adminHint} />
);

export const ClearExportBox = ({ texts, isGiven }: { texts: Texts; isGiven: boolean }) => (
  <RightBox name="exportsClear" isGiven={isGiven} label={texts.exportsClear} hint={texts.exportsClearHint} />
);

function RightBox({ name, isGiven, label, hint }: { name: string; isGiven: boolean; label: string; hint: string }) {
  const { state } = useFormState();
  return (
    <label className="flex items-center gap-2 text-sm max-sm:min-h-11">
      <input
        key={state.answer}
        type="checkbox"
        name={name}
        className="checkbox checkbox-sm"
        defaultChecked={state.status === 'idle' && state.answer === 0 ? isGiven : state.values[name] === 'on'}
      />
      <span className="shrink-0">{label}</span>
      <span className="caption">{hint}</span>
    </label>
  );
}

function Invitation({ texts, origin }: { texts: Texts['link']; origin: string }) {
  const link = invitationIn(useFormState().state);
  if (!link) return null;
  return (
    // Enter in a field, which is made anew for the next person, would leave the focus nowhere.
    <div
      key={link.path}
      ref={takeFocus}
      tabIndex={-1}
      role="status"
      className="rounded-field border border-line-strong p-3"
    >
      <strong className="break-words">{texts.title.replace('{{name}}', link.name)}</strong>
      <InvitationLink path={link.path} kind={link.kind} origin={origin} texts={texts} />
    </div>
  );
}

export function AddTeamForm({ texts, formKey }: { texts: Texts; formKey: string }) {
  return (
    <ActionForm action={createTeam} formKey={formKey} draft="team.new" className="space-y-3">
      <Field name="name" label={texts.teamName} required autoComplete="off" />
      <FormMessage />
      <SubmitButton className="btn btn-line">{texts.addTeam}</SubmitButton>
    </ActionForm>
  );
}
