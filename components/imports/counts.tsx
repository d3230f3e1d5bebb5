import type { ReactNode } from 'react';
import { count, yuan } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import type { RowAction } from '@/lib/imports/judgement';
import type { Counts } from '@/lib/imports/plan';

type Props = {
  counts: Counts;
  amountFen: number;
  written?: boolean;
  /** A way on beside a count: answer, download. */
  beside: Partial<Record<RowAction, ReactNode>>;
};

/** How many rows of the file become what, and the money they carry. */
export async function CountStrip({ counts, amountFen, written = false, beside }: Props) {
  const t = await getT();
  const shown = (['create', 'update', 'ask', 'refuse', 'duplicate', 'ignore'] as const).filter(
    (action) => counts[action] > 0 || !(action === 'ignore' || action === 'update' || (written && action === 'ask')),
  );
  return (
    <dl
      className="facts grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] max-sm:grid-cols-2"
      aria-label={t('imports.counts')}
    >
      {shown.map((action) => (
        <div className="fact max-sm:px-4 max-sm:odd:border-l-0" key={action}>
          <dt>{t(`imports.action.${action}`)}</dt>
          <dd className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-xl font-semibold">{count(counts[action])}</span>
            {(counts[action] > 0 && beside[action]) || <span className="caption">{t('imports.rows')}</span>}
          </dd>
        </div>
      ))}
      <div className="fact max-sm:col-span-2 max-sm:border-l-0 max-sm:px-4">
        <dt>{t(written ? 'imports.amountWritten' : 'imports.amount')}</dt>
        <dd className="text-xl font-semibold">¥{yuan(amountFen)}</dd>
      </div>
    </dl>
  );
}
