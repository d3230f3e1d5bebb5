'use client';

import Link from 'next/link';

/** A cell as text; with `href` a door, `note` beside it, red or grey. `--` and zeros are quiet by themselves. */
export type Cell = string | { text: string; href?: string; note?: string; tone?: 'alert' | 'grey' };
export type RowData = {
  key: string;
  name: string;
  href?: string | undefined;
  rank?: number | undefined;
  note?: string | undefined;
  marks?: string[] | undefined;
  cells: Cell[];
};

/**
 * The table's body. A client component only for the page's weight: whatever the server renders travels twice, as HTML
 * and as a description of it, and here the description is the bare cells.
 */
export function FigureRows({ rows, total }: { rows: RowData[]; total: RowData }) {
  return (
    <>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
      <tfoot>
        <Row row={total} />
      </tfoot>
    </>
  );
}

function Row({ row: { name, href, rank, note, marks = [], cells } }: { row: RowData }) {
  return (
    <tr className={marks.length > 0 ? 'is-alert' : undefined}>
      <td className="pin">
        {rank !== undefined && <i className="none">{`${rank} `}</i>}
        {href ? (
          <Link prefetch={false} href={href}>
            {name}
          </Link>
        ) : (
          <b>{name}</b>
        )}
        {note && <i className="caption">{` ${note}`}</i>}
        {marks.map((mark) => (
          <span key={mark} className="alert-mark">
            {' '}
            <svg className="lucide" aria-hidden="true">
              <use href="#alert-icon" />
            </svg>
            {mark}
          </span>
        ))}
      </td>
      {cells.map((cell, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places
        <td key={position}>
          <Value cell={cell} />
        </td>
      ))}
    </tr>
  );
}

const tones = { alert: 'font-semibold text-error', grey: 'text-ink-2' } as const;

function Value({ cell }: { cell: Cell }) {
  const { text, href, note, tone } = typeof cell === 'string' ? { text: cell } : cell;
  if (href)
    return (
      <Link prefetch={false} className="drill" href={href}>
        {text}
      </Link>
    );
  const className = /^(--|0|0\.00)$/.test(text) ? 'none' : tone && tones[tone];
  return (
    <>
      {className ? <span className={className}>{text}</span> : text}
      {note && <i className="caption">{` ${note}`}</i>}
    </>
  );
}
