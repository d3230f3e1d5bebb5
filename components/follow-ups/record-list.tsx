import Link from 'next/link';
import { Quiet, SortHead, type SortLink } from '@/components/ui/list';
import { momentIn } from '@/lib/days';
import type { RecordRow } from '@/lib/follow-ups/queries';
import { feedbackText } from '@/lib/follow-ups/record-fields';
import { none } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { RecordMarks } from './record-marks';

type Props = { rows: RecordRow[]; list: SortLink; timeZone: string };

/** A row shows the beginning of what was said and leads to all of it. */
const hrefOf = (row: RecordRow) => `/follow-ups/records/${row.id}`;
const when = (row: RecordRow, timeZone: string) =>
  row.contactedAt ? momentIn(row.contactedAt, timeZone) : row.contactedOn;
/** As much of a text as a row may send to the browser. */
const start = (text: string) => ([...text].length > 200 ? `${[...text].slice(0, 200).join('')}…` : text);

export async function RecordTable({ rows, list, timeZone }: Props) {
  const t = await getT();
  return (
    <div className="overflow-x-auto max-sm:hidden">
      <table className="tbl">
        <thead>
          <tr>
            <th className="pin">{t('followUps.columns.customer')}</th>
            <SortHead name="contacted" label={t('followUps.columns.contactedOn')} list={list} first="desc" />
            <th>{t('followUps.columns.person')}</th>
            <th>{t('followUps.columns.method')}</th>
            <th>{t('followUps.columns.summary')}</th>
            <th>{t('followUps.columns.feedback')}</th>
            <th>{t('followUps.columns.next')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="pin">
                <Link
                  className="block max-w-56 truncate hover:text-primary"
                  href={`/customers/${row.customerId}`}
                  prefetch={false}
                  title={row.customerName}
                >
                  {row.customerName}
                </Link>
              </td>
              <td className="text-ink-2">{when(row, timeZone)}</td>
              <td>{row.authorName ?? <span className="none">{none}</span>}</td>
              <td>
                {t(`followUps.method.${row.method}`)}
                {!row.reached && <span className="badge badge-sm badge-idle ml-1.5">{t('followUps.unreached')}</span>}{' '}
                <RecordMarks record={row} />
              </td>
              <td>
                <Link className="block max-w-96 truncate hover:text-primary" href={hrefOf(row)} prefetch={false}>
                  {start(row.summary)}
                </Link>
              </td>
              <td className="max-w-48 truncate">
                <Feedback text={feedbackText(row, t)} />
              </td>
              <td className="max-w-64 truncate">
                <Quiet isQuiet={!row.nextPlan && !row.nextOn}>
                  {[row.nextOn, row.nextPlan && start(row.nextPlan)].filter(Boolean).join('，') || none}
                </Quiet>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export async function RecordRows({ rows, timeZone }: Omit<Props, 'list'>) {
  const t = await getT();
  return (
    <ul className="border-b border-line bg-base-100 sm:hidden">
      {rows.map((row) => (
        <li key={row.id} className="row items-start after:left-4">
          <Link className="min-w-0 flex-1" href={hrefOf(row)} prefetch={false}>
            <span className="block truncate text-lg">{row.customerName}</span>
            <span className="mt-0.5 block truncate text-sm text-ink-2">
              {[
                when(row, timeZone),
                row.authorName,
                t(`followUps.method.${row.method}`),
                !row.reached && t('followUps.unreached'),
              ]
                .filter(Boolean)
                .join('，')}
            </span>
            <span className="mt-1 line-clamp-2 break-words">{start(row.summary)}</span>
            <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
              <RecordMarks record={row} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const Feedback = ({ text }: { text: string | null }) => (
  <Quiet isQuiet={text === null}>{text === null ? none : start(text)}</Quiet>
);
