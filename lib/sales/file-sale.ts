import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { Day, Fen } from '@/db/columns';
import { customers } from '@/db/schema/customers';
import { users } from '@/db/schema/people';
import type { paymentMethods } from '@/db/schema/sales';
import { done, type FieldErrors, type Outcome, type Refusal, refuseFields } from '../action-core';
import { record } from '../audit/record';
import { today } from '../clock';
import { yuan } from '../format';
import { sumFen } from '../money';
import { canActFor } from '../permissions';
import { visible } from '../scope';
import { readSettings } from '../settings/queries';
import { codeKey } from '../text';
import type { Viewer } from '../viewer';
import { spread } from './amounts';
import { type Double, probableDoubles } from './doubles';
import { isOrderTaken, lineNumbers, nextOrderNumber } from './order-number';
import { productOfLine } from './product-of-line';
import { needsReview } from './reviewers';
import type { NewOrder } from './validation';
import { insertSale } from './writes';

type FirstPayment = {
  saleId: number;
  amountFen: Fen;
  paidOn: Day;
  method: (typeof paymentMethods)[number];
  recordedBy: number;
};
type Person = { id: number; teamId: number | null };
type Filed = { id: number; orderNumber: string; productName: string; amountFen: Fen };

/**
 * Files an order (R16): one sale per line, with its first payment, under review unless nobody reviews (R17).
 * `pay` books money: payments stand above sales, so the action brings it along.
 */
export function fileSale(
  tx: Tx,
  viewer: Viewer,
  order: NewOrder,
  pay: (tx: Tx, payment: FirstPayment) => unknown,
): Outcome {
  const now = today(readSettings(tx).timeZone);
  const salesperson = salespersonOf(tx, viewer, order.salespersonId);
  const errors: FieldErrors = {
    ...customerErrors(tx, viewer, order.customerId),
    ...(salesperson ? {} : { salespersonId: [{ key: 'form.gone' }] }),
    ...dayErrors(order, now),
    ...paymentErrors(order, now),
  };
  const products = order.lines.map((line) => productOfLine(tx, line));
  for (const product of products) if ('errors' in product) Object.assign(errors, product.errors);

  const number = order.orderNumber || nextOrderNumber(tx, order.dealOn);
  const numbers = lineNumbers(number, order.lines.length);
  if (order.orderNumber && isOrderTaken(tx, number, numbers))
    errors.orderNumber = [{ key: 'sales.form.problem.numberTaken', params: { number } }];
  if (!salesperson || Object.keys(errors).length > 0) return refuseFields(errors);
  const question = unanswered(tx, viewer, order);
  if (question) return question;

  const review = needsReview(tx, salesperson.teamId) ? 'pending' : 'approved';
  const filed = order.lines.map((line, index): Filed => {
    const product = products[index] as { id: number; name: string };
    const orderNumber = numbers[index] as string;
    const id = insertSale(tx, {
      orderNumber,
      orderGroup: codeKey(number),
      customerId: order.customerId,
      productId: product.id,
      productName: product.name,
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      amountFen: line.amountFen,
      dealOn: order.dealOn,
      dueOn: order.dueOn,
      salespersonId: salesperson.id,
      notes: order.notes,
      createdBy: viewer.id,
      review,
    });
    return { id, orderNumber, productName: product.name, amountFen: line.amountFen };
  });
  const payment = payFirst(tx, viewer, { ...order, paidOn: order.paidOn ?? now }, filed, pay);
  record(tx, viewer, {
    action: 'sale.filed',
    object: { kind: 'sale', id: filed[0]?.id ?? null },
    details: {
      lines: filed,
      customerId: order.customerId,
      salespersonId: salesperson.id,
      dealOn: order.dealOn,
      review,
      ...(payment ? { payment } : {}),
    },
  });
  return answer(order, filed, review);
}

/** A rep files for themselves whatever the form says; others for people they may act for. */
function salespersonOf(tx: Tx, viewer: Viewer, asked: number | null): Person | null {
  if (viewer.role === 'rep' || asked === null || asked === viewer.id) return { id: viewer.id, teamId: viewer.teamId };
  const person = tx
    .select({ id: users.id, teamId: users.teamId })
    .from(users)
    .where(and(eq(users.id, asked), eq(users.status, 'active')))
    .get();
  return person && canActFor(viewer, person) ? person : null;
}

/** Another's customer looks like a missing one. */
export function customerErrors(tx: Tx, viewer: Viewer, id: number): FieldErrors {
  const customer = tx
    .select({ archivedAt: customers.archivedAt })
    .from(visible(viewer, customers))
    .where(eq(customers.id, id))
    .get();
  if (!customer) return { customerId: [{ key: 'sales.form.problem.customer' }] };
  return customer.archivedAt === null ? {} : { customerId: [{ key: 'sales.form.problem.archived' }] };
}

export function dayErrors(order: { dealOn: Day; dueOn: Day | null }, now: Day): FieldErrors {
  if (order.dealOn > now) return { dealOn: [{ key: 'sales.form.problem.future' }] };
  return order.dueOn !== null && order.dueOn < order.dealOn ? { dueOn: [{ key: 'sales.form.problem.dueEarly' }] } : {};
}

/** R18: what goes beyond the amount is a credit and asks for its own confirmation, in the form of payments. */
function paymentErrors({ paid, paidOn, lines }: NewOrder, now: Day): FieldErrors {
  const errors: FieldErrors = {};
  const total = sumFen(lines.map((line) => line.amountFen));
  if (paid !== null && paid > total)
    errors.paid = [{ key: 'sales.form.problem.overpaid', params: { amount: yuan(total) } }];
  if (paid && paidOn !== null && paidOn > now) errors.paidOn = [{ key: 'sales.form.problem.paidLater' }];
  return errors;
}

/** What has to be said yes to first: that a line is a gift, that the order isn't one filed already. */
function unanswered(tx: Tx, viewer: Viewer, order: NewOrder): Refusal | null {
  const amounts = order.lines.map((line) => line.amountFen);
  const doubles = probableDoubles(tx, viewer, { ...order, amounts });
  const isNew = doubles.some((double) => !order.doublesShown.includes(double.id));
  const errors: FieldErrors = {};
  if (amounts.includes(0 as Fen) && !order.gift) errors.gift = [{ key: 'sales.form.problem.gift' }];
  if (doubles.length > 0 && (isNew || !order.notDouble)) errors.notDouble = [{ key: 'sales.form.problem.double' }];
  if (Object.keys(errors).length === 0) return null;
  // A tick answers for the sales it stood beside; others ask anew.
  const again: Record<string, string> = isNew ? { notDouble: '' } : {};
  return { ...refuseFields(errors), message: { key: 'sales.form.asks' }, values: { ...shown(doubles), ...again } };
}

/** The earlier sales travel to the form as values of its hidden fields. */
const shown = (doubles: readonly Double[]) => ({
  doublesShown: doubles.map((double) => double.id).join(),
  doubles: JSON.stringify(doubles.map(({ amountFen, ...double }) => ({ ...double, amount: yuan(amountFen) }))),
});

function payFirst(
  tx: Tx,
  viewer: Viewer,
  { paid, paidOn, method }: NewOrder & { paidOn: Day },
  filed: readonly Filed[],
  pay: (tx: Tx, payment: FirstPayment) => unknown,
) {
  if (!paid) return null;
  const parts = spread(
    paid,
    filed.map((sale) => sale.amountFen),
  );
  for (const [index, { id }] of filed.entries()) {
    const amountFen = parts[index] as Fen;
    if (amountFen > 0) pay(tx, { saleId: id, amountFen, paidOn, method, recordedBy: viewer.id });
  }
  return { amountFen: paid, paidOn, method };
}

function answer(order: NewOrder, filed: readonly Filed[], review: 'pending' | 'approved'): Outcome {
  const [first, last] = [filed[0] as Filed, filed.at(-1) as Filed];
  const number = first === last ? first.orderNumber : `${first.orderNumber} … ${last.orderNumber}`;
  return done({
    to: order.next === 'new' ? `/sales/new?saved=${first.id}` : `/sales/${first.id}`,
    message: { key: `sales.form.saved.${review}`, params: { number } },
  });
}
