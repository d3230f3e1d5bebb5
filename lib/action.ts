import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { z } from 'zod';
import type { Tx } from '@/db/client';
import { formValues, type Message, type Outcome, runAction } from './action-core';
import { requestCaller, requestDetails } from './caller';
import { tracked } from './draining';
import { setFlash } from './flash';
import type { FormState } from './form-state';
import { getT } from './i18n/request';
import { requestInfo } from './log';
import type { Viewer } from './viewer';

export { done, refuse, refuseFields } from './action-core';

/**
 * Makes a server action for a form with `useActionState`. See `runAction` for the order of things; this adapter adds
 * what only Next knows: headers, revalidating, redirecting, and texts in the viewer's language.
 */
export function action<S extends z.ZodType, P = undefined>(
  name: string,
  schema: S,
  run: (tx: Tx, input: z.output<S>, viewer: Viewer, prepared: P) => Outcome,
  { prepare }: { prepare?: (input: z.output<S>) => Promise<P> } = {},
) {
  return async (previous: FormState, form: FormData): Promise<FormState> => {
    const caller = await requestCaller();
    const details = await requestDetails();
    const outcome = await requestInfo().run(details, () =>
      tracked(runAction({ name, schema, prepare, run }, caller, form)),
    );
    return answer(outcome, previous, form);
  };
}

/** Turns an outcome into the form's next state, or leaves for `outcome.to`. */
export async function answer(outcome: Outcome, previous: FormState, form: FormData): Promise<FormState> {
  const t = (await getT()) as (key: string, params?: Record<string, unknown>) => string;
  const text = ({ key, params }: Message) => t(key, params);
  if (outcome.done) {
    const notice = outcome.notice ?? (outcome.to ? outcome.message : undefined);
    if (notice) await setFlash({ text: text(notice), undo: outcome.undo });
    revalidatePath('/', 'layout');
    if (outcome.to) redirect(outcome.to);
  }
  return {
    status: outcome.done ? 'done' : 'refused',
    message: outcome.message && text(outcome.message),
    errors: Object.fromEntries(
      Object.entries(outcome.done ? {} : (outcome.errors ?? {})).map(([field, messages]) => [
        field,
        messages.map(text),
      ]),
    ),
    values: outcome.done ? {} : { ...typed(form), ...outcome.values },
    value: outcome.done ? outcome.value : undefined,
    used: outcome.done ? undefined : outcome.used,
    answer: previous.answer + 1,
  };
}

/** What was typed, to be shown again; passwords never travel back. */
const typed = (form: FormData) =>
  Object.fromEntries(Object.entries(formValues(form)).filter(([name]) => !name.toLowerCase().includes('password')));
