import type { Metadata } from 'next';
import { DemoLogins } from '@/components/people/demo-logins';
import { SignInForm } from '@/components/people/open-forms';
import { getT } from '@/lib/i18n/request';
import { currentViewer, sessionToken } from '@/lib/session';
import { readInstance, readSettings } from '@/lib/settings/queries';
import { people } from '@/messages/zh/people';

export const metadata: Metadata = { title: people.signIn.title };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const t = await getT();
  const { next } = await searchParams;
  // A cookie whose session has ended: signed out elsewhere, too old, or the person was disabled.
  const hasEnded = (await sessionToken()) !== null && (await currentViewer()) === null;
  return (
    <>
      <h1 className="text-xl font-semibold">{t('people.signIn.title')}</h1>
      <p className="mb-5 text-sm text-ink-2">{readSettings().companyName}</p>
      {hasEnded && (
        <p role="status" className="mb-4 rounded-field bg-warn-soft px-3 py-2 text-sm text-warning">
          {t('people.signIn.ended')}
        </p>
      )}
      <SignInForm texts={people.signIn} passwordLabel={t('people.password.label')} next={next ?? ''} />
      {readInstance()?.isDemo && <DemoLogins />}
    </>
  );
}
