import Link from 'next/link';
import type { Fen } from '@/db/columns';
import { type AnalysisAddress, analysisHref, type SortColumn } from '@/lib/analysis/address';
import type { Dimension, FigureRow, Report } from '@/lib/analysis/types';
import { none, percent, signed, trend, yuan } from '@/lib/format';
import type { Translate } from '@/lib/i18n/translator';
import { parsePeriod } from '@/lib/period';
import { rateBp } from '@/lib/rates';
import { salesHref } from '@/lib/sales/filters';
import type { Settings } from '@/lib/settings/settings';
import type { Cell } from './cells';
import { FigureRows, type Head, type RowData } from './figure-rows';
import { arrange, cutAt, isMonth, pacedBp, type Rest, ranksOf, recordsOf } from './view';
import { differenceWords } from './words';

type Props = { report: Report; address: AnalysisAddress; settings: Settings; t: Translate; dimensions: Dimension[] };

/** The cells carry no classes of their own: a table of 36 months stays light. */
const tableClasses = [
  'tbl [&_td:nth-child(n+2)]:text-right [&_th:nth-child(n+2)]:text-right [&_th_a:hover]:text-base-content',
  '[&_i]:font-normal [&_i]:not-italic [&_.pin>a:hover]:text-primary [&_.pin_i.none]:mr-1',
  // Names: cut at a length that leaves the figures in sight; on phones they wrap and the marks stand below.
  '[&_.pin>:is(a,b)]:inline-block [&_.pin>:is(a,b)]:max-w-[20em] [&_.pin>:is(a,b)]:truncate [&_.pin>:is(a,b)]:align-bottom',
  '[&_.pin_.caption]:inline-block [&_.pin_.caption]:max-w-[10em] [&_.pin_.caption]:truncate [&_.pin_.caption]:align-bottom',
  '[&_tbody_.pin>b]:font-normal [&_.pin_.alert-mark]:ml-1',
  'max-sm:[&_.pin]:min-w-[11em] max-sm:[&_.pin]:whitespace-normal max-sm:[&_tbody_.pin]:py-1.5 max-sm:[&_.pin]:pl-4',
  'max-sm:[&_.pin>:is(a,b)]:max-h-[3lh] max-sm:[&_.pin>:is(a,b)]:max-w-[7.5em] max-sm:[&_.pin>:is(a,b)]:whitespace-normal',
  'max-sm:[&_.pin>:is(a,b)]:align-top max-sm:[&_.pin_.caption]:block max-sm:[&_.pin_.alert-mark]:ml-0 max-sm:[&_.pin_.alert-mark]:flex',
].join(' ');

/** A page stays quick to open: what a longer table leaves out is summed in one row. */
const mostRows = 40;

/** The rows of the report: every figure opens the sales that make it, the heads sort, 合计 is over the whole filter. */
export function FigureTable({ report, address, settings, t, dimensions }: Props) {
  const ranks = report.by === 'month' ? null : ranksOf(report.rows);
  const { shown, rest } = cutAt(arrange(report.rows, address), mostRows);
  const columns = columnsOf(report, settings, t);
  const rows = shown.map((row) => rowData(row, ranks?.get(row.key), { report, address, settings, t, columns }));
  if (rest) rows.push(restData(rest, columns, t));
  return (
    <section aria-labelledby="rows">
      <div className="section-head flex-wrap px-6 pt-4 pb-2.5 max-sm:px-4">
        <h2 id="rows">{t('analysis.table.title', { by: t(`analysis.by.${report.by}`) })}</h2>
        <span className="caption">{t('analysis.table.hint')}</span>
        <nav
          className="ml-auto flex min-w-0 items-center gap-1 overflow-x-auto text-sm max-sm:ml-0 max-sm:w-full [&>a]:rounded-field [&>a]:px-2 [&>a]:py-0.5 [&>a]:whitespace-nowrap [&>a]:text-ink-2 [&>a:hover]:bg-hover max-sm:[&>a]:py-3 [&>a[aria-current]]:bg-selected [&>a[aria-current]]:font-semibold [&>a[aria-current]]:text-base-content"
          aria-label={t('analysis.table.dimensions')}
        >
          {dimensions.map((by) => (
            <Link
              key={by}
              prefetch={false}
              href={analysisHref(address, { by, sort: null, direction: 'desc' })}
              aria-current={by === report.by ? 'true' : undefined}
            >
              {t(`analysis.by.${by}`)}
            </Link>
          ))}
        </nav>
      </div>
      <div className="relative overflow-x-auto">
        <table className={tableClasses}>
          <FigureRows
            heads={[
              headOf('label', t(`analysis.by.${report.by}`), address),
              ...columns.map(({ name }) => headOf(name, t(`analysis.table.${name}`), address)),
            ]}
            rows={rows}
            total={{
              name: t('analysis.table.total'),
              cells: columns.map(({ cell }) => cell(report.total)),
            }}
          />
        </table>
      </div>
      <Notes report={report} settings={settings} t={t} />
    </section>
  );
}

/** A head sorts by its column, and the other way when it does already. */
function headOf(column: SortColumn, name: string, address: AnalysisAddress): Head {
  const isSorted = address.sort === column || (address.sort === null && column === 'amount' && address.by !== 'month');
  const direction = isSorted && address.direction === 'desc' ? 'asc' : 'desc';
  const href = analysisHref(address, { sort: column, direction });
  return isSorted ? { name, href, sorted: address.direction === 'asc' ? 'ascending' : 'descending' } : { name, href };
}

type Context = {
  report: Report;
  address: AnalysisAddress;
  settings: Settings;
  t: Translate;
  columns: Column[];
};

function rowData(
  row: FigureRow,
  rank: number | undefined,
  { report, address, settings, t, columns }: Context,
): RowData {
  const href = stepInto(row, report, address);
  const marks = marksOf(row, report, settings, t);
  return {
    name: row.label,
    ...(rank === undefined ? {} : { rank }),
    ...(href ? { href } : {}),
    ...(report.by === 'rep' && row.teamName ? { note: row.teamName } : {}),
    ...(marks.length > 0 ? { marks } : {}),
    cells: columns.map(({ cell }) => cell(row)),
  };
}

/** The row's name leads one step deeper: into its customers, a customer into its months, a month into itself. */
function stepInto(row: FigureRow, { by }: Report, address: AnalysisAddress): string | undefined {
  if (by === 'month') {
    const period = isMonth(row.key) && address.period.kind !== 'month' ? parsePeriod(row.key) : null;
    return period ? analysisHref(address, { period, by: 'rep', sort: null }) : undefined;
  }
  const filter = { ...address.filter, [by]: row.key };
  return analysisHref(address, { by: by === 'customer' ? 'month' : 'customer', filter, sort: null });
}

/** Alerts in words beside the name; colour alone says nothing (R30). */
function marksOf(row: FigureRow, report: Report, settings: Settings, t: Translate): string[] {
  const marks: string[] = [];
  if (row.isBehind)
    marks.push(
      t(report.isRunning ? 'analysis.attainment.behindPace' : 'analysis.attainment.behind', {
        line: settings.alertAttainment,
      }),
    );
  if (row.hasLongOverdue) marks.push(t('analysis.table.longOverdue', { days: settings.alertOverdueDays + 1 }));
  return marks;
}

type Column = { name: Exclude<SortColumn, 'label'>; cell: (row: FigureRow) => Cell };

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
const dash = none;
const quiet = (value: Fen | null): Cell => yuan(value);
const count = (value: number, row: FigureRow): Cell => (isOutside(row) ? dash : String(value));
/** 0.00 opens nothing; every other amount is a door. */
const money = (value: Fen, href: string): Cell => (value === 0 ? yuan(value) : { text: yuan(value), href });
const difference = (value: Fen | null): Cell => (value === null || value === 0 ? yuan(value) : signed(yuan(value)));
const rate = (bp: number | null, isAlert: boolean): Cell =>
  bp !== null && isAlert ? { text: percent(bp), isAlert: true } : percent(bp);
const growth = (bp: number | null, by: Fen, row: FigureRow, t: Translate): Cell => {
  if (bp !== null) return trend(bp);
  return by && !isOutside(row) ? { text: dash, note: differenceWords(t, by) } : dash;
};

/** Only what adds up over rows: no distinct customers, no growth, no averages (R27). */
function restData(rest: Rest, columns: Column[], t: Translate): RowData {
  const cells: Partial<Record<Column['name'], Cell>> = {
    target: quiet(rest.targetFen),
    amount: quiet(rest.amountFen),
    collection: rate(rateBp(rest.collectedFen, rest.amountFen), false),
    receivable: quiet(rest.receivableFen),
    overdue: quiet(rest.overdueFen),
    pending: quiet(rest.pendingFen),
  };
  return {
    name: t('analysis.table.rest', { count: rest.count }),
    cells: columns.map(({ name }) => cells[name] ?? dash),
  };
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
