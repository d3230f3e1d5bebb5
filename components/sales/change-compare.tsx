import { ArrowRight } from 'lucide-react';
import { getT } from '@/lib/i18n/request';
import type { Difference } from '@/lib/sales/differences';

/** Old and new version side by side, what changed marked (R17). */
export async function ChangeCompare({ list, all = true }: { list: readonly Difference[]; all?: boolean }) {
  const t = await getT();
  const shown = all ? list : list.filter((difference) => difference.isChanged);
  const text = (value: string) => value || t('review.compare.none');
  return (
    <table className="mt-2 w-full max-w-xl border-separate border-spacing-0 text-sm">
      <caption className="sr-only">{t('review.compare.caption')}</caption>
      <thead>
        <tr className="text-left text-ink-3 [&>th]:border-b [&>th]:border-line [&>th]:py-1 [&>th]:pr-3 [&>th]:font-normal">
          <th scope="col" className="w-28 max-sm:w-auto">
            {t('review.compare.field')}
          </th>
          <th scope="col">{t('review.compare.before')}</th>
          <th scope="col">{t('review.compare.after')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ field, before, after, isChanged }) => (
          <tr
            key={field}
            className={`align-top [&>*]:border-b [&>*]:border-line [&>*]:py-1 [&>*]:pr-3 ${isChanged ? 'bg-selected' : 'text-ink-2'}`}
          >
            <th scope="row" className="text-left font-normal text-ink-3">
              {t(`review.compare.fields.${field}`)}
            </th>
            <td className={looks(field)}>{text(before)}</td>
            <td className={looks(field)}>
              {isChanged ? (
                <strong>
                  <ArrowRight className="mr-1 inline size-3.5" role="img" aria-label={t('review.compare.changed')} />
                  {text(after)}
                </strong>
              ) : (
                text(after)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Days and amounts stay whole; names may break anywhere. */
const looks = (field: Difference['field']) =>
  ['dealOn', 'dueOn', 'amount', 'unitPrice', 'quantity'].includes(field)
    ? 'whitespace-nowrap'
    : '[overflow-wrap:anywhere]';
