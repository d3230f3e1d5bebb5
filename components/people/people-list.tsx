import Link from 'next/link';
import { getT } from '@/lib/i18n/request';
import type { Translate } from '@/lib/i18n/translator';
import type { listPeople } from '@/lib/people/queries';
import { people as texts } from '@/messages/zh/people';
import { DisableButton, EnableButton, InviteButton } from './person-actions';

/** `isOurs`: the viewer may change the account (`canChangeAccount`); `owned`: how many customers they have. */
type Person = ReturnType<typeof listPeople>[number] & { isOurs: boolean; owned: number };
type Props = { people: readonly Person[]; origin: string };

export async function PeopleTable({ people, origin }: Props) {
  const t = await getT();
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <th className="pin">{t('people.nameAndLogin')}</th>
            <th>{t('people.columns.role')}</th>
            <th>{t('people.columns.team')}</th>
            <th>{t('people.columns.status')}</th>
            <th>{t('people.columns.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td className="pin">
                <span className="flex max-w-56 items-baseline gap-2">
                  <span className="max-w-40 truncate font-semibold" title={person.name}>
                    {person.name}
                  </span>
                  {person.login !== person.name && (
                    <span className="caption min-w-16 flex-1 truncate" title={person.login}>
                      {person.login}
                    </span>
                  )}
                </span>
              </td>
              <td>
                {t(`shell.role.${person.role}`)}
                {rights(person, t).map((right) => (
                  <span key={right} className="caption ml-2">
                    {right}
                  </span>
                ))}
              </td>
              <td>
                {person.teamName ? (
                  <span className="block max-w-36 truncate" title={person.teamName}>
                    {person.teamName}
                  </span>
                ) : (
                  <span className="none">--</span>
                )}
              </td>
              <td>
                <StatusBadge status={person.status} />
              </td>
              <td>
                <Actions person={person} origin={origin} place="table" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same as rows for a phone. */
export async function PeopleRows({ people, origin }: Props) {
  const t = await getT();
  return (
    <ul className="sm:hidden">
      {people.map((person) => (
        <li key={person.id} className="row flex-wrap gap-y-1 after:left-4">
          <span className="min-w-0 flex-1">
            <span className="flex items-center gap-2">
              <span className="min-w-0 truncate text-lg">{person.name}</span>
              <StatusBadge status={person.status} />
            </span>
            <span className="block text-sm break-words text-ink-2">
              {[
                t(`shell.role.${person.role}`) +
                  rights(person, t)
                    .map((right) => `（${right}）`)
                    .join(''),
                person.teamName,
                person.login === person.name ? null : person.login,
              ]
                .filter(Boolean)
                .join('，')}
            </span>
          </span>
          <Actions person={person} origin={origin} place="rows" />
        </li>
      ))}
    </ul>
  );
}

/** What somebody may do besides what their role lets them. */
const rights = ({ isAdmin, exportsClear }: Person, t: Translate): string[] => [
  ...(isAdmin ? [t('people.admin')] : []),
  ...(exportsClear ? [t('people.exportsClear')] : []),
];

async function StatusBadge({ status }: { status: Person['status'] }) {
  const t = await getT();
  const look = { invited: 'badge-soft badge-warning', active: 'badge-soft badge-success', disabled: 'badge-idle' }[
    status
  ];
  return <span className={`badge badge-sm shrink-0 ${look}`}>{t(`people.status.${status}`)}</span>;
}

async function Actions(props: Parameters<typeof AccessActions>[0]) {
  const t = await getT();
  const { id, name, isOurs } = props.person;
  if (!isOurs) return <span className="none max-sm:hidden">--</span>;
  return (
    <span className="flex gap-3">
      <Link
        className="link-quiet inline-flex items-center text-sm max-sm:min-h-11 max-sm:px-1"
        href={`/settings/people/${id}`}
        prefetch={false}
        aria-label={t('people.editTitle', { name })}
      >
        {t('people.edit')}
      </Link>
      <AccessActions {...props} />
    </span>
  );
}

/** What can be done about somebody's signing in. */
export async function AccessActions({
  person,
  origin,
  place,
}: {
  person: Pick<Person, 'id' | 'name' | 'status' | 'isOurs' | 'owned'>;
  origin: string;
  place: string;
}) {
  const t = await getT();
  const { id, name } = person;
  const common = { userId: id, id: `${place}-${id}`, formKey: crypto.randomUUID() };
  if (person.status === 'disabled') return <EnableButton {...common} texts={texts} />;
  return (
    <span className="flex gap-3">
      <InviteButton
        {...common}
        origin={origin}
        title={t('people.inviteTitle', { name })}
        linkTitle={t('people.link.title', { name })}
        texts={texts}
      />
      {person.owned > 0 ? (
        // What becomes of their customers is asked first.
        <Link
          className="link-quiet inline-flex items-center text-sm max-sm:min-h-11 max-sm:px-1"
          href={`/settings/people/${id}/disable`}
          prefetch={false}
        >
          {t('people.disable')}
        </Link>
      ) : (
        <DisableButton {...common} title={t('people.disableTitle', { name })} texts={texts} />
      )}
    </span>
  );
}
