import { randomUUID } from 'node:crypto';
import { UserPlus } from 'lucide-react';
import { ActionForm, FormMessage, SelectField, SubmitButton } from '@/components/ui/form';
import { addCollaborator, dropCollaborator } from '@/lib/customers/actions';
import { type Collaborator, collaboratorsOf, namable } from '@/lib/customers/queries/collaborators';
import { getT } from '@/lib/i18n/request';
import { canNameCollaborators } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';
import { Confirm } from './confirm';

type Customer = {
  id: number;
  ownerId: number | null;
  teamId: number | null;
  archivedAt: string | null;
  pooledAt: string | null;
};

/** 协同人: who works on the customer beside its owner (R5); the manager adds and removes. Nothing where there is nothing to say. */
export async function Collaborators({ viewer, customer }: { viewer: Viewer; customer: Customer }) {
  const t = await getT();
  const people = collaboratorsOf(viewer, customer.id);
  const mayName = canNameCollaborators(viewer);
  if (people.length === 0 && !mayName) return null;
  return (
    <section className="px-5 py-4 max-sm:px-4">
      <div className="section-head mb-2 flex-wrap">
        <h2>{t('customers.collaborators.title')}</h2>
        <span className="caption">{t('customers.collaborators.text')}</span>
      </div>
      {people.length === 0 && <p className="text-sm text-ink-2">{t('customers.collaborators.none')}</p>}
      <ul className="text-sm">
        {people.map((person) => (
          <li key={person.userId} className="flex min-h-8 items-center gap-2 max-sm:min-h-11">
            <span className="min-w-0 break-words text-base">{person.name}</span>
            {person.team && <span className="caption min-w-0 break-words">{person.team}</span>}
            {mayName && <Remove person={person} customerId={customer.id} />}
          </li>
        ))}
      </ul>
      {mayName && customer.archivedAt === null && customer.pooledAt === null && (
        <Add viewer={viewer} customer={customer} key={people.length} />
      )}
    </section>
  );
}

async function Add({ viewer, customer }: { viewer: Viewer; customer: Customer }) {
  const t = await getT();
  const people = namable(viewer, customer);
  return (
    <details className="mt-1 text-sm">
      <summary className="link-quiet flex min-h-8 w-fit cursor-pointer list-none items-center gap-1 max-sm:min-h-11">
        <UserPlus className="size-3.5" aria-hidden />
        {t('customers.collaborators.add')}
      </summary>
      {people.length === 0 ? (
        <p className="mt-1 text-ink-2">{t('customers.collaborators.nobody')}</p>
      ) : (
        <ActionForm action={addCollaborator} formKey={randomUUID()} className="mt-1 max-w-md space-y-2.5">
          <input type="hidden" name="customerId" value={customer.id} />
          <SelectField
            name="userId"
            label={t('customers.collaborators.person')}
            required
            options={[
              { value: '', label: t('customers.form.choose') },
              ...people.map(({ id, name, team }) => ({ value: String(id), label: team ? `${name}，${team}` : name })),
            ]}
          />
          <FormMessage />
          <SubmitButton className="btn btn-line">{t('customers.collaborators.save')}</SubmitButton>
        </ActionForm>
      )}
    </details>
  );
}

async function Remove({ person, customerId }: { person: Collaborator; customerId: number }) {
  const t = await getT();
  const { name, userId } = person;
  const id = `remove-collaborator-${userId}`;
  return (
    <>
      <button
        type="button"
        className="link-quiet ml-auto shrink-0 max-sm:min-h-11"
        popoverTarget={id}
        aria-label={t('customers.collaborators.removeOf', { name })}
      >
        {t('customers.collaborators.remove')}
      </button>
      <Confirm
        id={id}
        title={t('customers.collaborators.removeTitle', { name })}
        text={t('customers.collaborators.removeText', { name })}
        confirm={t('customers.collaborators.remove')}
        cancel={t('form.cancel')}
        action={dropCollaborator}
        fields={{ customerId: String(customerId), userId: String(userId) }}
      />
    </>
  );
}
