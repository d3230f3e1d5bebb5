import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Day } from '@/db/columns';
import type { CustomerRow } from '@/lib/customers/queries/list';
import { daysBetween } from '@/lib/days';
import { yuanShortText } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { ChooseTick } from './choose-tick';
import { LevelMark, OverdueBadge } from './marks';

/** Customers as rows for a phone: name and level, who and when, then what is due. */
export async function CustomerRows({ rows, today, chooses }: { rows: CustomerRow[]; today: Day; chooses: boolean }) {
  const t = await getT();
  // Within this year the year goes without saying.
  const short = (day: Day) =>
    day === today ? t('customers.today') : day.startsWith(today.slice(0, 5)) ? day.slice(5) : day;
  return (
    <ul className="border-b border-line bg-base-100 sm:hidden">
      {rows.map((row) => (
        <li key={row.id} className="row items-start after:left-4 has-[[name=row]:checked]:bg-selected">
          {chooses && (
            <ChooseTick
              id={row.id}
              label={t('handOver.list.choose', { name: row.name })}
              className="-my-1.5 -mr-1 -ml-3"
            />
          )}
          <Link className="min-w-0 flex-1" href={`/customers/${row.id}`} prefetch={false}>
            <span className="flex items-center gap-2">
              <span className="truncate text-lg">{row.name}</span>
              <LevelMark level={row.level} />
            </span>
            <span className="mt-0.5 block truncate text-sm text-ink-2">
              {[
                t(`customers.stage.${row.stage}`),
                row.ownerName,
                row.lastContactOn
                  ? row.lastContactOn === today
                    ? t('customers.contactedToday')
                    : t('customers.last', { day: short(row.lastContactOn) })
                  : t('customers.neverContacted'),
              ]
                .filter(Boolean)
                .join('，')}
            </span>
            <span className="mt-1 flex flex-wrap items-center gap-2 text-sm">
              {row.nextDueOn !== null &&
                (row.nextDueOn < today ? (
                  <span className="alert-mark">
                    <TriangleAlert aria-hidden />
                    {t('customers.lateFollowUp', { days: daysBetween(row.nextDueOn, today) })}
                  </span>
                ) : (
                  <span>{t('customers.next', { day: short(row.nextDueOn) })}</span>
                ))}
              {row.receivableFen > 0 && (
                <span className="text-ink-2">{t('customers.owes', { amount: yuanShortText(row.receivableFen) })}</span>
              )}
              {row.overdueSince !== null && <OverdueBadge since={row.overdueSince} today={today} />}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
