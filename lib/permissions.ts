import type { Viewer } from './viewer';

// Who may do what. Seeing is part of the query (lib/scope.ts); each predicate here serves the action and its button.

/** Users, teams, one-use links. */
export const canManagePeople = (viewer: Viewer) => viewer.isAdmin;
/** R29: the manager sets every layer, a supervisor the people of the own team. */
export const canSetTargets = (viewer: Viewer) => viewer.role !== 'rep';
export const canSetTargetOf = (viewer: Viewer, target: { layer: string; teamId: number | null }) =>
  viewer.role === 'manager' ||
  (viewer.role === 'supervisor' && target.layer === 'person' && target.teamId === viewer.teamId);
/** R37: everyone may bring in own rows; what a rep imports waits for review (R37a). */
export const canImport = (_viewer: Viewer) => true;
/** R37: what a word of a sheet means is decided for everyone. */
export const answersAreRemembered = (viewer: Viewer) => viewer.role !== 'rep';
export const importsCountAsReviewed = (viewer: Viewer) => viewer.role !== 'rep';
/** R38: a setting keeps reps from exporting. */
export const canExport = (viewer: Viewer, repsMayExport: boolean) => viewer.role !== 'rep' || repsMayExport;
/** R6: clear to the customer's owner; a setting lets supervisors see their team's. */
export const seesContactClear = (
  viewer: Viewer,
  customer: { ownerId: number | null; teamId: number | null },
  supervisorsSeeClear: boolean,
) =>
  customer.ownerId === viewer.id ||
  (viewer.role === 'supervisor' && supervisorsSeeClear && customer.teamId === viewer.teamId);
