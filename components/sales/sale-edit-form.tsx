'use client';

import { CircleAlert } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { CustomerPicker } from '@/components/customers/customer-picker';
import { Field, FieldLabel, HiddenField, SelectField, SubmitButton, TextField, useField } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import type { PickedCustomer } from '@/lib/customers/queries/pick';
import { saveSale } from '@/lib/sales/actions';
import type { EditValues } from '@/lib/sales/edit-fields';
import type { customerPicker } from '@/messages/zh/customers';
import { DealAndDue } from './deal-and-due';
import { InstalmentRows } from './instalment-rows';
import { amountsOf, SaleLine } from './sale-line';
import { SaleQuestions } from './sale-questions';
import type { SaleTexts } from './sale-texts';
import { fill, useLive } from './use-live';

type Option = { value: string; label: string };
type Props = {
  formKey: string;
  sale: { id: number; orderNumber: string };
  /** The sale as the form spells it; its amount is left out where it follows from quantity and price. */
  opened: EditValues;
  /** The order number may still be put right. */
  isRenumberable: boolean;
  amount: string;
  parts: { dueOn: string; amount: string }[];
  /** Null when the customer is somebody else's by now: then it stays. */
  customer: PickedCustomer | null;
  customerName: string;
  /** `pending` and `rejected` change at once, `approved` files a new version, `direct` where nobody reviews; `waits` = one is filed. */
  state: 'pending' | 'rejected' | 'approved' | 'direct' | 'waits';
  rejectReason: string | null;
  productLines: Option[];
  /** Words for what was blank when the sale was filed; none where it has one. */
  blanks: { regionId: Option[]; productLineId: Option[] };
  dueDays: number;
  today: string;
  texts: SaleTexts;
  pickerTexts: typeof customerPicker;
};

/** 编辑: a sale's own fields (R17). */
export function SaleEditForm({ formKey, ...props }: Props) {
  const { texts, sale, state } = props;
  const save = {
    pending: 'save',
    rejected: 'saveRefiled',
    approved: 'saveChange',
    direct: 'save',
    waits: 'save',
  } as const;
  return (
    <FormPage
      title={fill(texts.editTitle, { number: sale.orderNumber })}
      cancelHref={`/sales/${sale.id}`}
      cancel={texts.cancel}
      action={saveSale}
      formKey={formKey}
      draft={`sale.${sale.id}`}
      footer={<SubmitButton className="btn btn-primary max-sm:w-full">{texts[save[state]]}</SubmitButton>}
    >
      <input type="hidden" name="saleId" value={sale.id} />
      <HiddenField name="opened" value={JSON.stringify(props.opened)} />
      <State {...props} />
      {state === 'waits' ? <NotesOnly {...props} /> : <Fields {...props} />}
    </FormPage>
  );
}

/** What saving will do, before anything is typed. */
function State({ state, rejectReason, sale, texts }: Pick<Props, 'state' | 'rejectReason' | 'sale' | 'texts'>) {
  const isLate = useField('waits').value === '1';
  if (state === 'waits' || isLate)
    return (
      <Note>
        {texts.waitsNote}
        <Link className="link-quiet ml-1 whitespace-nowrap" href={`/sales/${sale.id}`} prefetch={false}>
          {texts.waitsLink}
        </Link>
      </Note>
    );
  const words = {
    pending: texts.pendingNote,
    rejected: fill(texts.rejectedNote, { reason: rejectReason ?? '' }),
    approved: texts.approvedNote,
    direct: texts.approvedDirect,
  };
  return <Note>{words[state]}</Note>;
}

const Note = ({ children }: { children: ReactNode }) => (
  <p className="flex items-start gap-2 rounded-field bg-warn-soft px-3 py-2.5 text-sm">
    <CircleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
    <span className="min-w-0 break-words">{children}</span>
  </p>
);

function Fields({
  opened,
  isRenumberable,
  amount,
  parts,
  customer,
  customerName,
  state,
  productLines,
  blanks,
  dueDays,
  today,
  texts,
  pickerTexts,
}: Omit<Props, 'formKey'>) {
  const defaults = { ...opened, 'lines.0.amount': amount };
  const { inside, values, read, put } = useLive<HTMLDivElement>(defaults);
  const [picked, setPicked] = useState(customer);
  const line = amountsOf(0, values);
  return (
    <div ref={inside} className="space-y-3.5" onInput={read} onChange={read}>
      {customer ? (
        <CustomerPicker
          name="customerId"
          label={texts.customer}
          texts={pickerTexts}
          initial={customer}
          onPick={setPicked}
        />
      ) : (
        <div>
          <FieldLabel label={texts.customer} />
          <p className="break-words">{customerName}</p>
          <input type="hidden" name="customerId" value={opened.customerId} />
        </div>
      )}
      <SaleLine
        row={0}
        values={values}
        put={put}
        customerId={picked ? String(picked.id) : ''}
        productLines={productLines}
        texts={texts}
        defaults={defaults}
      />
      <DealAndDue
        values={values}
        put={put}
        terms={picked}
        dueDays={dueDays}
        today={today}
        texts={texts}
        defaults={defaults}
        hasParts={parts.length > 0}
      />
      {isRenumberable && (
        <Field
          name="orderNumber"
          label={texts.orderNumber}
          defaultValue={opened.orderNumber}
          autoComplete="off"
          className="sm:w-1/2 sm:pr-1.5"
          required
        />
      )}
      {parts.length > 0 && <InstalmentRows defaults={parts} amount={line.amount} values={values} texts={texts} />}
      <Blanks blanks={blanks} texts={texts} />
      <TextField
        name="notes"
        label={texts.notes}
        defaultValue={opened.notes}
        rows={2}
        className="[&_textarea]:min-h-16"
      />
      {state === 'approved' && <Field name="reason" label={texts.reason} hint={texts.reasonHint} autoComplete="off" />}
      <SaleQuestions isFree={line.amount === 0 && opened['lines.0.amount'] !== '0.00'} texts={texts} />
    </div>
  );
}

/** R16: a blank that was frozen may be filled later; it stands at once. */
const Blanks = ({ blanks, texts }: Pick<Props, 'blanks' | 'texts'>) => (
  <div className="grid grid-cols-2 gap-3 empty:hidden">
    {(['regionId', 'productLineId'] as const).map(
      (name) =>
        blanks[name].length > 0 && (
          <SelectField
            key={name}
            name={name}
            label={texts.blanks[name]}
            hint={texts.blankHint}
            options={[{ value: '', label: '' }, ...blanks[name]]}
          />
        ),
    )}
  </div>
);

/** While a new version waits nothing but the notes can be changed: the rest goes back as it came. */
function NotesOnly({ opened, texts }: Pick<Props, 'opened' | 'texts'>) {
  return (
    <>
      {(
        [
          'customerId',
          'lines.0.productName',
          'lines.0.quantity',
          'lines.0.unitPrice',
          'lines.0.amount',
          'dealOn',
          'dueOn',
        ] as const
      ).map((name) => (
        <input key={name} type="hidden" name={name} value={opened[name]} />
      ))}
      <TextField name="notes" label={texts.notes} defaultValue={opened.notes} rows={4} />
    </>
  );
}
