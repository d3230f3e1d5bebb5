import Link from 'next/link';
import { yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { reversalsOfSale } from '@/lib/sales/queries/sale';

/** Sales that belong to this one: its reversals, the original, other lines of the order. Nothing without any. */
export async function LinkedSales({ title, sales }: { title: string; sales: ReturnType<typeof reversalsOfSale> }) {
  const t = await getT();
  if (sales.length === 0) return null;
  return (
    <section className="px-5 py-4 max-sm:px-4">
      <h2 className="mb-2 text-base">{title}</h2>
      <ul className="space-y-2 text-sm">
        {sales.map((sale) => (
          <li key={sale.id} className="flex flex-wrap items-baseline gap-x-2">
            <Link className="link-quiet" href={`/sales/${sale.id}`} prefetch={false}>
              {sale.orderNumber}
            </Link>
            <span className="text-ink-2">{sale.dealOn}</span>
            {sale.voidedAt !== null && (
              <span className="badge badge-sm badge-idle line-through">{t('sales.mark.void')}</span>
            )}
            {sale.voidedAt === null && sale.review !== 'approved' && (
              <span className="badge badge-sm badge-idle">{t(`sales.mark.${sale.review}`)}</span>
            )}
            <span className="ml-auto text-base">{yuan(sale.amountFen)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
