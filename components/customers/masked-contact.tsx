'use client';

import { Eye, Mail, MessageCircle, Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  ActionForm,
  Field,
  FieldErrors,
  FieldLabel,
  FormMessage,
  SubmitButton,
  useFormState,
} from '@/components/ui/form';
import { useField } from '@/components/ui/form-context';
import { showContact } from '@/lib/customers/actions';
import { type ViewPurpose, viewPurposes } from '@/lib/customers/purposes';
import { telHref } from '@/lib/follow-ups/tel';

type Values = { phone: string | null; wechat: string | null; email: string | null };
type Texts = typeof import('@/messages/zh/customers').contactReveal;
type Props = { id: number; name: string; masked: Values; texts: Texts; formKey: string };

/** A colleague's contact: masks, and 点击查看 that asks what for and shows the values once, on this page (R6). */
export function MaskedContact({ id, name, masked, texts, formKey }: Props) {
  return (
    <ActionForm action={showContact} formKey={formKey}>
      <input type="hidden" name="contactId" value={id} />
      <Shown name={name} masked={masked} texts={texts} />
    </ActionForm>
  );
}

function Shown({ name, masked, texts }: Omit<Props, 'id' | 'formKey'>) {
  const { state } = useFormState();
  const clear = state.status === 'done' ? (state.value as Values | undefined) : undefined;
  if (clear)
    return (
      // The button that was pressed is gone: whoever uses the keyboard goes on from here.
      <div role="status" tabIndex={-1} ref={takeFocus}>
        <ContactValues values={clear} isClear />
        <p className="caption mt-1">{texts.shown}</p>
      </div>
    );
  return (
    <>
      <ContactValues values={masked} />
      <details open={state.status !== 'idle'}>
        <summary className="link-quiet flex min-h-8 w-fit cursor-pointer list-none items-center gap-1 max-sm:min-h-11">
          <Eye className="size-3.5" aria-hidden />
          {texts.open}
          <span className="sr-only">{texts.openOf.replace('{{name}}', name)}</span>
        </summary>
        <div className="space-y-2.5 border-l-2 border-line pb-1 pl-3">
          <Purposes texts={texts} />
          <Field name="reason" label={texts.reason} maxLength={200} autoComplete="off" />
          <FormMessage />
          <SubmitButton className="btn btn-line max-sm:w-full">{texts.submit}</SubmitButton>
        </div>
      </details>
    </>
  );
}

const takeFocus = (box: HTMLElement | null) => box?.focus();

function Purposes({ texts }: { texts: Texts }) {
  const field = useField('purpose');
  return (
    <fieldset className="min-w-0" aria-describedby={field.errorId}>
      <legend className="w-full">
        <FieldLabel label={texts.purpose} required />
      </legend>
      <span key={field.key} className="flex flex-wrap gap-1.5">
        {viewPurposes.map((purpose: ViewPurpose) => (
          <label key={purpose} className="chip cursor-pointer">
            <input
              type="radio"
              className="sr-only"
              name="purpose"
              value={purpose}
              defaultChecked={purpose === field.value}
            />
            {texts.purposes[purpose]}
          </label>
        ))}
      </span>
      <FieldErrors name="purpose" errors={field.errors} />
    </fieldset>
  );
}

/** Phone, WeChat and e-mail of a contact; what is clear can be called and written to. */
export function ContactValues({ values, isClear = false }: { values: Values; isClear?: boolean }) {
  const { phone, wechat, email } = values;
  return (
    <>
      <Line
        icon={<Phone className="size-3.5 shrink-0" aria-hidden />}
        value={phone}
        href={isClear && phone ? telHref(phone) : null}
      />
      <Line icon={<MessageCircle className="size-3.5 shrink-0" aria-hidden />} value={wechat} />
      <Line
        icon={<Mail className="size-3.5 shrink-0" aria-hidden />}
        value={email}
        href={isClear && email ? `mailto:${email}` : null}
      />
    </>
  );
}

function Line({ icon, value, href = null }: { icon: ReactNode; value: string | null; href?: string | null }) {
  if (!value) return null;
  return (
    <p className="mt-0.5 flex items-center gap-2 text-ink-2">
      {icon}
      {href ? (
        <a className="min-w-0 wrap-anywhere text-primary max-sm:py-2" href={href}>
          {value}
        </a>
      ) : (
        <span className="min-w-0 wrap-anywhere">{value}</span>
      )}
    </p>
  );
}
