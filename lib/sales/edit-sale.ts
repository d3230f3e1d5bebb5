import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { saleChanges, sales } from '@/db/schema/sales';
import { done, type FieldErrors, type Outcome, refuse, refuseFields } from '../action-core';
import type { AuditAction } from '../audit/action';
import { lastChange } from '../audit/last-change';
import { record } from '../audit/record';
import { realNow, today } from '../clock';
import { momentIn } from '../days';
import { mergeEdits, parseOpened, refuseClash } from '../edits';
import { none, yuan } from '../format';
import { sumFen } from '../money';
import { canChangeSale } from '../permissions';
import { readSettings } from '../settings/queries';
import { codeKey } from '../text';
import type { Viewer } from '../viewer';
import { applyEdit, editProblem, frozenAnew } from './apply-edit';
import { contentOf, fileChange, pendingChange, type SaleContent } from './changes';
import { type EditField, editFields, partRows, spelledEdit, spelledSale } from './edit-fields';
import { customerErrors, dayErrors } from './file-sale';
import { blanksToFill, type Filled, fillReversals } from './fill-blanks';
import { partsProblem, setInstalments } from './instalments';
import { isOrderTaken } from './order-number';
import { productOfLine } from './product-of-line';
import { findSale } from './queries/sale';
import { needsReview } from './reviewers';
import type { EditedSale } from './validation';

type SaleRow = typeof sales.$inferSelect;
type Change = {
  sale: SaleRow;
  before: SaleContent;
  after: SaleContent;
  changed: EditField[];
  orderNumber: string;
  notes: string | null;
  filled: Filled;
};

/**
 * Edits a sale (R17). One that was never approved changes at once, and a rejected one waits for review anew. Of an
 * approved one a new version is filed and the approved one counts on; its notes change at once.
 */
export function editSale(tx: Tx, viewer: Viewer, edit: EditedSale): Outcome {
  const found = findSale(viewer, edit.saleId, tx);
  if (
    !found ||
    !isEditable(found.sale) ||
    !canChangeSale(viewer, { ...found.sale, customerOwnerId: found.customer.ownerId })
  )
    return refuse('form.gone');
  const { sale } = found;
  const { customerName, ...before } = contentOf(tx, sale.id);
  const opened = parseOpened(editFields, edit.opened);
  if (!opened) return refuse('form.stale');
  const present = spelledSale(before, sale);
  const merged = mergeEdits(editFields, { opened, typed: spelledEdit(asked(sale, edit), opened), present });
  if (merged.clashes.length > 0) {
    const last = lastChange(tx, { kind: 'sale', id: sale.id });
    const clash = refuseClash(merged, present, {
      show: (field, value) => (field === 'customerId' ? customerName : value || none),
      by: last?.by ?? none,
      at: last ? momentIn(last.at, readSettings(tx).timeZone) : '',
    });
    // In the form 分期 are rows: those only the other one changed come back as they stand.
    const rows = merged.changed.includes('parts') ? {} : partRows(before.instalments, opened.parts);
    return { ...clash, values: { ...clash.values, ...rows } };
  }

  const product = merged.changed.includes('lines.0.productName') ? typedProduct(tx, edit) : null;
  if (product && 'errors' in product) return refuseFields(product.errors);
  const after = contentAfter(before, edit, merged.changed, product);
  const { orderNumber } = merged.values;
  const notes = merged.values.notes || null;
  // A product's name in another spelling is the same product.
  const now = spelledSale(after, { orderNumber, notes });
  const changed = merged.changed.filter((field) => now[field] !== present[field]);
  const change = { sale, before, after, changed, orderNumber, notes, filled: blanksToFill(tx, sale, edit) };
  const errors = editErrors(tx, viewer, change, edit);
  if (Object.keys(errors).length > 0) return refuseFields(errors);
  return sale.review === 'approved'
    ? changeApproved(tx, viewer, change, edit.reason)
    : changeUnapproved(tx, viewer, change);
}

/** Sales, not void; a reversal follows its original and is filed anew. */
export const isEditable = (sale: Pick<SaleRow, 'kind' | 'voidedAt'>) => sale.kind === 'sale' && sale.voidedAt === null;

/** The number of an order of one line may be put right until it is approved; lines of an order keep theirs (R16). */
export const isRenumberable = (sale: Pick<SaleRow, 'review' | 'orderKey' | 'orderGroup'>) =>
  sale.review !== 'approved' && sale.orderGroup === sale.orderKey;
const asked = (sale: SaleRow, edit: EditedSale): EditedSale =>
  isRenumberable(sale) ? edit : { ...edit, orderNumber: undefined };

const typedProduct = (tx: Tx, { lines: [line] }: EditedSale) =>
  line ? productOfLine(tx, line) : { errors: { 'lines.0.productName': [{ key: 'sales.form.problem.product' }] } };

/** What was typed where the form changed something; anything else stays as it stands now. */
function contentAfter(
  before: SaleContent,
  edit: EditedSale,
  changed: readonly EditField[],
  product: { id: number; name: string } | null,
): SaleContent {
  const [line] = edit.lines;
  const pick = <T>(field: EditField, typed: T | undefined, present: T) =>
    changed.includes(field) && typed !== undefined ? typed : present;
  const instalments = pick('parts', edit.parts, before.instalments);
  return {
    customerId: pick('customerId', edit.customerId, before.customerId),
    productId: product ? product.id : before.productId,
    productName: product ? product.name : before.productName,
    quantity: pick('lines.0.quantity', line?.quantity, before.quantity),
    unitPrice: pick('lines.0.unitPrice', line?.unitPrice, before.unitPrice),
    amountFen: pick('lines.0.amount', line?.amountFen, before.amountFen),
    dealOn: pick('dealOn', edit.dealOn, before.dealOn),
    dueOn: dueOnAfter(),
    instalments,
  };

  /** 分期 have due days of their own; without them any more, the last one stays. */
  function dueOnAfter() {
    if (changed.includes('parts')) return (instalments[0] ?? before.instalments.at(-1))?.dueOn ?? before.dueOn;
    return before.instalments.length > 0 ? before.dueOn : pick('dueOn', edit.dueOn ?? undefined, before.dueOn);
  }
}

function editErrors(
  tx: Tx,
  viewer: Viewer,
  { sale, after, changed, orderNumber }: Change,
  edit: EditedSale,
): FieldErrors {
  const errors: FieldErrors = {};
  const add = (field: string, key: string, params?: Record<string, string | number>) => {
    errors[field] ??= [{ key, params }];
  };
  if (edit.lines.length === 0) add('lines.0.productName', 'sales.form.problem.product');
  if (!edit.parts && edit.dueOn === null) add('dueOn', 'form.required');
  if (changed.includes('customerId')) {
    Object.assign(errors, customerErrors(tx, viewer, after.customerId));
    const line = otherLine(tx, sale);
    if (line) add('customerId', 'sales.form.problem.customerOfOrder', { number: line.orderNumber });
  }
  if (changed.includes('orderNumber')) {
    if (orderNumber === '') add('orderNumber', 'form.required');
    else if (isOrderTaken(tx, orderNumber, [orderNumber], sale.id))
      add('orderNumber', 'sales.form.problem.numberTaken', { number: orderNumber });
  }
  if (changed.some((field) => ['dealOn', 'dueOn', 'parts'].includes(field))) {
    const [first] = after.instalments;
    const days = { dealOn: after.dealOn, dueOn: first?.dueOn ?? after.dueOn };
    const { dueOn: early, ...others } = dayErrors(days, today(readSettings(tx).timeZone));
    Object.assign(errors, others, early ? { [first ? 'parts' : 'dueOn']: early } : {});
  }
  if (after.instalments.length > 0) {
    const gap = sumFen(after.instalments.map((part) => part.amountFen)) - after.amountFen;
    if (gap !== 0)
      add('parts', gap > 0 ? 'sales.form.problem.partsMore' : 'sales.form.problem.partsLess', {
        amount: yuan(Math.abs(gap)),
      });
    const parts = partsProblem(after.instalments, after.amountFen);
    if (gap === 0 && parts) add('parts', parts.key, parts.params);
  }
  const problem = editProblem(tx, sale, after);
  if (problem) add(changed.includes('lines.0.amount') ? 'lines.0.amount' : 'dealOn', problem.key, problem.params);
  if (changed.includes('lines.0.amount') && after.amountFen === 0 && !edit.gift) add('gift', 'sales.form.problem.gift');
  return errors;
}

/** An order is one customer's (R26): its lines don't part. */
const otherLine = (tx: Tx, sale: SaleRow) =>
  tx
    .select({ orderNumber: sales.orderNumber })
    .from(sales)
    .where(
      and(
        eq(sales.customerId, sale.customerId),
        eq(sales.orderGroup, sale.orderGroup),
        ne(sales.id, sale.id),
        eq(sales.kind, 'sale'),
        isNull(sales.voidedAt),
      ),
    )
    .limit(1)
    .get();

function changeUnapproved(tx: Tx, viewer: Viewer, change: Change): Outcome {
  const { sale, before, after, changed, filled } = change;
  const isRefiled = sale.review === 'rejected';
  // A rejected sale may go back as it is: what was missing was said elsewhere.
  if (isUnchanged(change) && !isRefiled) return refuse('sales.form.unchanged');
  const { instalments, ...content } = after;
  tx.update(sales)
    .set({
      ...content,
      ...filled,
      ...frozenAnew(tx, before, after),
      ...(changed.includes('orderNumber') ? numbered(change.orderNumber) : {}),
      notes: change.notes,
      version: sql`version + 1`,
      ...(isRefiled ? { review: 'pending' as const, rejectReason: null, reviewedBy: null, reviewedAt: null } : {}),
    })
    .where(and(eq(sales.id, sale.id), eq(sales.version, sale.version)))
    .run();
  if (changed.includes('parts')) setInstalments(tx, sale.id, instalments, after.dueOn);
  recordEdit(tx, viewer, isRefiled ? 'sale.refiled' : 'sale.edited', change);
  return leave({ ...sale, orderNumber: change.orderNumber }, isRefiled ? 'sales.form.refiled' : 'sales.form.edited');
}

const numbered = (orderNumber: string) => ({
  orderNumber,
  orderKey: codeKey(orderNumber),
  orderGroup: codeKey(orderNumber),
});

function changeApproved(tx: Tx, viewer: Viewer, change: Change, reason: string | null): Outcome {
  const { sale, after, changed, filled } = change;
  if (isUnchanged(change)) return refuse('sales.form.unchanged');
  // Notes and blanks stand at once: nothing that was approved is another for it.
  const direct = { ...(changed.includes('notes') ? { notes: change.notes } : {}), ...filled };
  if (Object.keys(direct).length > 0)
    tx.update(sales)
      .set({ ...direct, version: sql`version + 1` })
      .where(and(eq(sales.id, sale.id), eq(sales.version, sale.version)))
      .run();
  fillReversals(tx, sale.id, filled);
  if (changed.every((field) => field === 'notes')) {
    recordEdit(tx, viewer, 'sale.edited', change);
    return leave(sale, 'sales.form.edited');
  }

  if (fileChange(tx, viewer, { saleId: sale.id, kind: 'edit', content: after, reason }) === null)
    return { ...refuse('review.problem.changeWaits'), values: { waits: '1' } };
  const waits = needsReview(tx, sale.teamId);
  if (!waits) {
    const problem = approveAtOnce(tx, viewer, sale.id);
    if (problem) return problem;
  }
  recordEdit(tx, viewer, waits ? 'sale.editRequested' : 'sale.edited', change, reason);
  return leave(sale, waits ? 'sales.form.editRequested' : 'sales.form.edited');
}

/** R17: where nobody reviews, the new version stands at once; it is kept as a version all the same. */
function approveAtOnce(tx: Tx, viewer: Viewer, saleId: number): Outcome | null {
  const change = pendingChange(tx, saleId);
  const sale = tx.select().from(sales).where(eq(sales.id, saleId)).get();
  if (!change || !sale) throw new Error('the new version was filed in this transaction');
  const applied = applyEdit(tx, viewer, sale, change);
  if ('problem' in applied) return refuse(applied.problem.key, { params: applied.problem.params });
  tx.update(saleChanges)
    .set({ status: 'approved', reviewedBy: viewer.id, reviewedAt: realNow() })
    .where(eq(saleChanges.id, change.id))
    .run();
  return null;
}

const isUnchanged = ({ changed, filled }: Change) => changed.length === 0 && Object.keys(filled).length === 0;

function recordEdit(
  tx: Tx,
  viewer: Viewer,
  action: AuditAction,
  { sale, before, after, changed, orderNumber, notes, filled }: Change,
  reason: string | null = null,
) {
  const [old, now] = [spelledSale(before, sale), spelledSale(after, { orderNumber, notes })];
  const only = (values: typeof old) => Object.fromEntries(changed.map((field) => [field, values[field]]));
  record(tx, viewer, {
    action,
    object: { kind: 'sale', id: sale.id },
    details: {
      orderNumber: sale.orderNumber,
      before: only(old),
      after: { ...only(now), ...filled },
      ...(reason ? { reason } : {}),
    },
  });
}

const leave = (sale: SaleRow, key: string): Outcome =>
  done({ to: `/sales/${sale.id}`, message: { key, params: { number: sale.orderNumber } } });
