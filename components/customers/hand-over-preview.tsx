import { randomUUID } from 'node:crypto';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ActionForm, Field, FormMessage, SubmitButton } from '@/components/ui/form';
import { saveHandOver } from '@/lib/customers/actions';
import type { Whereto } from '@/lib/customers/give';
import type { Part, previewOf, Selected } from '@/lib/customers/queries/hand-over';
import type { Receiver } from '@/lib/customers/queries/receivers';
import { count, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { sumFen } from '@/lib/money';

type Preview = ReturnType<typeof previewOf>;
type Props = {
  preview: Preview;
  whereto: Whereto;
  receivers: readonly Receiver[];
  /** This very page, to look at it anew; and where 取消 leads. */
  here: string;
  back: string;
};

/** Names of so many customers stand open; a longer list is folded. */
const fewNames = 10;
const mostNames = 200;

/** What a handover would move, by receiver, and the button that does it. */
export async function HandOverPreview({ preview, whereto, receivers, here, back }: Props) {
  const t = await getT();
  const { parts, staying, kept, total, seen } = preview;
  const nameOf = (part: Part) =>
    part.receiverId === null
      ? t(whereto.to === 'pool' ? 'handOver.to.pool' : 'handOver.to.unassigned')
      : (receivers.find(({ id }) => id === part.receiverId)?.name ?? '');
  const filled = parts.filter((part) => part.rows.length > 0);
  const teamless = receivers.filter(
    ({ id, teamId }) => teamId === null && filled.some(({ receiverId }) => receiverId === id),
  );
  return (
    <section className="border-t border-line" aria-labelledby="preview">
      <h2 id="preview" className="px-6 pt-4 text-base max-sm:px-4">
        {t('handOver.preview.title')}
      </h2>
      {total === 0 ? (
        <p className="px-6 py-3 text-sm text-ink-2 max-sm:px-4">
          {t(kept.length > 0 ? 'handOver.preview.noneFit' : `handOver.preview.nothing.${whereto.to}`)}
        </p>
      ) : (
        <>
          <p className="caption px-6 pb-3 max-sm:px-4">
            {t(whereto.to === 'people' ? 'handOver.preview.text' : 'handOver.preview.textNobody')}
          </p>
          <PartTable parts={filled} nameOf={nameOf} />
          <PartRows parts={filled} nameOf={nameOf} />
          {filled.map((part) => (
            <Names key={part.receiverId} part={part} title={nameOf(part)} isOpen={total <= fewNames} />
          ))}
        </>
      )}
      <div className="space-y-1 px-6 pt-3 text-sm text-ink-2 empty:hidden max-sm:px-4">
        {staying.length > 0 && total > 0 && (
          <p className="break-words">
            {t(`handOver.preview.staying.${whereto.to}`, { n: count(staying.length), names: someNames(staying) })}
          </p>
        )}
        {kept.length > 0 && (
          <p className="break-words">{t('handOver.preview.kept', { n: count(kept.length), names: someNames(kept) })}</p>
        )}
        {teamless.map(({ id, name }) => (
          <p key={id}>{t('handOver.preview.noTeamReceiver', { name })}</p>
        ))}
      </div>
      {total > 0 && (
        <ActionForm action={saveHandOver} formKey={randomUUID()} className="space-y-3 px-6 py-4 max-sm:px-4">
          <input type="hidden" name="to" value={whereto.to} />
          {whereto.to === 'people' &&
            whereto.receivers.map((id) => <input key={id} type="hidden" name="receivers[]" value={id} />)}
          <input type="hidden" name="seen" value={seen} />
          <Field
            name="reason"
            label={t('handOver.preview.reason')}
            hint={t(whereto.to === 'pool' ? 'handOver.preview.reasonHintPool' : 'handOver.preview.reasonHint')}
            maxLength={200}
            className="max-w-xl"
          />
          <FormMessage />
          <div className="flex flex-wrap items-center gap-2">
            <SubmitButton>
              {total === 1 ? t('handOver.preview.confirmOne') : t('handOver.preview.confirm', { n: count(total) })}
            </SubmitButton>
            <Link className="btn btn-ghost" href={here} prefetch={false}>
              {t('handOver.to.again')}
            </Link>
            <Link className="btn btn-ghost" href={back} prefetch={false}>
              {t('handOver.preview.cancel')}
            </Link>
          </div>
        </ActionForm>
      )}
    </section>
  );
}

type PartsProps = { parts: Part[]; nameOf: (part: Part) => string };

async function PartTable({ parts, nameOf }: PartsProps) {
  const t = await getT();
  const rows = parts.map((part) => ({
    name: nameOf(part),
    customers: part.rows.length,
    tasks: part.tasks,
    owedFen: part.owedFen,
  }));
  const cells = (row: Omit<(typeof rows)[number], 'name'>): ReactNode => (
    <>
      <td className="num">{count(row.customers)}</td>
      <td className="num">{row.tasks === 0 ? <span className="none">0</span> : count(row.tasks)}</td>
      <td className="num">{row.owedFen === 0 ? <span className="none">{yuan(0)}</span> : yuan(row.owedFen)}</td>
    </>
  );
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <th className="pin" scope="col">
              {t('handOver.preview.receiver')}
            </th>
            {(['customers', 'tasks', 'owed'] as const).map((name) => (
              <th key={name} className="num" scope="col">
                {t(`handOver.preview.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <td className="pin">
                <span className="block max-w-72 truncate" title={row.name}>
                  {row.name}
                </span>
              </td>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        {rows.length > 1 && (
          <tfoot>
            <tr>
              <td className="pin">{t('handOver.preview.total')}</td>
              {cells({
                customers: rows.reduce((sum, row) => sum + row.customers, 0),
                tasks: rows.reduce((sum, row) => sum + row.tasks, 0),
                owedFen: sumFen(rows.map((row) => row.owedFen)),
              })}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** The same as rows for a phone. */
async function PartRows({ parts, nameOf }: PartsProps) {
  const t = await getT();
  return (
    <ul className="border-y border-line sm:hidden">
      {parts.map((part) => (
        <li key={part.receiverId} className="row after:left-4">
          <span className="min-w-0 flex-1">
            <span className="block truncate text-lg">{nameOf(part)}</span>
            <span className="block text-sm text-ink-2">
              {t('handOver.preview.phone', { n: count(part.rows.length), tasks: count(part.tasks) })}
            </span>
          </span>
          <span className="shrink-0 text-right">
            <span className="block text-lg font-semibold">{yuan(part.owedFen)}</span>
            <span className="caption">{t('handOver.preview.owed')}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Which customers, and who has them now. */
async function Names({ part, title, isOpen }: { part: Part; title: string; isOpen: boolean }) {
  const t = await getT();
  const rest = part.rows.length - mostNames;
  return (
    <details className="group/names border-b border-line px-6 text-sm max-sm:px-4" open={isOpen}>
      <summary className="link-quiet flex min-h-9 cursor-pointer list-none items-center gap-1 max-sm:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 shrink-0 text-ink-3 group-open/names:rotate-90" aria-hidden />
        {t('handOver.preview.namesOf', { name: title, n: count(part.rows.length) })}
      </summary>
      <ul className="grid gap-x-6 pb-3 sm:grid-cols-2 xl:grid-cols-3">
        {part.rows.slice(0, mostNames).map((row) => (
          <li key={row.id} className="flex min-w-0 items-baseline gap-2 py-0.5">
            <Link
              className="min-w-0 truncate hover:text-primary"
              href={`/customers/${row.id}`}
              prefetch={false}
              title={row.name}
            >
              {row.name}
            </Link>
            {row.archivedAt !== null && <span className="caption shrink-0">{t('customers.detail.archived')}</span>}
            <span className="caption max-w-24 shrink-0 truncate">
              {row.ownerName === null
                ? t('customers.detail.noOwner')
                : t('handOver.preview.from', { name: row.ownerName })}
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="caption pb-3">{t('handOver.preview.more', { n: count(rest) })}</p>}
    </details>
  );
}

const someNames = (rows: readonly Selected[]) =>
  rows
    .slice(0, 5)
    .map(({ name }) => name)
    .join('、') + (rows.length > 5 ? '…' : '');
