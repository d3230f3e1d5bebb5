'use client';

import { Plus, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { FieldLabel, useField } from '@/components/ui/form';
import type { PickedCustomer } from '@/lib/customers/queries/pick';
import type { customerPicker } from '@/messages/zh/customers';

/** Customers the server finds for the person signed in; null when it didn't answer. */
export async function searchCustomers(
  query: { q: string } | { id: string },
  { reached, signal }: { reached: boolean; signal: AbortSignal },
): Promise<PickedCustomer[] | null> {
  try {
    const asked = new URLSearchParams({ ...query, ...(reached ? { reached: '1' } : {}) });
    const response = await fetch(`/api/customers/search?${asked}`, { signal });
    return response.ok ? ((await response.json()) as { customers: PickedCustomer[] }).customers : null;
  } catch (error) {
    // No network, or a newer question took its place.
    if (error instanceof TypeError || (error as Error).name === 'AbortError') return null;
    throw error;
  }
}

type Props = {
  name: string;
  label: string;
  texts: typeof customerPicker;
  required: boolean;
  reached: boolean;
  /** Open and focused from the start: another customer is to take the place of the one chosen. */
  isOpen: boolean;
  back?: string | undefined;
  onPick: (customer: PickedCustomer) => void;
  /** Nothing was picked: Escape, or the focus went elsewhere. */
  onLeave: () => void;
};

const pause = 120;

/** A combobox with a listbox as ARIA describes it; the focus stays in the input. */
export function CustomerCombobox(props: Props) {
  const { name, label, texts, required, reached, isOpen: startsOpen, back, onPick, onLeave } = props;
  const { errors, errorId } = useField(name);
  const id = useId();
  const [term, setTerm] = useState('');
  const [isOpen, setOpen] = useState(startsOpen);
  const [active, setActive] = useState(0);
  const [found, setFound] = useState<PickedCustomer[] | 'failed' | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const rows = Array.isArray(found) ? found : [];

  useEffect(() => {
    if (startsOpen) input.current?.focus();
  }, [startsOpen]);

  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const customers = await searchCustomers({ q: term }, { reached, signal: stop.signal });
      if (stop.signal.aborted) return;
      setFound(customers ?? 'failed');
      setActive(0);
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [term, isOpen, reached]);

  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (whole.current?.contains(event.target as Node)) return;
      setOpen(false);
      onLeave();
    };
    document.addEventListener('focusin', leave);
    document.addEventListener('pointerdown', leave);
    return () => {
      document.removeEventListener('focusin', leave);
      document.removeEventListener('pointerdown', leave);
    };
  }, [isOpen, onLeave]);

  useEffect(() => {
    if (isOpen) document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen, id]);

  function onKeyDown(event: KeyboardEvent) {
    // Enter and arrows of an input method choose a word.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!isOpen) return setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (rows.length > 0) setActive((active + step + rows.length) % rows.length);
    } else if (event.key === 'Enter') {
      // Searching sends no form.
      event.preventDefault();
      const customer = rows[active];
      if (isOpen && customer) onPick(customer);
      else setOpen(true);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setOpen(false);
      onLeave();
    }
  }

  return (
    <div ref={whole} className="relative">
      <label htmlFor={id}>
        <FieldLabel label={label} required={required} />
      </label>
      <span className={`input w-full ${errors.length > 0 ? 'input-error' : ''}`}>
        <Search className="text-ink-3" aria-hidden />
        <input
          ref={input}
          id={id}
          role="combobox"
          className="grow"
          autoComplete="off"
          enterKeyHint="search"
          placeholder={texts.placeholder}
          value={term}
          aria-required={required}
          aria-invalid={errors.length > 0}
          aria-describedby={errorId}
          aria-autocomplete="list"
          aria-expanded={isOpen && found !== null}
          // Only while the list is there to be pointed to.
          aria-controls={isOpen && found !== null ? `${id}-list` : undefined}
          aria-activedescendant={isOpen && rows[active] ? `${id}-${active}` : undefined}
          onFocus={() => setOpen(true)}
          onClick={() => setOpen(true)}
          onChange={(event) => {
            setTerm(event.target.value);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      <p role="status" className="sr-only">
        {isOpen && found !== null && said(found, texts)}
      </p>
      {isOpen && found !== null && (
        <div className="pop inset-x-0 top-full mt-1 p-0!">
          {rows.length === 0 && <p className="px-3 py-2.5 text-ink-2">{said(found, texts)}</p>}
          {term === '' && rows.length > 0 && <p className="caption px-3 pt-2">{texts.recent}</p>}
          <div
            id={`${id}-list`}
            role="listbox"
            tabIndex={-1}
            aria-label={label}
            className="max-h-72 overflow-y-auto overscroll-contain p-1 empty:hidden"
          >
            {rows.map((customer, index) => (
              <Option
                key={customer.id}
                id={`${id}-${index}`}
                customer={customer}
                texts={texts}
                isActive={index === active}
                onPick={onPick}
              />
            ))}
          </div>
          <a
            className="h-11! w-full gap-2 rounded-none! border-t border-line px-3! text-primary"
            href={newCustomerHref(term, back ?? location.pathname + location.search)}
          >
            <Plus className="text-primary!" aria-hidden />
            {texts.new}
          </a>
        </div>
      )}
    </div>
  );
}

const said = (found: PickedCustomer[] | 'failed', texts: typeof customerPicker) =>
  found === 'failed' ? texts.failed : found.length === 0 ? texts.none : texts.found.replace('{{n}}', `${found.length}`);

/** Filing the customer that wasn't found, and back to this form with it. */
const newCustomerHref = (term: string, back: string): string =>
  `/customers/new?${new URLSearchParams({ ...(term ? { name: term } : {}), back })}`;

type OptionProps = {
  id: string;
  customer: PickedCustomer;
  texts: typeof customerPicker;
  isActive: boolean;
  onPick: (customer: PickedCustomer) => void;
};

/** The keyboard picks through the input, which keeps the focus. */
const Option = ({ id, customer, texts, isActive, onPick }: OptionProps) => (
  <button
    type="button"
    id={id}
    role="option"
    tabIndex={-1}
    aria-selected={isActive}
    className={`flex min-h-11 w-full items-center gap-2 rounded-field px-2.5 py-1.5 text-left max-sm:min-h-14 ${isActive ? 'bg-selected' : 'hover:bg-hover'}`}
    onMouseDown={(event) => event.preventDefault()}
    onClick={() => onPick(customer)}
  >
    <span className="min-w-0 flex-1">
      <span className="flex items-center gap-2">
        <span className="truncate text-base max-sm:text-lg">{customer.name}</span>
        <span className={`level level-${customer.level}`}>{texts.level[customer.level]}</span>
      </span>
      <span className="caption block truncate">
        {[
          customer.code,
          customer.ownerName,
          customer.contactName && texts.contact.replace('{{name}}', customer.contactName),
        ]
          .filter(Boolean)
          .join('，')}
      </span>
    </span>
  </button>
);
