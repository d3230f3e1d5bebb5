'use client';

import { CircleX, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { ActionForm, FormMessage, SubmitButton, useFormState } from '@/components/ui/form';
import { none, signed, yuan } from '@/lib/format';
import { saveTargets } from '@/lib/targets/actions';
import {
  changesOf,
  gapOf,
  layBlock,
  type Opened,
  parseBlock,
  parseCell,
  placeOf,
  sumSet,
  type TargetGrid,
  type TargetGroup,
  type TargetRow,
} from '@/lib/targets/grid';
import type { targets } from '@/messages/zh/targets';
import { TargetSums } from './target-sums';

export type Texts = typeof targets;
type Typed = Record<string, string>;
type Sheet = {
  grid: TargetGrid;
  texts: Texts;
  /** The amount in a cell as it would be saved; what can't be read counts as it was. */
  amount: (row: TargetRow, position: number) => number | null;
  text: (row: TargetRow, position: number) => string;
  problem: (name: string) => string | undefined;
  type: (name: string, text: string) => void;
  isDirty: (name: string) => boolean;
};

export const fill = (text: string, params: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));

/** Person × month as a sheet: arrows and Enter move, a block pastes, one button saves; it posts without script too. */
export function TargetSheet({
  grid,
  year,
  formKey,
  texts,
  today,
}: {
  grid: TargetGrid;
  year: string;
  formKey: string;
  texts: Texts;
  today: string;
}) {
  return (
    <ActionForm action={saveTargets} formKey={formKey} className="flex flex-1 flex-col">
      <input type="hidden" name="year" value={year} />
      <Cells grid={grid} texts={texts} currentMonth={today.slice(0, 7)} />
    </ActionForm>
  );
}

const rowsOf = (grid: TargetGrid): TargetRow[] => [
  ...(grid.department ? [grid.department] : []),
  ...grid.groups.flatMap(({ team, people }) => (team ? [team, ...people] : people)),
];

function Cells({ grid, texts, currentMonth }: { grid: TargetGrid; texts: Texts; currentMonth: string }) {
  const { state } = useFormState();
  const router = useRouter();
  const isAlive = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const [typed, setTyped] = useState<Typed>(() => cellsOf(state.values));
  const [leftOut, setLeftOut] = useState(0);
  const rows = rowsOf(grid);
  const opened: Opened = {};
  for (const row of rows)
    for (const [position, month] of grid.months.entries()) {
      const fen = row.cells[position];
      if (row.open[position] && fen != null) opened[`${row.id}.${month}`] = fen;
    }
  const { changes } = changesOf(typed, opened);
  const dirty = new Set(changes.map((change) => change.name));

  useEffect(() => {
    if (state.status === 'done') setTyped({});
    // What others saved meanwhile comes in; what was typed stays, so that saving again is a decision.
    if (state.status === 'refused') router.refresh();
  }, [state, router]);

  const sheet: Sheet = {
    grid,
    texts,
    amount: (row, position) => {
      const text = typed[`${row.id}.${grid.months[position]}`];
      const cell = text === undefined ? null : parseCell(text);
      return cell && 'fen' in cell ? cell.fen : (row.cells[position] ?? null);
    },
    text: (row, position) => {
      const fen = row.cells[position];
      return typed[`${row.id}.${grid.months[position]}`] ?? (fen == null ? '' : yuan(fen));
    },
    problem: (name) => {
      const cell = parseCell(typed[name] ?? '');
      if ('problem' in cell) return texts.problem[cell.problem];
      return dirty.has(name) ? state.errors[name]?.join('；') : undefined;
    },
    type: (name, text) => setTyped((before) => ({ ...before, [name]: text })),
    isDirty: (name) => dirty.has(name),
  };
  const names = rows.map((row) => grid.months.map((month, at) => (row.open[at] ? `${row.id}.${month}` : null)));
  const hasOpen = names.some((row) => row.some((name) => name !== null));

  function paste(event: React.ClipboardEvent<HTMLTableElement>) {
    const block = parseBlock(event.clipboardData.getData('text/plain'));
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || (block.length === 1 && block[0]?.length === 1)) return;
    event.preventDefault();
    const laid = layBlock(names, input.name, block);
    setTyped((before) => ({ ...before, ...laid.typed }));
    setLeftOut(laid.leftOut);
  }

  return (
    <>
      <input type="hidden" name="opened" value={JSON.stringify(opened)} />
      {grid.department && <TargetSums sheet={sheet} department={grid.department} />}
      <div className="overflow-x-auto">
        <table
          className="tbl [&_td:not(.pin)]:px-1 [&_th.num]:px-2"
          onPaste={paste}
          onKeyDown={(event) => moveFocus(event, names)}
        >
          <thead>
            <tr>
              <th scope="col" className="pin">
                {texts.person}
              </th>
              {grid.months.map((month) => (
                <th
                  key={month}
                  scope="col"
                  className={`num ${month === currentMonth ? 'font-semibold! text-primary!' : ''}`}
                >
                  {fill(texts.month, { month: Number(month.slice(5)) })}
                </th>
              ))}
              <th scope="col" className="num">
                {texts.whole}
              </th>
            </tr>
          </thead>
          <tbody>
            {grid.department && <Row row={grid.department} label={texts.department} sheet={sheet} strong />}
          </tbody>
          {grid.groups.map((group) => (
            <Group key={group.teamId ?? 0} group={group} sheet={sheet} />
          ))}
          <tfoot>
            <SumRow rows={grid.groups.flatMap((group) => group.people)} label={texts.total} sheet={sheet} />
          </tfoot>
        </table>
      </div>
      {hasOpen && (
        <footer className="sticky bottom-0 z-20 mt-auto flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-base-100 px-6 py-2 text-sm max-sm:bottom-16 max-sm:px-4">
          {dirty.size > 0 && (
            <>
              <strong>{fill(texts.unsaved, { count: dirty.size })}</strong>
              <span className="text-ink-2">{differenceOf(sheet, rows, texts)}</span>
            </>
          )}
          <FormMessage />
          {leftOut > 0 && <span role="status">{fill(texts.leftOut, { count: leftOut })}</span>}
          <span className="caption ml-auto max-sm:hidden">{texts.hint}</span>
          {Object.keys(typed).length > 0 && (
            <button
              type="button"
              className="btn btn-ghost"
              onClick={() => {
                setTyped({});
                setLeftOut(0);
              }}
            >
              <Undo2 aria-hidden />
              {texts.undo}
            </button>
          )}
          <SubmitButton>
            {isAlive && dirty.size > 0 ? fill(texts.saveCount, { count: dirty.size }) : texts.save}
          </SubmitButton>
        </footer>
      )}
    </>
  );
}

const cellsOf = (values: Record<string, string | string[]>): Typed =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && placeOf(entry[0]) !== null,
    ),
  );

/** How far the people's targets moved by what is typed and not saved. */
function differenceOf(sheet: Sheet, rows: TargetRow[], texts: Texts): string {
  const people = rows.filter((row) => row.layer === 'person');
  const now = sumSet(people.flatMap((row) => row.cells.map((_, position) => sheet.amount(row, position)))) ?? 0;
  const before = sumSet(people.flatMap((row) => row.cells)) ?? 0;
  return now === before ? texts.unsavedSame : fill(texts.unsavedSum, { difference: signed(yuan(now - before)) });
}

function Group({ group, sheet }: { group: TargetGroup; sheet: Sheet }) {
  const { texts, grid } = sheet;
  const { team, people } = group;
  const own = team && sumSet(grid.months.map((_, position) => sheet.amount(team, position)));
  const sum = sumSet(people.flatMap((row) => grid.months.map((_, position) => sheet.amount(row, position))));
  const gap = gapOf(own, sum);
  return (
    <tbody>
      <tr className="[&>*]:bg-base-200!">
        <th scope="rowgroup" className="pin max-w-44 border-line! font-semibold! whitespace-normal! text-base-content!">
          {group.name || texts.noTeam}
        </th>
        <td colSpan={grid.months.length + 1} className="px-2! text-sm text-ink-2">
          <span className="sticky left-32">
            {team && (
              <>
                {texts.team} <strong>{own === null ? texts.notSet : yuan(own)}</strong>，
              </>
            )}
            {texts.peopleSum} {sum === null ? texts.notSet : yuan(sum)}
            {gap !== null && gap !== 0 && (
              <span className="font-semibold text-warning">
                ，{texts.gap} {signed(yuan(gap))}
              </span>
            )}
            {gap === 0 && `，${texts.aligned}`}
          </span>
        </td>
      </tr>
      {team && <Row row={team} label={texts.team} sheet={sheet} strong />}
      {people.map((row) => (
        <Row key={row.id} row={row} label={row.label} sheet={sheet} />
      ))}
      {people.length > 1 && <SumRow rows={people} label={texts.subtotal} sheet={sheet} />}
    </tbody>
  );
}

function Row({ row, label, sheet, strong = false }: { row: TargetRow; label: string; sheet: Sheet; strong?: boolean }) {
  const { months } = sheet.grid;
  return (
    <tr className={strong ? 'font-semibold' : undefined}>
      <th
        scope="row"
        className={`pin border-line! bg-base-100! text-base! text-base-content! max-w-44 whitespace-normal! max-sm:max-w-[7em] ${strong ? 'font-semibold!' : ''}`}
      >
        {label}
      </th>
      {months.map((month, position) => (
        <Cell key={month} row={row} label={label} position={position} sheet={sheet} />
      ))}
      <td className="num font-semibold">{show(sumSet(months.map((_, position) => sheet.amount(row, position))))}</td>
    </tr>
  );
}

function Cell({ row, label, position, sheet }: { row: TargetRow; label: string; position: number; sheet: Sheet }) {
  const { texts, grid } = sheet;
  const month = grid.months[position] ?? '';
  const name = `${row.id}.${month}`;
  if (!row.open[position]) return <td className="num px-2! text-ink-2">{show(row.cells[position] ?? null)}</td>;
  const problem = sheet.problem(name);
  const state = problem ? 'outline-2 outline-error' : sheet.isDirty(name) ? 'bg-selected font-semibold' : '';
  return (
    <td className="px-0!">
      <input
        name={name}
        value={sheet.text(row, position)}
        onChange={(event) => sheet.type(name, event.target.value)}
        aria-label={fill(texts.cell, { name: label === texts.team ? row.label : label, month })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${name}-problem` : undefined}
        inputMode="decimal"
        autoComplete="off"
        className={`h-9 w-full min-w-29 bg-transparent px-2 text-right -outline-offset-2 hover:bg-hover max-sm:h-11 ${state}`}
      />
      {problem && (
        <span id={`${name}-problem`} className="flex w-29 gap-1 px-1 pb-1 text-xs whitespace-normal text-error">
          <CircleX className="mt-0.5 size-3" aria-hidden />
          {problem}
        </span>
      )}
    </td>
  );
}

function SumRow({ rows, label, sheet }: { rows: TargetRow[]; label: string; sheet: Sheet }) {
  const sums = sheet.grid.months.map((_, position) => sumSet(rows.map((row) => sheet.amount(row, position))));
  return (
    <tr className="text-ink-2">
      <td className="pin">{label}</td>
      {sums.map((sum, position) => (
        <td key={sheet.grid.months[position]} className="num px-2!">
          {show(sum)}
        </td>
      ))}
      <td className="num">{show(sumSet(sums))}</td>
    </tr>
  );
}

const show = (fen: number | null) => (fen === null ? <span className="none">{none}</span> : yuan(fen));

/** Arrows and Enter go from cell to cell; left and right only from a text's end. Closed cells are passed over. */
function moveFocus(event: React.KeyboardEvent<HTMLTableElement>, names: (string | null)[][]) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return;
  const isAll = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const steps: Record<string, [number, number] | false> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: [event.shiftKey ? -1 : 1, 0],
    ArrowLeft: (isAll || input.selectionEnd === 0) && [0, -1],
    ArrowRight: (isAll || input.selectionStart === input.value.length) && [0, 1],
  };
  const step = steps[event.key];
  if (!step || event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  let row = names.findIndex((line) => line.includes(input.name));
  let column = names[row]?.indexOf(input.name) ?? -1;
  do {
    row += step[0];
    column += step[1];
  } while (names[row]?.[column] === null);
  const next = names[row]?.[column];
  const target = next && input.form?.elements.namedItem(next);
  if (target instanceof HTMLInputElement) {
    target.focus();
    target.select();
  }
}
