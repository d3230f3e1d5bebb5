import { asc, eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { customers } from '@/db/schema/customers';
import { sales } from '@/db/schema/sales';
import type { DictionaryKind } from '@/db/schema/settings';
import { products } from '@/db/schema/settings';
import { none } from '@/lib/format';
import { listPeople, listTeams } from '@/lib/people/queries';
import { visible } from '@/lib/scope';
import { listDictionary } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

/** What the filters of sales and payments offer: people and teams as far as the viewer's role reaches. */
export function saleChoices(viewer: Viewer, reader: Reader = database()) {
  const entries = listDictionary(reader);
  const ofKind = (kind: DictionaryKind) => entries.filter((entry) => entry.kind === kind);
  return {
    reps:
      viewer.role === 'rep'
        ? []
        : listPeople(viewer, reader).filter((person) => viewer.role === 'manager' || person.teamId === viewer.teamId),
    /** Whose word "all" is in a choice of owners. */
    role: viewer.role,
    teams: viewer.role === 'manager' ? listTeams(viewer, reader) : [],
    regions: ofKind('region'),
    lines: ofKind('product_line'),
    industries: ofKind('industry'),
    sources: ofKind('source'),
    products: reader
      .select({ id: products.id, name: products.name })
      .from(visible(viewer, products))
      .orderBy(asc(products.sortKey))
      .all(),
  };
}

/** The customer a list is narrowed to, named only for who reads the customer or a sale of theirs. */
export function customerChoice(viewer: Viewer, id: string | undefined, reader: Reader = database()) {
  if (!id) return null;
  if (!/^\d{1,15}$/.test(id)) return { value: id, label: none };
  const own = reader
    .select({ name: customers.name })
    .from(visible(viewer, customers))
    .where(eq(customers.id, Number(id)))
    .get();
  const sold =
    own ??
    reader
      .select({ name: customers.name })
      .from(visible(viewer, sales, 'attributed'))
      .innerJoin(customers, eq(customers.id, sales.customerId))
      .where(eq(sales.customerId, Number(id)))
      .limit(1)
      .get();
  return { value: id, label: sold?.name ?? none };
}
