import { type Access, access } from '../access';

// Who may, by rule of DESIGN: written by hand, never taken from what the code does. See ../access.ts for the words.

/** R5, owned: a rep one's own customers, a supervisor the team's, a manager everything; a collaborator not here. */
export const owned = access({ rep: 'own', supervisor: 'own team', manager: 'own team other' });

/** R5, reached: owned, and the one customer somebody is 协同人 of: its page and follow-ups, not its money. */
export const reached = access({
  rep: 'own',
  supervisor: 'own team',
  manager: 'own team other',
  collaborator: 'own shared',
});

/** R5: a single sale opens for either meaning of own: who sold it, who owns its customer now. */
export const soldOrOwned = access({ rep: 'own sold', supervisor: 'own team sold', manager: 'own team other' });

/** R7, R18: after a handover the money is the new owner's to book; the former one sees the sale and is told so. */
export const moneyOfOwned = access({ rep: 'own !sold', supervisor: 'own team sold', manager: 'own team other' });

/** R17: the team's supervisor or any manager decides, nobody on their own while somebody else could; reps see no inbox. */
export const reviewed = access({ rep: '', supervisor: '!own team sold', manager: '!own team other' });

/** R8: of the pool's customers, which are everybody's to see. */
export const assigns = access({ rep: '', supervisor: 'own', manager: 'own' });
/** R7: a rep hands nothing over. */
export const handsOver = access({ rep: '', supervisor: 'own team', manager: 'own team other' });
/** The manager’s, wherever. */
export const managersOf = access({ rep: '', supervisor: '', manager: 'own team other' });

/** What is one person's alone, whoever leads: drafts, notifications, devices, own words to take back. */
export const ownOnly = access({ rep: 'own', supervisor: 'own', manager: 'own' });

/** Every person signed in, each with what is theirs. */
export const everyone = access({ rep: 'yes', supervisor: 'yes', manager: 'yes' });

/** §1: users and teams are the admin's. */
export const admins = access({ rep: '', supervisor: '', manager: '', adminRep: 'yes', adminManager: 'yes' });
export const adminsOverPeople = access({
  rep: '',
  supervisor: '',
  manager: '',
  adminRep: 'own team other',
  adminManager: 'own team other',
});
/** An admin who is no manager leaves managers' accounts to the managers who are admins, and is told so (R7). */
export const adminsOverManagers: Access = { ...adminsOverPeople, adminRep: '!own !team !other' };
/** Things of the company itself, of which one is asked for. */
export const adminsOverThings = access({ rep: '', supervisor: '', manager: '', adminRep: 'own', adminManager: 'own' });

/** R9, §1: the words of pickers are kept by whoever leads or administers. */
export const wordKeepers = access({ rep: '', supervisor: 'yes', manager: 'yes', adminRep: 'yes' });
export const wordKeepersOf = access({ rep: '', supervisor: 'own', manager: 'own', adminRep: 'own' });

/** R41: admin and manager. */
export const auditReaders = access({ rep: '', supervisor: '', manager: 'yes', adminRep: 'yes' });

/** Whoever leads. */
export const leaders = access({ rep: '', supervisor: 'yes', manager: 'yes' });

/** Before anybody is signed in: whoever holds the address. */
export const anybody: Access = {
  ...access({ rep: 'yes', supervisor: 'yes', manager: 'yes' }),
  anonymous: 'yes',
  disabled: 'yes',
};
export const nobody = access({ rep: '', supervisor: '', manager: '' });
/** Nothing there, signed in or not. */
export const turnedAway = access({ rep: '', supervisor: '', manager: '', anonymous: 'none', disabled: 'none' });
