import { database, type Reader } from '@/db/client';
import { users } from '@/db/schema/people';
import { collaboratorIds } from '@/lib/customers/queries/collaborators';
import type { Viewer } from '@/lib/viewer';
import { mayHave } from '../assignees';

/** Whom the viewer may give a task of this customer (`mayHave`), and whoever has it already. */
export function assigneesFor(
  viewer: Viewer,
  customer: { id: number; ownerId: number | null; teamId: number | null },
  present: number | null = null,
  reader: Reader = database(),
) {
  const collaborators = collaboratorIds(reader, customer.id);
  return reader
    .select()
    .from(users)
    .orderBy(users.name)
    .all()
    .filter((person) => person.id === present || mayHave(viewer, person, customer, collaborators))
    .map(({ id, name }) => ({ value: String(id), label: name }));
}
