import type { Reader } from '@/db/client';
import type { CustomerFilter } from '@/lib/customers/filters';
import { searched } from '@/lib/customers/queries/searched';
import { translator } from '@/lib/i18n/translator';
import { listPeople } from '@/lib/people/queries';
import { listDictionary } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

/** What the list was filtered by, in words: "等级：战略". A number searched for is masked like any other (R6). */
export function customerFilterTexts(viewer: Viewer, filter: CustomerFilter, reader: Reader): string[] {
  const t = translator(viewer.language);
  const named = (list: readonly { id: number; name: string }[], value: string) =>
    value === 'none'
      ? t('exports.customers.none')
      : (list.find(({ id }) => String(id) === value)?.name ?? t('exports.customers.unknown', { id: value }));
  const { q, level, stage, owner, industry, region, source, owing, due, silent, archived } = filter;
  const entries = industry || region || source ? listDictionary(reader) : [];
  const texts: (readonly [string, string | undefined])[] = [
    [t('exports.customers.search'), q && searched(viewer, q, reader)],
    [t('customers.filter.level'), level && t(`customers.level.${level}`)],
    [t('customers.filter.stage'), stage && t(`customers.stage.${stage}`)],
    [t('customers.filter.owner'), owner && named(listPeople(viewer, reader), owner)],
    [t('customers.filter.industry'), industry && named(entries, industry)],
    [t('customers.filter.region'), region && named(entries, region)],
    [t('customers.filter.source'), source && named(entries, source)],
    [t('customers.filter.owing'), owing && t(`customers.owing.${owing}`)],
    [t('customers.filter.due'), due && t(`customers.due.${due}`)],
    [t('customers.filter.silent'), silent && t('customers.silentDays', { days: silent })],
    [t('customers.filter.archived'), archived && t('customers.archivedOnly')],
  ];
  return texts.flatMap(([name, value]) => (value ? [`${name}：${value}`] : []));
}
