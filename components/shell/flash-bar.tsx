'use client';

import { Check } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ActionForm, FormMessage, SubmitButton } from '@/components/ui/form';
import type { Flash } from '@/lib/flash';
import { undos } from './undo';

const shownFor = 10_000;

/** What was just done, for ten seconds, with the way back where there is one. */
export function FlashBar({ flash, undo }: { flash: Flash | null; undo: string }) {
  const [gone, setGone] = useState<string | null>(null);
  const id = flash?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    const timer = setTimeout(() => setGone(id), shownFor);
    return () => clearTimeout(timer);
  }, [id]);

  const isShown = flash !== null && gone !== id;
  const undoAction = flash?.undo && undos[flash.undo.name];
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-30 grid max-sm:[body:has(form>footer)_&]:bottom-32 sm:inset-x-auto sm:bottom-6 sm:left-1/2 sm:-translate-x-1/2"
    >
      {isShown && (
        <div className="pointer-events-auto flex min-h-11 items-center gap-3 rounded-box bg-neutral px-4 py-1 text-sm text-neutral-content sm:min-w-80">
          <Check className="size-4 shrink-0" aria-hidden />
          <span className="min-w-0 py-1.5 break-words">{flash.text}</span>
          {undoAction && (
            <ActionForm
              key={id}
              action={undoAction}
              formKey={`undo-${id}`}
              className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 [&_p]:text-inherit"
            >
              {Object.entries(flash.undo?.fields ?? {}).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <FormMessage />
              <SubmitButton className="min-h-9 px-2 max-sm:min-h-11 font-semibold whitespace-nowrap underline underline-offset-4">
                {undo}
              </SubmitButton>
            </ActionForm>
          )}
        </div>
      )}
    </div>
  );
}
