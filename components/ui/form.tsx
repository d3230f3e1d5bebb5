'use client';

import { CircleX } from 'lucide-react';
import { createContext, type ReactNode, useActionState, useContext, useEffect, useRef, useState } from 'react';
import { type FormState, idle } from '@/lib/form-state';

type ServerAction = (state: FormState, form: FormData) => Promise<FormState>;
const Context = createContext<{ state: FormState; pending: boolean }>({ state: idle, pending: false });

/**
 * A form over a server action: works without JavaScript, keeps what was typed when refused, shows errors beside their
 * fields, and carries the idempotency key that makes a second posting write nothing.
 */
export function ActionForm({
  action,
  formKey,
  children,
  className,
  onDone,
}: {
  action: ServerAction;
  /** Made on the server per rendered form (`crypto.randomUUID()`). */
  formKey?: string;
  children: ReactNode;
  className?: string;
  onDone?: (value: unknown) => void;
}) {
  const [state, submit, pending] = useActionState(action, idle);
  const [key, setKey] = useState(formKey);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (state.status === 'done') {
      // The next posting of this form is another record.
      setKey(newKey());
      onDone?.(state.value);
    }
    if (state.status === 'refused') form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [state, onDone]);

  return (
    <Context value={{ state, pending }}>
      <form ref={form} action={submit} className={className} noValidate>
        {key && <input type="hidden" name="_key" value={key} />}
        {children}
      </form>
    </Context>
  );
}

/** `crypto.randomUUID` exists in secure contexts only, and a LAN address over http isn't one. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The answer to the whole form: what was refused and why, or that it is done. */
export function FormMessage() {
  const { state } = useContext(Context);
  if (!state.message) return null;
  return (
    <p
      role="status"
      className={`flex items-center gap-1 text-sm ${state.status === 'refused' ? 'text-error' : 'text-success'}`}
    >
      {state.status === 'refused' && <CircleX className="size-3.5" aria-hidden />}
      {state.message}
    </p>
  );
}

/** State of the form around: for a component that shows the answer's `value`. */
export const useFormState = () => useContext(Context);

export function SubmitButton({ children, className = 'btn btn-primary' }: { children: ReactNode; className?: string }) {
  const { pending } = useContext(Context);
  return (
    <button type="submit" className={className} disabled={pending} aria-busy={pending}>
      {children}
    </button>
  );
}

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  defaultValue?: string;
} & Omit<React.InputHTMLAttributes<HTMLInputElement>, 'name' | 'defaultValue'>;

export function Field({ name, label, hint, required, defaultValue, className, ...input }: FieldProps) {
  const { state } = useContext(Context);
  const errors = state.errors[name] ?? [];
  const typed = state.values[name];
  return (
    <label className={`block ${className ?? ''}`}>
      <FieldLabel label={label} hint={hint} required={required} />
      <input
        // Taken up anew with each answer, so that a refused form shows what was typed.
        key={state.answer}
        name={name}
        defaultValue={typeof typed === 'string' ? typed : defaultValue}
        className={`input w-full ${errors.length > 0 ? 'input-error' : ''}`}
        aria-required={required}
        aria-invalid={errors.length > 0}
        aria-describedby={errors.length > 0 ? `${name}-error` : undefined}
        {...input}
      />
      <FieldErrors name={name} errors={errors} />
    </label>
  );
}

export function SelectField({
  name,
  label,
  hint,
  required,
  defaultValue,
  options,
  className,
}: FieldProps & { options: readonly { value: string; label: string }[] }) {
  const { state } = useContext(Context);
  const errors = state.errors[name] ?? [];
  const typed = state.values[name];
  return (
    <label className={`block ${className ?? ''}`}>
      <FieldLabel label={label} hint={hint} required={required} />
      <select
        key={state.answer}
        name={name}
        defaultValue={typeof typed === 'string' ? typed : defaultValue}
        className={`select w-full ${errors.length > 0 ? 'select-error' : ''}`}
        aria-invalid={errors.length > 0}
        aria-describedby={errors.length > 0 ? `${name}-error` : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldErrors name={name} errors={errors} />
    </label>
  );
}

export function FieldLabel({
  label,
  hint,
  required,
}: {
  label: string;
  hint?: string | undefined;
  required?: boolean | undefined;
}) {
  return (
    <span className="field-label">
      {label} {required && <b aria-hidden>*</b>}
      {hint && <span className="caption ml-auto">{hint}</span>}
    </span>
  );
}

export function FieldErrors({ name, errors }: { name: string; errors: string[] }) {
  if (errors.length === 0) return null;
  return (
    <span id={`${name}-error`} className="mt-1 flex items-center gap-1 text-sm text-error">
      <CircleX className="size-3.5" aria-hidden />
      {errors.join('；')}
    </span>
  );
}
