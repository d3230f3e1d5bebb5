'use client';

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type FormState, idle } from '@/lib/form-state';
import { answerForThisTab, keepDraft, newKey, takeDraft } from './draft';

/** The fields of a form as they travel back in a `FormState`: without React's own, the key and passwords. */
export function formFields(data: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(data.keys())) {
    if (name.startsWith('$ACTION') || name === '_key' || name.toLowerCase().includes('password')) continue;
    const all = data.getAll(name).filter((value): value is string => typeof value === 'string');
    values[name] = all.length > 1 || name.endsWith('[]') ? all : (all[0] ?? '');
  }
  return values;
}

/** What the form would send untouched. A person may have typed before the script came: the defaults tell. */
function defaultsOf(form: HTMLFormElement): Record<string, string | string[]> {
  const data = new FormData();
  for (const element of Array.from(form.elements)) {
    if (element instanceof HTMLSelectElement) {
      const chosen = Array.from(element.options).find((option) => option.defaultSelected) ?? element.options[0];
      if (element.name) data.append(element.name, chosen?.value ?? '');
    } else if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
      if (!element.name || (['checkbox', 'radio'].includes(element.type) && !element.hasAttribute('checked'))) continue;
      data.append(element.name, element.defaultValue);
    }
  }
  return formFields(data);
}

type Options = {
  /** Null: this form keeps no draft. */
  name: string | null;
  form: RefObject<HTMLFormElement | null>;
  formKey: string | undefined;
  setKey: (key: string) => void;
  setState: (state: (before: FormState) => FormState) => void;
};

const pause = 300;

/** Keeps what stands in a form on the device a moment after each change, and brings it back when the form opens again. */
export function useDraft({ name, form, formKey, setKey, setState }: Options) {
  const [isDrafted, setDrafted] = useState(false);
  const [isRestored, setRestored] = useState(false);
  const untouched = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const key = useRef(formKey);
  key.current = formKey;

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (!name || !form.current || !key.current) return;
    const values = formFields(new FormData(form.current));
    const isSame = JSON.stringify(values) === untouched.current;
    setDrafted(keepDraft(name, isSame ? null : { values, key: key.current, at: Date.now() }) && !isSame);
  }, [name, form]);

  const keepSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(keep, pause);
  }, [keep]);

  const forget = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (name) keepDraft(name, null);
    setDrafted(false);
    setRestored(false);
  }, [name]);

  const discard = useCallback(() => {
    forget();
    setKey(newKey());
    setState(({ answer }) => ({ ...idle, answer: answer + 1 }));
  }, [forget, setKey, setState]);

  useEffect(() => {
    if (!name || !form.current) return;
    let left = false;
    const defaults = defaultsOf(form.current);
    untouched.current ??= JSON.stringify(defaults);
    if (JSON.stringify(formFields(new FormData(form.current))) !== untouched.current) keepSoon();
    const stopAnswering = answerForThisTab();
    takeDraft(name).then((draft) => {
      if (!draft || left || !form.current) return;
      // What was typed before the draft came is the newer.
      const typed = Object.entries(formFields(new FormData(form.current))).filter(
        ([field, value]) => JSON.stringify(value) !== JSON.stringify(defaults[field]),
      );
      setKey(draft.key);
      setState((before) => ({
        ...before,
        values: { ...draft.values, ...Object.fromEntries(typed) },
        answer: before.answer + 1,
      }));
      setRestored(true);
      setDrafted(true);
    });
    // The last words before the page is put away.
    const onHide = () => timer.current && keep();
    addEventListener('pagehide', onHide);
    document.addEventListener('visibilitychange', onHide);
    return () => {
      left = true;
      onHide();
      stopAnswering();
      removeEventListener('pagehide', onHide);
      document.removeEventListener('visibilitychange', onHide);
    };
  }, [name, form, keep, keepSoon, setKey, setState]);

  return { keep, keepSoon, forget, discard, isDrafted, isRestored };
}
