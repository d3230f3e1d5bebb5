import { CircleX } from 'lucide-react';
import type { Metadata } from 'next';
import { DemoLogins } from '@/components/people/demo-logins';
import { SignInForm } from '@/components/people/open-forms';
import { ownPath, type Query } from '@/lib/address';
import { getT } from '@/lib/i18n/request';
import { type OidcProblem, oidcSettings } from '@/lib/people/oidc';
import { currentViewer, sessionToken } from '@/lib/session';
import { readInstance, readSettings } from '@/lib/settings/queries';
import { people } from '@/messages/zh/people';

export const metadata: Metadata = { title: people.signIn.title };

const isOidcProblem = (text: string | undefined): text is OidcProblem =>
  text !== undefined && Object.hasOwn(people.signIn.refused, text);

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const t = await getT();
  const { next, problem } = await searchParams;
  const name = oidcSettings()?.name;
  // A cookie whose session has ended: signed out elsewhere, too old, or the person was disabled.
  const hasEnded = (await sessionToken()) !== null && (await currentViewer()) === null;
  return (
    <>
      <h1 className="text-xl font-semibold">{t('people.signIn.title')}</h1>
      <p className="mb-5 text-sm text-ink-2">{readSettings().companyName}</p>
      {name && isOidcProblem(problem) ? (
        <p role="alert" className="mb-4 flex gap-2 rounded-field bg-alert-soft px-3 py-2 text-sm text-error">
          <CircleX className="mt-0.5 size-4 shrink-0" aria-hidden />
          {t(`people.signIn.refused.${problem}`, { name })}
        </p>
      ) : null}
      {hasEnded && (
        <p role="status" className="mb-4 rounded-field bg-warn-soft px-3 py-2 text-sm text-warning">
          {t('people.signIn.ended')}
        </p>
      )}
      <SignInForm texts={people.signIn} passwordLabel={t('people.password.label')} next={next ?? ''} />
      {name && (
        <>
          <p className="divider my-4 text-sm text-ink-2">{t('people.signIn.or')}</p>
          <a
            href={`/api/auth/signin/oidc?next=${encodeURIComponent(ownPath(next) ?? '/')}`}
            className="btn btn-line w-full"
          >
            {t('people.signIn.oidc', { name })}
          </a>
        </>
      )}
      {readInstance()?.isDemo && <DemoLogins />}
    </>
  );
}
