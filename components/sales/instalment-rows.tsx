'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Field, FieldErrors, useField, useFormState } from '@/components/ui/form';
import { yuan } from '@/lib/format';
import { readAmount } from '@/lib/sales/amounts';
import type { SaleTexts } from './sale-texts';
import { fill } from './use-live';

/** 分期 of a sale that has them: their sum is the amount (R18). A row left empty is gone. */
export function InstalmentRows({
  defaults,
  amount,
  values,
  texts,
}: {
  defaults: { dueOn: string; amount: string }[];
  amount: number | null;
  values: Record<string, string>;
  texts: SaleTexts;
}) {
  const { state } = useFormState();
  const field = useField('parts');
  const typed = Object.keys(state.values).filter((name) => /^parts\.\d+\.dueOn$/.test(name)).length;
  const [shown, setShown] = useState(defaults.length);
  // An answer or a draft may bring more.
  const count = Math.max(shown, typed);
  const rows = Array.from({ length: count }, (_, row) => row);
  const sum = rows.reduce((total, row) => {
    const part = readAmount(values[`parts.${row}.amount`] ?? defaults[row]?.amount ?? '');
    return total + ('value' in part ? (part.value ?? 0) : 0);
  }, 0);
  const gap = amount === null ? 0 : Math.abs(sum - amount);
  return (
    <fieldset className="min-w-0 border-t border-line pt-3" aria-describedby={field.errorId}>
      <legend className="sr-only">{texts.parts}</legend>
      <p className="mb-2 flex flex-wrap items-baseline gap-2 text-sm" aria-live="polite">
        {texts.parts}
        <span className={`caption ml-auto ${gap === 0 ? '' : 'text-warning!'}`}>
          {fill(gap === 0 ? texts.partsSum : texts.partsGap, { sum: yuan(sum), gap: yuan(gap) })}
        </span>
      </p>
      <div className="space-y-2.5">
        {rows.map((row) => (
          <div key={row} className="grid grid-cols-2 gap-3">
            <Field
              name={`parts.${row}.dueOn`}
              type="date"
              label={`${fill(texts.part, { n: row + 1 })} ${texts.partDueOn}`}
              defaultValue={defaults[row]?.dueOn ?? ''}
            />
            <Field
              name={`parts.${row}.amount`}
              label={texts.partAmount}
              defaultValue={defaults[row]?.amount ?? ''}
              inputMode="decimal"
              autoComplete="off"
            />
          </div>
        ))}
      </div>
      <FieldErrors name="parts" errors={field.errors} />
      <button type="button" className="btn btn-ghost mt-1 -ml-3 noscript:hidden" onClick={() => setShown(count + 1)}>
        <Plus aria-hidden />
        {texts.addPart}
      </button>
    </fieldset>
  );
}
