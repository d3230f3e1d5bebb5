'use client';

import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Field, useFormState } from '@/components/ui/form';
import { yuan } from '@/lib/format';
import { mostParts, type PartRow, splitParts } from '@/lib/sales/split';

export type PartRowTexts = {
  row: string;
  share: string;
  dueOn: string;
  rest: string;
  sum: string;
  exact: string;
  over: string;
  under: string;
  addRow: string;
};
type Props = { amountFen: number; rows: PartRow[]; texts: PartRowTexts };

const filled = (text: string, name: string, value: string) => text.replace(`{{${name}}}`, value);

/** The rows of 分期; what each comes to, and whether they make the amount, shows while it is typed. */
export function PartRows({ amountFen, rows, texts }: Props) {
  const { state } = useFormState();
  const box = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(rows.length);
  const [typed, setTyped] = useState(rows);
  // A refused form or a draft may hold more rows than the page began with.
  const kept = Object.keys(state.values).flatMap((name) => /^parts\.(\d+)\./.exec(name)?.[1] ?? []);
  const shown = Math.min(mostParts, Math.max(count, ...kept.map((index) => Number(index) + 1)));

  function read() {
    const value = (name: string) => box.current?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '';
    setTyped(
      Array.from({ length: shown }, (_, index) => ({
        share: value(`parts.${index}.share`),
        dueOn: value(`parts.${index}.dueOn`),
      })),
    );
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: after an answer the inputs hold what it brought
  useEffect(read, [state.answer, shown]);

  const { parts } = splitParts(typed, amountFen);
  const of = new Map(parts.map((part) => [part.row, part.amountFen]));
  return (
    <div ref={box} onInput={read} className="space-y-3.5">
      {Array.from({ length: shown }, (_, row) => row).map((index) => (
        <fieldset key={index} className="grid min-w-0 grid-cols-2 gap-x-3 gap-y-1">
          <legend className="col-span-2 mb-1 flex w-full text-sm text-ink-2">
            {filled(texts.row, 'n', String(index + 1))}
            <output className="ml-auto">{(of.get(index) ?? 0) > 0 && yuan(of.get(index) ?? 0)}</output>
          </legend>
          <Field
            name={`parts.${index}.share`}
            label={texts.share}
            defaultValue={rows[index]?.share ?? ''}
            autoComplete="off"
            {...(index === parts.at(-1)?.row && typed[index]?.share === '' ? { placeholder: texts.rest } : {})}
          />
          <Field
            name={`parts.${index}.dueOn`}
            label={texts.dueOn}
            type="date"
            defaultValue={rows[index]?.dueOn ?? ''}
          />
        </fieldset>
      ))}
      <div className="flex flex-wrap items-center gap-3">
        {shown < mostParts && (
          <button type="button" className="btn btn-line noscript:hidden" onClick={() => setCount(shown + 1)}>
            <Plus aria-hidden />
            {texts.addRow}
          </button>
        )}
        {parts.length > 0 && <Sum parts={parts} amountFen={amountFen} texts={texts} />}
      </div>
    </div>
  );
}

function Sum({ parts, amountFen, texts }: { parts: { amountFen: number }[]; amountFen: number; texts: PartRowTexts }) {
  const sum = parts.reduce((all, part) => all + part.amountFen, 0);
  const gap = sum - amountFen;
  return (
    <p className="text-sm" aria-live="polite">
      {filled(texts.sum, 'sum', yuan(sum))}{' '}
      <span className={gap === 0 ? 'text-ink-2' : 'text-warning'}>
        {gap === 0 ? texts.exact : filled(gap > 0 ? texts.over : texts.under, 'difference', yuan(Math.abs(gap)))}
      </span>
    </p>
  );
}
