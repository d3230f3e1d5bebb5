import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { insertContact, insertCustomer } from '@/lib/customers/writes';
import { fileRecord } from '@/lib/follow-ups/file-record';
import { recordSchema } from '@/lib/follow-ups/validation';
import { insertRecord, insertTask } from '@/lib/follow-ups/writes';
import { notify } from '@/lib/notifications/writes';
import { insertPayment } from '@/lib/payments/writes';
import { contentOf, fileChange } from '@/lib/sales/changes';
import { insertSale } from '@/lib/sales/writes';
import { putTarget } from '@/lib/targets/writes';
import type { Viewer } from '@/lib/viewer';
import { canary, phoneOf } from './canaries';
import type { Forms } from './forms';
import type { Owner } from './who';

/** One record of every kind a way in may ask for, by id; all of one owner. */
export type Records = ReturnType<typeof makeRecords> & { forms: Forms };
export type RecordKind = Exclude<keyof Records, 'team' | 'forms'>;

type Shared = {
  /** Whose tasks, where it isn't the owner. */
  worker?: Viewer;
  productId: number;
  reviewer: Viewer;
  regionId: number;
};

/** Records of every kind with their owner's canaries in every text. `seller`: who made the sales, else the owner. */
export function makeRecords(
  tx: Tx,
  name: Owner,
  owner: Viewer,
  { productId, reviewer, regionId, worker = owner }: Shared,
  seller = owner,
) {
  const [customerName, page, money] = [canary(name, 'name'), canary(name, 'page'), canary(name, 'money')];
  let people = 0;
  const customerOf = (what: string, contact = false) =>
    insertCustomer(tx, {
      name: `${customerName}${what}`,
      code: `${customerName}-${what}`,
      regionId,
      ownerId: owner.id,
      filedOn: '2026-01-05',
      firstContactOn: '2026-01-04',
      demandChange: `${page}需求`,
      invoiceDetails: `${page}开票`,
      notes: `${page}备注`,
      strategicValue: 3,
      strategicReason: `${page}理由`,
      createdBy: owner.id,
      contact: contact ? contactOf() : null,
    });
  const contactOf = () => {
    people += 1;
    return {
      name: `${page}联系人${people}`,
      title: `${page}职务`,
      phone: phoneOf(name),
      wechat: canary(name, 'clear'),
      email: `${canary(name, 'clear')}@example.com`,
    };
  };

  const customer = customerOf('客户', true);
  const [contact, secondContact] = [0, 1].map(() =>
    insertContact(tx, customer, { ...contactOf(), isPrimary: false }),
  ) as [number, number];
  const archived = customerOf('旧档');
  tx.update(customers).set({ archivedAt: '2026-02-01T02:00:00.000Z' }).where(eq(customers.id, archived)).run();
  const idle = customerOf('闲置');

  const saleOf = (what: string, review: 'pending' | 'approved' = 'approved') =>
    insertSale(tx, {
      orderNumber: `${money}-${what}`,
      customerId: customer,
      productId,
      productName: '压力变送器',
      quantity: null,
      unitPrice: null,
      amountFen: 5_000_000 as Fen,
      dealOn: '2026-02-10',
      dueOn: '2026-03-12',
      salespersonId: seller.id,
      review,
      reviewedBy: reviewer.id,
      notes: `${money}备注`,
      createdBy: seller.id,
    });
  const sale = saleOf('s');
  const paidSale = saleOf('paid');
  const payment = insertPayment(tx, {
    saleId: paidSale,
    amountFen: 1_000_000 as Fen,
    paidOn: '2026-02-20',
    method: 'transfer',
    reason: `${money}说明`,
    recordedBy: seller.id,
  });
  const pendingSale = saleOf('new', 'pending');
  const rejectedSale = saleOf('back', 'pending');
  tx.update(sales)
    .set({
      review: 'rejected',
      rejectReason: `${money}驳回`,
      reviewedBy: reviewer.id,
      reviewedAt: '2026-03-01T02:00:00.000Z',
    })
    .where(eq(sales.id, rejectedSale))
    .run();
  const changedSale = saleOf('edit');
  const { customerName: _, ...content } = contentOf(tx, changedSale);
  const change = fileChange(tx, seller, {
    saleId: changedSale,
    kind: 'edit',
    content: { ...content, amountFen: 5_100_000 as Fen },
    reason: `${money}改动`,
  }) as number;

  const taskOf = (objective: string, status: 'open' | 'cancelled') =>
    insertTask(tx, {
      customerId: customer,
      assigneeId: (status === 'open' ? worker : owner).id,
      kind: 'manual',
      method: 'phone',
      objective: `${page}${objective}`,
      dueOn: '2026-04-10',
      status,
      cancelReason: status === 'cancelled' ? `${page}取消` : null,
      finishedAt: status === 'cancelled' ? '2026-03-20T02:00:00.000Z' : null,
      createdBy: owner.id,
    });
  const task = taskOf('任务', 'open');
  const cancelledTask = taskOf('不做了', 'cancelled');
  const record = insertRecord(tx, {
    customerId: customer,
    authorId: owner.id,
    method: 'visit',
    contactedOn: '2026-03-30',
    contactedAt: '2026-03-30T06:00:00.000Z',
    reached: true,
    summary: `${page}摘要`,
    feedback: `${page}反馈`,
    nextPlan: `${page}计划`,
  });
  const target = { userId: owner.id, teamId: owner.teamId };
  putTarget(
    tx,
    { month: '2026-04', metric: 'amount', layer: 'person', ...target, productLineId: null, amountFen: 300_000 as Fen },
    reviewer.id,
  );
  for (const count of [1, 2])
    notify(tx, owner.id, { kind: 'customersReceived', data: { by: canary(name, 'own'), count }, href: '/customers' });
  return {
    owner: owner.id,
    team: owner.teamId ?? 0,
    customer,
    contact,
    secondContact,
    archived,
    idle,
    sale,
    paidSale,
    payment,
    pendingSale,
    rejectedSale,
    changedSale,
    change,
    task,
    cancelledTask,
    record,
    undoable: 0,
    helper: 0,
    pooled: 0,
    draft: 0,
    member: 0,
    invited: 0,
    disabledMember: 0,
    leader: 0,
    device: 0,
    notification: 0,
    emptyTeam: 0,
    archivedTeam: 0,
    entry: 0,
    retiredEntry: 0,
    unusedEntry: 0,
    token: '',
    login: '',
  };
}

/** A record just filed, which its author may still take back. */
export function fileUndoable(tx: Tx, owner: Viewer, name: Owner, customerId: number): number {
  const input = recordSchema.parse({
    customerId: String(customerId),
    summary: `${canary(name, 'page')}刚谈的`,
    contactedAt: '2026-03-31T10:00',
  });
  const outcome = fileRecord(tx, owner, input);
  if (!outcome.done) throw new Error(`a record of ${name}: ${JSON.stringify(outcome)}`);
  return Number(outcome.undo?.fields.recordId);
}
