'use client';

import { Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Field, SelectField, useField } from '@/components/ui/form';
import { yuan } from '@/lib/format';
import {
  amountField,
  listedAmount,
  priceField,
  readAmount,
  readPrice,
  readQuantity,
  type Typed,
} from '@/lib/sales/amounts';
import { ProductPicker, priceWords, productNamed, useProducts } from './product-picker';
import type { SaleTexts } from './sale-texts';
import { fill } from './use-live';

type Option = { value: string; label: string };
export type LineProps = {
  row: number;
  values: Record<string, string>;
  put: (name: string, value: string) => void;
  customerId: string;
  productLines: Option[];
  texts: SaleTexts;
  defaults?: Record<string, string> | undefined;
  /** 第 N 个产品, when there are several; and the button that takes the line away. */
  legend?: string | undefined;
  remove?: (() => void) | undefined;
};

/** One product of an order: name, quantity × unit price, and the amount that follows or was agreed otherwise (R16). */
export function SaleLine({ row, values, put, customerId, productLines, texts, defaults, legend, remove }: LineProps) {
  const name = (field: string) => `lines.${row}.${field}`;
  const text = values[name('productName')] ?? defaults?.[name('productName')] ?? '';
  const [isWanted, setWanted] = useState(text !== '');
  const [isChoosing, setChoosing] = useState(false);
  const lookup = useProducts(text, customerId, isWanted);
  const product = productNamed(lookup, text);
  const isNew = text.trim() !== '' && lookup?.text === text && product === null;
  // Half a name isn't a new product while there is something to choose from.
  const asksLine = isNew && !(isChoosing && lookup.items.length > 0);
  const { listed, amount, difference } = amountsOf(row, values);

  return (
    <fieldset className="min-w-0 space-y-3">
      {legend && (
        <legend className="w-full">
          <span className="flex items-center text-sm text-ink-2">
            {legend}
            {remove && (
              <button type="button" className="btn btn-ghost btn-square ml-auto" onClick={remove}>
                <Trash2 aria-hidden />
                <span className="sr-only">{fill(texts.removeLine, { line: legend })}</span>
              </button>
            )}
          </span>
        </legend>
      )}
      <ProductPicker
        name={name('productName')}
        text={text}
        defaultValue={defaults?.[name('productName')]}
        lookup={lookup}
        onFocus={(isInside) => {
          setChoosing(isInside);
          if (isInside) setWanted(true);
        }}
        put={put}
        texts={texts}
      />
      <NewProduct name={name('newLine')} isShown={asksLine} product={text} options={productLines} texts={texts} />
      <div className="grid grid-cols-2 gap-x-3 gap-y-3 sm:grid-cols-3">
        <Field
          name={name('quantity')}
          label={product?.unit ? fill(texts.quantityOf, { unit: product.unit }) : texts.quantity}
          defaultValue={defaults?.[name('quantity')]}
          inputMode="decimal"
          autoComplete="off"
        />
        <div className="min-w-0">
          <Field
            name={name('unitPrice')}
            label={texts.unitPrice}
            defaultValue={defaults?.[name('unitPrice')]}
            inputMode="decimal"
            autoComplete="off"
          />
          {product?.price && priceField(product.price.value) !== values[name('unitPrice')] && (
            <p className="mt-1 text-xs text-ink-2">
              {/* A day doesn't break at its hyphens. */}
              <span className="inline-block">{priceWords(product.price, texts).replaceAll('-', '\u2011')}</span>
              <TextButton onClick={() => product.price && put(name('unitPrice'), priceField(product.price.value))}>
                {texts.takePrice}
              </TextButton>
            </p>
          )}
        </div>
        <div className="max-sm:col-span-2">
          <Field
            name={name('amount')}
            label={texts.amount}
            hint={amount === null || amount === listed ? texts.amountHint : undefined}
            defaultValue={defaults?.[name('amount')]}
            // What follows from quantity and price stands there like an amount until another one is typed.
            placeholder={listed === null ? undefined : amountField(listed)}
            className="[&_input]:placeholder:text-base-content"
            inputMode="decimal"
            autoComplete="off"
          />
          {listed !== null && difference !== 0 && (
            <p className="mt-1 text-xs text-warning" role="status">
              {fill(difference > 0 ? texts.more : texts.less, {
                listed: yuan(listed),
                amount: yuan(Math.abs(difference)),
              })}
              <TextButton onClick={() => put(name('amount'), '')}>
                {fill(texts.takeListed, { listed: yuan(listed) })}
              </TextButton>
            </p>
          )}
        </div>
      </div>
    </fieldset>
  );
}

export const TextButton = ({ children, onClick }: { children: ReactNode; onClick: () => void }) => (
  <button type="button" className="link-quiet ml-1 px-1 max-sm:min-h-9" onClick={onClick}>
    {children}
  </button>
);

/**
 * The product line of a name that isn't in the list. It stays in the form while it is out of sight, with what was chosen;
 * without script it is always in sight, and needed for new names only.
 */
function NewProduct({
  name,
  isShown,
  product,
  options,
  texts,
}: {
  name: string;
  isShown: boolean;
  product: string;
  options: Option[];
  texts: SaleTexts;
}) {
  const { errors } = useField(name);
  const isAsked = isShown || errors.length > 0;
  return (
    <div className={`rounded-field bg-base-200 px-3 py-2.5 ${isAsked ? '' : 'hidden noscript:block'}`}>
      {isAsked && product.trim() !== '' && (
        <p className="mb-2 text-sm break-words">{fill(texts.newProduct, { name: product.trim() })}</p>
      )}
      <SelectField
        name={name}
        label={texts.newLine}
        hint={texts.newLineHint}
        options={[{ value: '', label: '' }, ...options, { value: 'none', label: texts.newLineLater }]}
      />
    </div>
  );
}

const numberOf = <T,>(typed: Typed<T>) => ('value' in typed ? typed.value : null);

/** What a line comes to as it stands; null while it can't be told. */
export function amountsOf(row: number, values: Record<string, string>) {
  const field = (name: string) => values[`lines.${row}.${name}`] ?? '';
  const listed = listedAmount(numberOf(readQuantity(field('quantity'))), numberOf(readPrice(field('unitPrice'))));
  const typed = readAmount(field('amount'));
  const amount = 'problem' in typed ? null : (typed.value ?? listed);
  return { listed, amount, difference: listed === null || amount === null ? 0 : amount - listed };
}
