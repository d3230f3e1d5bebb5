'use client';

import type { ReactNode } from 'react';
import { useRef } from 'react';

/**
 * A native date or time input under words that say what it holds: a click anywhere opens the browser's own picker.
 * Without script the input itself is shown.
 */
export function OverInput({
  type,
  name,
  label,
  value,
  min,
  max,
  children,
  onChange,
}: {
  type: 'date' | 'datetime-local';
  name: string;
  label: string;
  value: string;
  min?: string;
  max?: string;
  children: ReactNode;
  onChange?: (input: HTMLInputElement) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <label className="relative -my-2 ml-auto flex min-h-9 cursor-pointer items-center rounded-field px-1 text-ink-2 focus-within:outline-2 focus-within:outline-primary max-sm:min-h-11">
      {children}
      <span className="sr-only">{label}</span>
      <input
        ref={input}
        type={type}
        name={name}
        defaultValue={value}
        min={min}
        max={max}
        className="over-input absolute inset-0 size-full cursor-pointer opacity-0"
        onClick={() => input.current?.showPicker()}
        onChange={(event) => onChange?.(event.target)}
      />
      <noscript>
        <style>{'.over-input{position:static;opacity:1;width:auto;height:auto}'}</style>
      </noscript>
    </label>
  );
}
