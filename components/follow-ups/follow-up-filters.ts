import { dayPresets } from '@/components/sales/sale-filters';
import type { Choice, Filter } from '@/components/ui/filter-bar';
import type { Day } from '@/db/columns';
import { followUpMethods } from '@/db/schema/follow-ups';
import { taskDues } from '@/lib/follow-ups/filters';
import type { Translate } from '@/lib/i18n/translator';

type Asked = {
  of: 'records' | 'tasks';
  people: readonly { id: number; name: string }[];
  /** The customer the list is narrowed to, by name. */
  customer: Choice | null;
  today: Day;
  fiscalStart: number;
};

export function followUpFilters(t: Translate, { of, people, customer, today, fiscalStart }: Asked) {
  const choice = (name: string, label: string, choices: Choice[]): Filter[] =>
    choices.length > 0 ? [{ kind: 'choice', name, label, choices }] : [];
  const persons: Choice[] =
    people.length === 0
      ? []
      : [
          ...people.map(({ id, name }) => ({ value: String(id), label: name })),
          { value: 'none', label: t('followUps.filter.nobody') },
        ];
  const methods = followUpMethods.map((method) => ({ value: method, label: t(`followUps.method.${method}`) }));
  const more = customer ? choice('customer', t('followUps.filter.customer'), [customer]) : [];
  if (of === 'tasks')
    return {
      filters: [
        ...choice(
          'due',
          t('followUps.filter.due'),
          taskDues.map((due) => ({ value: due, label: t(`followUps.due.${due}`) })),
        ),
        ...choice('person', t('followUps.filter.assignee'), persons),
        ...choice('method', t('followUps.filter.method'), methods),
      ],
      more,
    };
  const days: Filter = {
    kind: 'days',
    name: 'days',
    label: t('followUps.filter.days'),
    presets: dayPresets(t, today, fiscalStart),
  };
  return {
    filters: [
      days,
      ...choice('person', t('followUps.filter.person'), persons),
      ...choice('method', t('followUps.filter.method'), methods),
      ...choice(
        'reached',
        t('followUps.filter.reached'),
        (['yes', 'no'] as const).map((value) => ({ value, label: t(`followUps.reached.${value}`) })),
      ),
    ],
    more,
  };
}
