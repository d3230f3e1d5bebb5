import { database, type Reader } from '@/db/client';
import { listPeople } from '@/lib/people/queries';
import { listDictionary } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

/** What the filters of customers offer: owners as far as the viewer's role reaches. */
export function customerChoices(viewer: Viewer, reader: Reader = database()) {
  const entries = listDictionary(reader);
  return {
    owners:
      viewer.role === 'rep'
        ? []
        : listPeople(viewer, reader).filter((person) => viewer.role === 'manager' || person.teamId === viewer.teamId),
    industries: entries.filter((entry) => entry.kind === 'industry'),
    regions: entries.filter((entry) => entry.kind === 'region'),
    sources: entries.filter((entry) => entry.kind === 'source'),
  };
}
