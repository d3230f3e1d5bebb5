import type { Relation, ViewerName } from './who';

/**
 * What a viewer may do, in words: the relations of records allowed, `yes` where no record is asked for. A relation
 * after `!` is refused openly (the viewer sees the record and may be told why). Anything else looks like a missing record;
 * `none` says so of who isn't signed in, who is sent to sign in otherwise.
 */
export type Access = Record<ViewerName, string>;
export type Verdict = 'allowed' | 'openly refused' | 'like missing' | 'signed out';

type Said = { rep: string; supervisor: string; manager: string } & Partial<Access>;

/** The admin flag gives nothing over customers, a manager's team nothing more, a collaborator is a rep elsewhere: unless said. */
export const access = ({ rep, supervisor, manager, ...said }: Said): Access => ({
  anonymous: '',
  disabled: '',
  rep,
  supervisor,
  manager,
  teamManager: manager,
  adminManager: manager,
  adminRep: rep,
  collaborator: rep,
  ...said,
});

export function verdict(may: Access, viewer: ViewerName, relation: Relation | null): Verdict {
  const words = may[viewer].split(' ');
  const asked = relation ?? 'yes';
  if (relation !== 'missing' && relation !== 'mixed' && words.includes(asked)) return 'allowed';
  if (words.includes(`!${asked}`)) return 'openly refused';
  return (viewer === 'anonymous' || viewer === 'disabled') && may[viewer] === '' ? 'signed out' : 'like missing';
}
