import Link from 'next/link';
import { Pager } from '@/components/ui/list';
import { Empty } from '@/components/ui/page';
import type { Day } from '@/db/columns';
import { hrefWith } from '@/lib/address';
import { timelineOf, timelineParts } from '@/lib/customers/queries/timeline';
import type { CustomerPage } from '@/lib/customers/tabs';
import { getT } from '@/lib/i18n/request';
import type { Viewer } from '@/lib/viewer';
import { Timeline } from './timeline';

type Props = {
  viewer: Viewer;
  customerId: number;
  page: CustomerPage;
  today: Day;
  timeZone: string;
  /** For a 协同人: nothing about money (R5). */
  isShared?: boolean;
};

/** 动态: the customer's history by page, all of it or one part. */
export async function CustomerTimeline({ viewer, customerId, page: asked, today, timeZone, isShared = false }: Props) {
  const t = await getT();
  const path = `/customers/${customerId}`;
  const { after, before } = asked;
  const parts = timelineParts.filter((name) => !isShared || name !== 'money');
  const part = parts.find((name) => name === asked.part) ?? 'all';
  const query = { part: part === 'all' ? undefined : part };
  const page = timelineOf(viewer, customerId, { part, meaning: isShared ? 'reached' : 'owned', after, before });
  return (
    <section className="min-w-0">
      <div className="flex items-center gap-2 px-6 pt-4 pb-4 max-sm:px-4">
        <nav className="seg" aria-label={t('customers.detail.parts.label')}>
          {parts.map((name) => (
            <Link
              key={name}
              href={hrefWith(path, { part: name === 'all' ? undefined : name })}
              prefetch={false}
              className="max-sm:px-3! aria-[current]:bg-base-100 aria-[current]:font-semibold aria-[current]:text-base-content aria-[current]:shadow-[0_0_0_1px_var(--line-strong)]"
              aria-current={name === part ? 'true' : undefined}
            >
              {t(`customers.detail.parts.${name}`)}
            </Link>
          ))}
        </nav>
        <span className="caption ml-auto max-sm:hidden">{t('customers.detail.newestFirst')}</span>
      </div>
      {page.rows.length === 0 ? (
        <Empty
          title={t('customers.detail.noEvents')}
          text={t(isShared ? 'customers.shared.noEventsText' : 'customers.detail.noEventsText')}
        />
      ) : (
        <div className="px-6 max-sm:px-4">
          <Timeline events={page.rows} today={today} timeZone={timeZone} />
        </div>
      )}
      <Pager page={page} path={path} query={query} />
    </section>
  );
}
