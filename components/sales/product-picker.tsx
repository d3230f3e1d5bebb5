'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { FieldErrors, FieldLabel, useField } from '@/components/ui/form';
import { price as showPrice } from '@/lib/format';
import type { ProductChoice } from '@/lib/sales/queries/products';
import type { SaleTexts } from './sale-texts';
import { fill } from './use-live';

export type Lookup = { text: string; customerId: string; items: ProductChoice[] };
/** Names compare without spaces, width and case; the server decides by the same rule. */
const sameName = (a: string, b: string) => plain(a) === plain(b);
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

export const productNamed = (lookup: Lookup | null, text: string) =>
  lookup?.items.find((item) => sameName(item.name, text)) ?? null;

const pause = 150;

/** Looks the typed text up a moment after the last key; null while nothing came back yet. */
export function useProducts(text: string, customerId: string, isWanted: boolean): Lookup | null {
  const [lookup, setLookup] = useState<Lookup | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ q: text, customer: customerId });
      try {
        const answer = await fetch(`/api/products/search?${query}`, { signal: stop.signal });
        if (answer.ok) setLookup({ text, customerId, items: await answer.json() });
      } catch (error) {
        // Left behind by the next key, or no network: a name may be typed without suggestions.
        if (!(error instanceof TypeError || (error as Error).name === 'AbortError')) throw error;
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, customerId, isWanted]);
  return lookup;
}

/** A product's name with suggestions by Chinese, pinyin or initials; any other name may be typed (R16). */
export function ProductPicker({
  name,
  text,
  defaultValue,
  lookup,
  onFocus,
  put,
  texts,
}: {
  name: string;
  text: string;
  defaultValue?: string | undefined;
  lookup: Lookup | null;
  onFocus: (isInside: boolean) => void;
  put: (name: string, value: string) => void;
  texts: SaleTexts;
}) {
  const field = useField(name, defaultValue);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const items = lookup?.items ?? [];
  const isShown = isOpen && (items.length > 0 || (text.trim() !== '' && lookup?.text === text));

  function choose(item: ProductChoice) {
    put(name, item.name);
    setOpen(false);
    setActive(-1);
  }
  function move(step: number) {
    setOpen(true);
    const next = items.length === 0 ? -1 : (active + step + items.length) % items.length;
    setActive(next);
    box.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  }
  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(active < 0 ? 0 : -1);
    else if (event.key === 'Escape' && isShown) setOpen(false);
    else if (event.key === 'Enter' && isShown && items[active]) choose(items[active]);
    else return;
    event.preventDefault();
  }

  return (
    <div className="relative min-w-0">
      <label className="block">
        <FieldLabel label={texts.product} hint={texts.productHint} required />
        <input
          key={field.key}
          name={name}
          defaultValue={field.value}
          className={`input w-full ${field.errors.length > 0 ? 'input-error' : ''}`}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls={list}
          aria-activedescendant={isShown && active >= 0 ? `${list}-${active}` : undefined}
          aria-required
          aria-invalid={field.errors.length > 0}
          aria-describedby={field.errorId}
          autoComplete="off"
          onFocus={() => {
            onFocus(true);
            setOpen(true);
          }}
          onInput={() => {
            setOpen(true);
            setActive(-1);
          }}
          onBlur={() => {
            onFocus(false);
            setOpen(false);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div hidden={!isShown} className="pop inset-x-0 top-full mt-1">
        <div
          ref={box}
          id={list}
          role="listbox"
          tabIndex={-1}
          aria-label={texts.product}
          className="max-h-72 overflow-y-auto overscroll-contain empty:hidden"
        >
          {items.map((item, index) => (
            <Option
              key={item.id}
              id={`${list}-${index}`}
              item={item}
              isActive={index === active}
              onChoose={choose}
              texts={texts}
            />
          ))}
        </div>
        {isShown && items.length === 0 && (
          <p role="status" className="px-2.5 py-1.5 break-words text-ink-2">
            {fill(texts.noProductFound, { text: text.trim() })}
          </p>
        )}
      </div>
      <FieldErrors name={name} errors={field.errors} />
    </div>
  );
}

type OptionProps = {
  id: string;
  item: ProductChoice;
  isActive: boolean;
  onChoose: (item: ProductChoice) => void;
  texts: SaleTexts;
};

/** The keyboard chooses through the input, which keeps the focus. */
const Option = ({ id, item, isActive, onChoose, texts }: OptionProps) => (
  <button
    type="button"
    id={id}
    role="option"
    tabIndex={-1}
    aria-selected={isActive}
    className={`flex min-h-9 w-full flex-wrap items-baseline gap-x-2 rounded-field px-2.5 py-1.5 text-left max-sm:min-h-11 ${isActive ? 'bg-selected' : 'hover:bg-hover'}`}
    onMouseDown={(event) => event.preventDefault()}
    onClick={() => onChoose(item)}
  >
    <span className="min-w-0 break-words">{item.name}</span>
    <span className="caption">{[item.line, item.unit].filter(Boolean).join('，')}</span>
    {item.price && (
      <span className="caption whitespace-nowrap max-sm:basis-full sm:ml-auto">{priceWords(item.price, texts)}</span>
    )}
  </button>
);

/** "这个客户上次 90.00（2026-03-01）" */
export const priceWords = (price: NonNullable<ProductChoice['price']>, texts: SaleTexts) =>
  fill(texts.price[price.from], { on: price.on ?? '', price: showPrice(price.value) });
