import { desc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import { saleChanges, saleRejections } from '@/db/schema/sales';
import { visible } from '@/lib/scope';
import type { Viewer } from '@/lib/viewer';
import { type Difference, differences } from '../differences';
import { mayReview } from '../reviewers';
import type { Sale } from './sale';

export type ChangeOfSale = ReturnType<typeof changesOfSale>[number];
export type RejectionOfSale = ReturnType<typeof rejectionsOfSale>[number];
export type ReviewState = ReturnType<typeof reviewState>;

/** When a sale began to wait: filed, or filed again after its last rejection. Its columns are named with their table here. */
export const filedAt: SQL<string> = sql<string>`coalesce(
  (select max(refiled_at) from sale_rejections where sale_id = sales.id), sales.created_at)`;

/** Every new version and 作废 ever asked for, decided or not, the latest first; with old and new side by side. */
export const changesOfSale = (viewer: Viewer, { sale, meaning }: Sale, reader: Reader = database()) =>
  selectChanges(reader, visible(viewer, saleChanges, meaning))
    .where(eq(saleChanges.saleId, sale.id))
    .orderBy(desc(saleChanges.id))
    .all()
    .map(withDifferences);

/** One change of a sale the caller has found in scope. */
export function changeById(id: number, reader: Reader) {
  const row = selectChanges(reader, saleChanges).where(eq(saleChanges.id, id)).get();
  return row && withDifferences(row);
}

function selectChanges(reader: Reader, from: typeof saleChanges) {
  const reviewer = alias(users, 'reviewer');
  return reader
    .select({ change: saleChanges, requester: users.name, reviewer: reviewer.name, customerName: customers.name })
    .from(from)
    .innerJoin(users, eq(users.id, saleChanges.requestedBy))
    .leftJoin(reviewer, eq(reviewer.id, saleChanges.reviewedBy))
    .leftJoin(customers, eq(customers.id, saleChanges.customerId));
}

function withDifferences({
  change,
  customerName,
  ...row
}: NonNullable<ReturnType<ReturnType<typeof selectChanges>['get']>>) {
  const list: Difference[] = change.kind === 'edit' ? differences({ ...change, customerName: customerName ?? '' }) : [];
  return { ...change, ...row, differences: list };
}

/** Rejections of the sale itself, the latest first; they outlast its being filed again. */
export const rejectionsOfSale = (viewer: Viewer, { sale, meaning }: Sale, reader: Reader = database()) =>
  reader
    .select({
      reason: saleRejections.reason,
      by: users.name,
      at: saleRejections.rejectedAt,
      refiledAt: saleRejections.refiledAt,
    })
    .from(visible(viewer, saleRejections, meaning))
    .leftJoin(users, eq(users.id, saleRejections.rejectedBy))
    .where(eq(saleRejections.saleId, sale.id))
    .orderBy(desc(saleRejections.rejectedAt), desc(saleRejections.id))
    .all();

/** What a sale's page says about its review, and whether the viewer may decide on what waits (R17). */
export function reviewState(viewer: Viewer, found: Sale, reader: Reader = database()) {
  const { sale } = found;
  const changes = changesOfSale(viewer, found, reader);
  const rejections = rejectionsOfSale(viewer, found, reader);
  const change = changes.find(({ status }) => status === 'pending') ?? null;
  const waits = sale.voidedAt === null && (sale.review === 'pending' || change !== null);
  return {
    changes,
    rejections,
    change,
    since: rejections.find(({ refiledAt }) => refiledAt !== null)?.refiledAt ?? sale.createdAt,
    may: waits ? mayReview(reader, viewer, sale, change?.requestedBy ?? null) : 'no',
  } as const;
}
