'use client';

import { Building2 } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { FieldErrors, FieldLabel, useField } from '@/components/ui/form';
import type { PickedCustomer } from '@/lib/customers/queries/pick';
import type { customerPicker } from '@/messages/zh/customers';
import { CustomerCombobox, searchCustomers } from './customer-combobox';

type Props = {
  name: string;
  label: string;
  /** `customerPicker` of the viewer's messages. */
  texts: typeof customerPicker;
  /** The customer the form opens with. */
  initial?: PickedCustomer | null;
  required?: boolean;
  /** Customers one works on as 协同人 too: for follow-ups, not for sales. */
  reached?: boolean;
  /** Where filing a new customer leads back to; by default this very address, with the customer in it. */
  back?: string | undefined;
  /** Told of every other customer: picked, or come back from a draft. */
  onPick?: (customer: PickedCustomer) => void;
};

/** A customer of the viewer's own scope: looked for in a combobox, then shown as a card with 换. */
export function CustomerPicker(props: Props) {
  const { name, initial } = props;
  const field = useField(name);
  // A draft from before anyone was picked doesn't undo what the form was opened with.
  const asked = field.value || (initial ? String(initial.id) : '');
  const known = useRef(new Map(initial ? [[String(initial.id), initial]] : []));
  return (
    <div className="min-w-0">
      <Picked key={field.key} {...props} asked={asked} known={known.current} touched={field.touched} />
      <FieldErrors name={name} errors={field.errors} />
    </div>
  );
}

type PickedProps = Props & { asked: string; known: Map<string, PickedCustomer>; touched: () => void };

function Picked(props: PickedProps) {
  const { name, label, texts, required = true, reached = false, back, onPick, asked, known, touched } = props;
  const [value, setValue] = useState(asked);
  const [chosen, setChosen] = useState(known.get(asked) ?? null);
  const [isChanging, setChanging] = useState(false);
  const hasPicked = useRef(false);
  const card = useRef<HTMLButtonElement>(null);
  const tell = useRef(onPick);
  tell.current = onPick;

  useEffect(() => {
    if (asked === '' || known.has(asked)) return;
    const stop = new AbortController();
    searchCustomers({ id: asked }, { reached, signal: stop.signal }).then((found) => {
      if (found === null || stop.signal.aborted) return;
      const [customer] = found;
      if (!customer) return setValue('');
      known.set(asked, customer);
      setChosen(customer);
      tell.current?.(customer);
    });
    return () => stop.abort();
  }, [asked, known, reached]);

  useEffect(() => {
    // The combobox goes with the focus in it; unless the form led it further, it goes on from the card.
    if (chosen && hasPicked.current && document.activeElement === document.body) card.current?.focus();
  }, [chosen]);

  function pick(customer: PickedCustomer) {
    hasPicked.current = true;
    known.set(String(customer.id), customer);
    setChosen(customer);
    setValue(String(customer.id));
    setChanging(false);
    touched();
    onPick?.(customer);
  }

  return (
    <>
      <input type="hidden" name={name} value={value} readOnly />
      {chosen && !isChanging ? (
        <CustomerCard card={card} customer={chosen} label={label} texts={texts} onChange={() => setChanging(true)} />
      ) : (
        <CustomerCombobox
          name={name}
          label={label}
          texts={texts}
          required={required}
          reached={reached}
          isOpen={isChanging}
          back={back}
          onPick={pick}
          onLeave={() => setChanging(false)}
        />
      )}
    </>
  );
}

type CardProps = Pick<Props, 'label' | 'texts'> & {
  card: RefObject<HTMLButtonElement | null>;
  customer: PickedCustomer;
  onChange: () => void;
};

function CustomerCard({ card, customer, label, texts, onChange }: CardProps) {
  const { name, level, contactName, lastContactOn } = customer;
  return (
    <>
      <FieldLabel label={label} />
      <button
        ref={card}
        type="button"
        className="flex w-full items-center gap-2.5 rounded-box border border-line bg-base-200 px-3 py-2 text-left"
        onClick={onChange}
      >
        <Building2 className="size-5 text-ink-3" aria-hidden />
        <span className="sr-only">{texts.changeFrom}</span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate text-lg">{name}</span>
            <span className={`level level-${level}`}>{texts.level[level]}</span>
          </span>
          <span className="caption block truncate">
            {[
              contactName && texts.contact.replace('{{name}}', contactName),
              lastContactOn ? texts.last.replace('{{day}}', lastContactOn) : texts.never,
            ]
              .filter(Boolean)
              .join('，')}
          </span>
        </span>
        <span className="text-sm text-primary noscript:hidden" aria-hidden>
          {texts.change}
        </span>
      </button>
    </>
  );
}
