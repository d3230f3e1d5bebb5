import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Day } from '@/db/columns';
import { dayIn, daysBetween, momentIn } from '@/lib/days';
import { none, price, quantity, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { InboxRow } from '@/lib/sales/queries/inbox';
import { ChangeCompare } from './change-compare';

type Props = { row: InboxRow; today: Day; timeZone: string; tick?: ReactNode; button?: ReactNode };

const looks = { sale: 'badge-info', reversal: 'badge-warning', edit: 'badge-info', void: 'badge-warning' } as const;

/** One thing that waits: who, since when, whom it was sold to, for how much, and what to look at twice. */
export async function ReviewRow({ row, today, timeZone, tick, button }: Props) {
  const t = await getT();
  const { sale } = row;
  const waited = daysBetween(dayIn(row.filedAt, timeZone), today);
  const who = [
    row.filer !== row.salesperson && t('review.seller', { name: row.salesperson }),
    t('review.filed', { who: row.filer ?? none, at: momentIn(row.filedAt, timeZone) }),
    waited > 0 && t('review.age', { days: waited }),
  ];
  // On a phone a comparison takes the whole width, and so do rows without a button.
  const isWide = row.differences.length > 0 || !button;
  const what = [
    sale.productName,
    sale.quantity !== null && times(row),
    t('review.dealOn', { day: sale.dealOn }),
    sale.kind === 'sale' && t('review.dueOn', { day: sale.dueOn }),
  ];
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 border-b border-line px-6 py-3 max-sm:px-4">
      <div className="row-span-2 self-start max-sm:row-span-1">{tick}</div>
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-0.5 max-sm:pt-2">
        <span className={`badge badge-sm badge-soft ${looks[row.kind]}`}>{t(`review.kinds.${row.kind}`)}</span>
        {tick && row.isSelf && <span className="badge badge-sm badge-idle">{t('review.self')}</span>}
        <Link className="link-quiet break-all" href={`/sales/${row.saleId}`} prefetch={false}>
          {sale.orderNumber}
        </Link>
        <CustomerName row={row} />
      </p>
      <p className="text-right whitespace-nowrap max-sm:pt-2">
        <b>{yuan(sale.amountFen)}</b>
      </p>
      <div
        className={`col-start-2 min-w-0 space-y-0.5 max-sm:col-start-1 ${isWide ? 'max-sm:col-span-3' : 'max-sm:col-span-2'}`}
      >
        {row.kind !== 'edit' && (
          <p className="text-sm text-ink-2 [overflow-wrap:anywhere]">{what.filter(Boolean).join('，')}</p>
        )}
        <p className="text-sm text-ink-2">{who.filter(Boolean).join('，')}</p>
        <Hints row={row} />
        {row.differences.length > 0 && <ChangeCompare list={row.differences} />}
      </div>
      <div className={`self-end text-right ${isWide ? 'max-sm:col-span-3 max-sm:pt-1' : ''}`}>{button}</div>
    </li>
  );

  function times({ sale: { quantity: pieces, unitPrice } }: InboxRow) {
    return t('review.times', { quantity: quantity(pieces), price: price(unitPrice) });
  }
}

/** A name for whoever reads the sale; the link only while the customer is theirs (R5). */
function CustomerName({ row: { sale, customerName, ownsCustomer } }: { row: InboxRow }) {
  const look = 'min-w-0 font-semibold [overflow-wrap:anywhere]';
  return ownsCustomer ? (
    <Link className={`${look} hover:text-primary`} href={`/customers/${sale.customerId}`} prefetch={false}>
      {customerName}
    </Link>
  ) : (
    <span className={look}>{customerName}</span>
  );
}

/** What to look at twice, in words. */
async function Hints({ row }: { row: InboxRow }) {
  const t = await getT();
  const difference = row.differenceFen;
  const warnings = [
    difference !== 0 &&
      t('review.listed', {
        direction: t(difference > 0 ? 'review.more' : 'review.less'),
        amount: yuan(Math.abs(difference)),
      }),
    row.doubles.length > 0 && t('review.double', { numbers: row.doubles.join('、') }),
    row.original !== null &&
      row.original.creditFen > 0 &&
      t('review.reversalCredit', { amount: yuan(row.original.creditFen) }),
    row.rejectedBefore !== null && t('review.rejectedBefore', { reason: row.rejectedBefore }),
  ].filter((text) => text !== false);
  const notes = [
    row.sale.paidFen !== 0 && t('review.paid', { amount: yuan(row.sale.paidFen) }),
    row.original !== null &&
      t('review.reversalOf', { number: row.original.orderNumber, left: yuan(row.original.leftFen) }),
    row.reason !== null &&
      t(row.kind === 'sale' ? 'review.notes' : 'review.why', { reason: row.reason, text: row.reason }),
  ].filter((text) => text !== false);
  return (
    <>
      {notes.map((text) => (
        <p key={text} className="line-clamp-3 text-sm [overflow-wrap:anywhere]">
          {text}
        </p>
      ))}
      {warnings.map((text) => (
        <p key={text} className="flex items-start gap-1 text-sm text-warning [overflow-wrap:anywhere]">
          <TriangleAlert className="mt-0.75 size-3.5" aria-hidden />
          <span className="min-w-0">{text}</span>
        </p>
      ))}
    </>
  );
}
