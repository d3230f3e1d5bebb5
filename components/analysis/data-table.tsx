'use client';

import { type Cell, Value } from './cells';

/** A chart's numbers for whoever can't see or doesn't trust the picture. */
export function DataTable({
  summary,
  heads,
  rows,
  note,
}: {
  summary: string;
  heads: string[];
  rows: Cell[][];
  note?: string;
}) {
  return (
    <details className="mt-1 text-sm">
      <summary className="caption cursor-pointer max-sm:py-3">{summary}</summary>
      <table className="mt-1 w-full [&_.drill]:underline [&_.drill]:decoration-line-strong [&_.drill]:decoration-dotted [&_.drill]:underline-offset-4 [&_td:first-child]:max-w-[10em] [&_td:first-child]:truncate [&_td:nth-child(n+2)]:text-right [&_td]:py-0.5 [&_th:nth-child(n+2)]:text-right [&_th]:py-0.5 [&_th]:text-left [&_th]:font-normal [&_th]:text-ink-3">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a chart's rows keep their places
            <tr key={position}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>
                  <Value cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p className="caption mt-1">{note}</p>}
    </details>
  );
}
