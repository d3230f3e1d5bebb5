import { database, type Reader } from '@/db/client';
import { users } from '@/db/schema/people';
import { canActFor } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';
import { sees } from '../assignees';

/**
 * Who may have a task of this customer: those who see it, as far as the viewer may act for them, its owner, and whoever
 * has it already.
 */
export const assigneesFor = (
  viewer: Viewer,
  customer: { ownerId: number | null; teamId: number | null },
  present: number | null = null,
  reader: Reader = database(),
) =>
  reader
    .select()
    .from(users)
    .orderBy(users.name)
    .all()
    .filter(
      (person) =>
        person.id === present ||
        (person.status === 'active' &&
          sees(person, customer) &&
          (canActFor(viewer, person) || person.id === customer.ownerId)),
    )
    .map(({ id, name }) => ({ value: String(id), label: name }));
