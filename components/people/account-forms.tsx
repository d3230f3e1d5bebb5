'use client';

import { ActionForm, Field, FormMessage, SubmitButton } from '@/components/ui/form';
import { changeOwnPassword, signOutAllDevices, signOutDevice } from '@/lib/people/own-actions';
import type { people } from '@/messages/zh/people';

type Texts = typeof people;

export function ChangePasswordForm({ login, texts, formKey }: { login: string; texts: Texts; formKey: string }) {
  return (
    <ActionForm action={changeOwnPassword} formKey={formKey} className="max-w-md space-y-4">
      {/* For the browser's password manager. */}
      <input type="text" name="username" value={login} readOnly hidden autoComplete="username" />
      <Field
        name="presentPassword"
        label={texts.account.present}
        type="password"
        required
        autoComplete="current-password"
      />
      <Field
        name="password"
        label={texts.account.next}
        hint={texts.password.hint}
        type="password"
        required
        autoComplete="new-password"
      />
      <FormMessage />
      <SubmitButton>{texts.account.save}</SubmitButton>
    </ActionForm>
  );
}

export function SignDeviceOut({
  sessionId,
  name,
  texts,
  formKey,
}: {
  sessionId: number;
  /** What the button does, device and all, for whoever can't see the row. */
  name: string;
  texts: Texts['account'];
  formKey: string;
}) {
  return (
    <ActionForm action={signOutDevice} formKey={formKey} className="ml-auto shrink-0">
      <input type="hidden" name="sessionId" value={sessionId} />
      <SubmitButton className="btn btn-line btn-sm max-sm:h-11">
        <span aria-hidden>{texts.out}</span>
        <span className="sr-only">{name}</span>
      </SubmitButton>
      <FormMessage />
    </ActionForm>
  );
}

export function SignOutEverywhere({ texts, formKey }: { texts: Texts['account']; formKey: string }) {
  return (
    <ActionForm action={signOutAllDevices} formKey={formKey} className="flex flex-wrap items-center gap-3">
      <SubmitButton className="btn btn-line">{texts.everywhere}</SubmitButton>
      <span className="caption">{texts.everywhereText}</span>
      <FormMessage />
    </ActionForm>
  );
}
