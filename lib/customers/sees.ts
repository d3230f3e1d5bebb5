/** As lib/scope.ts has it for customers owned: the owner, the team's supervisor, any manager. A 协同人 only reaches it. */
export const sees = (
  person: { id: number; role: string; teamId: number | null },
  customer: { ownerId: number | null; teamId: number | null },
): boolean =>
  person.role === 'manager' ||
  (person.role === 'supervisor' && person.teamId !== null && person.teamId === customer.teamId) ||
  person.id === customer.ownerId;
