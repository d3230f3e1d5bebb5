import { type AnyColumn, and, asc, eq, isNull, ne, not, sql } from 'drizzle-orm';
import { alias, unionAll } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { saleChanges, saleRejections, sales } from '@/db/schema/sales';
import { scopeOf, visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { listedAmount } from '../amounts';
import { leftToReverse } from '../reverse';
import { isOwnReview, reviewableBy } from '../reviewers';
import { changeById, filedAt } from './changes';
import { changeWaits, ofOneTeam, ofViewersPeople, waits } from './review';

export const inboxSize = 50;
export type InboxRow = ReturnType<typeof inbox>[number];
type Question = { page?: number; mine?: boolean; size?: number; team?: number | null | undefined };

/**
 * What waits for the viewer's decision (R17), the longest waiting first, a page at a time. `mine`: instead what waits
 * and is the viewer's own, for someone else to decide. Nothing for a rep.
 */
export function inbox(
  viewer: Viewer,
  { page = 1, mine = false, size = inboxSize, team }: Question = {},
  reader: Reader = database(),
) {
  if (viewer.role === 'rep') return [];
  const decides = (filedBy?: AnyColumn) => (mine ? not(reviewableBy(viewer, filedBy)) : reviewableBy(viewer, filedBy));
  const places = unionAll(
    reader
      .select({ saleId: sales.id, changeId: sql<number | null>`null`, at: filedAt.as('at') })
      .from(sales)
      .where(and(waits, ofViewersPeople(viewer), ofOneTeam(team), decides())),
    reader
      .select({
        saleId: saleChanges.saleId,
        changeId: sql<number | null>`${saleChanges.id}`,
        at: saleChanges.requestedAt,
      })
      .from(saleChanges)
      .innerJoin(sales, eq(sales.id, saleChanges.saleId))
      .where(
        and(
          changeWaits,
          isNull(sales.voidedAt),
          ofViewersPeople(viewer),
          ofOneTeam(team),
          decides(saleChanges.requestedBy),
        ),
      ),
  )
    .orderBy(sql`3, 1`)
    .limit(size)
    .offset((page - 1) * size)
    .all();
  return places.map(({ saleId, changeId, at }) => rowOf(viewer, { saleId, changeId, at }, reader));
}

type Place = { saleId: number; changeId: number | null; at: string };

function rowOf(viewer: Viewer, { saleId, changeId, at }: Place, reader: Reader) {
  const filer = alias(users, 'filer');
  const found = reader
    .select({
      sale: sales,
      customerName: customers.name,
      ownsCustomer: sql<number>`${scopeOf(viewer, customers, 'owned') ?? sql`1`}`,
      salesperson: users.name,
      filer: filer.name,
    })
    .from(visible(viewer, sales, 'attributed'))
    .innerJoin(customers, eq(customers.id, sales.customerId))
    .innerJoin(users, eq(users.id, sales.salespersonId))
    .leftJoin(filer, eq(filer.id, sales.createdBy))
    .where(eq(sales.id, saleId))
    .get();
  if (!found) throw new Error('what waits is in scope');
  const change = changeId === null ? undefined : changeById(changeId, reader);
  const { sale } = found;
  const listedFen = sale.kind === 'sale' ? listedAmount(sale.quantity, sale.unitPrice) : null;
  return {
    ...found,
    kind: change?.kind ?? sale.kind,
    saleId,
    changeId,
    version: sale.version,
    filedAt: at,
    filer: change ? change.requester : found.filer,
    reason: change ? change.reason : sale.notes,
    /** The viewer's own, with nobody else to decide: 自审. */
    isSelf: isOwnReview(viewer, sale, change?.requestedBy ?? null),
    /** How the amount differs from quantity × unit price (R16). */
    differenceFen: listedFen === null ? 0 : sale.amountFen - listedFen,
    differences: change?.differences ?? [],
    doubles: change ? [] : doublesOf(viewer, sale, reader),
    rejectedBefore: change ? null : lastRejection(saleId, reader),
    original: change || sale.reversesId === null ? null : originalOf(sale.reversesId, reader),
  };
}

type SaleRecord = typeof sales.$inferSelect;

/** Other sales that may be the same one filed twice: customer, day and amount agree (R16). Only those in scope. */
const doublesOf = (viewer: Viewer, sale: SaleRecord, reader: Reader): string[] =>
  reader
    .select({ orderNumber: sales.orderNumber })
    .from(visible(viewer, sales, 'attributed'))
    .where(
      and(
        eq(sales.customerId, sale.customerId),
        eq(sales.dealOn, sale.dealOn),
        eq(sales.amountFen, sale.amountFen),
        ne(sales.id, sale.id),
        isNull(sales.voidedAt),
        ne(sales.review, 'rejected'),
      ),
    )
    .orderBy(asc(sales.orderKey))
    .limit(3)
    .all()
    .map((other) => other.orderNumber);

const lastRejection = (saleId: number, reader: Reader): string | null =>
  reader
    .select({ reason: saleRejections.reason })
    .from(saleRejections)
    .where(eq(saleRejections.saleId, saleId))
    .orderBy(sql`${saleRejections.rejectedAt} desc, ${saleRejections.id} desc`)
    .limit(1)
    .get()?.reason ?? null;

/** The sale a reversal takes back: what would be left with all that waits, and what its customer would then have paid too much. */
function originalOf(id: number, reader: Reader) {
  const original = reader.select().from(sales).where(eq(sales.id, id)).get();
  if (!original) throw new Error('a reversal has its original');
  const leftFen = leftToReverse(reader, original);
  return { id, orderNumber: original.orderNumber, leftFen, creditFen: Math.max(0, original.paidFen - leftFen) };
}
