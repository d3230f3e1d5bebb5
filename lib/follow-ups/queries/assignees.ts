import { eq } from 'drizzle-orm';
import { database, type Reader } from '@/db/client';
import { users } from '@/db/schema/people';
import { canActFor } from '@/lib/permissions';
import type { Viewer } from '@/lib/viewer';
import { sees } from '../assignees';

/** Who may have a task of this customer: those who see it, as far as the viewer may act for them, and its owner. */
export const assigneesFor = (
  viewer: Viewer,
  customer: { ownerId: number | null; teamId: number | null },
  reader: Reader = database(),
) =>
  reader
    .select()
    .from(users)
    .where(eq(users.status, 'active'))
    .orderBy(users.name)
    .all()
    .filter((person) => sees(person, customer) && (canActFor(viewer, person) || person.id === customer.ownerId))
    .map(({ id, name }) => ({ value: String(id), label: name }));
