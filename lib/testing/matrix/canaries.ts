import { type Owner, owners, type ViewerName } from './who';

/**
 * Words planted in every text that belongs to somebody, by what they stand in:
 * name = the customer's name and code; page = the rest of its page, contacts' names and follow-ups; money = numbers and
 * notes of sales, payments and changes; clear = phone, WeChat and e-mail; own = what only the person has (notifications,
 * devices, drafts); file = names of uploaded files; account = sign-in names.
 */
export const classes = ['name', 'page', 'money', 'clear', 'own', 'file', 'account'] as const;
export type CanaryClass = (typeof classes)[number];

/** The public pool's customer is nobody's. */
export type CanaryOwner = Owner | 'pool';
const everybody: readonly CanaryOwner[] = [...owners, 'pool'];

/** No canary is the beginning of another. */
export const canary = (owner: CanaryOwner, kind: CanaryClass) => `zq${owner}x${kind}`.toLowerCase();
/** A mobile number is a canary as well: its last eight digits say whose it is. */
export const phoneOf = (owner: CanaryOwner) => `139${String(71_000_000 + everybody.indexOf(owner) * 1111)}`;

const all = everybody.flatMap((owner) =>
  classes.flatMap((kind) =>
    (kind === 'clear' ? [canary(owner, kind), phoneOf(owner)] : [canary(owner, kind)]).map((text) => ({
      owner,
      kind,
      text,
    })),
  ),
);

const customer: CanaryClass[] = ['name', 'page', 'money'];
const private_: CanaryClass[] = ['clear', 'own', 'file'];
const teamA: Owner[] = ['rep', 'colleague', 'supervisor', 'teamManager', 'adminRep', 'disabled', 'shared'];
const team = (members: readonly Owner[]): Partial<Record<CanaryOwner, CanaryClass[]>> =>
  Object.fromEntries(members.map((owner) => [owner, customer]));

/** Written from R5, R6, R7 and R41, by hand: whose words of which kind a viewer may read anywhere at all. */
const readable: Record<ViewerName, Partial<Record<CanaryOwner, CanaryClass[]>>> = {
  anonymous: {},
  disabled: {},
  rep: { rep: [...customer, ...private_], handed: ['name', 'money'] },
  supervisor: { ...team(teamA), supervisor: [...customer, ...private_], handed: ['name', 'money'] },
  manager: manager('manager'),
  teamManager: manager('teamManager'),
  adminManager: manager('adminManager'),
  adminRep: { ...accounts(), adminRep: [...customer, ...private_, 'account'] },
  collaborator: { collaborator: [...customer, ...private_], shared: ['name', 'page'] },
};

/** The whole trail is the manager's (R41): it names files and sign-in names; contact data is masked to whoever isn't the owner. */
function manager(self: Owner): Partial<Record<CanaryOwner, CanaryClass[]>> {
  const everything: CanaryClass[] = [...customer, 'file', 'account'];
  return { ...Object.fromEntries(everybody.map((owner) => [owner, everything])), [self]: [...everything, ...private_] };
}

function accounts(): Partial<Record<CanaryOwner, CanaryClass[]>> {
  return Object.fromEntries(owners.map((owner) => [owner, ['account']]));
}

/** Everyone reads their own sign-in name. */
const isReadable = (viewer: ViewerName, { owner, kind }: { owner: CanaryOwner; kind: CanaryClass }) =>
  (readable[viewer][owner] ?? []).includes(kind) ||
  (viewer !== 'anonymous' && viewer !== 'disabled' && owner === viewer && kind === 'account');

/** What somebody takes from the pool shows as well. */
type Revealed = { owner: Owner; kinds: readonly CanaryClass[] };

/** Whose words stand in a text that the viewer must not read; `revealed` are those this one answer was asked for. */
export function leaksIn(text: string, viewer: ViewerName, revealed: Revealed): string[] {
  const lower = text.toLowerCase();
  return all
    .filter((one) => !((one.owner === revealed.owner || one.owner === 'pool') && revealed.kinds.includes(one.kind)))
    .filter((one) => !isReadable(viewer, one) && lower.includes(one.text))
    .map((one) => one.text);
}
