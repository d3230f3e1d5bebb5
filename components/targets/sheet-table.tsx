'use client';

import { CircleX } from 'lucide-react';
import Link from 'next/link';
import { none, yuan } from '@/lib/format';
import { departmentMonths, gapOver, gapsOf, groupMonths } from '@/lib/targets/gaps';
import { sumSet, type TargetGroup, type TargetRow } from '@/lib/targets/grid';
import { handleKey } from './sheet-keys';
import { fill, gapWords, yearGapWords } from './texts';
import type { Sheet } from './use-sheet';

type Amounts = readonly (number | null)[];

/** Person × month, with the department and the teams above their parts and the gap below them. */
export function SheetTable({ sheet, currentMonth }: { sheet: Sheet; currentMonth: string }) {
  const { grid, texts } = sheet;
  const people = grid.groups.flatMap((group) => group.people);

  function paste(event: React.ClipboardEvent<HTMLTableElement>) {
    const text = event.clipboardData.getData('text/plain');
    const input = event.target;
    // A single value goes into the cell as text does.
    if (!(input instanceof HTMLInputElement) || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    sheet.paste(input.name, text);
  }

  function copy(event: React.ClipboardEvent<HTMLTableElement>) {
    const text = sheet.copyRange();
    if (text === null) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
  }

  /** Shift and a click reach from the focused cell to the clicked one. */
  function reach(event: React.MouseEvent<HTMLTableElement>) {
    const [from, to] = [document.activeElement, event.target];
    if (!event.shiftKey || !(from instanceof HTMLInputElement) || !(to instanceof HTMLInputElement)) return;
    if (!event.currentTarget.contains(from) || from === to) return;
    event.preventDefault();
    sheet.reach(from.name, to.name);
  }

  return (
    <div className="overflow-x-auto">
      <table
        className="tbl [&_td:not(.pin)]:px-1 [&_th.num]:px-2"
        onPaste={paste}
        onCopy={copy}
        onMouseDown={reach}
        onKeyDown={(event) => handleKey(event, sheet)}
        onFocus={(event) => event.target instanceof HTMLInputElement && sheet.focus(event.target.name)}
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
                <Link
                  className="hover:text-primary"
                  href={`/analysis?period=${month}`}
                  prefetch={false}
                  title={fill(texts.monthLink, { month: Number(month.slice(5)) })}
                >
                  {fill(texts.month, { month: Number(month.slice(5)) })}
                </Link>
              </th>
            ))}
            <th scope="col" className="num">
              {texts.whole}
            </th>
          </tr>
        </thead>
        {grid.department && (
          <tbody>
            <Row row={grid.department} label={texts.department} sheet={sheet} strong />
            <GapRow
              whole={amountsOf(sheet, grid.department)}
              parts={departmentMonths(grid, sheet.amount).teams}
              label={texts.gapTeamsRow}
              sheet={sheet}
            />
          </tbody>
        )}
        {grid.groups.map((group) => (
          <Group key={group.teamId ?? 0} group={group} sheet={sheet} />
        ))}
        {people.length > 1 && (
          <tfoot>
            <SumRow rows={people} label={texts.total} sheet={sheet} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

const amountsOf = ({ grid, amount }: Sheet, row: TargetRow): Amounts =>
  grid.months.map((_, position) => amount(row, position));

function Group({ group, sheet }: { group: TargetGroup; sheet: Sheet }) {
  const { texts, grid } = sheet;
  const { team, people } = group;
  const { own, people: parts } = groupMonths(group, sheet.amount, grid.months.length);
  const [whole, sum] = [sumSet(own), sumSet(parts)];
  const gaps = gapsOf(own, parts);
  const isEven = gaps.year?.key === 'even' && gaps.quarters.every((gap) => !gap || gap.key === 'even');
  return (
    <tbody>
      <tr className="[&>*]:bg-base-200!">
        <th
          scope="rowgroup"
          className="pin max-w-44 min-w-[7.5em] border-line! font-semibold! whitespace-normal! text-base-content!"
        >
          {group.name || texts.noTeam}
        </th>
        <td colSpan={grid.months.length + 1} className="px-2! text-sm text-ink-2">
          <span className="sticky left-32">
            {team && (
              <>
                {texts.team} <strong>{whole === null ? texts.notSet : yuan(whole)}</strong>，
              </>
            )}
            {texts.peopleSum} {sum === null ? texts.notSet : yuan(sum)}
            {gaps.year && (
              <span className={isEven ? undefined : 'font-semibold text-warning'}>，{yearGapWords(gaps, texts)}</span>
            )}
          </span>
        </td>
      </tr>
      {team && <Row row={team} label={texts.team} sheet={sheet} strong />}
      {people.map((row) => (
        <Row key={row.id} row={row} label={row.label} sheet={sheet} />
      ))}
      {people.length > 1 && <SumRow rows={people} label={texts.subtotal} sheet={sheet} />}
      <GapRow whole={own} parts={parts} label={texts.gapPeopleRow} sheet={sheet} />
    </tbody>
  );
}

/** Each month's gap in words; nothing where the whole is never set. */
function GapRow({ whole, parts, label, sheet }: { whole: Amounts; parts: Amounts; label: string; sheet: Sheet }) {
  const year = gapOver(whole, parts);
  if (year === null) return null;
  const gaps = [...whole.map((amount, position) => gapOver([amount], [parts[position] ?? null])), year];
  return (
    <tr className="text-sm">
      <td className="pin text-ink-2">{label}</td>
      {gaps.map((gap, position) => (
        <td key={sheet.grid.months[position] ?? 'year'} className="num px-2!">
          {gap === null ? (
            <span className="none">{none}</span>
          ) : (
            <span className={gap.key === 'even' ? 'text-ink-3' : 'font-semibold text-warning'}>
              {gapWords(gap, sheet.texts)}
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

function Row({ row, label, sheet, strong = false }: { row: TargetRow; label: string; sheet: Sheet; strong?: boolean }) {
  const { months } = sheet.grid;
  return (
    <tr className={strong ? 'font-semibold' : undefined}>
      <th
        scope="row"
        className={`pin border-line! bg-base-100! text-base! text-base-content! max-w-44 max-sm:max-w-[7em] ${strong ? 'font-semibold!' : 'whitespace-normal!'}`}
      >
        {label}
      </th>
      {months.map((month, position) => (
        <Cell key={month} row={row} label={label} position={position} sheet={sheet} />
      ))}
      <td className="num font-semibold">{show(sumSet(amountsOf(sheet, row)))}</td>
    </tr>
  );
}

function Cell({ row, label, position, sheet }: { row: TargetRow; label: string; position: number; sheet: Sheet }) {
  const { texts, grid } = sheet;
  const month = grid.months[position] ?? '';
  const name = `${row.id}.${month}`;
  const inRange = sheet.isInRange(row, position) ? 'bg-selected! shadow-[inset_0_0_0_1px_var(--color-primary)]' : '';
  if (!row.open[position])
    return <td className={`num px-2! text-ink-2 ${inRange}`}>{show(row.cells[position] ?? null)}</td>;
  const problem = sheet.problem(name);
  const isDirty = sheet.dirty.has(name);
  const look = problem ? 'outline-2 outline-error' : isDirty ? 'bg-selected font-semibold' : '';
  return (
    <td className={`relative px-0! ${inRange}`}>
      <input
        name={name}
        value={sheet.text(row, position)}
        onChange={(event) => sheet.type(name, event.target.value)}
        aria-label={fill(texts.cell, { name: label === texts.team ? row.label : label, month })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${name}-problem` : undefined}
        inputMode="decimal"
        autoComplete="off"
        className={`h-9 w-full min-w-29 bg-transparent px-2 text-right -outline-offset-2 hover:bg-hover max-sm:h-11 ${look}`}
      />
      {isDirty && <i className="absolute top-1 right-1 size-1.5 rounded-full bg-primary" title={texts.unsavedCell} />}
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
