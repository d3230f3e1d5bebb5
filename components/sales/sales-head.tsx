import { Plus, Upload } from 'lucide-react';
import Link from 'next/link';
import { PageHead } from '@/components/ui/page';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { reviewCount } from '@/lib/sales/queries/review';
import { requireViewer } from '@/lib/session';

/** Head and tabs of 业绩管理: sales and payments are two views of the same money; whoever reviews has what waits beside. */
export async function SalesHead({
  here,
  caption,
  isEmpty = false,
}: {
  here: 'sales' | 'payments' | 'review';
  caption: string;
  /** Nothing is filed yet: the empty list itself offers the form. */
  isEmpty?: boolean;
}) {
  const t = await getT();
  const viewer = await requireViewer();
  const waiting = reviewCount(viewer);
  return (
    <>
      <PageHead title={t('sales.title')} caption={caption}>
        <Link className="btn btn-ghost max-sm:hidden" href="/imports" prefetch={false}>
          <Upload aria-hidden />
          {t('sales.import')}
        </Link>
        {here === 'sales' && !isEmpty && (
          <Link className="btn btn-primary max-sm:hidden" href="/sales/new" prefetch={false}>
            <Plus aria-hidden />
            {t('sales.form.add')}
          </Link>
        )}
        {here === 'payments' && (
          <Link className="btn btn-primary" href="/payments/new" prefetch={false}>
            <Plus aria-hidden />
            {t('payments.add')}
          </Link>
        )}
      </PageHead>
      <nav className="views max-sm:px-4" aria-label={t('sales.views')}>
        {(['sales', 'payments'] as const).map((tab) => (
          <Link key={tab} href={`/${tab}`} prefetch={false} aria-current={tab === here ? 'page' : undefined}>
            {t(`sales.tabs.${tab}`)}
          </Link>
        ))}
        {viewer.role !== 'rep' && (
          <Link href="/sales/review" prefetch={false} aria-current={here === 'review' ? 'page' : undefined}>
            {t('review.title')}
            {waiting > 0 && <span>{count(waiting)}</span>}
          </Link>
        )}
      </nav>
    </>
  );
}
