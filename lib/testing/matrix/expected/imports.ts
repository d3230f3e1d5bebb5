import type { Table } from '../rows';
import { everyone, ownOnly } from './rules';

const page = (r: { draft: number }) => `/imports/${r.draft}`;

export const imports: Table = {
  pages: {
    '/imports': { why: 'R37: everyone brings in their own', may: everyone, shows: 'file' },
    '/imports/[id]': {
      why: 'R37: a draft is whoever uploaded it’s alone',
      may: ownOnly,
      takes: ['draft'],
      shows: 'own',
    },
  },
  handlers: {
    'PUT /api/imports': {
      why: 'R37: everyone brings in their own',
      may: everyone,
      writes: true,
      path: () => '/api/imports?name=a.csv',
      body: () => '客户编号,客户名称,联系人,客户等级,备注\nE1,新导入的,王工,普通,\n',
    },
    'GET /api/imports/[id]/problems': { why: 'R37: as the draft', may: ownOnly, takes: ['draft'] },
  },
  actions: {
    answerQuestions: {
      why: 'R37: a draft is whoever uploaded it’s alone',
      may: ownOnly,
      takes: ['draft'],
      home: page,
      form: { elsewhere: 'the page of a draft with open questions' },
      refusal: 'imports.refused.gone',
      fields: (r) => ({ importId: String(r.draft) }),
    },
    publishDraft: {
      why: 'R37: a draft is whoever uploaded it’s alone',
      may: ownOnly,
      takes: ['draft'],
      home: page,
      form: 'plain',
      hostile: true,
      refusal: 'imports.refused.gone',
      fields: (r, _like, { world }) => ({ importId: String(r.draft), rows: 'all', expected: String(world.expected) }),
    },
    cancelDraft: {
      why: 'R37: a draft is whoever uploaded it’s alone',
      may: ownOnly,
      takes: ['draft'],
      home: page,
      form: 'plain',
      refusal: 'imports.refused.gone',
      fields: (r) => ({ importId: String(r.draft) }),
    },
  },
};
