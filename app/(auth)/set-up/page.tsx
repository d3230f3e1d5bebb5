import type { Metadata } from 'next';
import { SetUpForm } from '@/components/people/open-forms';
import { getT } from '@/lib/i18n/request';
import { isSetUpToken } from '@/lib/people/queries';
import { people } from '@/messages/zh/people';

export const metadata: Metadata = { title: people.setUp.title };

export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ token?: string }> }) {
  const t = await getT();
  const { token = '' } = await searchParams;
  if (!isSetUpToken(token)) {
    return (
      <>
        <h1 className="text-xl font-semibold">{t('people.setUp.goneTitle')}</h1>
        <p className="mt-1 text-sm text-ink-2">{t('people.setUp.gone')}</p>
      </>
    );
  }
  return (
    <>
      <h1 className="text-xl font-semibold">{t('people.setUp.title')}</h1>
      <p className="mb-5 text-sm text-ink-2">{t('people.setUp.text')}</p>
      <SetUpForm texts={people.setUp} password={people.password} loginHint={t('people.loginHint')} token={token} />
    </>
  );
}
