'use client';

import { CircleX, History } from 'lucide-react';
import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation';
import { type ReactNode, useActionState, useContext, useEffect, useMemo, useRef, useState, useTransition } from 'react';
import { type FormState, idle, type ServerAction } from '@/lib/form-state';
import { newKey } from './draft';
import { Context, type FormTexts, useFormTexts } from './form-context';
import { formFields, useDraft } from './use-draft';

export { ChoiceField, Field, FieldErrors, FieldLabel, HiddenField, SelectField, TagsField, TextField } from './fields';
export { useField, useFormState } from './form-context';

/**
 * A form over a server action: works without JavaScript, keeps what was typed when refused or when no answer comes,
 * shows errors beside their fields, and carries the idempotency key that makes a second posting write nothing.
 */
export function ActionForm({
  action,
  formKey,
  draft,
  children,
  className,
  onDone,
}: {
  action: ServerAction;
  /** Made on the server per rendered form (`randomUUID()`). */
  formKey?: string;
  /** Keeps what is typed on this device under that name until the server has it: unique per form and record. */
  draft?: string;
  children: ReactNode;
  className?: string;
  onDone?: (value: unknown) => void;
}) {
  const texts = useFormTexts();
  // Without script the browser posts to `post` itself; with it `submit` sends, so that a lost answer can be told.
  const [served, post, posting] = useActionState(action, idle);
  const [state, setState] = useState(served);
  const [sending, startSending] = useTransition();
  const [key, setKey] = useState(formKey);
  const form = useRef<HTMLFormElement>(null);
  const inFlight = useRef(false);
  const renewed = useRef(0);
  const kept = useDraft({
    name: draft && texts ? `${texts.owner}:${draft}` : null,
    form,
    formKey: key,
    setKey,
    setState,
  });

  useEffect(() => {
    if (served !== idle) setState(served);
  }, [served]);

  useEffect(() => {
    if (state.status === 'done') {
      // The next posting of this form is another record.
      setKey(newKey());
      kept.forget();
      onDone?.(state.value);
    }
    if (state.used && renewed.current !== state.answer) {
      renewed.current = state.answer;
      setKey(newKey());
      kept.keepSoon();
    }
    if (state.status === 'refused') focusFirstWrong(form.current);
  }, [state, onDone, kept.forget, kept.keepSoon]);

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (inFlight.current) return;
    inFlight.current = true;
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    kept.keep();
    startSending(async () => {
      try {
        const answer = await send(action, state, data, texts, () => {
          kept.forget();
          setKey(newKey());
        });
        setState(answer);
      } finally {
        inFlight.current = false;
      }
    });
  }

  const pending = posting || sending;
  const context = useMemo(
    () => ({ state, pending, isDrafted: kept.isDrafted, touched: kept.keepSoon }),
    [state, pending, kept.isDrafted, kept.keepSoon],
  );
  return (
    <Context value={context}>
      <form
        ref={form}
        action={post}
        className={className}
        noValidate
        // A browser that fills a reloaded form by itself would put old text beside a new key before the draft comes.
        autoComplete={draft ? 'off' : undefined}
        onSubmit={submit}
        onInput={kept.keepSoon}
        onKeyDown={keepComposing}
      >
        {key && <input type="hidden" name="_key" value={key} />}
        {kept.isRestored && texts && (
          <p role="status" className="flex shrink-0 items-center gap-2 bg-warn-soft px-4 py-1.5 text-sm">
            <History className="size-4 shrink-0" aria-hidden />
            {texts.restored}
            <button type="button" className="link-quiet ml-auto min-h-8" onClick={kept.discard}>
              {texts.discard}
            </button>
          </p>
        )}
        {children}
      </form>
    </Context>
  );
}

/** Of a group of choices the chosen one takes the focus, else its first. */
function focusFirstWrong(form: HTMLElement | null) {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const inside = wrong?.querySelector<HTMLElement>('input:checked') ?? wrong?.querySelector<HTMLElement>('input');
  (inside ?? wrong)?.focus();
}

/** Enter that ends an input method's composition chooses a word; it sends nothing. Safari tells by the key code only. */
function keepComposing(event: React.KeyboardEvent) {
  if (event.key === 'Enter' && (event.nativeEvent.isComposing || event.keyCode === 229)) event.preventDefault();
}

/** The action's answer; where none came, a state that keeps everything and says what is known. */
async function send(
  action: ServerAction,
  state: FormState,
  data: FormData,
  texts: FormTexts | null,
  onLeaving: () => void,
): Promise<FormState> {
  try {
    return await action(state, data);
  } catch (error) {
    // A redirect comes as an error that Next itself takes care of: the server has it all.
    try {
      unstable_rethrow(error);
    } catch (leaving) {
      onLeaving();
      throw leaving;
    }
    if (!texts) throw error;
    const earlier = Object.entries(state.values).filter(([name]) => !name.endsWith('[]'));
    const values = { ...Object.fromEntries(earlier), ...formFields(data) };
    return { ...state, status: 'lost', errors: {}, values, used: undefined, message: whatHappened(error, texts) };
  }
}

function whatHappened(error: unknown, texts: FormTexts): string {
  if (unstable_isUnrecognizedActionError(error)) return texts.outdated;
  const { digest } = error as { digest?: string };
  return digest ? texts.failed.replace('{{id}}', digest) : texts.lost;
}

/** The answer to the whole form: what was refused and why, or that it is done. */
export function FormMessage() {
  const { state } = useContext(Context);
  const texts = useFormTexts();
  const isBad = state.status === 'refused' || state.status === 'lost';
  return (
    <div role="status" className="empty:hidden">
      {state.message && (
        <p className={`flex flex-wrap items-center gap-1 text-sm ${isBad ? 'text-error' : 'text-success'}`}>
          {isBad && <CircleX className="size-3.5 shrink-0" aria-hidden />}
          <span className="min-w-0">{state.message}</span>
          {state.used?.to && texts && (
            // In a tab of its own: what is typed here stays.
            <a className="link-quiet min-h-8 px-1" href={state.used.to} target="_blank" rel="noreferrer">
              {texts.saved}
            </a>
          )}
          {state.status === 'lost' && texts && state.message === texts.outdated && (
            <button type="button" className="link-quiet min-h-8 px-1" onClick={() => location.reload()}>
              {texts.reload}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

/** That what stands in the form is safe on this device. */
export function DraftMark() {
  const { isDrafted } = useContext(Context);
  const texts = useFormTexts();
  return <span className="caption">{isDrafted && texts?.drafted}</span>;
}

export function SubmitButton({
  children,
  className = 'btn btn-primary',
  name,
  value,
}: {
  children: ReactNode;
  className?: string;
  name?: string;
  value?: string;
}) {
  const { pending } = useContext(Context);
  return (
    // Not `disabled`: that would take the focus away from whoever pressed it. A second press sends nothing meanwhile.
    <button type="submit" className={className} aria-disabled={pending} aria-busy={pending} name={name} value={value}>
      {children}
    </button>
  );
}
