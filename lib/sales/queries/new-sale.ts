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

export const productLines = (reader: Reader = database()) =>
  listDictionary(reader, 'product_line').filter((entry) => !entry.retired);
