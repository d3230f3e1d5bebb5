import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';

/** Head of a list or report: title, one caption with scope and freshness, actions at the right. */
export function PageHead({ title, caption, children }: { title: string; caption?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head max-sm:h-auto max-sm:flex-wrap max-sm:px-4 max-sm:py-2">
      <h1>{title}</h1>
      {caption && <span className="caption">{caption}</span>}
      {children && <div className="ml-auto flex gap-2">{children}</div>}
    </header>
  );
}

export function Breadcrumb({ items, label }: { items: { label: string; href?: string }[]; label: string }) {
  return (
    <nav className="caption flex items-center gap-1" aria-label={label}>
      {items.map((item, position) => (
        <Fragment key={item.label}>
          {position > 0 && <ChevronRight className="size-3" aria-hidden />}
          {item.href ? (
            <Link className="max-sm:-my-3.5 max-sm:py-3.5" href={item.href}>
              {item.label}
            </Link>
          ) : (
            item.label
          )}
        </Fragment>
      ))}
    </nav>
  );
}

/** "Nothing yet" says what belongs here; "nothing matches" says what was searched. Both give the way on. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <section className="empty">
      <h2 className="text-base">{title}</h2>
      <p>{text}</p>
      {children && <div className="flex gap-2">{children}</div>}
    </section>
  );
}
