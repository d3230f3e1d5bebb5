import type { Filter } from '@/components/ui/filter-bar';
import type { Day } from '@/db/columns';
import type { AuditFilter } from '@/lib/audit/filters';
import { kindsFor } from '@/lib/audit/kinds';
import { addDays } from '@/lib/days';
import type { Translate } from '@/lib/i18n/translator';

type Args = {
  today: Day;
  readsAll: boolean;
  people: readonly { id: number; name: string }[];
  /** The object the address asks for, in words. */
  object: { value: string; label: string } | null;
};

export function auditFilters(t: Translate, { today, readsAll, people, object }: Args): Filter[] {
  return [
    {
      kind: 'days',
      name: 'days',
      label: t('audit.filter.days'),
      presets: [
        { label: t('audit.preset.today'), from: today, to: today },
        { label: t('audit.preset.week'), from: addDays(today, -6), to: today },
        { label: t('audit.preset.month'), from: addDays(today, -29), to: today },
      ],
    },
    {
      kind: 'choice',
      name: 'who',
      label: t('audit.filter.who'),
      choices: [
        ...people.map(({ id, name }) => ({ value: String(id), label: name })),
        { value: 'none', label: t('audit.system') },
      ],
    },
    {
      kind: 'choice',
      name: 'kind',
      label: t('audit.filter.kind'),
      choices: kindsFor(readsAll).map((kind) => ({ value: kind, label: t(`audit.kind.${kind}`) })),
    },
    ...(object
      ? [{ kind: 'choice' as const, name: 'object', label: t('audit.filter.object'), choices: [object] }]
      : []),
  ];
}

export const isFiltered = ({ after, before, ...narrowing }: AuditFilter) => Object.keys(narrowing).length > 0;
