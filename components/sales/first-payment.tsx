'use client';

import { ChevronRight } from 'lucide-react';
import { Field, SelectField, useField } from '@/components/ui/form';
import { yuan } from '@/lib/format';
import { amountField } from '@/lib/sales/amounts';
import { TextButton } from './sale-line';
import type { SaleTexts } from './sale-texts';

/** The first money of an order, when it came with it (R18). */
export function FirstPayment({
  total,
  today,
  put,
  texts,
}: {
  total: number;
  today: string;
  put: (name: string, value: string) => void;
  texts: SaleTexts;
}) {
  const paid = useField('paid');
  const day = useField('paidOn');
  return (
    <details
      key={paid.key}
      open={paid.value !== '' || paid.errors.length > 0 || day.errors.length > 0}
      className="group border-t border-line pt-1"
    >
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1 text-sm text-ink-2">
        <ChevronRight className="size-4 group-open:rotate-90" aria-hidden />
        {texts.payment}
        <span className="caption ml-auto">{texts.paymentHint}</span>
      </summary>
      <div className="grid grid-cols-2 gap-3 pb-1 sm:grid-cols-3">
        <div className="max-sm:col-span-2">
          <Field name="paid" label={texts.paid} inputMode="decimal" autoComplete="off" />
          {total > 0 && (
            <p className="mt-1 text-xs">
              <TextButton onClick={() => put('paid', amountField(total))}>
                {texts.paidAll} {yuan(total)}
              </TextButton>
            </p>
          )}
        </div>
        <Field name="paidOn" type="date" label={texts.paidOn} defaultValue={today} max={today} />
        <SelectField
          name="method"
          label={texts.method}
          defaultValue="transfer"
          options={Object.entries(texts.methods).map(([value, label]) => ({ value, label }))}
        />
      </div>
    </details>
  );
}
