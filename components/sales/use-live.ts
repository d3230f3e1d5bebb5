'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useFormState } from '@/components/ui/form';

type Values = Record<string, string>;

/**
 * What stands in the form around while it is typed, for what is computed from it. The inputs stay the browser's own, so
 * that nothing typed before the script came is lost.
 */
export function useLive<E extends HTMLElement>(initial: Values) {
  const { state } = useFormState();
  const inside = useRef<E>(null);
  const [values, setValues] = useState<Values>(() => ({ ...initial, ...textsOf(state.values) }));

  const read = useCallback(() => {
    const form = inside.current?.closest('form');
    if (form) setValues(textsOf(Object.fromEntries(new FormData(form))));
  }, []);

  // Every answer and every restored draft puts other values into the inputs.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew with each answer
  useEffect(read, [state.answer, read]);

  /** Puts a value into a field as if it had been typed, so that the draft and everything computed follow. */
  const put = useCallback((name: string, value: string) => putField(inside, name, value), []);
  return { inside, values, read, put };
}

const textsOf = (values: Record<string, unknown>): Values =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

export function putField(inside: RefObject<HTMLElement | null>, name: string, value: string) {
  const field = inside.current?.closest('form')?.elements.namedItem(name);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Texts with `{{name}}` in them, filled on the client. */
export const fill = (text: string, params: Record<string, string | number>) =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
