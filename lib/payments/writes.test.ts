import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Fen } from '@/db/columns';
import { sales } from '@/db/schema/sales';
import { freshDatabase } from '@/db/test-db';
import { loadFixtureF } from '../testing/fixture-f';
import { insertPayment } from './writes';

test('money back on a linked reversal is a payment of its original (R19)', async () => {
  const db = freshDatabase();
  const f = await loadFixtureF();
  const pay = (saleId: number, yuan: number) =>
    db.transaction((tx) =>
      insertPayment(tx, { saleId, amountFen: (yuan * 100) as Fen, paidOn: '2026-03-31', recordedBy: f.lina.id }),
    );
  pay(f.sales.s3, 80_000);
  pay(f.sales.s3r, -20_000);
  const sale = (id: number) => db.select().from(sales).where(eq(sales.id, id)).get();
  expect(sale(f.sales.s3)).toMatchObject({ paidFen: 6_000_000, reversedFen: -2_000_000, balanceFen: 0 });
  expect(sale(f.sales.s3r)).toMatchObject({ paidFen: 0, balanceFen: 0 });
});

test('a sale with reversals that count is not made void under them', async () => {
  const db = freshDatabase();
  const f = await loadFixtureF();
  const makeVoid = () =>
    db
      .update(sales)
      .set({ voidedAt: '2026-03-31T04:00:00.000Z', voidReason: '重复' })
      .where(eq(sales.id, f.sales.s3))
      .run();
  expect(makeVoid).toThrow(/sales_reversed_while_counting/);
});
