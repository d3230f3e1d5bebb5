import type { Table } from '../rows';
import { everyone, owned, ownOnly, reached } from './rules';

const undo = { needsScript: '撤销 after a save is offered by the page’s script' } as const;

export const followUps: Table = {
  pages: {
    '/follow-ups': [
      { why: 'R5 reached', may: everyone },
      {
        why: 'R5 reached',
        as: 'tasks',
        may: everyone,
        path: () => '/follow-ups?tab=tasks',
        shows: 'page',
      },
      {
        why: 'R5 reached',
        as: 'records',
        may: everyone,
        path: () => '/follow-ups?tab=records',
        shows: 'page',
      },
      {
        why: 'R5: a filter by another’s customer finds nothing',
        as: 'customer',
        may: reached,
        takes: ['customer'],
        path: (r) => `/follow-ups?tab=tasks&customer=${r.customer}`,
        shows: 'page',
      },
    ],
    '/follow-ups/new': [
      { why: 'everyone files', may: everyone },
      {
        why: 'R5 reached',
        as: 'customer',
        may: reached,
        takes: ['customer'],
        path: (r) => `/follow-ups/new?customer=${r.customer}`,
        shows: 'name',
      },
      {
        why: 'R5 reached',
        as: 'task',
        may: reached,
        takes: ['task'],
        path: (r) => `/follow-ups/new?task=${r.task}`,
        shows: 'name',
      },
    ],
    '/follow-ups/records/[id]': [
      { why: 'R5 reached', may: reached, takes: ['record'], shows: 'page' },
      {
        why: 'R35: only its author edits it',
        as: 'edit',
        may: ownOnly,
        takes: ['record'],
        path: (r) => `/follow-ups/records/${r.record}?edit`,
        shows: 'page',
      },
    ],
    '/follow-ups/tasks/new': [
      { why: 'everyone plans', may: everyone },
      {
        why: 'R5 reached',
        as: 'customer',
        may: reached,
        takes: ['customer'],
        path: (r) => `/follow-ups/tasks/new?customer=${r.customer}`,
        shows: 'name',
      },
    ],
    '/follow-ups/tasks/[id]': {
      why: 'R5 reached',
      may: reached,
      takes: ['task'],
      shows: 'page',
    },
  },
  actions: {
    saveRecord: [
      {
        why: 'R5 reached',
        may: reached,
        takes: ['customer'],
        home: () => '/follow-ups/new',
        form: 'plain',
        hostile: true,
        fields: (r) => ({
          customerId: String(r.customer),
          method: 'phone',
          summary: '谈了交期',
          contactedAt: '2026-03-31T11:00',
        }),
      },
      {
        why: 'P24: another’s task under one’s own customer is none',
        as: 'task',
        may: reached,
        takes: ['customer', 'task'],
        home: () => '/follow-ups/new',
        form: 'plain',
        fields: (r) => ({
          customerId: String(r.customer),
          taskId: String(r.task),
          method: 'phone',
          summary: '谈了交期',
        }),
      },
    ],
    undoSavedRecord: {
      why: 'its author’s only',
      may: ownOnly,
      takes: ['undoable'],
      home: (own) => `/customers/${own.idle}`,
      form: undo,
      fields: (r) => ({ recordId: String(r.undoable) }),
    },
    saveRecordEdit: {
      why: 'R35: only its author edits it',
      may: ownOnly,
      takes: ['record'],
      home: (own) => `/follow-ups/records/${own.record}?edit`,
      form: 'plain',
      hostile: true,
      fields: (r, like) => {
        const { feedbackTags: _, ...values } = like.forms.record;
        return {
          ...values,
          summary: '改过的摘要',
          recordId: String(r.record),
          opened: JSON.stringify(like.forms.record),
        };
      },
    },
    saveNewTask: {
      why: 'R5 reached',
      may: reached,
      takes: ['customer'],
      home: () => '/follow-ups/tasks/new',
      form: 'plain',
      hostile: true,
      fields: (r) => ({ customerId: String(r.customer), method: 'visit', objective: '送样品', dueOn: '2026-04-15' }),
    },
    saveTask: {
      why: 'R5 reached',
      may: reached,
      takes: ['task'],
      home: (own) => `/follow-ups/tasks/${own.task}`,
      form: 'plain',
      hostile: true,
      fields: (r, like) => ({
        ...like.forms.task,
        objective: '改过的目标',
        taskId: String(r.task),
        opened: JSON.stringify(like.forms.task),
      }),
    },
    putTask: {
      why: 'R5 reached',
      may: reached,
      takes: ['task'],
      home: () => '/follow-ups?tab=tasks',
      form: { elsewhere: 'the boards of 工作台 and 客户跟进 have it for what is due today' },
      hostile: true,
      fields: (r) => ({ taskId: String(r.task), version: '1', dueOn: '2026-04-16' }),
    },
    callOffTask: {
      why: 'R5 reached',
      may: reached,
      takes: ['task'],
      home: (own) => `/follow-ups/tasks/${own.task}`,
      form: 'plain',
      fields: (r) => ({ taskId: String(r.task), version: '1', reason: '不用了' }),
    },
    bringBackTask: {
      why: 'R5: of the tasks at a customer one is 协同人 of, one’s own',
      may: owned,
      takes: ['cancelledTask'],
      home: (own) => `/customers/${own.customer}`,
      form: undo,
      fields: (r) => ({ taskId: String(r.cancelledTask), version: '1' }),
    },
    beginTask: {
      why: 'R5 reached',
      may: reached,
      takes: ['task'],
      home: (own) => `/follow-ups/tasks/${own.task}`,
      form: 'plain',
      fields: (r) => ({ taskId: String(r.task), version: '1' }),
    },
  },
};
