'use client';

import { useState } from 'react';
import {
  ActionForm,
  ChoiceField,
  DraftMark,
  Field,
  FormMessage,
  HiddenField,
  SelectField,
  SubmitButton,
  useField,
} from '@/components/ui/form';
import type { Role } from '@/db/schema/people';
import { changePerson } from '@/lib/people/actions';
import type { people } from '@/messages/zh/people';
import type { shell } from '@/messages/zh/shell';
import { AdminBox, ClearExportBox } from './people-forms';

type Texts = typeof people;
type Person = {
  id: number;
  name: string;
  login: string;
  role: Role;
  teamId: number | null;
  isAdmin: boolean;
  exportsClear: boolean;
  email: string | null;
};
type Props = {
  person: Person;
  /** The person's values as text, for two admins at once (R42). */
  opened: string;
  teams: readonly { id: number; name: string }[];
  /** The question what becomes of the customers, with their number; null: there are none to ask about. */
  customers: { label: string } | null;
  roles: (typeof shell)['role'];
  texts: Texts;
  formKey: string;
};

export function PersonForm({ person, opened, formKey, texts, ...rest }: Props) {
  return (
    <ActionForm action={changePerson} formKey={formKey} draft={`person.${person.id}`} className="max-w-md space-y-4">
      <input type="hidden" name="userId" value={person.id} />
      <HiddenField name="opened" value={opened} />
      <Field name="name" label={texts.columns.name} required defaultValue={person.name} autoComplete="off" />
      <Field
        name="login"
        label={texts.columns.login}
        hint={texts.loginHint}
        defaultValue={person.login}
        autoComplete="off"
        autoCapitalize="none"
      />
      <Field
        name="email"
        label={texts.email}
        hint={texts.emailHint}
        type="email"
        defaultValue={person.email ?? ''}
        autoComplete="off"
      />
      <RoleAndTeam person={person} texts={texts} {...rest} />
      <AdminBox texts={texts} isAdmin={person.isAdmin} />
      <ClearExportBox texts={texts} isGiven={person.exportsClear} />
      <FormMessage />
      <div className="flex items-center gap-3">
        <SubmitButton>{texts.save}</SubmitButton>
        <DraftMark />
      </div>
    </ActionForm>
  );
}

function RoleAndTeam({ person, teams, customers, roles, texts }: Omit<Props, 'opened' | 'formKey'>) {
  const role = useField('role', person.role);
  const team = useField('teamId', String(person.teamId ?? ''));
  const asked = useField('customers');
  const [chosen, choose] = useState<{ key: number; role?: string; team?: string }>({ key: role.key });
  // An answer or a draft brings its own values: what was chosen before it is in them.
  const now = chosen.key === role.key ? chosen : { key: role.key };
  const roleNow = now.role ?? role.value;
  const teamNow = now.team ?? team.value;
  const isMoving =
    roleNow === 'manager'
      ? person.role !== 'manager' && person.teamId !== null
      : teamNow !== String(person.teamId ?? '');
  return (
    <>
      <SelectField
        name="role"
        label={texts.columns.role}
        defaultValue={person.role}
        options={Object.entries(roles).map(([value, label]) => ({ value, label }))}
        onChange={(value) => choose({ ...now, role: value })}
      />
      <div className={roleNow === 'manager' ? 'hidden' : undefined}>
        <SelectField
          name="teamId"
          label={texts.columns.team}
          required
          defaultValue={String(person.teamId ?? '')}
          options={[
            ...(person.teamId === null ? [{ value: '', label: texts.noTeam }] : []),
            ...teams.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(value) => choose({ ...now, team: value })}
        />
      </div>
      {roleNow === 'manager' && <p className="caption">{texts.managerTeam}</p>}
      {customers && (isMoving || asked.errors.length > 0) && (
        <div className="space-y-1.5">
          <ChoiceField
            name="customers"
            label={customers.label}
            required
            options={[
              { value: 'along', label: texts.move.along },
              { value: 'stay', label: texts.move.stay },
            ]}
          />
          <p className="caption">{texts.move.text}</p>
        </div>
      )}
    </>
  );
}
