import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { hrefWith, type Query } from '@/lib/address';
import { getT } from '@/lib/i18n/request';
import type { Direction, Page } from '@/lib/paging';
import { pageSize } from '@/lib/paging';

export type SortLink = {
  path: string;
  query: Query;
  present: { sort: string; direction: Direction };
  /** False: the order is what it is, e.g. inside another page. */
  isSortable?: boolean;
};

/** A column's head that sorts by it; a second click turns the order around. */
export function SortHead({
  name,
  label,
  list,
  first = 'asc',
  className = '',
}: {
  name: string;
  label: string;
  list: SortLink;
  /** The direction of the first click: the end one looks for. */
  first?: Direction;
  className?: string;
}) {
  const { sort, direction } = list.present;
  if (list.isSortable === false) return <th className={className}>{label}</th>;
  const isSorted = sort === name;
  const next = isSorted ? (direction === 'asc' ? 'desc' : 'asc') : first;
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      className={`${className} ${isSorted ? 'sorted' : ''}`}
      aria-sort={isSorted ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link
        className="inline-flex items-center gap-0.5 hover:text-base-content"
        href={hrefWith(list.path, list.query, { sort: name, direction: next })}
        prefetch={false}
      >
        {label}
        {isSorted && <Arrow className="size-3.5" aria-hidden />}
      </Link>
    </th>
  );
}

/** The foot of a list: how much stands on a page, and the pages around it. */
export async function Pager({
  page,
  path,
  query,
  children,
}: {
  page: Pick<Page<unknown>, 'before' | 'after'>;
  path: string;
  query: Query;
  children?: ReactNode;
}) {
  const t = await getT();
  return (
    <footer className="flex min-h-12 items-center gap-3 px-6 py-2 text-sm text-ink-2 max-sm:px-4">
      {children}
      {(page.before || page.after) && (
        <nav className="ml-auto flex items-center gap-3" aria-label={t('lists.pages')}>
          <span className="max-sm:hidden">{t('lists.page', { size: pageSize })}</span>
          {page.before && (
            <Link className="link-quiet" href={hrefWith(path, query)} prefetch={false}>
              {t('lists.first')}
            </Link>
          )}
          <div className="join">
            <PageLink label={t('lists.previous')} href={page.before && hrefWith(path, query, { before: page.before })}>
              <ChevronLeft aria-hidden />
            </PageLink>
            <PageLink label={t('lists.next')} href={page.after && hrefWith(path, query, { after: page.after })}>
              <ChevronRight aria-hidden />
            </PageLink>
          </div>
        </nav>
      )}
    </footer>
  );
}

function PageLink({ label, href, children }: { label: string; href: string | null; children: ReactNode }) {
  const look = 'btn btn-line join-item px-2 max-sm:min-w-11';
  return href ? (
    <Link className={look} href={href} prefetch={false} aria-label={label} title={label}>
      {children}
    </Link>
  ) : (
    <span className={`${look} pointer-events-none opacity-40`} aria-hidden>
      {children}
    </span>
  );
}

/** A value or `--`; nothing owed is quiet. */
export const Quiet = ({ children, isQuiet }: { children: ReactNode; isQuiet: boolean }) =>
  isQuiet ? <span className="none">{children}</span> : children;
