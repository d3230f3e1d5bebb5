'use client';

import { ActionForm, Field, FormMessage, SubmitButton } from '@/components/ui/form';
import { setOwnPassword, setUpCompany, signInWithPassword } from '@/lib/people/open-actions';
import type { people } from '@/messages/zh/people';

type Texts = typeof people;

export function SignInForm({
  texts,
  passwordLabel,
  next,
}: {
  texts: Texts['signIn'];
  passwordLabel: string;
  next: string;
}) {
  return (
    <ActionForm action={signInWithPassword} className="space-y-4">
      <input type="hidden" name="next" value={next} />
      <Field name="login" label={texts.login} required autoComplete="username" autoCapitalize="none" autoFocus />
      <Field name="password" label={passwordLabel} type="password" required autoComplete="current-password" />
      <FormMessage />
      <SubmitButton className="btn btn-primary w-full">{texts.submit}</SubmitButton>
      <p className="caption">{texts.forgot}</p>
    </ActionForm>
  );
}

export function SetUpForm({
  texts,
  password,
  loginHint,
  token,
}: {
  texts: Texts['setUp'];
  password: Texts['password'];
  loginHint: string;
  token: string;
}) {
  return (
    <ActionForm action={setUpCompany} className="space-y-4">
      <input type="hidden" name="token" value={token} />
      <Field name="company" label={texts.company} required autoComplete="organization" autoFocus />
      <Field name="team" label={texts.team} required />
      <Field name="name" label={texts.name} required autoComplete="name" />
      <Field name="login" label={texts.login} hint={loginHint} autoComplete="username" autoCapitalize="none" />
      <Field
        name="password"
        label={password.label}
        hint={password.hint}
        type="password"
        required
        autoComplete="new-password"
      />
      <FormMessage />
      <SubmitButton className="btn btn-primary w-full">{texts.submit}</SubmitButton>
    </ActionForm>
  );
}

export function SetPasswordForm({
  texts,
  password,
  token,
  login,
}: {
  texts: Texts['setPassword'];
  password: Texts['password'];
  token: string;
  login: string;
}) {
  return (
    <ActionForm action={setOwnPassword} className="space-y-4">
      <input type="hidden" name="token" value={token} />
      <input type="text" name="username" value={login} readOnly hidden autoComplete="username" />
      <Field
        name="password"
        label={password.label}
        hint={password.hint}
        type="password"
        required
        autoComplete="new-password"
        autoFocus
      />
      <FormMessage />
      <SubmitButton className="btn btn-primary w-full">{texts.submit}</SubmitButton>
    </ActionForm>
  );
}
