import type { Metadata } from 'next';
import Link from 'next/link';
import { OpenSaleRows } from '@/components/payments/open-sales';
import { Pager } from '@/components/ui/list';
import { Empty, PageHead } from '@/components/ui/page';
import { hrefWith, ownPath } from '@/lib/address';
import { today as todayIn } from '@/lib/clock';
import { getT } from '@/lib/i18n/request';
import { translator } from '@/lib/i18n/translator';
import { customerChoice } from '@/lib/sales/queries/choices';
import { openSales, pendingOpenSales } from '@/lib/sales/queries/open';
import { requireViewer } from '@/lib/session';
import { readSettings } from '@/lib/settings/queries';

export const metadata: Metadata = { title: translator()('payments.choose.title') };
const path = '/payments/new';
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** 登记回款 from anywhere: the sale is chosen here, its own form books the money. Works without script. */
export default async function ChooseSalePage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const t = await getT();
  const { q, customer, back, after, before } = read(await searchParams);
  const query = { q, customer, back };
  const filter = {
    ...(q ? { q } : {}),
    ...(customer ? { customer: Number(customer) } : {}),
    ...(after ? { after } : {}),
    ...(before ? { before } : {}),
  };
  const page = openSales(viewer, filter);
  const pending = after || before ? [] : pendingOpenSales(viewer, filter);
  const today = todayIn(readSettings().timeZone);
  const chosen = customerChoice(viewer, customer);
  const isNarrowed = Boolean(q || customer);
  const rowHref = (id: number) => hrefWith(`/sales/${id}/payments/new`, { back: back ?? '/payments' });
  return (
    <>
      <PageHead
        title={t('payments.choose.title')}
        caption={chosen ? t('payments.choose.of', { name: chosen.label }) : t('payments.choose.caption')}
      >
        <Link className="btn btn-ghost" href={back ?? '/payments'} prefetch={false}>
          {t('form.cancel')}
        </Link>
      </PageHead>
      <search>
        <form action={path} className="flex gap-2 border-y border-line px-6 py-2 max-sm:px-4">
          {customer && <input type="hidden" name="customer" value={customer} />}
          {back && <input type="hidden" name="back" value={back} />}
          <input
            type="search"
            name="q"
            defaultValue={q}
            className="input min-w-0 flex-1 sm:max-w-80"
            placeholder={t('payments.choose.search')}
            aria-label={t('payments.choose.search')}
          />
          <button type="submit" className="btn btn-line">
            {t('payments.choose.go')}
          </button>
          {customer && (
            <Link
              className="link-quiet ml-auto self-center text-sm whitespace-nowrap"
              href={hrefWith(path, query, { customer: undefined })}
              prefetch={false}
            >
              {t('payments.choose.all')}
            </Link>
          )}
        </form>
      </search>
      {page.rows.length + pending.length === 0 ? (
        <Empty
          title={t(isNarrowed ? 'payments.choose.noneTitle' : 'payments.choose.emptyTitle')}
          text={t(isNarrowed ? 'payments.choose.noneText' : 'payments.choose.emptyText')}
        >
          {isNarrowed && (
            <Link className="btn btn-line" href={hrefWith(path, { back })} prefetch={false}>
              {t('payments.choose.clear')}
            </Link>
          )}
        </Empty>
      ) : (
        <>
          <OpenSaleRows rows={page.rows} today={today} hrefOf={rowHref} isOfOneCustomer={chosen !== null} />
          <Pager page={page} path={path} query={query} />
          {pending.length > 0 && (
            <>
              <h2 className="px-6 pt-4 pb-2 text-base max-sm:px-4">{t('payments.choose.pending')}</h2>
              <OpenSaleRows rows={pending} today={today} hrefOf={rowHref} isOfOneCustomer={chosen !== null} />
            </>
          )}
        </>
      )}
    </>
  );
}

function read(params: Awaited<Props['searchParams']>) {
  const one = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
  };
  const customer = one('customer');
  return {
    q: one('q'),
    customer: customer && /^\d{1,15}$/.test(customer) ? customer : undefined,
    back: ownPath(one('back')) ?? undefined,
    after: one('after'),
    before: one('before'),
  };
}
