import type { collaborators, OwnerChangeKind, ownerChanges } from '@/db/schema/customers';
import type { notifications } from '@/db/schema/notifications';
import type { Calendar } from './calendar';
import type { Customer } from './customers';
import { type Person, teamAt } from './people';
import type { Random } from './random';

type OwnerChangeRow = typeof ownerChanges.$inferInsert;
type CollaboratorRow = typeof collaborators.$inferInsert;
type NotificationRow = typeof notifications.$inferInsert;

/**
 * Who had each customer before (R7), and since when those in the pool are there (R8): sets `pooledAt` of the rows, which
 * are written after this.
 */
export function ownerChangeRows(random: Random, calendar: Calendar, list: readonly Customer[]): OwnerChangeRow[] {
  const rows: OwnerChangeRow[] = [];
  for (const { id, row, owners, filedOn } of list) {
    const change = (
      kind: OwnerChangeKind,
      on: number,
      from: Person,
      to: { ownerId: number | null; teamId: number | null },
    ) =>
      rows.push({
        customerId: id,
        kind,
        fromOwnerId: from.id,
        fromTeamId: teamAt(from, on - 1),
        toOwnerId: to.ownerId,
        toTeamId: to.teamId,
        reason: kind === 'released' ? '几次联系都没有需求，放回公海' : null,
        changedOn: calendar.text(on),
        changedAt: calendar.moment(on, random),
        changedBy: 1,
      });
    for (const [position, { person, until }] of owners.entries()) {
      const next = owners[position + 1]?.person;
      if (until === null || !next) continue;
      change(person.leftOn === until ? 'left' : 'handover', until, person, {
        ownerId: next.id,
        teamId: teamAt(next, until),
      });
    }
    const last = owners.at(-1)?.person;
    if (row.ownerId !== null || !last) continue;
    const on = Math.max(filedOn, calendar.today - random.int(1, 60));
    change(row.teamId === null ? 'released' : 'moved', on, last, { ownerId: null, teamId: row.teamId ?? null });
    if (row.teamId === null) row.pooledAt = calendar.moment(on, random);
  }
  return rows;
}

/** Two customers with somebody from another team named as 协同人 (R5). */
export function collaboratorRows(
  random: Random,
  calendar: Calendar,
  { customers, people }: { customers: readonly Customer[]; people: readonly Person[] },
): CollaboratorRow[] {
  const present = people.filter(({ role, leftOn }) => role === 'rep' && leftOn === null);
  return customers
    .filter(
      ({ row, isArchived, level }) => row.ownerId !== null && row.teamId !== null && !isArchived && level === 'key',
    )
    .slice(0, 2)
    .flatMap(({ id, row }) => {
      const other = present.find((person) => person.teamId !== row.teamId);
      const addedAt = calendar.moment(calendar.today - 3, random);
      return other ? [{ customerId: id, userId: other.id, addedAt, addedBy: 1 }] : [];
    });
}

/** What people were told lately: the newcomer about customers taken over, each 协同人 about theirs. */
export function notificationRows(
  random: Random,
  calendar: Calendar,
  { people, customers }: { people: readonly Person[]; customers: readonly Customer[] },
): NotificationRow[] {
  const manager = people.find(({ role }) => role === 'manager');
  const newcomer = people.find(({ role, skill, leftOn }) => role === 'rep' && skill === 0 && leftOn === null);
  const count = customers.filter(({ row }) => row.ownerId === newcomer?.id).length;
  if (!manager || !newcomer || count === 0) return [];
  return [
    {
      userId: newcomer.id,
      kind: 'customersReceived',
      data: { by: manager.name, count },
      href: '/customers',
      key: null,
      createdAt: calendar.moment(calendar.today - 1, random),
      readAt: null,
    },
  ];
}
