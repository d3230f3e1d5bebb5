'use client';

import { Check, CircleAlert, CircleX } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useFormState } from '@/components/ui/form';
import { ReviewButtons } from './review-decide';

type Texts = Record<
  | 'chooseAll'
  | 'chosen'
  | 'approveChosen'
  | 'approveMany'
  | 'rejectChosen'
  | 'rejectMany'
  | 'reject'
  | 'reason'
  | 'reasonHint',
  string
>;

/** What can be done with the ticked rows. Without script the same buttons stand there, only without a count. */
export function ReviewBar({ texts, rows }: { texts: Texts; rows: readonly string[] }) {
  const bar = useRef<HTMLElement>(null);
  const { state } = useFormState();
  const [chosen, setChosen] = useState<number | null>(null);
  const named = (none: string, some: string) => (chosen ? some.replace('{{n}}', String(chosen)) : none);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows and answers bring other boxes
  useEffect(() => {
    const form = bar.current?.closest('form');
    const recount = () => setChosen(boxesOf(form).filter((box) => box.checked).length);
    recount();
    form?.addEventListener('change', recount);
    return () => form?.removeEventListener('change', recount);
  }, [rows.join(), state.answer]);

  function chooseAll(checked: boolean) {
    for (const box of boxesOf(bar.current?.closest('form'))) box.checked = checked;
    setChosen(checked ? rows.length : 0);
  }

  return (
    <footer
      ref={bar}
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-base-100 px-6 py-2.5 max-sm:bottom-16 max-sm:px-4"
    >
      {chosen !== null && (
        <label className="flex min-h-8 cursor-pointer items-center gap-2 text-sm max-sm:min-h-11">
          <input
            type="checkbox"
            className="checkbox checkbox-sm"
            checked={chosen > 0 && chosen === rows.length}
            onChange={(event) => chooseAll(event.target.checked)}
          />
          {chosen > 0 ? texts.chosen.replace('{{n}}', String(chosen)) : texts.chooseAll}
        </label>
      )}
      <span className="ml-auto" />
      <ReviewButtons
        texts={{ ...texts, approve: named(texts.approveChosen, texts.approveMany) }}
        rejectText={named(texts.rejectChosen, texts.rejectMany)}
      />
    </footer>
  );
}

const boxesOf = (form: HTMLFormElement | null | undefined) =>
  Array.from(form?.querySelectorAll<HTMLInputElement>('input[name="rows[]"]') ?? []);

/** Above the rows: what was decided, which of them were left over and why, or what was refused. */
export function ReviewMessage() {
  const { state } = useFormState();
  if (!state.message) return <div role="status" />;
  const isPartial = Boolean((state.value as { skipped?: number } | undefined)?.skipped);
  const [Icon, look] =
    state.status !== 'done'
      ? [CircleX, 'bg-base-100 text-error']
      : isPartial
        ? [CircleAlert, 'bg-warn-soft text-warning']
        : [Check, 'bg-base-100 text-success'];
  return (
    <div role="status" className="sticky top-0 z-10">
      <p className={`flex items-start gap-2 border-b border-line px-6 py-2.5 text-sm max-sm:px-4 ${look}`}>
        <Icon className="mt-0.5 size-4" aria-hidden />
        <span className="min-w-0 break-words">{state.message}</span>
      </p>
    </div>
  );
}
