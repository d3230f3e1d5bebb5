import Link from 'next/link';
import { getT } from '@/lib/i18n/request';

export default async function NotFound() {
  const t = await getT();
  return (
    <main className="empty">
      <h1 className="text-lg">{t('shell.notFound.title')}</h1>
      <p>{t('shell.notFound.text')}</p>
      <Link className="btn btn-line" href="/">
        {t('shell.notFound.home')}
      </Link>
    </main>
  );
}
