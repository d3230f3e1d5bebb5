'use client';

import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';

type Texts = Record<'chooseAll' | 'chosen' | 'none' | 'handOver' | 'handOverMany', string>;

/**
 * What can be done with the ticked customers: shows once one is ticked, which the style sheet sees to. Without script the
 * same button stands there, only without a count.
 */
export function ChooseBar({ texts, all, rows }: { texts: Texts; all: { href: string; label: string }; rows: string }) {
  const bar = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useState<number | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows bring other boxes
  useEffect(() => {
    const form = bar.current?.closest('form');
    const recount = () => setChosen(boxesOf(form).filter((box) => box.checked).length);
    recount();
    form?.addEventListener('change', recount);
    // A browser that goes back ticks what was ticked, without a word.
    window.addEventListener('pageshow', recount);
    return () => {
      form?.removeEventListener('change', recount);
      window.removeEventListener('pageshow', recount);
    };
  }, [rows]);

  function choose(checked: boolean) {
    for (const box of boxesOf(bar.current?.closest('form'))) box.checked = checked;
    setChosen(boxesOf(bar.current?.closest('form')).filter((box) => box.checked).length);
  }

  return (
    <footer
      ref={bar}
      className="sticky bottom-0 z-10 hidden flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-selected px-6 py-2 text-sm group-has-[[name=row]:checked]/choose:flex max-sm:bottom-16 max-sm:px-4"
    >
      {chosen !== null && (
        <>
          <strong>{texts.chosen.replace('{{n}}', String(chosen))}</strong>
          <button type="button" className="link-quiet min-h-8 max-sm:min-h-11" onClick={() => choose(true)}>
            {texts.chooseAll}
          </button>
          <button type="button" className="link-quiet min-h-8 max-sm:min-h-11" onClick={() => choose(false)}>
            {texts.none}
          </button>
        </>
      )}
      <span className="ml-auto flex flex-wrap items-center gap-2">
        <Link className="btn btn-line" href={all.href} prefetch={false}>
          {all.label}
        </Link>
        <button type="submit" className="btn btn-primary">
          {chosen ? texts.handOverMany.replace('{{n}}', String(chosen)) : texts.handOver}
        </button>
      </span>
    </footer>
  );
}

/** Those in sight: a list stands there twice, as a table and as rows for a phone; hidden ones are never ticked. */
const boxesOf = (form: HTMLFormElement | null | undefined) =>
  Array.from(form?.querySelectorAll<HTMLInputElement>('input[name="row"]') ?? []).filter(
    (box) => box.checked || box.checkVisibility(),
  );
