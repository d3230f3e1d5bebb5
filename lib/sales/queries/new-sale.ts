import { database, type Reader } from '@/db/client';
import { listPeople } from '@/lib/people/queries';
import { canActFor } from '@/lib/permissions';
import { listDictionary } from '@/lib/settings/queries';
import type { Viewer } from '@/lib/viewer';

/** For whom the viewer may file a sale; nobody to choose for a rep. */
export const salespeople = (viewer: Viewer, reader: Reader = database()) =>
  viewer.role === 'rep'
    ? []
    : listPeople(viewer, reader)
        .filter((person) => person.status === 'active' && canActFor(viewer, person))
        .map(({ id, name, teamName }) => ({ id, name, teamName }));

/** The words on offer, as a form's options. */
export const wordsOf = (kind: 'product_line' | 'region', reader: Reader = database()) =>
  listDictionary(reader, kind)
    .filter((entry) => !entry.retired)
    .map(({ id, name }) => ({ value: String(id), label: name }));
