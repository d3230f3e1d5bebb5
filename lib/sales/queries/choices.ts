import { asc } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import type { DictionaryKind } from '@/db/schema/settings';
import { products } from '@/db/schema/settings';
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
