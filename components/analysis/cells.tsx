'use client';

import Link from 'next/link';

/** A cell as text; with `href` a door, `note` beside it. `--`, zeros and trends are quiet by themselves. */
export type Cell = string | { text: string; href?: string; note?: string; isAlert?: true };

export function Value({ cell }: { cell: Cell }) {
  const { text, href, note, isAlert } = typeof cell === 'string' ? { text: cell } : cell;
  if (href)
    return (
      <Link prefetch={false} className="drill" href={href}>
        {text}
      </Link>
    );
  const className = isAlert ? 'font-semibold text-error' : /^(--|0|0\.00)$/.test(text) ? 'none' : trendClass(text);
  return (
    <>
      {className ? <span className={className}>{text}</span> : text}
      {note && <i className="caption">{` ${note}`}</i>}
    </>
  );
}

/** Trends carry arrow and sign; they are never coloured. */
const trendClass = (text: string) => (/^[▲▼]/.test(text) ? 'text-ink-2' : undefined);
