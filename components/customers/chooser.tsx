import type { ReactNode } from 'react';
import { hrefWith, type Query } from '@/lib/address';
import { count } from '@/lib/format';
import { getT } from '@/lib/i18n/request';
import { ChooseBar } from './choose-bar';

/** The list as a form over its ticks, for whoever hands customers over. `found`: how many the filter finds, up to `counted`. */
export async function Chooser({
  query,
  found,
  counted,
  rows,
  children,
}: {
  query: Query;
  found: number;
  counted: number;
  rows: readonly { id: number }[];
  children: ReactNode;
}) {
  const t = await getT();
  const href = hrefWith('/customers/hand-over', { all: '1', ...query });
  const label =
    found < counted
      ? t('handOver.list.handOverAll', { n: count(found) })
      : t('handOver.list.handOverAllMany', { n: count(counted) });
  return (
    <form action="/customers/hand-over" className="group/choose flex flex-col">
      {children}
      <ChooseBar
        all={{ href, label }}
        rows={rows.map(({ id }) => id).join()}
        texts={{
          chooseAll: t('handOver.list.chooseAll'),
          chosen: t('handOver.list.chosen', { n: '{{n}}' }),
          none: t('handOver.list.none'),
          handOver: t('handOver.list.handOverChosen'),
          handOverMany: t('handOver.list.handOverMany', { n: '{{n}}' }),
        }}
      />
    </form>
  );
}
