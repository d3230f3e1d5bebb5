import { fen, milli, unitPrice } from '../money';
import { listedAmount } from '../sales/amounts';
import { codeKey, nameKey } from '../text';
import { isBlank } from './cells';
import { type CustomerBook, type FoundCustomer, readCustomer } from './judge-customers';
import type { JudgedRow, KnownOrder, PaymentValues, SaleValues, World } from './judgement';
import type { RowReader } from './row';

type OrderInFile = {
  row: RowReader;
  judged: JudgedRow | null;
  values: SaleValues | null;
  /** Further rows of the same number: payments of the same sale. */
  repeats: { row: RowReader; judged: JudgedRow }[];
};

/** The order numbers of the file so far, and those on record. */
export class OrderBook {
  readonly byKey = new Map<string, OrderInFile>();
  constructor(readonly world: World) {}
}

export function judgeSale(row: RowReader, world: World, customers: CustomerBook, orders: OrderBook): JudgedRow {
  const orderNumber = row.code('orderNumber');
  if (orderNumber === null && isBlank(row.cell('orderNumber')))
    row.note('orderNumber', 'missing_order_number', 'reject');
  const customer = readCustomer(row, customers);
  const product = row.text('product', { missing: 'missing_product' });
  const { quantity, price, amount } = readAmount(row);
  const dealOn = row.day('dealOn', { latest: world.today, missing: 'missing_date' });
  const dueOn = row.day('dueOn');
  const before = row.problems.length;
  const payment = readPayment(row, world);
  // A payment that can't be read contradicts nothing.
  const isPaymentRead = !row.problems.slice(before).some(({ action }) => action === 'reject');
  const salespersonId = readSalesperson(row, customer);
  const original = row.code('original');

  const complete = orderNumber !== null && customer && product !== null && amount !== null && dealOn !== null;
  const values: SaleValues | null =
    complete && salespersonId !== null
      ? {
          kind: 'sales',
          orderNumber,
          orderKey: codeKey(orderNumber),
          customerKey: customer.key,
          product,
          productLine: row.text('productLine'),
          region: row.text('region'),
          quantity: quantity === null ? null : milli(quantity),
          unitPrice: price === null ? null : unitPrice(price),
          amountFen: fen(amount),
          dealOn,
          dueOn,
          salespersonId,
          originalKey: original === null ? null : codeKey(original),
          payments: payment ? [payment] : [],
          notes: row.text('notes'),
        }
      : null;
  if (orderNumber === null) return row.judged(values);

  const key = codeKey(orderNumber);
  const above = orders.byKey.get(key);
  if (above) return judgeRepeated(row, above, values, payment);
  const known = world.orders.get(key);
  if (known) return judgeKnown(row, known, values, payment);

  if (amount !== null && isPaymentRead) remarkMoney(row, amount, payment ? [payment] : []);
  if (amount !== null && amount < 0 && original === null)
    row.note('amount', 'return_negative', 'warn', { value: amount });
  const judged = row.judged(values);
  orders.byKey.set(key, { row, judged, values: judged.values as SaleValues | null, repeats: [] });
  return judged;
}

/** The stated amount wins over quantity × unit price, and the difference shows (R16). */
function readAmount(row: RowReader) {
  const quantity = row.number_('quantity', 3);
  const price = row.number_('unitPrice', 4);
  const product = listedAmount(quantity === null ? null : milli(quantity), price === null ? null : unitPrice(price));
  const before = row.problems.length;
  let amount = row.number_('amount', 2, product === null ? 'reject' : 'blank');
  const isUnreadable = row.problems.slice(before).some(({ action }) => action === 'reject');
  if (amount === null && !isUnreadable) {
    if (product === null) row.note('amount', 'amount_missing', 'reject');
    else row.note('amount', 'amount_computed', 'warn', { value: product });
    amount = product;
  } else if (amount !== null && product !== null && product !== amount)
    row.note('amount', 'qty_price_mismatch', 'warn', { value: amount, product });
  return { quantity, price, amount };
}

function readPayment(row: RowReader, world: World): PaymentValues | null {
  const amount = row.number_('paidAmount', 2);
  const paidOn = row.day('paidOn', { latest: world.today });
  if (!amount) {
    if (paidOn && !row.refused) row.note('paidAmount', 'payment_without_amount', 'warn');
    return null;
  }
  if (paidOn === null && isBlank(row.cell('paidOn'))) row.note('paidOn', 'missing_payment_date', 'reject');
  return paidOn === null ? null : { amountFen: fen(amount), paidOn };
}

function readSalesperson(row: RowReader, customer: FoundCustomer | null): number | null {
  const code = row.person('salesperson');
  if (code === 'customer_owner') {
    if (customer && customer.ownerId === null) row.note('salesperson', 'customer_without_owner', 'reject');
    return customer?.ownerId ?? null;
  }
  return code === null ? null : Number(code.slice('user:'.length));
}

const statusWords: Record<string, 'unpaid' | 'partial' | 'paid' | 'overdue'> = {
  未回款: 'unpaid',
  部分回款: 'partial',
  已回款: 'paid',
  全额回款: 'paid',
  已全额回款: 'paid',
  逾期: 'overdue',
  已逾期: 'overdue',
};

/** What is odd about an order's payments so far: the amounts decide, a status in the sheet never does (R18). */
function remarkMoney(row: RowReader, amount: number, payments: PaymentValues[]): void {
  const paid = payments.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (paid !== 0 && (amount < 0 ? paid > 0 : paid < 0)) row.note('paidAmount', 'payment_wrong_side', 'reject');
  else if (Math.abs(paid) > Math.abs(amount)) row.note('paidAmount', 'overpaid', 'warn', { value: paid, amount });
  const derived = paid === 0 ? 'unpaid' : Math.abs(paid) < Math.abs(amount) ? 'partial' : 'paid';
  const stated = statusWords[row.text('paymentStatus') ?? ''];
  if (stated && stated !== derived && !(stated === 'overdue' && derived !== 'paid'))
    row.note('paymentStatus', 'status_contradiction', 'warn', { derived });
}

/** An order number for the second time: another payment of the same sale, or a mistake (R37). */
function judgeRepeated(
  row: RowReader,
  above: OrderInFile,
  values: SaleValues | null,
  payment: PaymentValues | null,
): JudgedRow {
  const first = above.values;
  const firstRow = above.row.number;
  const isAnother = first && values && payment && isSameSale(first, values) && !hasPayment(first.payments, payment);
  if (!isAnother) {
    // While the first row waits for an answer, this one can't be told apart yet.
    if (above.judged?.action === 'ask' && values === null && !row.refused) return row.judged(null);
    row.note('orderNumber', 'duplicate_order_no', 'reject', { firstRow });
    return row.judged(null);
  }
  remarkMoney(row, first.amountFen, [...first.payments, payment]);
  const judged = row.judged(null, 'update');
  if (judged.action !== 'update') return judged;
  first.payments.push(payment);
  above.repeats.push({ row, judged });
  row.note('paidAmount', 'second_payment', 'fix', {
    firstRow,
    number: first.payments.length,
    value: payment.amountFen,
  });
  return judged;
}

const isSameSale = (a: SaleValues, b: SaleValues) =>
  a.customerKey === b.customerKey &&
  a.amountFen === b.amountFen &&
  a.dealOn === b.dealOn &&
  a.salespersonId === b.salespersonId &&
  nameKey(a.product) === nameKey(b.product);

const hasPayment = (payments: PaymentValues[], { amountFen, paidOn }: PaymentValues) =>
  payments.some((payment) => payment.amountFen === amountFen && payment.paidOn === paidOn);

/** An order on record: recognised when the row says the same, refused when it says something else (no update mode yet). */
function judgeKnown(
  row: RowReader,
  known: KnownOrder,
  values: SaleValues | null,
  payment: PaymentValues | null,
): JudgedRow {
  if (row.refused) return row.judged(null);
  const isSame =
    values !== null &&
    known.inScope &&
    !known.voided &&
    known.customerKey === values.customerKey &&
    known.productKey === nameKey(values.product) &&
    known.amountFen === values.amountFen &&
    known.dealOn === values.dealOn &&
    known.salespersonId === values.salespersonId &&
    (payment === null || hasPayment(known.payments, payment));
  if (values === null) return row.judged(null);
  if (isSame) row.note('orderNumber', 'known_order', 'duplicate');
  // Outside the scope: that the number is taken, and nothing else about the sale that has it.
  else row.note('orderNumber', known.inScope && known.voided ? 'voided_order_no' : 'order_no_taken', 'reject');
  return row.judged(null, 'duplicate');
}

/** R19: a reversal under its original; together they never exceed it. Originals may stand below their reversals. */
export function linkReversals(orders: OrderBook): void {
  const left = new Map<string, number>();
  for (const { row, judged, values, repeats } of orders.byKey.values()) {
    if (!judged || !values?.originalKey) continue;
    const refuse = (kind: string) => {
      for (const refused of [{ row, judged }, ...repeats]) {
        refused.row.note('original', kind, 'reject');
        refused.judged.action = 'refuse';
        refused.judged.values = null;
      }
    };
    const inFile = orders.byKey.get(values.originalKey)?.values;
    const known = orders.world.orders.get(values.originalKey);
    const original = inFile ?? (known?.inScope && !known.voided ? known : null);
    if (values.amountFen >= 0) refuse('reversal_not_negative');
    else if (!original || original.amountFen <= 0) refuse('unknown_original');
    else if (original.customerKey !== values.customerKey) refuse('reversal_other_customer');
    else {
      const rest = left.get(values.originalKey) ?? original.amountFen + (known?.reversedFen ?? 0);
      if (rest + values.amountFen < 0) refuse('reversal_exceeds');
      else left.set(values.originalKey, rest + values.amountFen);
    }
  }
}
