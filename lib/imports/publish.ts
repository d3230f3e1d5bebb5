import type { Tx } from '@/db/client';
import type { Day } from '@/db/columns';
import type { DictionaryKind } from '@/db/schema/settings';
import { nextCustomerCode } from '../customers/codes';
import { insertCustomer } from '../customers/writes';
import { scheduleAfterImport, scheduleContacted } from '../follow-ups/schedule';
import { insertRecord } from '../follow-ups/writes';
import { translator } from '../i18n/translator';
import { insertPayment } from '../payments/writes';
import { importsCountAsReviewed } from '../permissions';
import { insertSale, rememberLookups, type SaleLookups } from '../sales/writes';
import { readSettings } from '../settings/queries';
import { ensureDictionaryEntry, ensureProduct } from '../settings/writes';
import { nameKey } from '../text';
import type { Viewer } from '../viewer';
import type { CustomerValues, Judgement, SaleValues, World } from './judgement';
import { valuesOf } from './plan';

export type Written = { customers: number; sales: number; payments: number; followups: number };
type Context = {
  tx: Tx;
  viewer: Viewer;
  importId: number;
  at: string;
  /** Id and owner by name key: on record, and made by this import. */
  customers: Map<string, { id: number; ownerId: number | null }>;
  dictionary: (kind: DictionaryKind, name: string | null) => number | null;
  nextCode: () => string;
  product: (name: string, line: string | null) => { id: number; productLineId: number | null };
};

/** Inserts what a judgement holds: customers, then sales with their payments by deal date, then follow-ups. */
export function publishRows(
  tx: Tx,
  viewer: Viewer,
  importId: number,
  { sheets }: Judgement,
  world: World,
  { reviewed, at }: { reviewed: boolean; at: string },
): Written {
  const context: Context = {
    tx,
    viewer,
    importId,
    at,
    customers: new Map(world.customers),
    nextCode: codesFrom(tx),
    ...namesMade(tx),
  };
  // Typed codes first, so that the automatic ones go on from the highest of them.
  const customers = valuesOf(sheets, 'customers').toSorted((a, b) => Number(a.code === null) - Number(b.code === null));
  const made = customers.map((values) => publishCustomer(context, values));

  const approved = (reviewed && importsCountAsReviewed(viewer)) || !readSettings(tx).reviewSales;
  // By date, so that the first sale is what wins the customer (R14); reversals after what they reverse.
  const sales = valuesOf(sheets, 'sales').toSorted(
    (a, b) =>
      Number(a.originalKey !== null) - Number(b.originalKey !== null) ||
      (a.dealOn < b.dealOn ? -1 : Number(a.dealOn > b.dealOn)),
  );
  const ids = new Map<string, number>([...world.orders].map(([key, { id }]) => [key, id]));
  // All customers stand by now; what sales freeze of them doesn't change any more.
  const look = rememberLookups(tx);
  for (const values of sales) ids.set(values.orderKey, publishSale(context, values, approved, ids, look));

  const followups = valuesOf(sheets, 'followups');
  const contacted = new Map<number, Day>();
  for (const values of followups) {
    const { id, ownerId } = customerOf(context, values.customerKey);
    const { method, contactedOn, summary, feedback, nextPlan, nextOn } = values;
    const record = { method, contactedOn, contactedAt: null, summary, feedback, nextPlan, nextOn };
    insertRecord(tx, { ...record, customerId: id, authorId: ownerId, importId }, at);
    if (contactedOn > (contacted.get(id) ?? '')) contacted.set(id, contactedOn);
  }
  scheduleContacted(tx, contacted);
  scheduleAfterImport(tx, [...made, ...contacted.keys()], importId);
  const payments = sales.reduce((count, sale) => count + sale.payments.length, 0);
  return { customers: customers.length, sales: sales.length, payments, followups: followups.length };
}

function publishCustomer(
  { tx, viewer, importId, at, customers, dictionary, nextCode }: Context,
  values: CustomerValues,
): number {
  const { key, industry, region, source, demandType, contact, stage, ...own } = values;
  const id = insertCustomer(
    tx,
    {
      name: own.name,
      code: own.code ?? nextCode(),
      industryId: dictionary('industry', industry),
      regionId: dictionary('region', region),
      sourceId: dictionary('source', source),
      demandTypeId: dictionary('demand_type', demandType),
      demandChange: own.demandChange,
      level: own.level,
      stage: stage ?? 'contact',
      lossReasonId: dictionary('loss_reason', own.lossReason),
      filedOn: own.filedOn,
      firstContactOn: own.firstContactOn,
      ownerId: own.ownerId,
      // 待分配 stays under the supervisor who brings it in.
      teamId: own.ownerId === null ? viewer.teamId : null,
      creditCode: own.creditCode,
      notes: own.notes,
      contact: contact && { ...contact, name: contact.name ?? translator(viewer.language)('imports.unnamedContact') },
      createdBy: viewer.id,
      importId,
    },
    at,
  );
  customers.set(key, { id, ownerId: own.ownerId });
  return id;
}

function publishSale(
  context: Context,
  values: SaleValues,
  approved: boolean,
  ids: Map<string, number>,
  look: SaleLookups,
): number {
  const { tx, viewer, importId, at, dictionary, product } = context;
  const made = product(values.product, values.productLine);
  const id = insertSale(
    tx,
    {
      orderNumber: values.orderNumber,
      customerId: customerOf(context, values.customerKey).id,
      productId: made.id,
      productName: values.product,
      productLineId: dictionary('product_line', values.productLine) ?? made.productLineId,
      regionId: dictionary('region', values.region),
      quantity: values.quantity,
      unitPrice: values.unitPrice,
      amountFen: values.amountFen,
      dealOn: values.dealOn,
      dueOn: values.dueOn,
      salespersonId: values.salespersonId,
      reversesId: values.originalKey === null ? null : (ids.get(values.originalKey) ?? null),
      review: approved ? 'approved' : 'pending',
      reviewedBy: approved ? viewer.id : null,
      notes: values.notes,
      createdBy: viewer.id,
      importId,
    },
    at,
    look,
  );
  for (const payment of values.payments) {
    // A refund needs a reason (R18); the sheet has none to give.
    const reason = payment.amountFen < 0 ? translator(viewer.language)('imports.refundReason') : null;
    insertPayment(tx, { ...payment, saleId: id, reason, recordedBy: viewer.id, importId }, at);
  }
  return id;
}

function customerOf({ customers }: Context, key: string): { id: number; ownerId: number | null } {
  const found = customers.get(key);
  if (!found) throw new Error('an accepted row has its customer');
  return found;
}

/** Automatic codes one after the other, looking for the highest only once. */
function codesFrom(tx: Tx): () => string {
  let number: number | null = null;
  return () => {
    number = number === null ? Number(nextCustomerCode(tx).slice(1)) : number + 1;
    return `C${String(number).padStart(3, '0')}`;
  };
}

/** Words and products that written rows name, made where they are missing, each looked up once. */
function namesMade(tx: Tx): Pick<Context, 'dictionary' | 'product'> {
  const entries = new Map<string, number>();
  const products = new Map<string, { id: number; productLineId: number | null }>();
  const dictionary: Context['dictionary'] = (kind, name) => {
    if (name === null) return null;
    const key = `${kind}:${nameKey(name)}`;
    const id = entries.get(key) ?? ensureDictionaryEntry(tx, kind, name);
    entries.set(key, id);
    return id;
  };
  return {
    dictionary,
    product: (name, line) => {
      const key = nameKey(name);
      const found = products.get(key) ?? ensureProduct(tx, name, dictionary('product_line', line));
      products.set(key, found);
      return found;
    },
  };
}
