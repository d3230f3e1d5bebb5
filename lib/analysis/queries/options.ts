import { eq, sql } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers, levels } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import { type DictionaryKind, products } from '@/db/schema/settings';
import { translator } from '@/lib/i18n/translator';
import { listPeople, listTeams } from '@/lib/people/queries';
import { visible } from '@/lib/scope';
import { listDictionary } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';
import type { FigureFilter } from '../types';

export type FilterOption = { value: string; label: string };
/** What a report can be narrowed to, by name of the filter; a person or team nobody may look into isn't offered. */
export type FilterOptions = Partial<Record<keyof FigureFilter, FilterOption[]>>;

export function filterOptions(viewer: Viewer, reader: Reader = database()): FilterOptions {
  const t = translator(viewer.language);
  const people = viewer.role === 'rep' ? [] : listPeople(viewer, reader);
  const entries = listDictionary(reader);
  const of = (kind: DictionaryKind, none: string) => [
    ...entries.filter((entry) => entry.kind === kind).map(({ id, name }) => ({ value: String(id), label: name })),
    { value: 'none', label: none },
  ];
  return {
    team:
      viewer.role === 'manager'
        ? listTeams(viewer, reader).map(({ id, name }) => ({ value: String(id), label: name }))
        : [],
    rep: people
      .filter((person) => viewer.role === 'manager' || person.teamId === viewer.teamId)
      .map(({ id, name }) => ({ value: String(id), label: name })),
    region: of('region', t('definitions.none.region')),
    line: of('product_line', t('definitions.none.line')),
    level: levels.map((level) => ({ value: level, label: t(`definitions.levels.${level}`) })),
    industry: of('industry', t('definitions.none.industry')),
    source: of('source', t('definitions.none.source')),
  };
}

/** Names of a filter's customer and product, which no list offers; a customer without a sale in scope has no name (R5). */
export function namesOfFilter(viewer: Viewer, filter: FigureFilter, reader: Reader = database()): FilterOptions {
  const names: FilterOptions = {};
  if (filter.customer && /^\d+$/.test(filter.customer)) {
    const customer = reader
      .select({ label: customers.name })
      .from(visible(viewer, sales))
      .innerJoin(customers, eq(customers.id, sales.customerId))
      .where(eq(sales.customerId, Number(filter.customer)))
      .limit(1)
      .get();
    if (customer) names.customer = [{ value: filter.customer, label: customer.label }];
  }
  if (filter.product && /^\d+$/.test(filter.product)) {
    const product = reader
      .select({ label: products.name })
      .from(visible(viewer, products))
      .where(eq(products.id, Number(filter.product)))
      .get();
    if (product) names.product = [{ value: filter.product, label: product.label }];
  }
  return names;
}

/** Whether there is anything to report on at all, whatever the period. */
export const hasSales = (viewer: Viewer, reader: Reader = database()): boolean =>
  reader.select({ one: sql`1` }).from(visible(viewer, sales)).limit(1).get() !== undefined;
