import Link from 'next/link';
import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import { claim } from '@/lib/customers/actions';
import type { PooledCustomer } from '@/lib/customers/queries/pool';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { canAssignPooled, canClaim } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';
import { LevelMark } from './marks';

type Props = {
  rows: PooledCustomer[];
  viewer: Viewer;
  /** Nobody claims more than so many a month. */
  mayClaimMore: boolean;
};

/** In sight however wide the table is. */
const action = 'sticky right-0';

/** The pool as a table: what a customer is, since when and why it is here, and taking it (R8). */
export async function PoolTable({ rows, viewer, mayClaimMore }: Props) {
  const t = await getT();
  return (
    <div className="relative overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <th className="pin">{t('pool.columns.name')}</th>
            <th>{t('pool.columns.industry')}</th>
            <th>{t('pool.columns.region')}</th>
            <th>{t('pool.columns.level')}</th>
            <th>{t('pool.columns.stage')}</th>
            <th>{t('pool.columns.lastContact')}</th>
            <th>{t('pool.columns.since')}</th>
            <th>{t('pool.columns.why')}</th>
            <th className={`${action} bg-base-200`}>
              <span className="sr-only">{t('pool.columns.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="pin">
                <span className="flex max-w-60 items-baseline gap-1.5">
                  <CustomerName row={row} viewer={viewer} />
                  <span className="caption">{row.code}</span>
                </span>
              </td>
              <td className="max-w-32 truncate" title={row.industry ?? undefined}>
                <Word text={row.industry} />
              </td>
              <td className="max-w-24 truncate" title={row.region ?? undefined}>
                <Word text={row.region} />
              </td>
              <td>
                <LevelMark level={row.level} />
              </td>
              <td>{t(`customers.stage.${row.stage}`)}</td>
              <td className="text-ink-2">
                <Word text={row.lastContactOn} />
              </td>
              <td className="text-ink-2">
                <Word text={row.since} />
              </td>
              <td className="max-w-44">
                <Why row={row} />
              </td>
              <td className={`${action} bg-base-100 [tr:hover_&]:bg-hover`}>
                <Take row={row} viewer={viewer} mayClaimMore={mayClaimMore} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same as rows for a phone. */
export async function PoolRows({ rows, viewer, mayClaimMore }: Props) {
  const t = await getT();
  return (
    <ul className="border-b border-line bg-base-100 sm:hidden">
      {rows.map((row) => (
        <li key={row.id} className="row items-start after:left-4">
          <div className="min-w-0 flex-1">
            <p className="flex items-center gap-2 text-lg">
              <CustomerName row={row} viewer={viewer} />
              <LevelMark level={row.level} />
            </p>
            <p className="mt-0.5 truncate text-sm text-ink-2">
              {[row.industry, row.region, t(`customers.stage.${row.stage}`)].filter(Boolean).join('，')}
            </p>
            <p className="mt-0.5 text-sm text-ink-2">
              {[
                row.since && t('pool.sinceDay', { day: row.since }),
                row.lastContactOn ? t('pool.last', { day: row.lastContactOn }) : t('pool.never'),
              ]
                .filter(Boolean)
                .join('，')}
            </p>
            <p className="mt-0.5 text-sm">
              <Why row={row} />
            </p>
          </div>
          <Take row={row} viewer={viewer} mayClaimMore={mayClaimMore} />
        </li>
      ))}
    </ul>
  );
}

const Word = ({ text }: { text: string | null }) => text ?? <span className="none">{none}</span>;

/** Only a manager has a page of it: to everyone else it is nobody's. */
const CustomerName = ({ row, viewer }: { row: PooledCustomer; viewer: Viewer }) =>
  viewer.role === 'manager' ? (
    <Link className="truncate hover:text-primary" href={`/customers/${row.id}`} prefetch={false} title={row.name}>
      {row.name}
    </Link>
  ) : (
    <span className="truncate" title={row.name}>
      {row.name}
    </span>
  );

async function Why({ row }: { row: PooledCustomer }) {
  const t = await getT();
  if (row.why === null) return <span className="none">{none}</span>;
  const why = t(`pool.why.${row.why}`);
  const text = row.reason ? t('pool.because', { why, reason: row.reason }) : why;
  return (
    <span className="line-clamp-2 break-words sm:block sm:truncate" title={text}>
      {text}
    </span>
  );
}

async function Take({ row, viewer, mayClaimMore }: Omit<Props, 'rows'> & { row: PooledCustomer }) {
  const t = await getT();
  return (
    <span className="flex shrink-0 items-center justify-end gap-2 max-sm:flex-col max-sm:items-end">
      {canClaim(viewer) &&
        (row.claimableOn !== null ? (
          <span className="caption" title={t('pool.claimableOnHint', { day: row.claimableOn })}>
            {t('pool.claimableOn', { day: row.claimableOn })}
          </span>
        ) : (
          mayClaimMore && (
            <ActionForm
              action={claim}
              formKey={crypto.randomUUID()}
              className="flex max-w-56 flex-col items-end gap-1 text-right"
            >
              <input type="hidden" name="customerId" value={row.id} />
              <SubmitButton className="btn btn-line btn-sm max-sm:btn-md">
                {t('pool.claim')}
                <span className="sr-only"> {row.name}</span>
              </SubmitButton>
              <FormMessage />
            </ActionForm>
          )
        ))}
      {canAssignPooled(viewer) && (
        <Link className="btn btn-line btn-sm max-sm:btn-md" href={`/customers/pool/${row.id}/assign`} prefetch={false}>
          {t('pool.assign')}
          <span className="sr-only"> {row.name}</span>
        </Link>
      )}
    </span>
  );
}
