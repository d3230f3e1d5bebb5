import { eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Moment } from '@/db/columns';
import { insertRow, prepareOnce } from '@/db/prepared';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { sales } from '@/db/schema/sales';
import { products } from '@/db/schema/settings';
import { realNow } from '../clock';
import { winOnFirstSale } from '../customers/writes';
import { readSettings } from '../settings/queries';
import { cleanCode, codeKey } from '../text';
import { dueDay } from './due';
import { isFirstSale } from './first-sale';

type SaleRow = typeof sales.$inferInsert;
/** What a person files; the frozen dimensions, keys and due date follow from it (R16). */
export type NewSale = Pick<
  SaleRow,
  | 'orderNumber'
  | 'customerId'
  | 'productId'
  | 'productName'
  | 'quantity'
  | 'unitPrice'
  | 'amountFen'
  | 'dealOn'
  | 'salespersonId'
  | 'notes'
  | 'createdBy'
  | 'importId'
  | 'reversesId'
> & {
  review: 'pending' | 'approved';
  /** Who approved it, when it comes approved. */
  reviewedBy?: number | null;
  dueOn?: string | null;
  /** Lines of one order share it; by default the order number itself (R26). */
  orderGroup?: string;
  productLineId?: number | null;
  regionId?: number | null;
};

/**
 * Inserts a sale (or, with a negative amount, a reversal) with its dimensions frozen; records no audit row.
 * A reversal copies its original's salesperson and dimensions (R19). The unique index refuses a taken order number.
 */
export function insertSale(tx: Tx, sale: NewSale, at: Moment = realNow(), look: SaleLookups = lookups(tx)): number {
  const orderNumber = cleanCode(sale.orderNumber);
  const frozen = sale.reversesId ? dimensionsOfSale(tx, sale.reversesId) : dimensionsNow(look, sale);
  const dueOn = sale.dueOn ?? dueDay(sale.dealOn, frozen.terms, look.dueDays());
  const id = insertRow(tx, sales, {
    orderNumber,
    orderKey: codeKey(orderNumber),
    orderGroup: sale.orderGroup ?? codeKey(orderNumber),
    kind: sale.amountFen < 0 ? 'reversal' : 'sale',
    reversesId: sale.reversesId ?? null,
    customerId: sale.customerId,
    productId: sale.productId ?? null,
    productName: sale.productName,
    quantity: sale.quantity ?? null,
    unitPrice: sale.unitPrice ?? null,
    amountFen: sale.amountFen,
    dealOn: sale.dealOn,
    dueOn,
    review: sale.review,
    reviewedBy: sale.review === 'approved' ? (sale.reviewedBy ?? null) : null,
    reviewedAt: sale.review === 'approved' ? at : null,
    notes: sale.notes ?? null,
    createdAt: at,
    createdBy: sale.createdBy ?? null,
    importId: sale.importId ?? null,
    ...frozen.dimensions,
  });
  const isImported = sale.importId != null;
  if (sale.review === 'approved' && sale.amountFen > 0)
    if (isImported || isFirstSale(tx, { ...sale, id }))
      // A sheet that says 流失 knows of the sales it lists.
      winOnFirstSale(tx, sale.customerId, { on: sale.dealOn, by: sale.reviewedBy ?? null, evenLost: !isImported });
  return id;
}

/** What a sale freezes comes from these; a write of many sales keeps what it looked up (`rememberLookups`). */
export type SaleLookups = ReturnType<typeof lookups>;

const lookups = (tx: Tx) => ({
  customer: (id: number) =>
    prepareOnce(tx, 'customer of sale', () =>
      tx
        .select()
        .from(customers)
        .where(eq(customers.id, sql.placeholder('id')))
        .prepare(),
    ).get({ id }),
  salesperson: (id: number) => tx.select().from(users).where(eq(users.id, id)).get(),
  product: (id: number) => tx.select().from(products).where(eq(products.id, id)).get(),
  dueDays: () => readSettings(tx).dueDays,
});

/** Looks each customer, person and product up once. Only while nobody changes them in the same transaction. */
export function rememberLookups(tx: Tx): SaleLookups {
  const { customer, salesperson, product, dueDays } = lookups(tx);
  const days = dueDays();
  return {
    customer: remembered(customer),
    salesperson: remembered(salesperson),
    product: remembered(product),
    dueDays: () => days,
  };
}

function remembered<T>(find: (id: number) => T): (id: number) => T {
  const found = new Map<number, T>();
  return (id) => {
    if (!found.has(id)) found.set(id, find(id));
    return found.get(id) as T;
  };
}

function dimensionsNow(look: SaleLookups, sale: NewSale) {
  const customer = look.customer(sale.customerId);
  const salesperson = look.salesperson(sale.salespersonId);
  if (!customer || !salesperson) throw new Error('a sale needs its customer and salesperson');
  const product = sale.productId ? look.product(sale.productId) : undefined;
  return {
    terms: { termsKind: customer.termsKind, termsDays: customer.termsDays },
    dimensions: {
      salespersonId: salesperson.id,
      teamId: salesperson.teamId,
      productLineId: sale.productLineId ?? product?.productLineId ?? null,
      regionId: sale.regionId ?? customer.regionId,
      industryId: customer.industryId,
      sourceId: customer.sourceId,
      level: customer.level,
    },
  };
}

function dimensionsOfSale(tx: Tx, saleId: number) {
  const original = tx.select().from(sales).where(eq(sales.id, saleId)).get();
  if (!original) throw new Error('a reversal needs its original');
  const { salespersonId, teamId, productLineId, regionId, industryId, sourceId, level } = original;
  return {
    terms: { termsKind: null, termsDays: null },
    dimensions: { salespersonId, teamId, productLineId, regionId, industryId, sourceId, level },
  };
}
