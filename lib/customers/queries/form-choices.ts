import { database, type Reader } from '@/db/client';
import type { customers } from '@/db/schema/customers';
import type { DictionaryKind } from '@/db/schema/settings';
import { listPeople } from '@/lib/people/queries';
import { canActFor } from '@/lib/permissions';
import { listDictionary } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

type Row = Pick<
  typeof customers.$inferSelect,
  'industryId' | 'regionId' | 'sourceId' | 'demandTypeId' | 'intendedLineId' | 'ownerId'
>;
export type Choice = { value: string; name: string; retired: boolean };

/** What a customer's form offers: entries in use and the record's own retired one; owners the viewer acts for. */
export function formChoices(viewer: Viewer, present: Row | null, reader: Reader = database()) {
  const entries = listDictionary(reader);
  const of = (kind: DictionaryKind, own: number | null = null): Choice[] =>
    entries
      .filter((entry) => entry.kind === kind && (!entry.retired || entry.id === own))
      .map(({ id, name, retired }) => ({ value: String(id), name, retired }));
  const owners = listPeople(viewer, reader)
    .filter((person) => (person.status === 'active' && canActFor(viewer, person)) || person.id === present?.ownerId)
    .map((person): Choice => ({ value: String(person.id), name: person.name, retired: person.status === 'disabled' }));
  return {
    industry: of('industry', present?.industryId),
    region: of('region', present?.regionId),
    source: of('source', present?.sourceId),
    demandType: of('demand_type', present?.demandTypeId),
    line: of('product_line', present?.intendedLineId),
    lossReason: of('loss_reason'),
    owners,
  };
}
export type FormChoices = ReturnType<typeof formChoices>;
