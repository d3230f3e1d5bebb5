'use client';

import { CircleX } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react';
import { useField } from './form-context';

type Common = {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  className?: string;
};
type Option = { value: string; label: ReactNode };

type FieldProps = Common & { defaultValue?: string } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    'name' | 'defaultValue'
  >;

/** One line; `type="date"` for days, `inputMode="decimal"` for money. */
export function Field({ name, label, hint, required, defaultValue, className, ...input }: FieldProps) {
  const field = useField(name, defaultValue);
  return (
    <label className={`block min-w-0 ${className ?? ''}`}>
      <FieldLabel label={label} hint={hint} required={required} />
      <input
        key={field.key}
        name={name}
        defaultValue={field.value}
        className={`input w-full ${field.errors.length > 0 ? 'input-error' : ''}`}
        aria-required={required}
        aria-invalid={field.errors.length > 0}
        aria-describedby={field.errorId}
        {...input}
      />
      <FieldErrors name={name} errors={field.errors} />
    </label>
  );
}

type TextProps = Common & { defaultValue?: string } & Omit<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    'name' | 'defaultValue'
  >;

/** Several lines, growing with what is typed. */
export function TextField({ name, label, hint, required, defaultValue, className, rows = 3, ...input }: TextProps) {
  const field = useField(name, defaultValue);
  return (
    <label className={`block min-w-0 ${className ?? ''}`}>
      <FieldLabel label={label} hint={hint} required={required} />
      <textarea
        key={field.key}
        name={name}
        rows={rows}
        defaultValue={field.value}
        className={`textarea field-sizing-content w-full ${field.errors.length > 0 ? 'textarea-error' : ''}`}
        aria-required={required}
        aria-invalid={field.errors.length > 0}
        aria-describedby={field.errorId}
        {...input}
      />
      <FieldErrors name={name} errors={field.errors} />
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
  onChange,
}: Common & {
  defaultValue?: string;
  options: readonly { value: string; label: string }[];
  onChange?: (value: string) => void;
}) {
  const field = useField(name, defaultValue);
  return (
    <label className={`block min-w-0 ${className ?? ''}`}>
      <FieldLabel label={label} hint={hint} required={required} />
      <select
        // React puts a select back to the default it was made with: made anew with the value, it stays.
        key={`${field.key}:${field.value}`}
        name={name}
        defaultValue={field.value}
        className={`select w-full ${field.errors.length > 0 ? 'select-error' : ''}`}
        aria-required={required}
        aria-invalid={field.errors.length > 0}
        aria-describedby={field.errorId}
        onChange={onChange && ((event) => onChange(event.target.value))}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldErrors name={name} errors={field.errors} />
    </label>
  );
}

/** Two to five exclusive choices, all in sight. */
export function ChoiceField({
  name,
  label,
  hint,
  required,
  defaultValue,
  options,
  className,
  onChange,
}: Common & { defaultValue?: string; options: readonly Option[]; onChange?: (value: string) => void }) {
  const field = useField(name, defaultValue);
  return (
    <fieldset
      className={`min-w-0 ${className ?? ''}`}
      aria-invalid={field.errors.length > 0}
      aria-describedby={field.errorId}
    >
      <Legend label={label} hint={hint} required={required} />
      <span key={field.key} className="seg flex w-full">
        {options.map((option) => (
          <label key={option.value} className="flex-1 justify-center">
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={option.value}
              defaultChecked={option.value === field.value}
              onChange={onChange && (() => onChange(option.value))}
            />
            {option.label}
          </label>
        ))}
      </span>
      <FieldErrors name={name} errors={field.errors} />
    </fieldset>
  );
}

/** Any number of short choices; the name ends in `[]`. */
export function TagsField({
  name,
  label,
  hint,
  defaultValues = [],
  options,
  className,
}: Omit<Common, 'required'> & { defaultValues?: readonly string[]; options: readonly Option[] }) {
  const field = useField(name);
  const chosen = field.values ?? defaultValues;
  return (
    <fieldset
      className={`min-w-0 ${className ?? ''}`}
      aria-invalid={field.errors.length > 0}
      aria-describedby={field.errorId}
    >
      <Legend label={label} hint={hint} />
      <span key={field.key} className="flex flex-wrap gap-1.5">
        {options.map((option) => (
          <label key={option.value} className="chip grow cursor-pointer justify-center px-1.5">
            <input
              type="checkbox"
              className="sr-only"
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            {option.label}
          </label>
        ))}
      </span>
      <FieldErrors name={name} errors={field.errors} />
    </fieldset>
  );
}

/** A value the form carries unseen; comes back changed when the action says so (`opened` after a clash). */
export function HiddenField({ name, value }: { name: string; value: string }) {
  const field = useField(name, value);
  return <input type="hidden" name={name} value={field.value} readOnly />;
}

type LabelProps = { label: string; hint?: string | undefined; required?: boolean | undefined };

export function FieldLabel({ label, hint, required }: LabelProps) {
  return (
    <span className="field-label">
      {label} {required && <b aria-hidden>*</b>}
      {hint && <span className="caption ml-auto">{hint}</span>}
    </span>
  );
}

/** A legend can't be a flex row itself. */
const Legend = (props: LabelProps) => (
  <legend className="w-full">
    <FieldLabel {...props} />
  </legend>
);

export function FieldErrors({ name, errors }: { name: string; errors: string[] }) {
  if (errors.length === 0) return null;
  return (
    <span id={`${name}-error`} className="mt-1 flex items-start gap-1 text-sm text-error">
      <CircleX className="mt-0.75 size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 break-words">{errors.join('；')}</span>
    </span>
  );
}
