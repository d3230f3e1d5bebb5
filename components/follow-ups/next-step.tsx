'use client';

import { CalendarDays } from 'lucide-react';
import { useRef } from 'react';
import { FieldErrors, useField } from '@/components/ui/form';
import type { Level } from '@/db/schema/customers';
import { dayInWords, plannedDay } from '@/lib/follow-ups/plan';
import type { FormCalendar } from '@/lib/follow-ups/queries/form';
import type { recordForm } from '@/messages/zh/follow-ups';
import { OverInput } from './over-input';
import { useFormValues } from './use-form-values';

const steps = ['1', '3', '7', 'cadence', 'none'] as const;
type Texts = typeof recordForm;
type Props = { calendar: FormCalendar; level: Level | null; isShared: boolean; texts: Texts };

/**
 * 下次跟进: a few steps from today, the cadence or a day of one's own, with the day it comes to in words. The cadence is
 * the owner's; a 协同人 has none.
 */
export function NextStep({ calendar, level, isShared, texts }: Props) {
  const usual = isShared ? 'none' : 'cadence';
  const next = useField('next', usual);
  const nextOn = useField('nextOn');
  const plan = useField('nextPlan');
  const whole = useRef<HTMLFieldSetElement>(null);
  const values = useFormValues(whole);
  const day = values === null ? null : plannedOf(values, calendar, level);
  const typed = String(values?.get('nextOn') ?? '');
  const isMoved = typed !== '' && day !== null && day !== typed;

  function onStep() {
    const input = whole.current?.querySelector<HTMLInputElement>('input[name="nextOn"]');
    if (input) input.value = '';
  }
  function onDay(input: HTMLInputElement) {
    const chips = whole.current?.querySelectorAll<HTMLInputElement>('input[name="next"]') ?? [];
    for (const chip of chips) chip.checked = input.value === '' && chip.value === usual;
    next.touched();
  }

  return (
    <fieldset ref={whole} className="min-w-0" aria-describedby={nextOn.errorId}>
      <legend className="w-full">
        <span className="field-label items-center">
          {texts.next}
          <OverInput
            key={nextOn.key}
            type="date"
            name="nextOn"
            label={texts.nextOn}
            value={nextOn.value}
            min={calendar.today}
            onChange={onDay}
          >
            <span className="text-base-content">
              {day ? dayInWords(day, texts) : values?.get('next') === 'none' ? texts.noNext : texts.pickDay}
            </span>
            <CalendarDays className="ml-1 size-3.5" aria-hidden />
          </OverInput>
        </span>
      </legend>
      <span
        key={`${next.key} ${usual}`}
        className={`grid gap-1.5 sm:flex sm:flex-wrap ${isShared ? 'grid-cols-4' : 'grid-cols-[1fr_1fr_1fr_1.6fr_1fr]'}`}
      >
        {steps
          .filter((step) => !isShared || step !== 'cadence')
          .map((step) => (
            <label key={step} className="chip cursor-pointer justify-center px-0 sm:px-3">
              <input
                type="radio"
                className="sr-only"
                name="next"
                value={step}
                defaultChecked={nextOn.value === '' && step === next.value}
                onChange={onStep}
              />
              {step === 'cadence' && level ? cadenceText(calendar, level, texts) : texts.steps[step]}
            </label>
          ))}
      </span>
      <FieldErrors name="nextOn" errors={nextOn.errors} />
      <input
        key={`plan ${plan.key}`}
        className="input mt-1.5 w-full"
        name="nextPlan"
        defaultValue={plan.value}
        placeholder={texts.nextPlanPlaceholder}
        aria-label={texts.nextPlan}
      />
      <FieldErrors name="nextPlan" errors={plan.errors} />
      {(isMoved || (day !== null && calendar.unknownFrom !== null && day >= calendar.unknownFrom)) && (
        <p className="caption mt-1">
          {isMoved
            ? texts.moved.replace('{{day}}', dayInWords(typed, texts)).replace('{{to}}', dayInWords(day, texts))
            : texts.unknownYear.replace('{{year}}', String(day).slice(0, 4))}
        </p>
      )}
    </fieldset>
  );
}

/** The day that the form as it stands will plan. */
export const plannedOf = (values: FormData, calendar: FormCalendar, level: Level | null) =>
  plannedDay(calendar, {
    next: String(values.get('next') ?? 'cadence'),
    nextOn: String(values.get('nextOn') ?? ''),
    contactedOn: String(values.get('contactedAt') ?? '').slice(0, 10) || calendar.today,
    level,
  });

function cadenceText({ cadence }: FormCalendar, level: Level, texts: Texts): string {
  const { every, unit } = cadence[level];
  return (unit === 'days' ? texts.everyDays : texts.everyMonths).replace('{{n}}', `${every}`);
}
