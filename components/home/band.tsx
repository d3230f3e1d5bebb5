import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A part of the day: a white band on phones, a ruled section on desktop. `link` leads to all of it. */
export function Band({
  id,
  title,
  beside,
  link,
  children,
}: {
  id: string;
  title: string;
  beside?: ReactNode;
  link?: { href: string; text: string } | undefined;
  children: ReactNode;
}) {
  return (
    <section className="band sm:mt-0 sm:border-t-0" aria-labelledby={id}>
      <div className="band-head min-h-11 flex-wrap gap-y-0 sm:px-6 h-auto">
        <h2 id={id}>{title}</h2>
        {beside && <span className="flex flex-wrap items-center gap-x-3 text-sm text-ink-2">{beside}</span>}
        {link && (
          <Link
            className="link-quiet ml-auto flex min-h-11 items-center text-sm sm:min-h-9"
            href={link.href}
            prefetch={false}
          >
            {link.text}
            <ChevronRight aria-hidden />
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

/** One line where there is nothing to list. */
export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="px-4 pb-4 text-sm text-ink-2 sm:px-6">{children}</p>
);

/** "还有 3 个", below the first rows of a longer list. */
export const More = ({ href, children }: { href: string; children: ReactNode }) => (
  <p className="border-t border-line px-4 sm:px-6">
    <Link className="link-quiet flex min-h-11 items-center text-sm sm:min-h-9" href={href} prefetch={false}>
      {children}
    </Link>
  </p>
);

/** A row that is a link as a whole. */
export const LinkRow = ({
  href,
  children,
  className = '',
}: {
  href: string;
  children: ReactNode;
  className?: string;
}) => (
  <li className="row p-0! after:left-4 sm:after:left-6">
    <Link
      className={`flex min-h-14 min-w-0 flex-1 items-center gap-3 px-4 py-2.5 hover:bg-hover sm:px-6 ${className}`}
      href={href}
      prefetch={false}
    >
      {children}
    </Link>
  </li>
);
