import type { users } from '@/db/schema/people';
import { sees } from '../customers/sees';
import { canActFor } from '../permissions';
import type { Viewer } from '../viewer';

type Person = Pick<typeof users.$inferSelect, 'id' | 'role' | 'teamId' | 'status'>;
type Owned = { ownerId: number | null; teamId: number | null };

/**
 * Who may be given a task: somebody active who sees the customer or is 协同人 there, as far as the viewer may act for
 * them, and the owner always. A 协同人 plans for nobody else (R5).
 */
export const mayHave = (viewer: Viewer, person: Person, customer: Owned, collaborators: ReadonlySet<number>): boolean =>
  person.status === 'active' &&
  (sees(person, customer) || collaborators.has(person.id)) &&
  (person.id === viewer.id ||
    (sees(viewer, customer) && (canActFor(viewer, person) || person.id === customer.ownerId)));
