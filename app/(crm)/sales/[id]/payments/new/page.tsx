import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { PaymentForm } from '@/components/payments/payment-form';
import { Empty } from '@/components/ui/page';
import { ownPath } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { mayRecord } from '@/lib/payments/record-payment';
import { takesPayments } from '@/lib/payments/rule';
import { partsOfSale } from '@/lib/sales/queries/parts';
import { findSale } from '@/lib/sales/queries/sale';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('payments.form.title.receipt') };
type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export default async function NewPaymentPage({ params, searchParams }: Props) {
  const viewer = await requireViewer();
  const { id } = await params;
  const query = await searchParams;
  const found = /^\d{1,15}$/.test(id) ? findSale(viewer, Number(id)) : undefined;
  if (!found || !mayRecord(viewer, found)) notFound();
  const { sale } = found;
  // Money of a linked reversal is its original's (R19).
  if (sale.reversesId !== null) redirect(`/sales/${sale.reversesId}/payments/new?kind=refund`);
  const t = await getT();
  if (!takesPayments(sale))
    return (
      <Empty
        title={t('payments.form.cannot')}
        text={t(`payments.problem.${sale.voidedAt === null ? 'rejected' : 'void'}`)}
      >
        <Link className="btn btn-line" href={`/sales/${sale.id}`} prefetch={false}>
          {t('review.void.backToSale')}
        </Link>
      </Empty>
    );
  const today = todayIn(readSettings().timeZone);
  // A return's money goes back; whatever the address says, its first form is the refund.
  const asked = query.kind === 'refund' || query.kind === 'receipt' ? query.kind : null;
  return (
    <PaymentForm
      found={found}
      kind={asked ?? (sale.kind === 'sale' ? 'receipt' : 'refund')}
      parts={partsOfSale(viewer, found, today)}
      today={today}
      back={ownPath(typeof query.back === 'string' ? query.back : null)}
    />
  );
}
