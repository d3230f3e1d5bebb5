import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Dictionary } from '@/components/settings/dictionary';
import { Breadcrumb, PageHead } from '@/components/ui/page';
import { dictionaryKinds } from '@/db/schema/settings';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { canEditDictionaries } from '@/lib/permissions';
import { requireViewer } from '@/lib/session';
import { listDictionary } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('settings.dictionaries') };

type Props = { searchParams: Promise<{ kind?: string | string[] }> };

export default async function DictionariesPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  if (!canEditDictionaries(viewer)) notFound();
  const t = await getT();
  const asked = (await searchParams).kind;
  const kind = dictionaryKinds.find((one) => one === asked) ?? 'industry';
  return (
    <>
      <PageHead title={t('settings.dictionaries')} caption={t('settings.dictionary.caption')} />
      <div className="px-6 py-2 max-sm:px-4">
        <Breadcrumb
          label={t('lists.place')}
          items={[{ label: t('people.settings.title'), href: '/settings' }, { label: t('settings.dictionaries') }]}
        />
      </div>
      <nav className="views overflow-x-auto max-sm:px-4" aria-label={t('settings.dictionaries')}>
        {dictionaryKinds.map((one) => (
          <Link
            key={one}
            href={`/settings/dictionaries?kind=${one}`}
            prefetch={false}
            aria-current={one === kind ? 'page' : undefined}
          >
            {t(`settings.dictionary.kind.${one}`)}
          </Link>
        ))}
      </nav>
      <p className="px-6 pt-3 text-sm text-ink-2 max-sm:px-4">{t(`settings.dictionary.what.${kind}`)}</p>
      <Dictionary kind={kind} entries={listDictionary(undefined, kind)} />
    </>
  );
}
