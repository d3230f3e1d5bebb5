import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { imports } from '@/db/schema/imports';
import { teams, users } from '@/db/schema/people';
import { payments, sales } from '@/db/schema/sales';
import { dictionaryEntries } from '@/db/schema/settings';
import { type Meaning, scopeOf, visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';

export type Sale = NonNullable<ReturnType<typeof findSale>>;

/** A single sale opens for either meaning of own (R5): two look-ups, never one OR. */
export const findSale = (viewer: Viewer, id: number, reader: Reader = database()) =>
  findAs(viewer, id, 'attributed', reader) ?? findAs(viewer, id, 'owned', reader);

function findAs(viewer: Viewer, id: number, meaning: Meaning, reader: Reader) {
  const [reviewer, creator, voider] = [alias(users, 'reviewer'), alias(users, 'creator'), alias(users, 'voider')];
  const [line, region] = [alias(dictionaryEntries, 'line'), alias(dictionaryEntries, 'region')];
  const [industry, source] = [alias(dictionaryEntries, 'industry'), alias(dictionaryEntries, 'source')];
  const row = reader
    .select({
      sale: sales,
      customer: { id: customers.id, name: customers.name, code: customers.code, ownerId: customers.ownerId },
      ownsCustomer: sql<number>`${scopeOf(viewer, customers, 'owned') ?? sql`1`}`,
      salesperson: users.name,
      team: teams.name,
      reviewer: reviewer.name,
      creator: creator.name,
      voider: voider.name,
      line: line.name,
      region: region.name,
      industry: industry.name,
      source: source.name,
      importedOn: imports.publishedAt,
    })
    .from(visible(viewer, sales, meaning))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .innerJoin(users, eq(users.id, sales.salespersonId))
    .leftJoin(teams, eq(teams.id, sales.teamId))
    .leftJoin(reviewer, eq(reviewer.id, sales.reviewedBy))
    .leftJoin(creator, eq(creator.id, sales.createdBy))
    .leftJoin(voider, eq(voider.id, sales.voidedBy))
    .leftJoin(line, eq(line.id, sales.productLineId))
    .leftJoin(region, eq(region.id, sales.regionId))
    .leftJoin(industry, eq(industry.id, sales.industryId))
    .leftJoin(source, eq(source.id, sales.sourceId))
    .leftJoin(imports, eq(imports.id, sales.importId))
    .where(eq(sales.id, id))
    .get();
  return row && { ...row, meaning };
}

/** The payments of a sale the viewer has found, oldest first, with what was paid up to each. Void ones stay in sight. */
export function paymentsOfSale(viewer: Viewer, { sale, meaning }: Sale, reader: Reader = database()) {
  const voider = alias(users, 'voider');
  const rows = reader
    .select({
      id: payments.id,
      paidOn: payments.paidOn,
      amountFen: payments.amountFen,
      method: payments.method,
      reason: payments.reason,
      voidedAt: payments.voidedAt,
      voidReason: payments.voidReason,
      voidedBy: voider.name,
      recordedBy: users.name,
      recordedById: payments.recordedBy,
      recordedAt: payments.recordedAt,
    })
    .from(visible(viewer, payments, meaning))
    .leftJoin(users, eq(users.id, payments.recordedBy))
    .leftJoin(voider, eq(voider.id, payments.voidedBy))
    .where(eq(payments.saleId, sale.id))
    .orderBy(asc(payments.paidOn), asc(payments.id))
    .all();
  let paidFen = 0;
  return rows.map((row) => {
    if (row.voidedAt === null) paidFen += row.amountFen;
    return { ...row, paidFen };
  });
}

const linked = {
  id: sales.id,
  orderNumber: sales.orderNumber,
  amountFen: sales.amountFen,
  dealOn: sales.dealOn,
  review: sales.review,
  voidedAt: sales.voidedAt,
  productName: sales.productName,
  createdAt: sales.createdAt,
  creator: users.name,
};

/** The reversals of a sale, or the sale a reversal takes back (R19). */
export const reversalsOfSale = (viewer: Viewer, { sale, meaning }: Sale, reader: Reader = database()) =>
  reader
    .select(linked)
    .from(visible(viewer, sales, meaning))
    .leftJoin(users, eq(users.id, sales.createdBy))
    .where(sale.reversesId === null ? eq(sales.reversesId, sale.id) : eq(sales.id, sale.reversesId))
    .orderBy(asc(sales.dealOn), asc(sales.id))
    .all();

/** The other lines of the same order (R16). */
export const otherLinesOfSale = (viewer: Viewer, { sale, meaning }: Sale, reader: Reader = database()) =>
  reader
    .select(linked)
    .from(visible(viewer, sales, meaning))
    .leftJoin(users, eq(users.id, sales.createdBy))
    .where(
      and(
        eq(sales.customerId, sale.customerId),
        eq(sales.orderGroup, sale.orderGroup),
        ne(sales.id, sale.id),
        eq(sales.kind, 'sale'),
      ),
    )
    .orderBy(asc(sales.orderKey))
    .all();
