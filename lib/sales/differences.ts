import type { Fen } from '@/db/columns';
import { none, price, quantity, yuan } from '../format';
import type { InstalmentPart, SaleChange } from './changes';

export const changeFields = [
  'customer',
  'product',
  'quantity',
  'unitPrice',
  'amount',
  'dealOn',
  'dueOn',
  'instalments',
] as const;
export type ChangeField = (typeof changeFields)[number];
/** One field of a sale in its old and new version, as it reads; an empty text = no instalments. */
export type Difference = { field: ChangeField; before: string; after: string; isChanged: boolean };

type Edit = Pick<SaleChange, 'before' | 'productName' | 'quantity' | 'unitPrice' | 'amountFen' | 'dealOn' | 'dueOn'> & {
  instalments: InstalmentPart[] | null;
  customerName: string;
};

/** Old and new side by side (R17). Instalments only where there were or will be some. */
export function differences(edit: Edit): Difference[] {
  const { before } = edit;
  const old = {
    customer: words(before.customerName),
    product: words(before.productName),
    quantity: quantity(number(before.quantity)),
    unitPrice: price(number(before.unitPrice)),
    amount: yuan(number(before.amountFen)),
    dealOn: words(before.dealOn),
    dueOn: words(before.dueOn),
    instalments: plan(parts(before.instalments)),
  };
  const proposed = {
    customer: edit.customerName,
    product: words(edit.productName),
    quantity: quantity(edit.quantity),
    unitPrice: price(edit.unitPrice),
    amount: yuan(edit.amountFen),
    dealOn: words(edit.dealOn),
    dueOn: words(edit.dueOn),
    instalments: plan(edit.instalments ?? []),
  };
  return changeFields
    .map((field) => ({
      field,
      before: old[field],
      after: proposed[field],
      isChanged: old[field] !== proposed[field],
    }))
    .filter(({ field, before, after }) => field !== 'instalments' || before !== '' || after !== '');
}

type Value = SaleChange['before'][string] | undefined;
const words = (value: Value) => (value === null || value === undefined ? none : String(value));
const number = (value: Value) => (typeof value === 'number' ? value : null);

/** `before` holds plain values, so the instalments stand in it as JSON text. */
function parts(value: Value): InstalmentPart[] {
  if (typeof value !== 'string') return [];
  return JSON.parse(value) as InstalmentPart[];
}
const plan = (list: readonly InstalmentPart[]) =>
  list.map(({ dueOn, amountFen }) => `${dueOn} ${yuan(amountFen as Fen)}`).join('；');
