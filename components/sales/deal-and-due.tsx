'use client';

import { useEffect, useState } from 'react';
import { Field, useField } from '@/components/ui/form';
import { isDay } from '@/lib/days';
import { dueDay, type Terms } from '@/lib/sales/due';
import { TextButton } from './sale-line';
import type { SaleTexts } from './sale-texts';
import { fill } from './use-live';

type Props = {
  values: Record<string, string>;
  put: (name: string, value: string) => void;
  /** Null while no customer is chosen: the company's own terms then. */
  terms: Terms | null;
  dueDays: number;
  today: string;
  texts: SaleTexts;
  defaults?: Record<string, string> | undefined;
  /** 分期 have due days of their own. */
  hasParts?: boolean;
};

/**
 * Deal date, and the due date that follows from the customer's terms (R18) until another one is typed. The hidden field
 * holds which day was proposed for which deal date: a due date other than that is a person's own, and without script
 * the server can tell a proposal that no longer fits.
 */
export function DealAndDue({ values, put, terms, dueDays, today, texts, defaults, hasParts = false }: Props) {
  const isNew = defaults === undefined;
  const proposalFor = (dealOn: string) =>
    isDay(dealOn) ? `${dealOn} ${dueDay(dealOn, terms ?? companyTerms, dueDays)}` : '';
  const [initial] = useState(() => proposalFor(today));
  const earlier = useField('dueProposed', initial);
  const proposed = proposalFor(values.dealOn ?? today);
  const proposal = dueOf(proposed);
  const before = values.dueProposed ?? initial;
  const dueOn = values.dueOn ?? dueOf(initial);

  useEffect(() => {
    if (!isNew || proposed === '' || before === proposed) return;
    if (dueOn === '' || dueOn === dueOf(before)) put('dueOn', dueOf(proposed));
    put('dueProposed', proposed);
  }, [isNew, proposed, before, dueOn, put]);

  return (
    <div className="grid grid-cols-2 gap-3">
      <Field
        name="dealOn"
        type="date"
        label={texts.dealOn}
        defaultValue={defaults?.dealOn ?? today}
        max={today}
        required
      />
      {!hasParts && (
        <div>
          <Field
            name="dueOn"
            type="date"
            label={texts.dueOn}
            hint={termsWords(terms, dueDays, texts)}
            defaultValue={defaults?.dueOn ?? dueOf(initial)}
            required={!isNew}
          />
          {isNew && <input type="hidden" key={earlier.key} name="dueProposed" defaultValue={earlier.value} />}
          {proposal !== '' && dueOn !== '' && dueOn !== proposal && (
            <p className="mt-1 text-xs text-ink-2">
              {fill(texts.dueOwn, { day: proposal })}
              <TextButton onClick={() => put('dueOn', proposal)}>{texts.takeDue}</TextButton>
            </p>
          )}
        </div>
      )}
    </div>
  );
}

const companyTerms: Terms = { termsKind: null, termsDays: null };
const dueOf = (proposed: string) => proposed.split(' ')[1] ?? '';

const termsWords = (terms: Terms | null, dueDays: number, texts: SaleTexts) =>
  terms?.termsKind === 'month_end'
    ? texts.dueMonthEnd
    : fill(texts.dueDays, { days: terms?.termsKind === 'days' ? (terms.termsDays ?? dueDays) : dueDays });
