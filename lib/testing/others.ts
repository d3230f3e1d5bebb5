import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Fen } from '@/db/columns';
import { collaborators } from '@/db/schema/customers';
import { followUpRecordEdits } from '@/db/schema/follow-ups';
import { imports } from '@/db/schema/imports';
import { notifications } from '@/db/schema/notifications';
import { sales } from '@/db/schema/sales';
import { record } from '../audit/record';
import { insertContact, insertCustomer } from '../customers/writes';
import { insertRecord, insertTask } from '../follow-ups/writes';
import { insertPayment } from '../payments/writes';
import { fileChange } from '../sales/changes';
import { setInstalments } from '../sales/instalments';
import { insertSale } from '../sales/writes';
import { putTarget } from '../targets/writes';
import type { FixtureF } from './fixture-f';
import type { Asked } from './reads';

const today = '2026-03-31';
const yuan = (amount: number) => Math.round(amount * 100) as Fen;
/** What is looked for by hand. */
const texts = ['雾凇', 'ZB-901', 'ZZ-700', '机密', '19900007777', '7777', '邱隐'];
/** What stands in the records of the others and nowhere else. */
export const spoken = /雾凇|ZB-90|ZZ-7|机密|邱|1990000777|777777|8888888|33333333/;

/** Beside Fixture F with its other team: everything 周敏 of 二组 may have, on a customer of her own and on C002 that was 王磊's. */
export function addOthers(tx: Tx, f: FixtureF): Asked {
  if (!f.other) throw new Error('load Fixture F with its other team');
  const { rep, team } = f.other;
  const customerId = insertCustomer(tx, {
    code: 'ZB-901',
    name: '雾凇机电设备有限公司',
    filedOn: '2026-01-02',
    ownerId: rep.id,
    level: 'strategic',
    creditCode: '91310000MA1FL00001',
    notes: '机密甲',
    createdBy: rep.id,
    contact: { name: '邱隐', phone: '19900007777', email: 'qiuyin@example.com' },
  });
  insertCustomer(tx, { code: 'ZB-902', name: '雾凇待分配有限公司', filedOn: today, ownerId: null, teamId: team });
  const contact = insertContact(tx, customerId, { name: '邱二', phone: '19900007778', isPrimary: false });
  tx.insert(collaborators)
    .values({ customerId, userId: f.other.supervisor.id, addedAt: '2026-03-30T04:00:00.000Z' })
    .run();
  let number = 0;
  const sell = (of: number, amount: number, more: Partial<Parameters<typeof insertSale>[1]> = {}) =>
    insertSale(tx, {
      orderNumber: `ZZ-${7001 + number++}`,
      customerId: of,
      productId: f.product,
      productName: '压力变送器',
      quantity: 1000 as never,
      unitPrice: 33_333_333 as never,
      amountFen: yuan(amount),
      dealOn: '2026-03-05',
      dueOn: '2026-03-08',
      salespersonId: rep.id,
      review: 'approved',
      createdBy: rep.id,
      notes: '机密乙',
      ...more,
    });
  const sale = sell(customerId, 777_777.77, { review: 'pending' });
  for (const review of ['rejected', 'pending', 'approved'] as const)
    tx.update(sales)
      .set({ review, rejectReason: review === 'rejected' ? '机密驳回' : null })
      .where(eq(sales.id, sale))
      .run();
  sell(customerId, 66.66, { orderGroup: 'ZZ-7001' });
  sell(customerId, -77.77, { reversesId: sale, dealOn: today });
  const payment = insertPayment(tx, { saleId: sale, amountFen: yuan(123_456.78), paidOn: today, recordedBy: rep.id });
  for (const of of [customerId, f.customers.c002]) {
    const inParts = sell(of, 90_000.01, { dealOn: '2025-11-03', dueOn: '2025-12-01' });
    setInstalments(tx, inParts, [
      { dueOn: '2025-12-01', amountFen: yuan(40_000.01) },
      { dueOn: '2026-06-01', amountFen: yuan(50_000) },
    ]);
    sell(of, 5000.55, { review: 'pending', dealOn: today, dueOn: '2026-04-30' });
    const over = sell(of, 600.06, { dealOn: '2026-02-02', dueOn: '2026-03-02' });
    insertPayment(tx, { saleId: over, amountFen: yuan(700.07), paidOn: '2026-03-03' });
    sell(of, -30_000.03, { reversesId: inParts, dealOn: '2026-03-06' });
    const refused = sell(of, 44.44, { review: 'pending' });
    tx.update(sales).set({ review: 'rejected', rejectReason: '机密驳回' }).where(eq(sales.id, refused)).run();
    const voided = sell(of, 33.33);
    tx.update(sales)
      .set({ voidedAt: '2026-03-09T04:00:00.000Z', voidReason: '机密作废' })
      .where(eq(sales.id, voided))
      .run();
  }
  fileChange(tx, rep, { saleId: sale, kind: 'void', reason: '机密作废' });

  const entered = '2026-03-30T04:00:00.000Z';
  const say = (of: number) =>
    insertRecord(
      tx,
      { customerId: of, authorId: rep.id, method: 'phone', contactedOn: '2026-03-30', summary: '机密跟进' },
      entered,
    );
  const spoken = say(customerId);
  say(f.customers.c002);
  tx.insert(followUpRecordEdits).values({ recordId: spoken, summary: '机密旧文', editedAt: entered }).run();
  const plan = (of: number, more: Partial<Parameters<typeof insertTask>[1]> = {}) =>
    insertTask(tx, {
      customerId: of,
      assigneeId: rep.id,
      kind: 'manual',
      objective: '机密目标',
      dueOn: '2026-03-20',
      ...more,
    });
  const task = plan(customerId);
  plan(f.customers.c002);
  plan(customerId, { status: 'done', finishedAt: '2026-03-31T02:00:00.000Z' });
  // Once 王磊's task: it went along with the customer.
  plan(f.customers.c002, { assigneeId: f.wanglei.id, dueOn: today });

  for (const metric of ['amount', 'cash'] as const)
    for (const [layer, userId, teamId] of [
      ['person', rep.id, team],
      ['team', null, team],
      ['department', null, null],
    ] as const)
      putTarget(
        tx,
        { month: '2026-03', metric, layer, userId, teamId, productLineId: null, amountFen: yuan(888_888.88) },
        f.manager.id,
      );
  const { id: importId } = tx
    .insert(imports)
    .values({
      ...{ fileName: '机密导入.csv', fileHash: 'secret-hash', status: 'published', createdBy: rep.id },
      ...{ createdAt: entered, publishedAt: entered },
    })
    .returning()
    .get();
  const { id: notification } = tx
    .insert(notifications)
    .values({ userId: rep.id, kind: 'customersReceived', data: { customer: '雾凇' }, createdAt: entered })
    .returning()
    .get();
  record(tx, rep, {
    action: 'customer.filed',
    object: { kind: 'customer', id: customerId },
    details: { name: '雾凇' },
  });
  record(tx, rep, { action: 'sale.filed', object: { kind: 'sale', id: sale }, details: { customerId } });
  record(tx, f.manager, {
    action: 'targets.set',
    object: { kind: 'targets', id: null },
    details: {
      metric: 'amount',
      changes: [{ layer: 'person', userId: rep.id, teamId: team, month: '2026-03', before: null, after: 88_888_888 }],
    },
  });
  return {
    ...{
      customer: customerId,
      contact,
      sale,
      order: 'ZZ-7001',
      payment,
      record: spoken,
      task,
      import: importId,
      notification,
    },
    ...{ fileHash: 'secret-hash', person: rep.id, team, texts },
  };
}
