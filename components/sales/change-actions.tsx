import { Ban, Pencil, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { getT } from '@/lib/i18n/request';
import { canChangeSale, canVoidUnreviewed } from '@/lib/permissions';
import type { ReviewState } from '@/lib/sales/queries/changes';
import type { Sale } from '@/lib/sales/queries/sale';
import { isReversible } from '@/lib/sales/reverse';
import type { Viewer } from '@/lib/viewer';

/** What the viewer may ask for on this sale: editing, 红冲, 作废. While a change waits, nothing but that is decided. */
export async function ChangeActions({ viewer, found, state }: { viewer: Viewer; found: Sale; state: ReviewState }) {
  const t = await getT();
  const { sale, customer } = found;
  if (sale.voidedAt !== null || state.change?.kind === 'void') return null;
  const mayChange = canChangeSale(viewer, { ...sale, customerOwnerId: customer.ownerId });
  const isApproved = sale.review === 'approved';
  const isFree = state.change === null;
  const links = [
    mayChange &&
      isFree &&
      sale.kind === 'sale' && {
        href: 'edit',
        text: t(sale.review === 'rejected' ? 'review.actions.editRejected' : 'review.actions.edit'),
        icon: <Pencil aria-hidden />,
      },
    mayChange &&
      isReversible(sale) && { href: 'reverse', text: t('review.actions.reverse'), icon: <Undo2 aria-hidden /> },
    isFree &&
      (isApproved ? mayChange : canVoidUnreviewed(viewer, sale)) && {
        href: 'void',
        text: t('review.actions.void'),
        icon: <Ban aria-hidden />,
      },
  ].filter((link) => link !== false);
  if (links.length === 0) return null;
  return (
    <nav className="flex flex-wrap gap-2 max-sm:w-full max-sm:py-1 sm:ml-auto" aria-label={t('review.actions.label')}>
      {links.map(({ href, text, icon }) => (
        <Link key={href} className="btn btn-line" href={`/sales/${sale.id}/${href}`} prefetch={false}>
          {icon}
          {text}
        </Link>
      ))}
    </nav>
  );
}
