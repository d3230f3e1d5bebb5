import type { Fields } from './client';
import { ownerOf, type ViewerName } from './who';
import type { World } from './world';

/** Whose a record is: also in the place of the form's own field, for whoever isn't free to choose. */
const whose = ['ownerId', 'salespersonId', 'assigneeId'];

/** Fields that a form doesn't have, filled with what is another team's, and rights nobody gave (P24). */
export function hostileFields(
  viewer: ViewerName,
  fields: Fields,
  optional: readonly string[],
  { records, teams }: World,
): Fields {
  const victim = records[ownerOf(viewer, 'other')];
  const person = String(victim.owner);
  const added: Fields = {
    ownerId: person,
    salespersonId: person,
    assigneeId: person,
    authorId: person,
    createdBy: person,
    recordedBy: person,
    requestedBy: person,
    reviewedBy: person,
    userId: person,
    viewerId: person,
    id: String(victim.customer),
    customerId: String(victim.customer),
    saleId: String(victim.sale),
    taskId: String(victim.task),
    recordId: String(victim.record),
    contactId: String(victim.contact),
    teamId: String(victim.team === teams.A ? teams.A : teams.B),
    role: 'manager',
    isAdmin: 'on',
    status: 'approved',
    review: 'approved',
    approved: '1',
    exportsClear: 'on',
    archivedAt: '2026-01-01T00:00:00.000Z',
    pooledAt: '2026-01-01T00:00:00.000Z',
    importId: '1',
    paidFen: '1',
    amountFen: '1',
    version: '1',
    kind: 'automatic',
  };
  const isFree = viewer === 'manager' || viewer === 'teamManager' || viewer === 'adminManager';
  return Object.fromEntries(
    Object.entries(added).filter(([name]) =>
      whose.includes(name) ? !isFree : !(name in fields) && !optional.includes(name),
    ),
  );
}
