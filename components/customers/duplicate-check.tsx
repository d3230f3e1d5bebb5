'use client';

import { CircleX, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { SubmitButton, useField, useFormState } from '@/components/ui/form';
import type { Duplicate } from '@/lib/customers/queries/duplicates';
import type { customerForm } from '@/messages/zh/customers';

type Texts = (typeof customerForm)['twin'];
type Props = { texts: Texts; except?: number };
type Found = Duplicate & { by: 'name' | 'creditCode' | 'near' | 'phone' };

/** Form field → the question's name for it. */
const watched = { name: 'name', creditCode: 'creditCode', contactPhone: 'phone' } as const;
const pause = 350;

/** Says while a customer is typed that it may be there already (R10): red for what blocks, amber for what only asks. */
export function DuplicateCheck(props: Props) {
  const { state } = useFormState();
  // A draft or an answer fills the fields without typing: looked at anew.
  return <Twins key={state.answer} {...props} />;
}

function Twins({ texts, except }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [found, setFound] = useState<Found[]>([]);
  // What a refusal says beside the field already isn't said again; only the way there is.
  const said = { name: useField('name').errors.length > 0, creditCode: useField('creditCode').errors.length > 0 };
  const isSaid = ({ by }: Found) => (by === 'name' || by === 'creditCode') && said[by];
  const shown = found.filter((one) => !isSaid(one) || one.id !== null);

  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = new AbortController();
    const ask = async () => {
      stop.abort();
      stop = new AbortController();
      const { signal } = stop;
      const answer = await duplicatesOf(new FormData(form), except, signal);
      if (answer && !signal.aborted) setFound(answer);
    };
    const askSoon = (event: Event) => {
      if (!((event.target as HTMLInputElement).name in watched)) return;
      clearTimeout(timer);
      timer = setTimeout(ask, pause);
    };
    form.addEventListener('input', askSoon);
    timer = setTimeout(ask, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
      form.removeEventListener('input', askSoon);
    };
  }, [except]);

  return (
    <div ref={place} role="status" className="empty:hidden">
      {shown.length > 0 && (
        <ul className="space-y-1 text-sm">
          {shown.map((one) => (
            <Twin key={`${one.by}-${one.id}`} found={one} isSaid={isSaid(one)} texts={texts} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Twin({ found, isSaid, texts }: { found: Found; isSaid: boolean; texts: Texts }) {
  const blocks = found.by === 'name' || found.by === 'creditCode';
  const Icon = blocks ? CircleX : TriangleAlert;
  return (
    <li className={`flex items-start gap-1 ${blocks ? 'text-error' : 'text-warning'}`}>
      <Icon className="mt-0.75 size-3.5" aria-hidden />
      <span className="min-w-0 break-words">
        {found.id === null ? (
          texts.elsewhere[found.by]
        ) : (
          <>
            {isSaid ? texts.open : texts[found.by]}
            <a className="link-quiet underline" href={`/customers/${found.id}`} target="_blank" rel="noreferrer">
              {found.name}（{found.code}）
            </a>
            {found.isArchived && ` ${texts.archived}`}
          </>
        )}
      </span>
    </li>
  );
}

async function duplicatesOf(data: FormData, except: number | undefined, signal: AbortSignal): Promise<Found[] | null> {
  const asked = new URLSearchParams(except === undefined ? {} : { except: String(except) });
  for (const [field, name] of Object.entries(watched)) asked.set(name, String(data.get(field) ?? '').trim());
  if (Object.values(watched).every((name) => asked.get(name) === '')) return [];
  try {
    const response = await fetch(`/api/customers/duplicates?${asked}`, { signal });
    return response.ok ? ((await response.json()) as { found: Found[] }).found : null;
  } catch (error) {
    // Without an answer the action still checks.
    if (error instanceof TypeError || (error as Error).name === 'AbortError') return null;
    throw error;
  }
}

/** After the question whether it is another customer: yes, it is. Stands behind 保存, so that Enter doesn't say yes. */
export function SaveAnyway({ label }: { label: string }) {
  const { state } = useFormState();
  const { value } = useField('confirmed');
  return state.status === 'refused' && value !== '' ? (
    <SubmitButton className="btn btn-line flex-1 sm:flex-none" name="confirmed" value={value}>
      {label}
    </SubmitButton>
  ) : null;
}
