import type { Level } from '@/db/schema/customers';
import { type RuleSection, ruleSectionNames } from './settings/rules';
import type { Viewer } from './viewer';

// Who may do what. Seeing is part of the query (lib/scope.ts); each predicate here serves the action and its button.

/** Users, teams, one-use links. */
export const canManagePeople = (viewer: Viewer) => viewer.isAdmin;
/**
 * Making, changing, disabling or linking into an account of that role. A manager sees everything, so whoever is admin but
 * no manager leaves managers' accounts to the managers who are admins, as long as there is one.
 */
export const canChangeAccount = (viewer: Viewer, role: Viewer['role'], hasManagerAdmin: boolean) =>
  viewer.isAdmin && (role !== 'manager' || viewer.role === 'manager' || !hasManagerAdmin);
/** R29: the manager sets every layer, a supervisor the people of the own team. */
export const canSetTargets = (viewer: Viewer) => viewer.role !== 'rep';
export const canSetTargetOf = (viewer: Viewer, target: { layer: string; teamId: number | null }) =>
  viewer.role === 'manager' ||
  (viewer.role === 'supervisor' && target.layer === 'person' && target.teamId === viewer.teamId);
/** Assigning a customer or filing for someone: reps keep to themselves, a supervisor to the team, a manager to nobody's limits. */
export const canActFor = (viewer: Viewer, person: { id: number; teamId: number | null }) =>
  viewer.role === 'manager' ||
  person.id === viewer.id ||
  (viewer.role === 'supervisor' && person.teamId === viewer.teamId);
/** R7: inside a team its supervisor hands customers over, across teams the manager; to whom, `canActFor` says. */
export const canHandOver = (viewer: Viewer) => viewer.role !== 'rep';
/**
 * R7: who may get what a person leaves behind who is disabled. Whoever leads gives as in any handover; an admin who
 * doesn't gives to colleagues of that team, never to themselves: the flag opens no customers (R5).
 */
export const canGiveWhatIsLeft = (
  viewer: Viewer,
  leaver: { teamId: number | null },
  receiver: { id: number; teamId: number | null },
) =>
  viewer.role === 'manager' ||
  (receiver.teamId !== null &&
    receiver.teamId === leaver.teamId &&
    ((viewer.role === 'supervisor' && viewer.teamId === leaver.teamId) || receiver.id !== viewer.id));
/** R8: a rep or supervisor takes a customer of the pool; a manager, who limits that, gives it to somebody. */
export const canClaim = (viewer: Viewer) => viewer.role !== 'manager';
/** R8: to whom is `canActFor`'s. */
export const canAssignPooled = (viewer: Viewer) => viewer.role !== 'rep';
/** R12: into or out of 战略 is the manager's; any other level whoever has the customer may set. Null: not filed yet. */
export const canSetLevel = (viewer: Viewer, from: Level | null, to: Level) =>
  viewer.role === 'manager' || from === to || (from !== 'strategic' && to !== 'strategic');
/** R5: a 协同人 comes from another team, so the manager names and removes them. */
export const canNameCollaborators = (viewer: Viewer) => viewer.role === 'manager';
/** R43: what is held on a contact, as a file, and its erasure. */
export const canHandlePersonalData = (viewer: Viewer) => viewer.role === 'manager';
/** R41: the manager reads all of the trail, an admin what lib/scope.ts (`scopeOfAudit`) leaves. */
export const canReadAudit = (viewer: Viewer) => viewer.role === 'manager' || viewer.isAdmin;
/** The words of pickers; products too. */
export const canEditDictionaries = (viewer: Viewer) => viewer.role !== 'rep' || viewer.isAdmin;
/**
 * 设置 › 规则: settings are the admin's. Those that open data to more people (R6, R8, R38) are the manager's too, who
 * answers for the customers; company and signing in stay with the admin.
 */
export const canChangeRules = (viewer: Viewer, section: RuleSection) =>
  viewer.isAdmin || (viewer.role === 'manager' && (['contacts', 'exports', 'pool'] as RuleSection[]).includes(section));
/** The sections of that page a viewer may change; none: there is no page. */
export const rulesToChange = (viewer: Viewer) => ruleSectionNames.filter((section) => canChangeRules(viewer, section));

type OwnSale = { salespersonId: number; teamId: number | null; createdBy: number | null };
/** R17: the team's supervisor, or any manager. Whose sale it is comes on top: `reviewsOwn`. */
export const canReviewTeam = (viewer: Viewer, sale: Pick<OwnSale, 'teamId'>) =>
  viewer.role === 'manager' || (viewer.role === 'supervisor' && sale.teamId !== null && sale.teamId === viewer.teamId);
/** The viewer sold it, filed it, or asked for the change: someone else reviews it while someone else could (R17). */
export const isOwnSale = (viewer: Viewer, sale: OwnSale, requestedBy: number | null = null) =>
  sale.salespersonId === viewer.id || sale.createdBy === viewer.id || requestedBy === viewer.id;

type SaleOfCustomer = OwnSale & { customerOwnerId: number | null };
/** R18: a rep books money on sales of own customers; whoever leads sees the sale, and that is enough. */
export const canRecordPayment = (viewer: Viewer, sale: SaleOfCustomer) =>
  viewer.role !== 'rep' || sale.customerOwnerId === viewer.id;
/** Editing, reversing and voiding go to review; asking for it needs the sale or its customer to be one's own (R17, R19). */
export const canChangeSale = (viewer: Viewer, sale: SaleOfCustomer) =>
  viewer.role !== 'rep' || sale.salespersonId === viewer.id || sale.customerOwnerId === viewer.id;
/** R19: never approved, it counted nowhere: whoever sold or filed it drops it, or whoever reviews the team. */
export const canVoidUnreviewed = (viewer: Viewer, sale: OwnSale) =>
  isOwnSale(viewer, sale) || canReviewTeam(viewer, sale);
/** R35: the author edits freely for 24 hours, later with the old text kept; nobody else does. */
export const canEditRecord = (viewer: Viewer, record: { authorId: number | null }) => record.authorId === viewer.id;

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
