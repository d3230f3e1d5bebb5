'use client';

import Link from 'next/link';
import { type Cell, Value } from './cells';

export type Head = { name: string; href: string; sorted?: 'ascending' | 'descending' | undefined };
export type RowData = { name: string; href?: string; rank?: number; note?: string; marks?: string[]; cells: Cell[] };

/**
 * Head and body of the table. A client component only for the page's weight: whatever the server renders travels twice,
 * as HTML and as a description of it, and here the description is the bare cells.
 */
export function FigureRows({ heads, rows, total }: { heads: Head[]; rows: RowData[]; total: RowData }) {
  return (
    <>
      <thead>
        <tr>
          {heads.map(({ name, href, sorted }, position) => (
            <th
              key={href}
              scope="col"
              className={[position === 0 && 'pin', sorted && 'sorted'].filter(Boolean).join(' ') || undefined}
              aria-sort={sorted}
            >
              <Link prefetch={false} href={href}>
                {name}
                {sorted && <span aria-hidden>{sorted === 'ascending' ? ' ↑' : ' ↓'}</span>}
              </Link>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows hold no state
          <Row key={position} row={row} />
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
          <Link prefetch={false} href={href} title={name.length > 18 ? name : undefined}>
            {name}
          </Link>
        ) : (
          <b>{name}</b>
        )}
        {note && (
          <>
            {' '}
            <i className="caption">{note}</i>
          </>
        )}
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
