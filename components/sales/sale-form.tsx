'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { CustomerPicker } from '@/components/customers/customer-picker';
import { Field, SelectField, SubmitButton, TextField, useFormState } from '@/components/ui/form';
import { FormPage } from '@/components/ui/form-page';
import type { PickedCustomer } from '@/lib/customers/queries/pick';
import { yuan } from '@/lib/format';
import { saveNewSale } from '@/lib/sales/actions';
import type { customerPicker } from '@/messages/zh/customers';
import { DealAndDue } from './deal-and-due';
import { FirstPayment } from './first-payment';
import { amountsOf, SaleLine } from './sale-line';
import { SaleQuestions } from './sale-questions';
import type { SaleTexts } from './sale-texts';
import { fill, useLive } from './use-live';

type Option = { value: string; label: string };
type Props = {
  formKey: string;
  /** The customer it was opened from. */
  customer: PickedCustomer | null;
  draft: string;
  /** For whom the viewer may file; nobody to choose for a rep. */
  salespeople: Option[];
  salespersonId: string;
  productLines: Option[];
  dueDays: number;
  today: string;
  cancelHref: string;
  texts: SaleTexts;
  pickerTexts: typeof customerPicker;
};

/** 记销售: a whole order in one short form (R16). */
export function SaleForm({ formKey, cancelHref, draft, ...props }: Props) {
  const { texts } = props;
  return (
    <FormPage
      title={texts.title}
      cancelHref={cancelHref}
      cancel={texts.cancel}
      action={saveNewSale}
      formKey={formKey}
      draft={draft}
      footer={
        <div className="flex gap-2 max-sm:flex-row-reverse">
          <SubmitButton className="btn btn-primary max-sm:flex-1">{texts.save}</SubmitButton>
          <SubmitButton className="btn btn-line" name="next" value="new">
            {texts.saveAndNew}
          </SubmitButton>
        </div>
      }
    >
      <Fields {...props} />
    </FormPage>
  );
}

function Fields({
  customer,
  salespeople,
  salespersonId,
  productLines,
  dueDays,
  today,
  texts,
  pickerTexts,
}: Omit<Props, 'formKey' | 'cancelHref' | 'draft'>) {
  const { state } = useFormState();
  const { inside, values, read, put } = useLive<HTMLDivElement>({
    customerId: customer ? String(customer.id) : '',
    dealOn: today,
  });
  const [picked, setPicked] = useState(customer);

  function pick(next: PickedCustomer) {
    setPicked(next);
    if (salespeople.some(({ value }) => value === String(next.ownerId))) put('salespersonId', String(next.ownerId));
  }

  return (
    <div ref={inside} className="space-y-3.5" onInput={read} onChange={read}>
      <CustomerPicker
        name="customerId"
        label={texts.customer}
        texts={pickerTexts}
        initial={customer}
        onPick={pick}
        back={customer ? undefined : '/sales/new?draft=blank'}
      />
      {salespeople.length > 0 && (
        <SelectField
          name="salespersonId"
          label={texts.salesperson}
          defaultValue={salespersonId}
          options={salespeople}
        />
      )}
      <Lines
        key={state.answer}
        values={values}
        put={put}
        read={read}
        customerId={picked ? String(picked.id) : ''}
        productLines={productLines}
        texts={texts}
      />
      <DealAndDue values={values} put={put} terms={picked} dueDays={dueDays} today={today} texts={texts} />
      <Field
        name="orderNumber"
        label={texts.orderNumber}
        hint={texts.orderNumberHint}
        autoComplete="off"
        className="sm:w-1/2 sm:pr-1.5"
      />
      <FirstPayment total={totalOf(rowsOf(values), values)} today={today} put={put} texts={texts} />
      <TextField name="notes" label={texts.notes} rows={2} className="[&_textarea]:min-h-16" />
      <SaleQuestions isFree={rowsOf(values).some((row) => amountsOf(row, values).amount === 0)} texts={texts} />
    </div>
  );
}

const rowsOf = (values: Record<string, string>): number[] => {
  const rows = Object.keys(values).flatMap((name) => /^lines\.(\d+)\.productName$/.exec(name)?.[1] ?? []);
  return rows.length === 0 ? [0] : rows.map(Number).sort((a, b) => a - b);
};
const totalOf = (rows: readonly number[], values: Record<string, string>) =>
  rows.reduce((sum, row) => sum + (amountsOf(row, values).amount ?? 0), 0);

const mostLines = 20;

/** The products of the order. Rows keep their numbers when others go, so that each keeps its fields and errors. */
function Lines({
  values,
  put,
  read,
  customerId,
  productLines,
  texts,
}: {
  values: Record<string, string>;
  put: (name: string, value: string) => void;
  read: () => void;
  customerId: string;
  productLines: Option[];
  texts: SaleTexts;
}) {
  const { state, touched } = useFormState();
  const [rows, setRows] = useState(() => rowsOf(asTexts(state.values)));
  const change = (next: number[]) => {
    setRows(next);
    // Once the rows stand in the form or are gone from it.
    requestAnimationFrame(() => {
      read();
      touched();
    });
  };
  return (
    <section className="space-y-3">
      {rows.map((row, index) => (
        <div key={row} className="border-line not-first:border-t not-first:pt-3">
          <SaleLine
            row={row}
            values={values}
            put={put}
            customerId={customerId}
            productLines={productLines}
            texts={texts}
            legend={rows.length > 1 ? fill(texts.line, { n: index + 1 }) : undefined}
            remove={rows.length > 1 ? () => change(rows.filter((other) => other !== row)) : undefined}
          />
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {rows.length < mostLines && (
          <button
            type="button"
            className="btn btn-ghost -ml-3 noscript:hidden"
            onClick={() => change([...rows, Math.max(...rows) + 1])}
          >
            <Plus aria-hidden />
            {texts.addLine}
          </button>
        )}
        {rows.length > 1 && (
          <>
            <span className="caption">{texts.linesNote}</span>
            <span className="ml-auto text-sm">
              {texts.total} <strong>{yuan(totalOf(rows, values))}</strong>
            </span>
          </>
        )}
      </div>
    </section>
  );
}

const asTexts = (values: Record<string, string | string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
