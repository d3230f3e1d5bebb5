import { beforeAll, expect, test } from 'vitest';
import type { Db } from '@/db/client';
import { users } from '@/db/schema/people';
import { freshDatabase } from '@/db/test-db';
import { generate } from '@/lib/demo/generate';
import { viewerOf } from '@/lib/people/queries';
import { parsePeriod } from '@/lib/period';
import type { Period } from '../../period';
import type { Dimension } from '../types';
import { amounts } from './amounts';
import { figures } from './figures';

let db: Db;
beforeAll(() => {
  db = freshDatabase();
  generate(db, { seed: 11, customers: 80, sales: 700, teams: 2, reps: 8 });
});

test.each<Dimension>(['region', 'line', 'level', 'product', 'team', 'rep'])(
  'by %s the amounts are those of the figures, in their order, for every role',
  (by) => {
    const period = parsePeriod('2026-Q1') as Period;
    for (const user of db
      .select()
      .from(users)
      .all()
      .filter((one) => one.status === 'active')) {
      const viewer = viewerOf(user);
      const whole = figures(viewer, period, by, {}, db);
      const sold = whole.rows.filter((row) => row.amountFen !== 0);
      const share = amounts(viewer, period, by, {}, db);
      expect(share.range).toEqual(whole.range);
      expect(share.rows.filter((row) => row.amountFen !== 0)).toEqual(
        sold.map(({ key, label, amountFen }) => ({ key, label, amountFen })),
      );
    }
  },
);
