import type { Choice, Filter } from '@/components/ui/filter-bar';
import type { Day } from '@/db/columns';
import { levels } from '@/db/schema/customers';
import type { Translate } from '@/lib/i18n/translator';
import { periodOf, stepPeriod } from '@/lib/period';
import { owingParts, saleStates } from '@/lib/sales/filters';
import type { saleChoices } from '@/lib/sales/queries/choices';

type Named = { id: number; name: string };

/** The filters of sales and payments: those in the row, and those behind 筛选. */
export function saleFilters(
  t: Translate,
  choices: ReturnType<typeof saleChoices>,
  {
    today,
    fiscalStart,
    customer,
    of,
  }: {
    today: Day;
    fiscalStart: number;
    /** The customer the list is narrowed to, by name: it is come to from a link and can only be taken out. */
    customer: Choice | null;
    of: 'sales' | 'payments';
  },
): { filters: Filter[]; more: Filter[] } {
  const named = (rows: readonly Named[], withNone = true): Choice[] => [
    ...rows.map(({ id, name }) => ({ value: String(id), label: name })),
    ...(withNone ? [{ value: 'none', label: t('lists.noValue') }] : []),
  ];
  const choice = (name: string, label: string, list: Choice[]): Filter[] =>
    list.length > 0 ? [{ kind: 'choice', name, label, choices: list }] : [];

  const days: Filter = {
    kind: 'days',
    name: 'days',
    label: t(of === 'sales' ? 'sales.filter.days' : 'sales.filter.paidDays'),
    presets: dayPresets(t, today, fiscalStart),
  };
  const people = [
    ...choice('rep', t('sales.filter.rep'), named(choices.reps, false)),
    ...choice('team', t('sales.filter.team'), choices.teams.length > 0 ? named(choices.teams) : []),
  ];
  const dimensions = [
    ...choice('region', t('sales.filter.region'), named(choices.regions)),
    ...choice('line', t('sales.filter.line'), named(choices.lines)),
    ...choice(
      'level',
      t('sales.filter.level'),
      levels.map((level) => ({ value: level, label: t(`customers.level.${level}`) })),
    ),
    ...choice('product', t('sales.filter.product'), named(choices.products)),
    ...choice('industry', t('sales.filter.industry'), named(choices.industries)),
    ...choice('source', t('sales.filter.source'), named(choices.sources)),
    ...(customer ? choice('customer', t('sales.filter.customer'), [customer]) : []),
  ];
  if (of === 'payments') return { filters: [days, ...people], more: dimensions };
  return {
    filters: [
      days,
      {
        kind: 'choice',
        name: 'state',
        label: t('sales.filter.state'),
        usual: 'counted',
        choices: saleStates.map((state) => ({ value: state, label: t(`sales.state.${state}`) })),
      },
      {
        kind: 'choice',
        name: 'owing',
        label: t('sales.filter.owing'),
        choices: owingParts.map((part) => ({ value: part, label: t(`sales.owing.${part}`) })),
      },
      ...people,
    ],
    more: [
      ...dimensions,
      ...choice('owner', t('sales.filter.owner'), [
        { value: 'any', label: t(`sales.owners.${choices.role}`) },
        ...named(choices.reps, choices.role === 'manager'),
      ]),
      ...choice('credit', t('sales.filter.credit'), [{ value: '1', label: t('sales.filter.creditOnly') }]),
    ],
  };
}

/** This and the last month, quarter and fiscal year. */
export function dayPresets(t: Translate, today: Day, fiscalStart: number) {
  return (['month', 'quarter', 'year'] as const).flatMap((kind) => {
    const now = periodOf(kind, today, fiscalStart);
    const last = stepPeriod(now, -1, fiscalStart);
    const lastLabel = { month: 'lastMonth', quarter: 'lastQuarter', year: 'lastYear' } as const;
    return [
      { label: t(`sales.preset.${kind}`), from: now.from, to: now.to },
      { label: t(`sales.preset.${lastLabel[kind]}`), from: last.from, to: last.to },
    ];
  });
}
