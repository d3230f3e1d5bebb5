'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useFormState } from '@/components/ui/form';

type Props = { title: string; hint: string; names: readonly string[]; children: ReactNode };

/** Fields one may leave for later, folded away; a wrong one among them, or one of a draft, unfolds them. */
export function Fold({ title, hint, names, children }: Props) {
  const { state } = useFormState();
  const details = useRef<HTMLDetailsElement>(null);
  const isNeeded = names.some((name) => state.errors[name] || state.values[name]);
  useLayoutEffect(() => {
    if (isNeeded && details.current) details.current.open = true;
  }, [isNeeded]);
  return (
    <details ref={details} className="group/fold border-t border-line pt-3">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 max-sm:min-h-11">
        <ChevronRight className="text-ink-3 group-open/fold:rotate-90" aria-hidden />
        <span className="font-semibold">{title}</span>
        <span className="caption">{hint}</span>
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
