import Link from 'next/link';
import { hrefWith, type Query } from '@/lib/address';
import type { CustomerFilter } from '@/lib/customers/filters';
import { collaborates } from '@/lib/customers/queries/collaborators';
import { getT } from '@/lib/i18n/request';
import { readSettings } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

const pool = '/customers/pool';

/** The usual questions about customers, one click each, and the pool; on a phone they scroll sideways as chips. */
export async function CustomerViews({
  viewer,
  query,
}: {
  viewer: Viewer;
  /** Null: this is the pool. */
  query: Query | null;
}) {
  const t = await getT();
  const views: [label: string, filter: CustomerFilter][] = [
    [t('customers.views.all'), {}],
    ...(viewer.role === 'rep'
      ? []
      : [[t('customers.views.mine'), { owner: String(viewer.id) }] as [string, CustomerFilter]]),
    [t('customers.views.week'), { due: 'week' }],
    [t('customers.views.overdue'), { owing: 'overdue' }],
    [t('customers.views.important'), { level: 'important' }],
    [t('customers.views.silent'), { silent: '30' }],
    ...(collaborates(viewer) ? [[t('customers.views.shared'), { shared: '1' }] as [string, CustomerFilter]] : []),
  ];
  const present = query === null ? pool : hrefWith('/customers', query);
  const links = views.map(([label, filter]): [string, string] => [label, hrefWith('/customers', filter)]);
  if (readSettings().pool) links.splice(1, 0, [t('pool.title'), pool]);
  return (
    <nav
      className="views max-sm:h-auto max-sm:gap-2 max-sm:overflow-x-auto max-sm:px-4 max-sm:py-2"
      aria-label={t('customers.views.label')}
    >
      {links.map(([label, href]) => {
        const isHere = href === present;
        return (
          <Link
            key={label}
            href={href}
            prefetch={false}
            aria-current={isHere ? 'page' : undefined}
            className={`max-sm:m-0 max-sm:h-9 max-sm:shrink-0 max-sm:rounded-field max-sm:border max-sm:px-3 max-sm:text-sm ${
              isHere ? 'max-sm:border-primary max-sm:bg-selected' : 'max-sm:border-line-strong'
            }`}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
