'use client';

import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FormState } from '@/lib/form-state';
import type { people } from '@/messages/zh/people';

type Invitation = { path: string; name: string; kind: keyof (typeof people)['link']['text'] };

/** The link an answer carries, if it does: it is shown once and kept nowhere. */
export const invitationIn = (state: FormState): Invitation | null =>
  state.status === 'done' && typeof state.value === 'object' && state.value !== null && 'path' in state.value
    ? (state.value as Invitation)
    : null;

/** For the box the link stands in: where the keyboard was is gone with the answer. */
export const takeFocus = (box: HTMLElement | null) => box?.focus();

export function InvitationLink({
  path,
  kind,
  origin,
  texts,
}: Pick<Invitation, 'path' | 'kind'> & {
  origin: string;
  texts: (typeof people)['link'];
}) {
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    // The clipboard interface exists in secure contexts only, and a LAN address over http isn't one.
    if (navigator.clipboard) await navigator.clipboard.writeText(field.current?.value ?? '');
    else document.execCommand('copy');
    setCopied(true);
  };
  return (
    <>
      <p className="mt-1 text-sm text-ink-2">{texts.text[kind]}</p>
      <div className="mt-3 flex gap-2">
        <input
          ref={field}
          className="input min-w-0 flex-1"
          readOnly
          value={origin + path}
          aria-label={texts.field}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" className="btn btn-primary" onClick={copy}>
          {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span aria-live="polite">{isCopied ? texts.copied : texts.copy}</span>
        </button>
      </div>
    </>
  );
}
