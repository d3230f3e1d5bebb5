'use client';

import { CircleX, Undo2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { ActionForm, DraftMark, FormMessage, SubmitButton, useFormState } from '@/components/ui/form';
import { signed, yuan } from '@/lib/format';
import { saveTargets } from '@/lib/targets/actions';
import { sumSet, type TargetGrid } from '@/lib/targets/grid';
import type { TargetMetric } from '@/lib/targets/validation';
import { SheetTable } from './sheet-table';
import { SplitButton, SplitPanel } from './split-panel';
import { TargetSums } from './target-sums';
import { fill, type Texts } from './texts';
import { type Sheet, useSheet } from './use-sheet';

type Props = {
  grid: TargetGrid;
  year: string;
  metric: TargetMetric;
  formKey: string;
  texts: Texts;
  today: string;
};

/** Person × month as a sheet: arrows and Enter move, a block pastes, one button saves; it posts without script too. */
export function TargetSheet({ grid, year, metric, formKey, texts, today }: Props) {
  return (
    <ActionForm
      action={saveTargets}
      formKey={formKey}
      draft={`targets.${year}.${metric}`}
      className="flex flex-1 flex-col"
    >
      {/* Enter presses a form's first button: it saves, and splits nothing. */}
      <button type="submit" hidden />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="metric" value={metric} />
      <Cells grid={grid} texts={texts} currentMonth={today.slice(0, 7)} />
    </ActionForm>
  );
}

function Cells({ grid, texts, currentMonth }: { grid: TargetGrid; texts: Texts; currentMonth: string }) {
  const sheet = useSheet(grid, texts);
  return (
    <>
      <input type="hidden" name="opened" value={JSON.stringify(sheet.opened)} />
      {grid.department && <TargetSums sheet={sheet} department={grid.department} />}
      <SheetTable sheet={sheet} currentMonth={currentMonth} />
      {sheet.names.some((row) => row.some((name) => name !== null)) && (
        <>
          <SplitPanel sheet={sheet} />
          <Footer sheet={sheet} />
        </>
      )}
    </>
  );
}

/** What is unsaved, what was refused, and the one button that saves it. */
function Footer({ sheet }: { sheet: Sheet }) {
  const { texts, dirty, note } = sheet;
  const { state } = useFormState();
  const isAlive = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const refusedSplit = state.errors.splitAmount?.join('；');
  return (
    <footer className="sticky bottom-0 z-20 mt-auto flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-base-100 px-6 py-2 text-sm max-sm:bottom-16 max-sm:px-4">
      {dirty.size > 0 && (
        <>
          <strong>{fill(texts.unsaved, { count: dirty.size })}</strong>
          <span className="text-ink-2">{differenceOf(sheet)}</span>
        </>
      )}
      <FormMessage />
      <p role="status" className="min-w-0 empty:hidden">
        {note}
      </p>
      {refusedSplit && (
        <p className="flex items-center gap-1 text-error">
          <CircleX className="size-3.5" aria-hidden />
          {refusedSplit}
        </p>
      )}
      <span className="ml-auto flex items-center gap-3 whitespace-nowrap max-sm:gap-2">
        <DraftMark />
        {dirty.size === 0 && <span className="caption max-lg:hidden">{texts.hint}</span>}
        {sheet.canUndo && (
          <button type="button" className="btn btn-ghost" onClick={sheet.undo}>
            <Undo2 aria-hidden />
            {texts.undo}
          </button>
        )}
        <SplitButton sheet={sheet} />
        <SubmitButton>
          {isAlive && dirty.size > 0 ? fill(texts.saveCount, { count: dirty.size }) : texts.save}
        </SubmitButton>
      </span>
    </footer>
  );
}

/** How far the people's targets moved by what is typed and not saved. */
function differenceOf({ grid, texts, amount }: Sheet): string {
  const people = grid.groups.flatMap((group) => group.people);
  const now = sumSet(people.flatMap((row) => row.cells.map((_, position) => amount(row, position)))) ?? 0;
  const before = sumSet(people.flatMap((row) => row.cells)) ?? 0;
  return now === before ? texts.unsavedSame : fill(texts.unsavedSum, { difference: signed(yuan(now - before)) });
}
