import { expect, test } from 'vitest';
import type { Fen } from '@/db/columns';
import { freshDatabase } from '@/db/test-db';
import { addDays } from '@/lib/days';
import { type Period, parsePeriod } from '@/lib/period';
import { insertSale } from '@/lib/sales/writes';
import { loadFixtureF } from '@/lib/testing/fixture-f';
import { figures } from './figures';
import { longOverdueCustomers } from './long-overdue';

// Each sale owes another power of two of fen, so that a part's sum says which days fell into it (R21).
const daysLate = [-1, 0, 1, 30, 31, 60, 61, 90, 91, 180, 181, 900];

test('parts begin on days 1, 31, 61, 91 and 181 after the due day, and sum to the receivables', async () => {
  const db = freshDatabase();
  const f = await loadFixtureF();
  db.transaction((tx) => {
    for (const [index, days] of daysLate.entries())
      insertSale(tx, {
        orderNumber: `A${index}`,
        customerId: f.customers.c002,
        productId: null,
        productName: '压力变送器',
        quantity: null,
        unitPrice: null,
        amountFen: (2 ** index) as Fen,
        dealOn: '2023-01-05',
        dueOn: addDays('2026-03-31', -days),
        salespersonId: f.wanglei.id,
        review: 'approved',
      });
  });
  const period = parsePeriod('2023') as Period;
  const [row] = figures(f.manager, period, 'level', { rep: String(f.wanglei.id), product: 'none' }).rows;
  const owed = (...days: number[]) => days.reduce((total, day) => total + 2 ** daysLate.indexOf(day), 0);
  expect(row?.ageing).toEqual({
    current: owed(-1, 0),
    days30: owed(1, 30),
    days60: owed(31, 60),
    days90: owed(61, 90),
    days180: owed(91, 180),
    older: owed(181, 900),
  });
  expect(row).toMatchObject({ receivableFen: 2 ** daysLate.length - 1, overdueSales: 10, hasLongOverdue: true });
  // Day 30 raises nothing, day 31 does.
  expect(longOverdueCustomers(f.wanglei)).toMatchObject([{ code: 'C002', sales: 8, days: 900 }]);
});
