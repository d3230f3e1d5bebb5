'use client';

import { CircleX, Split } from 'lucide-react';
import { useState } from 'react';
import { SubmitButton, useFormState } from '@/components/ui/form';
import { rowsOf, type SplitAsked, type SplitProblem, splitSpans } from '@/lib/targets/split';
import { fill } from './texts';
import type { Sheet } from './use-sheet';

const id = 'split-panel';

export const SplitButton = ({ sheet }: { sheet: Sheet }) => (
  <button type="button" className="btn btn-line" popoverTarget={id}>
    <Split className="rotate-90" aria-hidden />
    {sheet.texts.split.open}
  </button>
);

/** Splits a figure evenly (R29): into the sheet, unsaved. Without script its button saves the split with the sheet. */
export function SplitPanel({ sheet }: { sheet: Sheet }) {
  const { state } = useFormState();
  const { grid, texts } = sheet;
  const words = texts.split;
  const rows = rowsOf(grid);
  const [asked, setAsked] = useState<SplitAsked>({ row: rows[0]?.id ?? '', span: 'year', by: 'months', amount: '' });
  const [problem, setProblem] = useState<SplitProblem | null>(null);
  const error = problem ? words.problem[problem] : state.errors.splitAmount?.join('；');
  const change = (part: Partial<SplitAsked>) => {
    setAsked({ ...asked, ...part });
    setProblem(null);
  };

  function apply(event: { preventDefault: () => void }) {
    event.preventDefault();
    const found = sheet.split(asked);
    setProblem(found);
    if (found === null) document.getElementById(id)?.hidePopover();
  }

  return (
    <div
      id={id}
      popover="auto"
      role="dialog"
      aria-label={words.title}
      className="pop fixed inset-auto right-6 bottom-16 m-0 w-80 p-4 max-sm:inset-x-3 max-sm:bottom-34 max-sm:w-auto"
    >
      <p className="font-semibold">{words.title}</p>
      <p className="caption mt-0.5">{words.lead}</p>
      <label className="mt-3 block">
        <span className="field-label">{words.row}</span>
        <select
          name="splitRow"
          className="select w-full"
          value={asked.row}
          onChange={(event) => change({ row: event.target.value })}
        >
          {rows.map((row) => (
            <option key={row.id} value={row.id}>
              {row.layer === 'department'
                ? texts.department
                : row.layer === 'team'
                  ? fill(words.team, { name: row.label })
                  : row.label}
            </option>
          ))}
        </select>
      </label>
      <label className="mt-3 block">
        <span className="field-label">{words.span}</span>
        <select
          name="splitSpan"
          className="select w-full"
          value={asked.span}
          onChange={(event) => change({ span: event.target.value as SplitAsked['span'] })}
        >
          {splitSpans.map((span) => (
            <option key={span} value={span}>
              {words.spans[span]}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="mt-3">
        <legend className="field-label">{words.by}</legend>
        <span className="seg flex w-full">
          {(['months', 'parts'] as const).map((by) => (
            <label key={by} className="flex-1 justify-center">
              <input
                type="radio"
                className="sr-only"
                name="splitBy"
                value={by}
                checked={asked.by === by}
                onChange={() => change({ by })}
              />
              {words.bys[by]}
            </label>
          ))}
        </span>
        <p className="caption mt-1">{words.notes[asked.by]}</p>
      </fieldset>
      {asked.by === 'months' && (
        <label className="mt-3 block">
          <span className="field-label">{words.amount}</span>
          <input
            name="splitAmount"
            className={`input w-full text-right ${error ? 'input-error' : ''}`}
            inputMode="decimal"
            autoComplete="off"
            value={asked.amount}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'split-problem' : undefined}
            onChange={(event) => change({ amount: event.target.value })}
            onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && apply(event)}
          />
        </label>
      )}
      <p id="split-problem" role="status" className="empty:hidden mt-2 flex gap-1 text-sm text-error">
        {error && (
          <>
            <CircleX className="mt-0.75 size-3.5" aria-hidden />
            {error}
          </>
        )}
      </p>
      <span className="mt-3 block" onClickCapture={apply}>
        <SubmitButton className="btn btn-line w-full" name="split" value="1">
          {words.apply}
        </SubmitButton>
      </span>
    </div>
  );
}
