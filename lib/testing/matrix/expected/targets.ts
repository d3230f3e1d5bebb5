import { access } from '../access';
import type { Table } from '../rows';
import { everyone } from './rules';

const sheet = (cell: string, opened: Record<string, number> = {}) => ({
  year: '2026',
  metric: 'amount',
  opened: JSON.stringify(opened),
  [cell]: '1000',
});

export const targets: Table = {
  pages: {
    '/targets': [
      { why: 'R29: one’s own, the team’s, all', may: everyone },
      { why: 'R29', as: 'cash', may: everyone, path: () => '/targets?year=2026&metric=cash' },
    ],
  },
  actions: {
    saveTargets: [
      {
        why: 'R29: a supervisor sets the people of the own team, a manager everyone',
        may: access({ rep: '', supervisor: 'own team', manager: 'own team other' }),
        takes: ['owner'],
        home: () => '/targets',
        form: 'plain',
        hostile: true,
        refusal: 'form.gone',
        fields: (r) => sheet(`p.${r.owner}.${r.team}.2026-05`),
      },
      {
        why: 'R29: a team’s target is the manager’s',
        as: 'team',
        may: access({ rep: '', supervisor: '', manager: 'yes' }),
        home: () => '/targets',
        form: 'plain',
        refusal: 'form.gone',
        fields: (_r, _like, { world }) => sheet(`t.${world.teams.A}.2026-05`),
      },
      {
        why: 'R29: the department’s target is the manager’s',
        as: 'department',
        may: access({ rep: '', supervisor: '', manager: 'yes' }),
        home: () => '/targets',
        form: 'plain',
        refusal: 'form.gone',
        fields: () => sheet('d.2026-05'),
      },
      {
        why: 'R29, P24: somebody of another team isn’t one’s own by naming the own team; a target they have doesn’t show',
        as: 'under another team',
        may: access({ rep: '', supervisor: '', manager: '!other' }),
        takes: ['owner'],
        on: ['other', 'missing'],
        home: () => '/targets',
        form: 'plain',
        refusal: 'form.gone',
        fields: (r, _like, { world }) => sheet(`p.${r.owner}.${world.teams.A}.2026-04`),
      },
    ],
  },
};
