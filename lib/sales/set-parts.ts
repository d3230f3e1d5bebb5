import { and, eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from '@/db/client';
import { sales } from '@/db/schema/sales';
import { done, type Message, type Outcome, refuse, refuseFields } from '../action-core';
import { record } from '../audit/record';
import { none } from '../format';
import { canChangeSale } from '../permissions';
import type { Viewer } from '../viewer';
import { amountField } from './amounts';
import { contentOf, fileChange, type InstalmentPart, pendingChange } from './changes';
import { partsProblem, setInstalments } from './instalments';
import type { PartsInput } from './parts-validation';
import { findSale, type Sale } from './queries/sale';
import { mayReview, needsReview } from './reviewers';
import { splitParts } from './split';

/**
 * Sets the 分期 of a sale (R18). Due days are part of what was reviewed: on an approved sale whoever reviews it sets them
 * at once, anyone else's are filed as a new version for review (R17); while the sale waits for review itself, whoever may
 * edit it sets them.
 */
export function setParts(tx: Tx, viewer: Viewer, input: PartsInput): Outcome {
  const found = findSale(viewer, input.saleId, tx);
  if (!found || !maySetParts(viewer, found)) return refuse('form.gone');
  const { sale } = found;
  const { customerName: _, ...before } = contentOf(tx, sale.id);
  const present = spelledParts(before.instalments, before.amountFen);
  if (input.opened !== present)
    // R42: someone changed them meanwhile; saving again decides.
    return {
      ...refuse('payments.instalments.clash', { params: { theirs: wordsOf(before.instalments) } }),
      values: { opened: present },
    };

  const last = before.instalments.at(-1);
  const { parts, errors } = input.once ? { parts: [], errors: {} } : splitParts(input.parts, sale.amountFen);
  if (Object.keys(errors).length > 0) return refuseFields(errors);
  if (!input.once && parts.length < 2) return refuse('payments.instalments.tooFew');
  const early = parts.find((part) => part.dueOn < sale.dealOn);
  if (early)
    return refuse('payments.instalments.early', { field: `parts.${early.row}.dueOn`, params: { day: sale.dealOn } });
  const instalments = parts.map(({ dueOn, amountFen }) => ({ dueOn, amountFen }));
  const problem = partsProblem(instalments, sale.amountFen);
  if (problem) return refuse(problem.key, { params: problem.params });
  const dueOn = instalments[0]?.dueOn ?? last?.dueOn ?? sale.dueOn;
  if (spelledParts(instalments, sale.amountFen) === present) return refuse('sales.form.unchanged');

  const waits = partsWait(tx, viewer, sale);
  if (waits) {
    const content = { ...before, dueOn, instalments };
    if (fileChange(tx, viewer, { saleId: sale.id, kind: 'edit', content, reason: input.reason || null }) === null)
      return refuse('review.problem.changeWaits');
  } else if (pendingChange(tx, sale.id)?.kind === 'void') {
    return refuse('review.problem.voidWaits');
  } else {
    setInstalments(tx, sale.id, instalments, dueOn);
    tx.update(sales)
      .set({ version: sql`version + 1` })
      .where(and(eq(sales.id, sale.id), eq(sales.version, sale.version)))
      .run();
  }
  record(tx, viewer, {
    action: waits ? 'sale.editRequested' : 'sale.instalmentsSet',
    object: { kind: 'sale', id: sale.id },
    details: {
      orderNumber: sale.orderNumber,
      before: { dueOn: before.dueOn, instalments: before.instalments },
      after: { dueOn, instalments },
      reason: input.reason || null,
    },
  });
  return done({ to: `/sales/${sale.id}`, message: savedAs(sale.orderNumber, instalments.length, waits) });
}

/** A sale that is to be paid; a rejected one is put right by editing it. */
export const maySetParts = (viewer: Viewer, { sale, customer }: Sale): boolean =>
  sale.kind === 'sale' &&
  sale.amountFen > 0 &&
  sale.voidedAt === null &&
  sale.review !== 'rejected' &&
  canChangeSale(viewer, { ...sale, customerOwnerId: customer.ownerId });

/** R17: another team's approved sale, or one's own while someone else could review it, isn't changed without them. */
export const partsWait = (reader: Reader, viewer: Viewer, sale: Sale['sale']): boolean =>
  sale.review === 'approved' &&
  needsReview(reader, sale.teamId) &&
  // Of a change it doesn't matter who once filed or imported the sale.
  !['yes', 'self'].includes(mayReview(reader, viewer, { ...sale, createdBy: null }));

/** Parts and amount as the form was opened with them. */
export const spelledParts = (parts: readonly InstalmentPart[], amountFen: number): string =>
  [amountField(amountFen), ...parts.map((part) => `${part.dueOn} ${amountField(part.amountFen)}`)].join('|');

const wordsOf = (parts: readonly InstalmentPart[]) =>
  parts.map((part) => `${part.dueOn} ${amountField(part.amountFen)}`).join('，') || none;

const savedAs = (number: string, n: number, waits: boolean): Message => ({
  key: `payments.instalments.saved.${waits ? 'waits' : n > 0 ? 'set' : 'once'}`,
  params: { number, n },
});
