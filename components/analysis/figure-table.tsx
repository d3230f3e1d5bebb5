import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Fen } from '@/db/columns';
import { type AnalysisAddress, analysisHref, type SortColumn } from '@/lib/analysis/address';
import type { Dimension, FigureRow, Report } from '@/lib/analysis/types';
import { none, percent, signed, trend, yuan } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { parsePeriod } from '@/lib/period';
import { rateBp } from '@/lib/rates';
import { salesHref } from '@/lib/sales/filters';
import type { Settings } from '@/lib/settings/settings';
import { arrange, cutAt, isMonth, pacedBp, type Rest, ranksOf, recordsOf } from './view';
import { differenceWords } from './words';

type Props = { report: Report; address: AnalysisAddress; settings: Settings; t: Translate; dimensions: Dimension[] };

/** A page stays quick to open: what a longer table leaves out is summed in one row. */
const mostRows = 50;

/** The rows of the report: every figure opens the sales that make it, the heads sort, 合计 is over the whole filter. */
export function FigureTable({ report, address, settings, t, dimensions }: Props) {
  const ranks = report.by === 'month' ? null : ranksOf(report.rows);
  const { shown, rest } = cutAt(arrange(report.rows, address), mostRows);
  const columns = columnsOf(report, settings, t);
  return (
    <section aria-labelledby="rows">
      <div className="section-head flex-wrap px-6 pt-4 pb-2.5 max-sm:px-4">
        <h2 id="rows">{t('analysis.table.title', { by: t(`analysis.by.${report.by}`) })}</h2>
        <span className="caption">{t('analysis.table.hint')}</span>
        <nav
          className="ml-auto flex min-w-0 items-center gap-1 overflow-x-auto text-sm max-sm:ml-0 max-sm:w-full"
          aria-label={t('analysis.table.dimensions')}
        >
          {dimensions.map((by) => (
            <Link
              key={by}
              prefetch={false}
              href={analysisHref(address, { by, sort: null, direction: 'desc' })}
              aria-current={by === report.by ? 'true' : undefined}
              className="rounded-field px-2 py-0.5 whitespace-nowrap text-ink-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:font-semibold aria-[current]:text-base-content max-sm:py-3"
            >
              {t(`analysis.by.${by}`)}
            </Link>
          ))}
        </nav>
      </div>
      <div className="relative overflow-x-auto">
        <table className="tbl [&_td:nth-child(n+2)]:text-right [&_th:nth-child(n+2)]:text-right">
          <thead>
            <tr>
              <SortHead column="label" address={address} className="pin text-left!">
                {t(`analysis.by.${report.by}`)}
              </SortHead>
              {columns.map(({ name }) => (
                <SortHead key={name} column={name} address={address}>
                  {t(`analysis.table.${name}`)}
                </SortHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.key} className={row.isBehind || row.hasLongOverdue ? 'is-alert' : undefined}>
                <td className="pin max-sm:whitespace-normal max-sm:py-1.5">
                  <Name row={row} rank={ranks?.get(row.key)} report={report} address={address} t={t} />
                  <Marks row={row} report={report} settings={settings} t={t} />
                </td>
                {columns.map(({ name, cell }) => (
                  <td key={name}>{cell(row)}</td>
                ))}
              </tr>
            ))}
            {rest && <RestRow rest={rest} columns={columns} t={t} />}
          </tbody>
          <tfoot>
            <tr>
              <td className="pin">{t('analysis.table.total')}</td>
              {columns.map(({ name, cell }) => (
                <td key={name}>{cell(report.total)}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <Notes report={report} settings={settings} t={t} />
    </section>
  );
}

function SortHead({
  column,
  address,
  className = '',
  children,
}: {
  column: SortColumn;
  address: AnalysisAddress;
  className?: string;
  children: ReactNode;
}) {
  const isSorted = address.sort === column || (address.sort === null && column === 'amount' && address.by !== 'month');
  const direction = isSorted && address.direction === 'desc' ? 'asc' : 'desc';
  return (
    <th
      scope="col"
      className={`${className} ${isSorted ? 'sorted' : ''}`}
      aria-sort={isSorted ? (address.direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link
        prefetch={false}
        className="hover:text-base-content"
        href={analysisHref(address, { sort: column, direction })}
      >
        {children}
        {isSorted && <span aria-hidden>{address.direction === 'asc' ? ' ↑' : ' ↓'}</span>}
      </Link>
    </th>
  );
}

/** The row's name leads one step deeper: into its customers, a customer into its months, a month into itself. */
function Name({
  row,
  rank,
  report,
  address,
  t,
}: {
  row: FigureRow;
  rank: number | undefined;
  report: Report;
  address: AnalysisAddress;
  t: Translate;
}) {
  const deeper = stepInto(row, report, address);
  const name = row.label;
  const label = (
    <span className="inline-block max-w-[20em] overflow-hidden align-bottom text-ellipsis max-sm:max-w-[7.5em]">
      {name}
    </span>
  );
  return (
    <>
      {rank !== undefined && <span className="none mr-2 max-sm:mr-1">{rank} </span>}
      {deeper ? (
        <Link prefetch={false} className="hover:text-primary" href={deeper.href} title={t(deeper.title, { name })}>
          {label}
        </Link>
      ) : (
        label
      )}
      {report.by === 'rep' && row.teamName && <span className="caption ml-1 font-normal"> {row.teamName}</span>}
    </>
  );
}

function stepInto(row: FigureRow, { by }: Report, address: AnalysisAddress) {
  if (by === 'month') {
    const period = isMonth(row.key) && address.period.kind !== 'month' ? parsePeriod(row.key) : null;
    return (
      period &&
      ({ href: analysisHref(address, { period, by: 'rep', sort: null }), title: 'analysis.table.openMonth' } as const)
    );
  }
  const filter = { ...address.filter, [by]: row.key };
  return by === 'customer'
    ? ({
        href: analysisHref(address, { by: 'month', filter, sort: null }),
        title: 'analysis.table.splitMonths',
      } as const)
    : ({
        href: analysisHref(address, { by: 'customer', filter, sort: null }),
        title: 'analysis.table.splitCustomers',
      } as const);
}

/** Alerts in words beside the name; colour alone says nothing (R30). */
function Marks({ row, report, settings, t }: { row: FigureRow; report: Report; settings: Settings; t: Translate }) {
  const marks = [
    row.isBehind &&
      t(report.isRunning ? 'analysis.attainment.behindPace' : 'analysis.attainment.behind', {
        line: settings.alertAttainment,
      }),
    row.hasLongOverdue && t('analysis.table.longOverdue', { days: settings.alertOverdueDays + 1 }),
  ].filter((mark) => mark !== false);
  return marks.map((mark) => (
    <span key={mark} className="alert-mark ml-1 max-sm:ml-0 max-sm:flex">
      {' '}
      <TriangleAlert aria-hidden />
      {mark}
    </span>
  ));
}

type Column = { name: Exclude<SortColumn, 'label'>; cell: (row: FigureRow) => ReactNode };

function columnsOf(report: Report, settings: Settings, t: Translate): Column[] {
  const line = settings.alertAttainment;
  const hasTargets = report.rows.some((row) => row.targetFen !== null);
  const records = (row: FigureRow) => recordsOf(report, row);
  const targets: Column[] = [
    { name: 'target', cell: (row) => quiet(row.targetFen) },
    { name: 'shortfall', cell: (row) => difference(row.shortfallFen) },
    { name: 'attainment', cell: (row) => rate(row.attainmentBp, row.isBehind && !report.isRunning) },
    ...(report.isRunning && report.by !== 'month'
      ? [{ name: 'pace', cell: (row: FigureRow) => rate(pacedBp(row, report, line), row.isBehind) } as const]
      : []),
  ];
  const amount: Column = {
    name: 'amount',
    cell: (row) => (isOutside(row) ? dash : money(row.amountFen, salesHref(records(row).period))),
  };
  const [target, ...against] = targets;
  return [
    ...(hasTargets && target ? [target, amount, ...against] : [amount]),
    { name: 'yoy', cell: (row) => growth(row.yoyBp, row.yoyDifferenceFen, row, t) },
    { name: 'pop', cell: (row) => growth(row.popBp, row.popDifferenceFen, row, t) },
    { name: 'collection', cell: (row) => rate(row.collectionBySigningBp, false) },
    {
      name: 'receivable',
      cell: (row) => money(row.receivableFen, salesHref({ ...records(row).balance, owing: 'any' })),
    },
    {
      name: 'overdue',
      cell: (row) => money(row.overdueFen, salesHref({ ...records(row).balance, owing: 'overdue' })),
    },
    {
      name: 'pending',
      cell: (row) =>
        isOutside(row) ? dash : money(row.pendingFen, salesHref({ ...records(row).period, state: 'pending' })),
    },
    { name: 'orders', cell: (row) => count(row.orders, row) },
    { name: 'customers', cell: (row) => count(row.customers, row) },
    { name: 'perCustomer', cell: (row) => quiet(row.perCustomerFen) },
    { name: 'perOrder', cell: (row) => quiet(row.perOrderFen) },
  ];
}

/** By month, the rows of what is owed on older and later sales hold nothing else. */
const isOutside = (row: FigureRow) => row.key === 'earlier' || row.key === 'later';
const dash = <span className="none">{none}</span>;
const quiet = (value: Fen | null) => (value ? yuan(value) : <span className="none">{yuan(value)}</span>);
const count = (value: number, row: FigureRow) =>
  isOutside(row) ? dash : value === 0 ? <span className="none">0</span> : value;
/** 0.00 is quiet and opens nothing; every other amount is a door. */
const money = (value: Fen, href: string) =>
  value === 0 ? (
    quiet(value)
  ) : (
    <Link prefetch={false} className="drill" href={href}>
      {yuan(value)}
    </Link>
  );
const difference = (value: Fen | null) => (value === null ? dash : value === 0 ? quiet(value) : signed(yuan(value)));
const rate = (bp: number | null, isAlert: boolean) =>
  bp === null ? dash : isAlert ? <span className="font-semibold text-error">{percent(bp)}</span> : percent(bp);
const growth = (bp: number | null, by: Fen | null, row: FigureRow, t: Translate) => {
  if (bp !== null) return <span className="text-ink-2">{trend(bp)}</span>;
  return (
    <>
      {dash}
      {!isOutside(row) && by ? <span className="caption font-normal"> {differenceWords(t, by)}</span> : null}
    </>
  );
};

/** Only what adds up over rows: no distinct customers, no growth, no averages (R27). */
function RestRow({ rest, columns, t }: { rest: Rest; columns: Column[]; t: Translate }) {
  const cells: Partial<Record<Column['name'], ReactNode>> = {
    target: quiet(rest.targetFen),
    amount: quiet(rest.amountFen),
    collection: rate(rateBp(rest.collectedFen, rest.amountFen), false),
    receivable: quiet(rest.receivableFen),
    overdue: quiet(rest.overdueFen),
    pending: quiet(rest.pendingFen),
  };
  return (
    <tr className="text-ink-2">
      <td className="pin">{t('analysis.table.rest', { count: rest.count })}</td>
      {columns.map(({ name }) => (
        <td key={name}>{cells[name] ?? dash}</td>
      ))}
    </tr>
  );
}

function Notes({ report, settings, t }: { report: Report; settings: Settings; t: Translate }) {
  const { gone, all } = report.pace;
  const words = { gone, all, line: settings.alertAttainment, days: settings.alertOverdueDays + 1 };
  const notes = [
    t(report.isRunning ? 'analysis.table.notes.pace' : 'analysis.table.notes.line', words),
    t('analysis.table.notes.totals'),
    t('analysis.table.notes.balances'),
  ];
  return <p className="caption px-6 py-3 max-sm:px-4">{notes.join(' ')}</p>;
}
