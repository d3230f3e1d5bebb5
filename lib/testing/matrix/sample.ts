import type { Cell } from './cells';

/** A random number from 0 up to 1, the same ones for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One allowed and one refused cell of every row, then whatever comes, up to about so many; in the order of the table. */
export function pick(cells: readonly Cell[], { cells: most, seed }: { cells: number; seed: number }): Cell[] {
  const next = random(seed);
  const shuffled = cells
    .map((cell) => ({ cell, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ cell }) => cell);
  const chosen = new Set<Cell>();
  const covered = new Set<string>();
  for (const cell of shuffled) {
    const place = [cell.kind, cell.name, cell.row.as ?? '', cell.expected === 'allowed'].join(' ');
    if (!covered.has(place)) chosen.add(cell);
    covered.add(place);
  }
  for (const cell of shuffled) if (chosen.size < most) chosen.add(cell);
  return cells.filter((cell) => chosen.has(cell));
}
