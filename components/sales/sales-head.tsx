import { Upload } from 'lucide-react';
import Link from 'next/link';
import { PageHead } from '@/components/ui/page';
import { getT } from '@/lib/i18n/request';

/** Head and tabs of 业绩管理: sales and payments are two views of the same money. */
export async function SalesHead({ here, caption }: { here: 'sales' | 'payments'; caption: string }) {
  const t = await getT();
  return (
    <>
      <PageHead title={t('sales.title')} caption={caption}>
        <Link className="btn btn-ghost max-sm:hidden" href="/imports" prefetch={false}>
          <Upload aria-hidden />
          {t('sales.import')}
        </Link>
      </PageHead>
      <nav className="views max-sm:px-4" aria-label={t('sales.views')}>
        {(['sales', 'payments'] as const).map((tab) => (
          <Link key={tab} href={`/${tab}`} prefetch={false} aria-current={tab === here ? 'page' : undefined}>
            {t(`sales.tabs.${tab}`)}
          </Link>
        ))}
      </nav>
    </>
  );
}
