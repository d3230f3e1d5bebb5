import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { pacedBp, recordsOf } from '@/components/analysis/view';
import type { FigureRow, Report } from '@/lib/analysis/types';
import { none, percent, yuan, yuanShortText } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { salesHref } from '@/lib/sales/filters';
import { Band, LinkRow } from './band';

type Props = { report: Report; line: number; t: Translate };

/** The month by team or person, every figure a door to its records; rows on phones. */
export function GroupTable({ report, line, t }: Props) {
  const by = report.by === 'team' ? 'team' : 'rep';
  return (
    <Band
      id="group"
      title={t(by === 'team' ? 'home.group.teams' : 'home.group.people')}
      link={{ href: `/analysis?period=${report.period.key}&by=${by}`, text: t('home.month.analysis') }}
    >
      <div className="overflow-x-auto max-sm:hidden">
        <table className="tbl max-xl:[&_:is(td,th):not(:first-child,:last-child)]:px-2">
          <thead>
            <tr>
              <th className="pin" scope="col">
                {t(`home.group.${by}`)}
              </th>
              {(['amount', 'target', 'attainment', 'pace', 'pending', 'overdue'] as const).map((name) => (
                <th key={name} className="num" scope="col">
                  {t(`home.group.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.key} className={row.isBehind ? 'is-alert' : undefined}>
                <td className="pin max-w-40 truncate">
                  <Link className="hover:text-primary" href={drill(report, row)} prefetch={false}>
                    {row.label}
                  </Link>
                </td>
                <Figures report={report} row={row} line={line} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td className="pin">{t('home.group.total')}</td>
              <Figures report={report} row={report.total} line={line} />
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="caption px-6 py-2 max-sm:hidden">{t('home.group.note')}</p>
      <ul className="sm:hidden">
        {report.rows.map((row) => (
          <LinkRow key={row.key} href={drill(report, row)}>
            <span className="min-w-0 flex-1">
              <span className="block truncate text-lg">{row.label}</span>
              <span className="caption block text-sm">
                {t('home.group.phone', { target: yuanShortText(row.targetFen) })}
              </span>
            </span>
            <span className="shrink-0 text-right">
              <span className="block text-lg font-semibold">{yuan(row.amountFen)}</span>
              <Attainment row={row} />
            </span>
          </LinkRow>
        ))}
      </ul>
    </Band>
  );
}

function Figures({ report, row, line }: { report: Report; row: FigureRow; line: number }) {
  const { period, balance } = recordsOf(report, row);
  return (
    <>
      <Money fen={row.amountFen} href={salesHref(period)} />
      <td className="num">{row.targetFen === null ? <None /> : yuan(row.targetFen)}</td>
      <td className="num">{row.attainmentBp === null ? <None /> : <Attainment row={row} />}</td>
      <td className="num">{row.attainmentBp === null ? <None /> : percent(pacedBp(row, report, line))}</td>
      <Money fen={row.pendingFen} href={salesHref({ ...period, state: 'pending' })} />
      <Money fen={row.overdueFen} href={salesHref({ ...balance, owing: 'overdue' })} />
    </>
  );
}

/** 0.00 is quiet and no door: there is nothing behind it. */
const Money = ({ fen, href }: { fen: number; href: string }) => (
  <td className="num">
    {fen === 0 ? (
      <span className="none">{yuan(fen)}</span>
    ) : (
      <Link className="drill" href={href} prefetch={false}>
        {yuan(fen)}
      </Link>
    )}
  </td>
);

const None = () => <span className="none">{none}</span>;

const Attainment = ({ row }: { row: FigureRow }) =>
  row.isBehind ? (
    <span className="alert-mark text-sm sm:text-base">
      <TriangleAlert aria-hidden />
      {percent(row.attainmentBp)}
    </span>
  ) : (
    <span className="max-sm:text-sm max-sm:text-ink-2">{percent(row.attainmentBp)}</span>
  );

const drill = ({ by, period }: Report, { key }: FigureRow) =>
  `/analysis?period=${period.key}&by=${by === 'team' ? 'rep' : 'customer'}&${by}=${key}`;
