import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { AccessOfPerson } from '@/lib/audit/queries/monthly-access';
import type { Told } from '@/lib/audit/tell';
import { firstOfMonth, lastOfMonth, momentIn } from '@/lib/days';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { ToldRow } from './audit-list';

type Person = AccessOfPerson & { rows: ToldRow[] };
type Props = { people: Person[]; month: string; timeZone: string };

/** Where 操作记录 has these rows. */
const trail = (person: Person, month: string, kind: 'exports' | 'views') =>
  `/settings/audit?${new URLSearchParams({
    ...{ who: String(person.id), kind },
    ...{ from: firstOfMonth(month), to: lastOfMonth(month) },
  })}`;

/** Who took what out in a month (R6), each number the way to its rows. */
export async function AccessTable({ people, month, timeZone }: Props) {
  const t = await getT();
  const figure = (value: number, href?: string) => (
    <td className="num align-top py-2">
      {value > 0 && href ? (
        <Link className="drill" href={href} prefetch={false}>
          {count(value)}
        </Link>
      ) : (
        <span className={value === 0 ? 'text-ink-3' : undefined}>{count(value)}</span>
      )}
    </td>
  );
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <th className="pin">{t('audit.access.columns.who')}</th>
            <th className="num">{t('audit.access.columns.exports')}</th>
            <th className="num">{t('audit.access.columns.rows')}</th>
            <th className="num">{t('audit.access.columns.clear')}</th>
            <th className="num">{t('audit.access.columns.views')}</th>
            <th className="num">{t('audit.access.columns.customers')}</th>
            <th>{t('audit.access.columns.rowsOf')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td className="pin max-w-40 truncate py-2 align-top font-semibold" title={person.name}>
                {person.name}
              </td>
              {figure(person.exports, trail(person, month, 'exports'))}
              {figure(person.exportedRows)}
              {figure(person.clearExports)}
              {figure(person.views, trail(person, month, 'views'))}
              {figure(person.customers)}
              <td className="min-w-96 py-2 align-top whitespace-normal">
                <Rows person={person} month={month} timeZone={timeZone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same as rows for a phone. */
export async function AccessRows({ people, month, timeZone }: Props) {
  const t = await getT();
  return (
    <ul className="sm:hidden">
      {people.map((person) => (
        <li key={person.id} className="border-b border-line px-4 py-3">
          <p className="text-lg break-words">{person.name}</p>
          <p className="text-sm text-ink-2">
            {[
              person.exports > 0 &&
                t('audit.access.exported', { n: count(person.exports), rows: count(person.exportedRows) }),
              person.clearExports > 0 && t('audit.access.clear', { n: count(person.clearExports) }),
              person.views > 0 &&
                t('audit.access.viewed', { n: count(person.views), customers: count(person.customers) }),
            ]
              .filter(Boolean)
              .join('；')}
          </p>
          <Rows person={person} month={month} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}

/** When, what of whom and why, the latest first. */
async function Rows({ person, month, timeZone }: { person: Person; month: string; timeZone: string }) {
  const t = await getT();
  return (
    <details>
      <summary className="link-quiet cursor-pointer text-sm max-sm:py-2.5">{t('audit.access.details')}</summary>
      <ul className="mt-1.5 space-y-1.5 text-sm">
        {person.rows.map((row) => (
          <li key={row.seq} className="sm:flex sm:gap-2">
            <span className="shrink-0 text-ink-3 max-sm:block">{momentIn(row.at, timeZone).slice(5)}</span>
            <span className="min-w-0 break-words">
              {isClear(row) && <TriangleAlert className="mr-1 inline size-3.5 text-warning" aria-hidden />}
              {row.told.what} <What told={row.told} />
              <Why told={row.told} />
            </span>
          </li>
        ))}
        {person.exports + person.views > person.rows.length && (
          <li className="flex gap-4">
            {(['exports', 'views'] as const).map(
              (kind) =>
                person[kind] > 0 && (
                  <Link
                    key={kind}
                    className="link-quiet max-sm:py-2.5"
                    href={trail(person, month, kind)}
                    prefetch={false}
                  >
                    {t(`audit.access.all.${kind}`)}
                  </Link>
                ),
            )}
          </li>
        )}
      </ul>
    </details>
  );
}

const What = ({ told: { object } }: { told: Told }) =>
  object.href ? (
    <Link className="hover:text-primary" href={object.href} prefetch={false}>
      {object.name}
    </Link>
  ) : (
    object.name
  );

/** Everything but the customer, who stands there already. */
async function Why({ told: { facts } }: { told: Told }) {
  const t = await getT();
  const rest = facts.filter(({ label }) => label !== t('audit.field.customerId'));
  if (rest.length === 0) return null;
  return <span className="block text-ink-2">{rest.map(({ label, value }) => `${label}：${value}`).join('；')}</span>;
}

const isClear = ({ details }: ToldRow) => (details as { clear?: unknown }).clear === true;
