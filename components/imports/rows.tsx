import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { SheetKind } from '@/lib/imports/heads';
import type { JudgedRow, JudgedSheet, Question } from '@/lib/imports/judgement';
import { problemText, questionText } from '@/lib/imports/texts';
import { parseFen } from '@/lib/money';
import { ActionBadge } from './badge';

const amounts = new Set(['amount', 'paidAmount']);
/** The columns that tell rows apart; all of them would push the notes out of sight. */
const telling: Record<SheetKind, string[]> = {
  customers: ['name', 'code', 'level', 'owner', 'phone', 'filedOn'],
  sales: ['customer', 'orderNumber', 'salesperson', 'amount', 'dealOn', 'paidAmount'],
  followups: ['customer', 'method', 'contactedOn', 'summary'],
};

type Props = {
  sheet: JudgedSheet;
  rows: readonly JudgedRow[];
  questions: ReadonlyMap<string, Question>;
};

/** Rows of one sheet as they will be written, with what is to be said about each. */
export async function PreviewRows({ sheet, rows, questions }: Props) {
  const t = await getT();
  const columns = tellingColumns(sheet);
  const noted = rows.map((row) => ({ row, note: noteOf(row) }));
  function noteOf(row: JudgedRow): string {
    // A refused row waits for nothing.
    const open = (row.action === 'ask' ? row.questions : []).flatMap((id) => {
      const question = questions.get(id);
      return question?.answer === null ? [questionText(t, question)] : [];
    });
    // What decides the row comes first.
    const weight = { reject: 0, duplicate: 1, decide: 2, warn: 3, fix: 4, keep: 5 };
    const said = row.problems
      .filter(({ action }) => action !== 'decide' || open.length === 0)
      .toSorted((a, b) => weight[a.action] - weight[b.action])
      .map((problem) => problemText(t, problem));
    return [...(open.length > 0 ? [t('imports.asks', { words: open.join('') })] : []), ...said].join('；');
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="overflow-x-auto max-sm:hidden" tabIndex={0} aria-label={sheet.name}>
        <table className="tbl">
          <thead>
            <tr>
              <th className="pin">{t('imports.table.row')}</th>
              <th>{t('imports.table.result')}</th>
              {columns.map(({ letter, head, field }) => (
                <th key={letter} className={amounts.has(field ?? '') ? 'num' : undefined}>
                  {head}
                  {amounts.has(field ?? '') && t('imports.table.unit')}
                </th>
              ))}
              <th>{t('imports.table.note')}</th>
            </tr>
          </thead>
          <tbody>
            {noted.map(({ row, note }) => (
              <tr key={row.row}>
                <td className="pin text-ink-3">{row.row}</td>
                <td>
                  <ActionBadge action={row.action} />
                </td>
                {columns.map(({ letter, head, field, position }) => (
                  <Cell key={letter} row={row} head={head} field={field ?? ''} text={row.shown[position] ?? ''} />
                ))}
                <td
                  className={`min-w-72 text-sm whitespace-normal ${row.action === 'refuse' ? 'text-error' : 'text-ink-2'}`}
                >
                  {note}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="sm:hidden">
        {noted.map(({ row, note }) => (
          <li key={row.row} className="border-b border-line px-4 py-2.5">
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate text-lg">{nameOf(row, columns)}</span>
              <ActionBadge action={row.action} />
            </span>
            <span className={`block text-sm ${row.action === 'refuse' ? 'text-error' : 'text-ink-2'}`}>
              <span className="text-ink-3">
                {t('imports.table.row')} {row.row}
              </span>
              {note && `　${note}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const tellingColumns = ({ kind, columns }: JudgedSheet) =>
  (kind ? telling[kind] : []).flatMap((field) => {
    const position = columns.findIndex((column) => column.field === field);
    const column = columns[position];
    return column ? [{ ...column, position }] : [];
  });

const nameOf = (row: JudgedRow, columns: readonly { field: string | null; position: number }[]) => {
  const column = columns.find(({ field }) => field === 'name' || field === 'customer');
  return row.shown[column?.position ?? 0] || '--';
};

type CellProps = { row: JudgedRow; head: string; field: string; text: string };

/** A cell as it will be written where that is known, else as the sheet has it; the one to look at is strong. */
function Cell({ row, head, field, text }: CellProps) {
  const isNumber = amounts.has(field);
  const isOdd = row.problems.some(
    ({ column, action }) => column === head && (action === 'reject' || action === 'decide'),
  );
  const shown = written(row, field) ?? (isNumber && isPlainNumber(text) ? yuan(parseFen(text)) : text);
  const look = isNumber ? 'num' : 'max-w-64 truncate';
  return (
    <td className={look} title={!isNumber && shown.length > 16 ? shown : undefined}>
      {isOdd ? <strong className="font-semibold">{shown}</strong> : shown}
    </td>
  );
}

const isPlainNumber = (text: string) => parseFen(text) !== null;

function written({ values }: JudgedRow, field: string): string | null {
  if (values?.kind === 'sales' && field === 'amount') return yuan(values.amountFen);
  if (values?.kind === 'sales' && field === 'dealOn') return values.dealOn;
  if (values?.kind === 'followups' && field === 'contactedOn') return values.contactedOn;
  return values?.kind === 'customers' && field === 'filedOn' ? values.filedOn : null;
}
