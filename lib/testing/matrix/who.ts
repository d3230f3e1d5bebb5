// Who asks, and whose record is asked for. Team A has everybody but the collaborator and the outsider, who are of team B.

/** Everyone with a session of their own; each has records of every kind. */
export const people = [
  'rep',
  'colleague',
  'supervisor',
  'manager',
  'teamManager',
  'adminManager',
  'adminRep',
  'disabled',
  'collaborator',
  'outsider',
] as const;
export type Person = (typeof people)[number];

/** Whose records: a person's; `shared` is the colleague's with the collaborator named; `handed` is the outsider's customer whose sales the rep made. */
export const owners = [...people, 'shared', 'handed'] as const;
export type Owner = (typeof owners)[number];

/** The viewers of the matrix. Managers: above the teams, in team A, and above the teams with the admin flag. */
export const viewers = [
  'anonymous',
  'disabled',
  'rep',
  'supervisor',
  'manager',
  'teamManager',
  'adminManager',
  'adminRep',
  'collaborator',
] as const;
export type ViewerName = (typeof viewers)[number];

/**
 * A record of the viewer's own, of their team (for managers above teams: of one), of another team, one of another team they
 * are 协同人 of, one they sold before its customer went to another team, one that was never there, and one of
 * another's under a customer of their own (P24).
 */
export const relations = ['own', 'team', 'other', 'shared', 'sold', 'missing', 'mixed'] as const;
export type Relation = (typeof relations)[number];

/** Whose records a viewer is tried on. */
export function ownerOf(viewer: ViewerName, relation: Relation): Owner {
  const isOutside = viewer === 'collaborator';
  if (relation === 'team') return isOutside ? 'outsider' : 'colleague';
  if (relation === 'other' || relation === 'mixed') return isOutside ? 'rep' : 'outsider';
  if (relation === 'shared') return 'shared';
  if (relation === 'sold') return 'handed';
  return viewer === 'anonymous' ? 'outsider' : viewer;
}

/** Everybody's. */
export const password = 'correct horse battery 71';
