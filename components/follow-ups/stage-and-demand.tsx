'use client';

import { ArrowRight, ChevronRight } from 'lucide-react';
import { useRef } from 'react';
import { FieldErrors, SelectField, TextField, useField, useFormState } from '@/components/ui/form';
import { Context } from '@/components/ui/form-context';
import type { Stage } from '@/db/schema/customers';
import type { About } from '@/lib/follow-ups/queries/form';
import type { recordForm } from '@/messages/zh/follow-ups';
import { useFormValues } from './use-form-values';

const steps = ['contact', 'research', 'evaluation', 'negotiation', 'won'] as const satisfies readonly Stage[];
type Option = { value: string; label: string };
type Props = {
  customer: About['customer'];
  words: { lossReasons: Option[]; demandTypes: Option[] };
  texts: typeof recordForm;
};

const names = ['opened', 'stage', 'lossReasonId', 'demandTypeId', 'demandChange'];
const isAbout = (opened: string, customer: Props['customer']) => opened.includes(`"customerId":"${customer.id}"`);

/** 合作状态 as steps, with demand and loss under 更多; only what differs from `opened` is written (R42). */
export function StageAndDemand(props: Props) {
  const form = useFormState();
  const { values } = form.state;
  if (!values.opened || isAbout(String(values.opened), props.customer)) return <Steps {...props} />;
  // What a refusal or a draft brings back was said of the customer that was picked then.
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
  return (
    <Context value={{ ...form, state: { ...form.state, values: own } }}>
      <Steps {...props} />
    </Context>
  );
}

function Steps({ customer, words, texts }: Props) {
  const whole = useRef<HTMLDivElement>(null);
  const values = useFormValues(whole);
  const stage = useField('stage', customer.stage);
  const loss = useField('lossReasonId');
  const demand = { type: useField('demandTypeId'), change: useField('demandChange') };
  const opened = useField('opened');
  const isLost = values !== null && values.get('lossReasonId') !== null && values.get('lossReasonId') !== '';
  const chosen = isLost ? 'lost' : ((values?.get('stage') as Stage | null) ?? customer.stage);
  const position = steps.indexOf(chosen as (typeof steps)[number]);
  const own = JSON.stringify({
    customerId: String(customer.id),
    stage: customer.stage,
    demandTypeId: String(customer.demandTypeId ?? ''),
    demandChange: customer.demandChange ?? '',
  });
  const none = { value: '', label: texts.notSet };
  return (
    <div ref={whole} className="space-y-3.5">
      <input type="hidden" name="opened" value={isAbout(opened.value, customer) ? opened.value : own} readOnly />
      <fieldset className="min-w-0" aria-invalid={stage.errors.length > 0} aria-describedby={stage.errorId}>
        <legend className="w-full">
          <span className="field-label">
            {texts.stage}
            <span className="ml-auto flex items-center gap-1 text-base-content">
              {chosen !== customer.stage && (
                <>
                  {texts.stages[customer.stage]} <ArrowRight className="size-3.5" aria-hidden />{' '}
                </>
              )}
              <strong className={chosen === customer.stage ? 'font-normal' : ''}>{texts.stages[chosen]}</strong>
            </span>
          </span>
        </legend>
        <span key={stage.key} className="grid grid-cols-5 gap-1">
          {steps.map((step, index) => (
            <label
              key={step}
              className="cursor-pointer rounded-field pt-2 pb-3 text-center text-xs text-ink-3 has-checked:font-semibold has-checked:text-base-content has-focus-visible:outline-2 has-focus-visible:outline-primary"
            >
              <input type="radio" className="sr-only" name="stage" value={step} defaultChecked={step === stage.value} />
              <span
                className={`mb-1.5 block h-1.5 rounded-full ${index <= position ? 'bg-primary' : 'bg-base-300'}`}
                aria-hidden
              />
              {texts.stages[step]}
            </label>
          ))}
        </span>
        <FieldErrors name="stage" errors={stage.errors} />
      </fieldset>
      <details
        className="group border-t border-line"
        open={[loss, demand.type, demand.change].some((field) => field.errors.length > 0)}
      >
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1 text-sm text-ink-2">
          <ChevronRight className="size-4 group-open:rotate-90" aria-hidden />
          {texts.more}
        </summary>
        <div className="grid gap-3.5 pb-2 sm:grid-cols-2">
          <SelectField
            name="demandTypeId"
            label={texts.demandType}
            defaultValue={String(customer.demandTypeId ?? '')}
            options={withPresent([none, ...words.demandTypes], customer)}
          />
          {customer.stage !== 'lost' && (
            <SelectField
              name="lossReasonId"
              label={texts.lossReason}
              hint={texts.lossHint}
              options={[{ value: '', label: texts.notLost }, ...words.lossReasons]}
            />
          )}
          <TextField
            name="demandChange"
            label={texts.demandChange}
            defaultValue={customer.demandChange ?? ''}
            rows={1}
            className="sm:col-span-2"
          />
        </div>
      </details>
    </div>
  );
}

/** A retired word that the customer still has stays its value. */
const withPresent = (options: Option[], { demandTypeId, demandType }: About['customer']) =>
  demandTypeId === null || options.some(({ value }) => value === String(demandTypeId))
    ? options
    : [...options, { value: String(demandTypeId), label: demandType ?? '' }];
