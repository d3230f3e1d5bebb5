'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type FormState, idle } from '@/lib/form-state';
import type { form } from '@/messages/zh/form';

/** What a form says by itself, in the user's language; `owner` keeps drafts of people who share a device apart. */
export type FormTexts = Pick<
  typeof form,
  'lost' | 'failed' | 'saved' | 'outdated' | 'reload' | 'drafted' | 'restored' | 'discard'
> & {
  owner: string;
};

const Texts = createContext<FormTexts | null>(null);

export function FormTextsProvider({ texts, children }: { texts: FormTexts; children: ReactNode }) {
  return <Texts value={texts}>{children}</Texts>;
}

/** Null outside of the provider: such a form has nothing of its own to say. */
export const useFormTexts = () => useContext(Texts);

export type FormContext = {
  state: FormState;
  pending: boolean;
  /** The fields hold something the server doesn't have and the device does. */
  isDrafted: boolean;
  /** To be called after a value was changed by code: the browser tells of typed changes only. */
  touched: () => void;
};

export const Context = createContext<FormContext>({
  state: idle,
  pending: false,
  isDrafted: false,
  touched: () => undefined,
});

/** State of the form around: for a component that shows the answer's `value`. */
export const useFormState = () => useContext(Context);

/** One field of the form around: what was typed (after a refusal, or from a draft) or the default, and its errors. */
export function useField(name: string, initial = '') {
  const { state, touched } = useContext(Context);
  const typed = state.values[name];
  const errors = state.errors[name] ?? [];
  // A list with nothing ticked is sent as no field at all: among other typed values that is what was chosen.
  const isNoneTicked = name.endsWith('[]') && Object.keys(state.values).length > 0;
  const values = typed === undefined ? (isNoneTicked ? [] : null) : typeof typed === 'string' ? [typed] : typed;
  return {
    value: typeof typed === 'string' ? typed : (typed?.[0] ?? initial),
    /** All values of a repeated name; null while the default stands. */
    values,
    errors,
    errorId: errors.length > 0 ? `${name}-error` : undefined,
    /** As React key: inputs are taken up anew with each answer, so that they show what was typed. */
    key: state.answer,
    touched,
  };
}
