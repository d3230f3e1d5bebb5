import type { Spelled } from '../edits';
import { amountField, priceField, quantityField } from './amounts';
import type { InstalmentPart, SaleContent } from './changes';
import type { EditedSale } from './validation';

/** The fields of a sale's edit form, under the names they have there, so that a clash stands beside its field (R42). */
export const editFields = [
  'customerId',
  'orderNumber',
  'lines.0.productName',
  'lines.0.quantity',
  'lines.0.unitPrice',
  'lines.0.amount',
  'dealOn',
  'dueOn',
  'parts',
  'notes',
] as const;
export type EditField = (typeof editFields)[number];
export type EditValues = Spelled<EditField>;

/** A sale as its edit form spells it. */
export const spelledSale = (
  content: SaleContent,
  { orderNumber, notes }: { orderNumber: string; notes: string | null },
): EditValues => ({
  customerId: String(content.customerId),
  orderNumber,
  'lines.0.productName': content.productName,
  'lines.0.quantity': quantityField(content.quantity),
  'lines.0.unitPrice': priceField(content.unitPrice),
  'lines.0.amount': amountField(content.amountFen),
  dealOn: content.dealOn,
  dueOn: content.dueOn,
  parts: spelledParts(content.instalments),
  notes: notes ?? '',
});

/** What was typed, spelled the same way; what the form doesn't ask stays as it was opened with. */
export function spelledEdit(edit: EditedSale, opened: EditValues): EditValues {
  const [line] = edit.lines;
  return {
    customerId: String(edit.customerId),
    orderNumber: edit.orderNumber ?? opened.orderNumber,
    'lines.0.productName': line?.productName ?? '',
    'lines.0.quantity': quantityField(line?.quantity ?? null),
    'lines.0.unitPrice': priceField(line?.unitPrice ?? null),
    'lines.0.amount': amountField(line?.amountFen ?? null),
    dealOn: edit.dealOn,
    // 分期 have due days of their own.
    dueOn: edit.parts ? opened.dueOn : (edit.dueOn ?? ''),
    parts: edit.parts ? spelledParts(edit.parts) : opened.parts,
    notes: edit.notes ?? '',
  };
}

const spelledParts = (parts: readonly InstalmentPart[]) =>
  parts.map(({ dueOn, amountFen }) => `${dueOn} ${amountField(amountFen)}`).join('，');

/** 分期 as the rows of the form, with those blank that there were more of when it was opened. */
export function partRows(parts: readonly InstalmentPart[], opened: string): Record<string, string> {
  const rows = Math.max(parts.length, opened === '' ? 0 : opened.split('，').length);
  const fields = Array.from({ length: rows }, (_, row) => {
    const part = parts[row];
    return [
      [`parts.${row}.dueOn`, part?.dueOn ?? ''],
      [`parts.${row}.amount`, part ? amountField(part.amountFen) : ''],
    ];
  });
  return Object.fromEntries(fields.flat());
}
