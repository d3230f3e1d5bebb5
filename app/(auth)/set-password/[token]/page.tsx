import type { Metadata } from 'next';
import { SetPasswordForm } from '@/components/people/open-forms';
import { getT } from '@/lib/i18n/request';
import { findInvitation } from '@/lib/people/queries';
import { people } from '@/messages/zh/people';

export const metadata: Metadata = { title: people.setPassword.title };

export default async function SetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const t = await getT();
  const { token } = await params;
  const invited = findInvitation(token);
  if (!invited) {
    return (
      <>
        <h1 className="text-xl font-semibold">{t('people.setPassword.goneTitle')}</h1>
        <p className="mt-1 text-sm text-ink-2">{t('people.setPassword.gone')}</p>
      </>
    );
  }
  return (
    <>
      <h1 className="text-xl font-semibold">{t('people.setPassword.title')}</h1>
      <p className="mb-5 text-sm text-ink-2">
        {t('people.setPassword.text', { name: invited.name, login: invited.login })}
      </p>
      <SetPasswordForm texts={people.setPassword} password={people.password} token={token} login={invited.login} />
    </>
  );
}
