import type { Pace } from '../analysis/pace';
import { aheadBp } from '../analysis/remaining';
import type { FigureRow } from '../analysis/types';

// Who is behind (R30, exact integers: `FigureRow.isBehind`), in the order of what is missing in money.

export type Behind = {
  key: string;
  label: string;
  attainmentBp: number;
  /** Attainment less 时间进度; below 0. */
  aheadBp: number;
  /** Target less amount. */
  missingFen: number;
};

export const behindOf = (rows: readonly FigureRow[], pace: Pick<Pace, 'bp'>): Behind[] =>
  rows
    .flatMap((row) => {
      const ahead = aheadBp(row, pace);
      if (!row.isBehind || row.attainmentBp === null || row.shortfallFen === null || ahead === null) return [];
      const { key, label, attainmentBp, shortfallFen } = row;
      return [{ key, label, attainmentBp, aheadBp: ahead, missingFen: -shortfallFen }];
    })
    .sort((a, b) => b.missingFen - a.missingFen || (a.key < b.key ? -1 : 1));

/** R30 judges a running period from half its working days on. */
export const isEarly = ({ gone, all }: Pick<Pace, 'gone' | 'all'>): boolean => gone * 2 < all;
