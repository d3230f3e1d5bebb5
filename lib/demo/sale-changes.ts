import type { Fen, Milli, Moment } from '@/db/columns';
import type { saleChanges, saleRejections } from '@/db/schema/sales';
import { multiply } from '../money';
import type { Calendar } from './calendar';
import type { Random } from './random';
import type { PlannedSale } from './sales';
import { rejectReasons } from './words';

type ChangeRow = typeof saleChanges.$inferInsert;

/** New versions and 作废 of approved sales, waiting and decided (R17). */
export function saleChangeRows(
  random: Random,
  calendar: Calendar,
  plans: readonly PlannedSale[],
  reviewerOf: (plan: PlannedSale) => number,
): ChangeRow[] {
  return plans.flatMap((plan) =>
    plan.changes.map((change) => changeRow(random, calendar, plan, { change, reviewerOf })),
  );
}

function changeRow(
  random: Random,
  calendar: Calendar,
  plan: PlannedSale,
  { change, reviewerOf }: { change: PlannedSale['changes'][number]; reviewerOf: (plan: PlannedSale) => number },
): ChangeRow {
  const present = contentOf(calendar, plan);
  const quantity = ((change.quantity ?? 1) * 1000) as Milli;
  const other = { ...present, quantity, amountFen: multiply(quantity, plan.line.price) as Fen };
  // Once approved, the sale itself says the new.
  const [before, after] = change.status === 'approved' ? [other, present] : [present, other];
  const requestedAt = calendar.moment(change.day, random);
  const isDecided = change.status === 'approved' || change.status === 'rejected';
  const decidedAt: Moment | null = change.status === 'pending' ? null : calendar.moment(change.day + 1, random);
  const nothing = { customerId: null, productId: null, productName: null, quantity: null, unitPrice: null };
  return {
    saleId: plan.id,
    kind: change.kind,
    ...(change.kind === 'edit' ? after : { ...nothing, amountFen: null, dealOn: null, dueOn: null }),
    instalments: change.kind === 'edit' ? [] : null,
    reason: change.reason,
    before: { ...before, customerName: plan.customer.row.name, instalments: '[]' },
    status: change.status,
    requestedBy: plan.person.id,
    requestedAt,
    reviewedBy: isDecided ? reviewerOf(plan) : null,
    reviewedAt: decidedAt,
    rejectReason: change.status === 'rejected' ? '货已经发出，不能作废' : null,
  };
}

const contentOf = (calendar: Calendar, { customer, line, amount, day, dueOn }: PlannedSale) => ({
  customerId: customer.id,
  productId: line.productId,
  productName: line.productName,
  quantity: line.quantity,
  unitPrice: line.price,
  amountFen: amount as Fen,
  dealOn: calendar.text(day),
  dueOn,
});

/** 驳回 on record: those that stand, and those that were put right and filed again. */
export function rejectionRows(
  random: Random,
  calendar: Calendar,
  plans: readonly PlannedSale[],
  reviewerOf: (plan: PlannedSale) => number,
): (typeof saleRejections.$inferInsert)[] {
  return plans
    .filter((plan) => plan.review === 'rejected' || plan.wasRejected)
    .map((plan) => {
      const rejectedAt = calendar.moment(Math.min(calendar.today, plan.day + 1), random);
      const refiledAt = plan.wasRejected ? calendar.moment(Math.min(calendar.today, plan.day + 2), random) : null;
      const reason = plan.reason ?? (rejectReasons[0] as string);
      return { saleId: plan.id, reason, rejectedBy: reviewerOf(plan), rejectedAt, refiledAt };
    });
}
