import { ListFilter } from 'lucide-react';
import Link from 'next/link';
import type { AuditRow } from '@/lib/audit/queries';
import type { Told } from '@/lib/audit/tell';
import { momentIn } from '@/lib/days';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';

export type ToldRow = AuditRow & { told: Told };
type Props = { rows: ToldRow[]; timeZone: string };

export async function AuditTable({ rows, timeZone }: Props) {
  const t = await getT();
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <th>{t('audit.columns.at')}</th>
            <th>{t('audit.columns.who')}</th>
            <th>{t('audit.columns.what')}</th>
            <th>{t('audit.columns.object')}</th>
            <th>{t('audit.columns.change')}</th>
            <th>{t('audit.columns.from')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seq} className="align-top">
              <td className="py-2">{momentIn(row.at, timeZone)}</td>
              <td className="max-w-32 truncate py-2" title={row.told.who}>
                {row.told.who}
              </td>
              <td className="py-2">{row.told.what}</td>
              <td className="max-w-72 min-w-36 py-2 whitespace-normal">
                <AuditObject row={row} />
              </td>
              <td className="max-w-md min-w-64 py-2 whitespace-normal">
                <Changes told={row.told} />
              </td>
              <td className="py-2">
                <From row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export async function AuditRows({ rows, timeZone }: Props) {
  return (
    <ul className="border-b border-line bg-base-100 sm:hidden">
      {rows.map((row) => (
        <li key={row.seq} className="space-y-1 border-line px-4 py-3 not-first:border-t">
          <p className="flex items-baseline gap-2">
            <span className="min-w-0 flex-1 break-words">
              <span className="font-semibold">{row.told.who}</span> {row.told.what}
            </span>
            <span className="caption shrink-0">{momentIn(row.at, timeZone)}</span>
          </p>
          <AuditObject row={row} />
          <Changes told={row.told} />
          <From row={row} />
        </li>
      ))}
    </ul>
  );
}

async function AuditObject({ row: { told, objectKind, objectId } }: { row: ToldRow }) {
  const t = await getT();
  const { kind, name, href } = told.object;
  if (!name) return <span className="none">{kind || none}</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <span className="min-w-0 break-words">
        <span className="text-ink-3">{kind}</span>{' '}
        {href ? (
          <Link className="hover:text-primary" href={href} prefetch={false}>
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      {objectId !== null && (
        <Link
          className="ml-auto inline-grid shrink-0 place-items-center text-ink-3 hover:text-primary max-sm:size-11 sm:size-6"
          href={`/settings/audit?object=${objectKind}.${objectId}`}
          prefetch={false}
          title={t('audit.ofObject')}
        >
          <ListFilter className="size-3.5" aria-hidden />
          <span className="sr-only">
            {t('audit.ofObject')} {name}
          </span>
        </Link>
      )}
    </span>
  );
}

/** One or two more are no reason for a fold. */
const [shownAtOnce, spare] = [4, 2];

/** Before → after by field, then what else the row says; long ones behind a fold. */
async function Changes({ told: { changes, facts } }: { told: Told }) {
  const t = await getT();
  const lines = [
    ...changes.map(({ label, before, after }) => (
      <div key={label} className="break-words">
        <dt className="inline text-ink-3">{label}：</dt>
        <dd className="inline">
          <del className="text-ink-2 no-underline">{before}</del>
          <span aria-hidden> → </span>
          <span className="sr-only">{t('audit.to')}</span>
          <ins className="no-underline">{after}</ins>
        </dd>
      </div>
    )),
    ...facts.map(({ label, value }) => (
      <div key={label} className="break-words">
        <dt className="inline text-ink-3">{label}：</dt>
        <dd className="inline">{value}</dd>
      </div>
    )),
  ];
  if (lines.length === 0) return <span className="none max-sm:hidden">{none}</span>;
  const cut = lines.length > shownAtOnce + spare ? shownAtOnce : lines.length;
  return (
    <div className="text-sm">
      <dl>{lines.slice(0, cut)}</dl>
      {lines.length > cut && (
        <details>
          <summary className="link-quiet cursor-pointer max-sm:py-2.5">
            {t('audit.more', { n: lines.length - cut })}
          </summary>
          <dl>{lines.slice(cut)}</dl>
        </details>
      )}
    </div>
  );
}

async function From({ row: { address, requestId } }: { row: ToldRow }) {
  const t = await getT();
  return (
    <span className="block text-sm text-ink-2">
      {address ?? <span className="none max-sm:hidden">{none}</span>}
      {requestId && (
        <span className="block max-w-28 truncate text-ink-3 max-sm:max-w-none" title={requestId}>
          <span className="sr-only">{t('audit.requestId')} </span>
          {requestId}
        </span>
      )}
    </span>
  );
}
