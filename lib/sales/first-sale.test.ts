import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { write } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { imports } from '@/db/schema/imports';
import { freshDatabase } from '@/db/test-db';
import { insertCustomer, moveStage } from '../customers/writes';
import { fen } from '../money';
import { makePerson, makeTeam } from '../testing/people';
import { insertSale } from './writes';

test('a sheet’s 流失 stands beside its sales; a first sale filed today wins, a second leaves the stage alone', async () => {
  const db = freshDatabase();
  const stages = await write((tx) => {
    const rep = makePerson(tx, '王磊', 'rep', makeTeam(tx, '一组'));
    const importId = tx
      .insert(imports)
      .values({
        fileName: '客户.xlsx',
        fileHash: '0',
        status: 'draft',
        createdBy: rep.id,
        createdAt: '2026-03-31T04:00:00.000Z',
      })
      .returning({ id: imports.id })
      .get().id;
    const customer = (name: string) => {
      const id = insertCustomer(tx, { code: null, name, filedOn: '2025-01-01', ownerId: rep.id });
      moveStage(tx, id, 'lost', { on: '2025-06-01', by: rep.id });
      return id;
    };
    const [sheet, form] = [customer('导入的客户'), customer('登记的客户')];
    const sell = (customerId: number, orderNumber: string, from: number | null) =>
      insertSale(tx, {
        ...{ orderNumber, customerId, productName: '培训课程', amountFen: fen(100), dealOn: '2025-03-01' },
        ...{ salespersonId: rep.id, review: 'approved', importId: from },
      });
    const stageOf = (id: number) => tx.select().from(customers).where(eq(customers.id, id)).get()?.stage;
    sell(sheet, 'A1', importId);
    sell(form, 'B1', null);
    const first = [stageOf(sheet), stageOf(form)];
    moveStage(tx, form, 'negotiation', { on: '2026-01-01', by: rep.id });
    sell(form, 'B2', null);
    return [...first, stageOf(form)];
  });
  expect(stages).toEqual(['lost', 'won', 'negotiation']);
  expect(db.select().from(customers).all()).toHaveLength(2);
});
