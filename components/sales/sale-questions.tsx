'use client';

import { FieldErrors, useField } from '@/components/ui/form';
import type { SaleTexts } from './sale-texts';
import { fill } from './use-live';

type Earlier = { id: number; orderNumber: string; productName: string; amount: string; dealOn: string };

/** What has to be said yes to before a sale is saved: that 0 yuan is a gift, that it isn't the one filed already. */
export function SaleQuestions({ isFree, texts }: { isFree: boolean; texts: SaleTexts }) {
  const gift = useField('gift');
  return (
    <>
      {(isFree || gift.errors.length > 0) && (
        <div className="rounded-field bg-warn-soft px-3 py-2.5">
          <Tick name="gift" label={texts.gift} />
        </div>
      )}
      <Doubles texts={texts} />
    </>
  );
}

/** The earlier sales that look the same, with links, and the tick that says this is another one. */
function Doubles({ texts }: { texts: SaleTexts }) {
  const found = useField('doubles');
  const shown = useField('doublesShown');
  const earlier = (found.value ? JSON.parse(found.value) : []) as Earlier[];
  return (
    <>
      <input type="hidden" name="doubles" value={found.value} readOnly />
      <input type="hidden" name="doublesShown" value={shown.value} readOnly />
      {earlier[0] && (
        <section className="space-y-1.5 rounded-field bg-warn-soft px-3 py-2.5 text-sm">
          <p>{fill(texts.doubleOf, { day: earlier[0].dealOn })}</p>
          <ul className="space-y-1">
            {earlier.map((sale) => (
              <li key={sale.id} className="flex flex-wrap items-baseline gap-x-2">
                {/* In a tab of its own: what is typed here stays. */}
                <a className="link-quiet break-all" href={`/sales/${sale.id}`} target="_blank" rel="noreferrer">
                  {sale.orderNumber}
                </a>
                <span className="min-w-0 break-words text-ink-2">{sale.productName}</span>
                <span className="ml-auto">{sale.amount}</span>
              </li>
            ))}
          </ul>
          <Tick name="notDouble" label={texts.double} />
        </section>
      )}
    </>
  );
}

function Tick({ name, label }: { name: string; label: string }) {
  const field = useField(name);
  const isAsked = field.errors.length > 0;
  return (
    <div>
      <label className="flex min-h-9 items-center gap-2 max-sm:min-h-11">
        <input
          key={field.key}
          type="checkbox"
          name={name}
          className="checkbox"
          defaultChecked={field.value === 'on'}
          aria-invalid={isAsked}
          aria-describedby={field.errorId}
        />
        {label}
      </label>
      <FieldErrors name={name} errors={field.errors} />
    </div>
  );
}
