import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { LevelMark } from '@/components/customers/marks';
import { SortHead, type SortLink } from '@/components/ui/list';
import type { Day } from '@/db/columns';
import { daysBetween } from '@/lib/days';
import type { TaskRow } from '@/lib/follow-ups/queries';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';

type Props = { rows: TaskRow[]; today: Day; list: SortLink };

export async function TaskTable({ rows, today, list }: Props) {
  const t = await getT();
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <th className="pin">{t('followUps.columns.customer')}</th>
            <SortHead name="due" label={t('followUps.columns.dueOn')} list={list} />
            <th>{t('followUps.columns.assignee')}</th>
            <th>{t('followUps.columns.method')}</th>
            <th>{t('followUps.columns.objective')}</th>
            <th>{t('followUps.columns.status')}</th>
            <th>{t('followUps.columns.lastContact')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="pin">
                <span className="flex max-w-72 items-center gap-2">
                  <Link
                    className="truncate hover:text-primary"
                    href={`/customers/${row.customerId}`}
                    prefetch={false}
                    title={row.customerName}
                  >
                    {row.customerName}
                  </Link>
                  <LevelMark level={row.level} />
                </span>
              </td>
              <td>
                <DueDay day={row.dueOn} today={today} />
              </td>
              <td>{row.assigneeName ?? <span className="none">{none}</span>}</td>
              <td>{row.method ? t(`followUps.method.${row.method}`) : <span className="none">{none}</span>}</td>
              <td className="max-w-80 truncate">
                <Link className="hover:text-primary" href={`/follow-ups/tasks/${row.id}`} prefetch={false}>
                  <Objective row={row} />
                </Link>
              </td>
              <td>
                <StatusBadge status={row.status} />
              </td>
              <td className="text-ink-2">{row.lastContactOn ?? <span className="none">{none}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export async function TaskRows({ rows, today }: Omit<Props, 'list'>) {
  const t = await getT();
  return (
    <ul className="border-b border-line bg-base-100 sm:hidden">
      {rows.map((row) => (
        <li key={row.id} className="row items-start after:left-4">
          <Link className="min-w-0 flex-1" href={`/follow-ups/tasks/${row.id}`} prefetch={false}>
            <span className="flex items-center gap-2">
              <span className="truncate text-lg">{row.customerName}</span>
              <LevelMark level={row.level} />
            </span>
            <span className="mt-0.5 block truncate text-sm text-ink-2">
              {[row.assigneeName, row.method && t(`followUps.method.${row.method}`)].filter(Boolean).join('，')}
              {(row.assigneeName || row.method) && '，'}
              <Objective row={row} />
            </span>
            <span className="mt-1 flex items-center gap-2 text-sm">
              <DueDay day={row.dueOn} today={today} />
              {row.status === 'in_progress' && <StatusBadge status={row.status} />}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

async function DueDay({ day, today }: { day: Day; today: Day }) {
  const t = await getT();
  if (day >= today) return day === today ? t('customers.detail.isToday', { day }) : day;
  return (
    <>
      {day}{' '}
      <span className="alert-mark">
        <TriangleAlert aria-hidden />
        {t('followUps.late', { days: daysBetween(day, today) })}
      </span>
    </>
  );
}

async function Objective({ row }: { row: TaskRow }) {
  const t = await getT();
  return (
    row.objective ?? <span className="text-ink-2">{row.kind === 'automatic' ? t('followUps.automatic') : none}</span>
  );
}

async function StatusBadge({ status }: { status: TaskRow['status'] }) {
  const t = await getT();
  const look = status === 'in_progress' ? 'badge-soft badge-info' : 'badge-idle';
  return <span className={`badge badge-sm ${look}`}>{t(`followUps.status.${status}`)}</span>;
}
