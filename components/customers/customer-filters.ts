import type { Choice, Filter } from '@/components/ui/filter-bar';
import { stages } from '@/db/schema/customers';
import { type CustomerFilter, customerOwing, dueChoices, levelChoices } from '@/lib/customers/filters';
import type { customerChoices } from '@/lib/customers/queries/choices';
import type { Translate } from '@/lib/i18n/translator';

type Named = { id: number; name: string };

/** The filters of 客户管理: those in the row, and those behind 筛选. */
export function customerFilters(
  t: Translate,
  choices: ReturnType<typeof customerChoices>,
  { silent, shared }: Pick<CustomerFilter, 'silent' | 'shared'>,
): { filters: Filter[]; more: Filter[] } {
  const named = (rows: readonly Named[], noneLabel: string = t('lists.noValue')): Choice[] =>
    rows.length === 0
      ? []
      : [...rows.map(({ id, name }) => ({ value: String(id), label: name })), { value: 'none', label: noneLabel }];
  const choice = (name: string, label: string, list: Choice[]): Filter[] =>
    list.length > 0 ? [{ kind: 'choice', name, label, choices: list }] : [];
  const words = <T extends string>(values: readonly T[], label: (value: T) => string): Choice[] =>
    values.map((value) => ({ value, label: label(value) }));
  const silentDays = [...new Set(['30', '60', '90', ...(silent ? [silent] : [])])];
  return {
    filters: [
      ...choice(
        'level',
        t('customers.filter.level'),
        words(levelChoices, (level) => t(`customers.level.${level}`)),
      ),
      ...choice(
        'stage',
        t('customers.filter.stage'),
        words(stages, (stage) => t(`customers.stage.${stage}`)),
      ),
      ...choice('owner', t('customers.filter.owner'), [
        ...named(choices.owners, t('customers.filter.noOwner')),
        ...(choices.owners.some(({ status }) => status === 'disabled')
          ? [{ value: 'left', label: t('customers.filter.left') }]
          : []),
      ]),
      ...choice('industry', t('customers.filter.industry'), named(choices.industries)),
    ],
    more: [
      ...choice('region', t('customers.filter.region'), named(choices.regions)),
      ...choice('source', t('customers.filter.source'), named(choices.sources)),
      ...choice(
        'owing',
        t('customers.filter.owing'),
        // Who owes is not a 协同人's to ask (R5).
        shared ? [] : words(customerOwing, (part) => t(`customers.owing.${part}`)),
      ),
      ...choice(
        'due',
        t('customers.filter.due'),
        words(dueChoices, (due) => t(`customers.due.${due}`)),
      ),
      ...choice(
        'silent',
        t('customers.filter.silent'),
        words(silentDays, (days) => t('customers.silentDays', { days })),
      ),
      ...choice('archived', t('customers.filter.archived'), [{ value: '1', label: t('customers.archivedOnly') }]),
    ],
  };
}
