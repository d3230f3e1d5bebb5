import Link from 'next/link';
import { Quiet, SortHead, type SortLink } from '@/components/ui/list';
import type { Day } from '@/db/columns';
import type { CustomerRow } from '@/lib/customers/queries/list';
import { none, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { readSettings } from '@/lib/settings/queries';
import { ChooseTick } from './choose-tick';
import { LevelMark, NextDue, OverdueBadge } from './marks';

/** `chooses`: rows can be ticked, inside a `Chooser`. */
type Props = { rows: CustomerRow[]; today: Day; list: SortLink; hasMoney: boolean; chooses: boolean };

/** Customers as a dense table. The money is of all sales of the customer (owned meaning). */
export async function CustomerTable({ rows, today, list, hasMoney, chooses }: Props) {
  const t = await getT();
  const hasPool = readSettings().pool;
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <SortHead className="pin" name="name" label={t('customers.columns.name')} list={list} />
            <SortHead name="level" label={t('customers.columns.level')} list={list} />
            <th>{t('customers.columns.stage')}</th>
            <th>{t('customers.columns.owner')}</th>
            {hasMoney && (
              <>
                <th className="num">{t('customers.columns.year')}</th>
                <th className="num">{t('customers.columns.receivable')}</th>
                <th>{t('customers.columns.overdue')}</th>
              </>
            )}
            <SortHead name="contact" label={t('customers.columns.lastContact')} list={list} />
            <SortHead name="due" label={t('customers.columns.nextDue')} list={list} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="has-[[name=row]:checked]:[&>td]:bg-selected">
              <td className="pin">
                <span className={`flex items-baseline gap-1.5 ${chooses ? 'max-w-80' : 'max-w-72'}`}>
                  {chooses && (
                    <ChooseTick
                      id={row.id}
                      label={t('handOver.list.choose', { name: row.name })}
                      className="-my-2 -ml-3 self-center"
                    />
                  )}
                  <Link
                    className="truncate hover:text-primary"
                    href={`/customers/${row.id}`}
                    prefetch={false}
                    title={row.name}
                  >
                    {row.name}
                  </Link>
                  <span className="caption">{row.code}</span>
                </span>
              </td>
              <td>
                <LevelMark level={row.level} />
              </td>
              <td>
                <Quiet isQuiet={row.stage === 'lost'}>{t(`customers.stage.${row.stage}`)}</Quiet>
              </td>
              <td>
                {row.ownerName ?? (
                  <span className="none">{row.pooledAt !== null && hasPool ? t('pool.inPool') : none}</span>
                )}
              </td>
              {hasMoney && (
                <>
                  <td className="num">
                    <Quiet isQuiet={row.yearFen === null}>{yuan(row.yearFen)}</Quiet>
                  </td>
                  <td className="num">
                    <Quiet isQuiet={row.receivableFen === 0}>{yuan(row.receivableFen)}</Quiet>
                  </td>
                  <td>
                    <OverdueBadge since={row.overdueSince} today={today} />
                  </td>
                </>
              )}
              <td className="text-ink-2">{row.lastContactOn ?? <span className="none">{none}</span>}</td>
              <td>
                <NextDue day={row.nextDueOn} today={today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
